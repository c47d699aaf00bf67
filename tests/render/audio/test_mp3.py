"""One stream of PCM → one MP3."""

import os
import re
import struct
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.audio.ffmpeg import EncodingFailed, decoded_samples, executable
from render.audio.mp3 import Tags, ffmetadata, write_mp3
from render.samples import decoded_length, exact_length

TAGS = Tags("Morning", "The Author", "The Ferry", 2, 11)
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
    for name, content in [
        (b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes((1 + 3 * 4) * 4))),
        (b"IEND", b""),
    ]
)


def sound(samples: int) -> bytes:
    return np.random.default_rng(samples).integers(-9000, 9000, samples, dtype="<i2").tobytes()


def written(folder: Path, pcm: bytes = sound(5000), tags: Tags = TAGS, name: str = "a.mp3") -> Path:
    write_mp3(folder / name, iter([pcm[:1001], pcm[1001:]]), tags)
    return folder / name


def ffmpeg(*words: object) -> bytes:
    command = [executable(), "-hide_banner", "-loglevel", "error", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def tags_of(source: Path) -> dict[str, str]:
    """As ffmpeg reads them: its metadata format, unescaped."""
    listed = ffmpeg("-i", source, "-f", "ffmetadata", "-fflags", "+bitexact", "-").decode()
    pairs = [line.split("=", 1) for line in listed.split("\n")[1:] if line]
    return {name: re.sub(r"\\(.)", r"\1", text) for name, text in pairs}


@pytest.mark.parametrize("asked", [79, 80, 240, 1000, 1104, 1153, 12_345, 24_000, 24_001, 99_999])
def test_a_chapter_decodes_to_the_length_that_its_samples_promise(tmp_path: Path, asked: int) -> None:
    samples = exact_length(asked)
    assert decoded_samples(written(tmp_path, sound(samples))) == decoded_length(samples)


@pytest.mark.parametrize("beyond", [0, 1, 46, 47, 1151])
def test_a_chapter_decodes_to_its_length_wherever_its_last_frame_ends(tmp_path: Path, beyond: int) -> None:
    ending = next(n for n in range(30_000, 40_000) if (decoded_length(n) + 1105) % 1152 in (beyond, beyond - 1))
    samples = exact_length(ending)
    assert decoded_samples(written(tmp_path, sound(samples))) == decoded_length(samples)


def test_a_decoded_chapter_is_in_step_with_its_samples_from_the_first_on(tmp_path: Path) -> None:
    click = np.zeros(24_000, "<i2")
    click[12_000:12_024] = 20_000
    decoded = ffmpeg("-i", written(tmp_path, click.tobytes()), "-f", "s16le", "-")
    loudest = int(np.argmax(np.abs(np.frombuffer(decoded, "<i2").astype(int))))
    assert abs(loudest - decoded_length(12_012)) <= 44, "1 ms"


def test_the_same_stream_and_tags_give_the_same_bytes(tmp_path: Path) -> None:
    tags = replace(TAGS, cover=PNG)
    first, second = (written(tmp_path, tags=tags, name=name).read_bytes() for name in ("a.mp3", "b.mp3"))
    assert first == second


def test_where_a_stream_is_divided_does_not_matter(tmp_path: Path) -> None:
    pcm = sound(5000)
    write_mp3(tmp_path / "b.mp3", (pcm[at : at + 777] for at in range(0, len(pcm), 777)), TAGS)
    assert written(tmp_path, pcm).read_bytes() == (tmp_path / "b.mp3").read_bytes()


def test_a_player_shows_what_the_tags_say(tmp_path: Path) -> None:
    assert tags_of(written(tmp_path)) == {
        "title": "Morning",
        "artist": "The Author",
        "album_artist": "The Author",
        "album": "The Ferry",
        "track": "2/11",
        "genre": "Audiobook",
    }


NASTY = [
    r"a=b;c#d\e",
    r"\\begins with a backslash",
    "“Quoted” 'and' \"so\"",
    "[chapter] -y -f null; rm -rf ~ $(id) `id` %s",
    ";FFMETADATA1",
    "日本語 Zwölf 😀 e\u0301",
    "-i",
]


@pytest.mark.parametrize("text", NASTY)
def test_tags_come_back_as_they_were_whatever_is_in_them(tmp_path: Path, text: str) -> None:
    found = tags_of(written(tmp_path, tags=replace(TAGS, title=text, artist=f"by {text}", album=f"in {text}")))
    assert (found["title"], found["artist"], found["album"]) == (text, f"by {text}", f"in {text}")


def test_a_tag_that_ends_in_a_backslash_swallows_no_other_tag(tmp_path: Path) -> None:
    found = tags_of(written(tmp_path, tags=replace(TAGS, title="A path: C:\\")))
    assert (found["title"].rstrip(), found["artist"]) == ("A path: C:\\", "The Author")


def test_white_space_in_a_tag_is_one_space_since_players_show_one_line(tmp_path: Path) -> None:
    found = tags_of(written(tmp_path, tags=replace(TAGS, title=" A\nnew\r\nline\tand\0more  ")))
    assert found["title"] == "A new line and more"


def test_a_tag_without_a_text_is_left_out(tmp_path: Path) -> None:
    assert "artist" not in tags_of(written(tmp_path, tags=replace(TAGS, artist="")))


@given(st.text(), st.text())
def test_a_tag_can_add_no_line_and_no_other_tag(title: str, album: str) -> None:
    lines = ffmetadata(Tags(title, "x", album, 1, 1)).split("\n")
    names = [line.split("=")[0] for line in lines]
    assert names[0] == ";FFMETADATA1"
    assert set(names[1:]) <= {"title", "artist", "album_artist", "album", "track", "genre", ""}


def test_a_cover_is_attached_to_the_byte(tmp_path: Path) -> None:
    source = written(tmp_path, tags=replace(TAGS, cover=PNG))
    assert ffmpeg("-i", source, "-map", "0:v", "-c", "copy", "-f", "image2pipe", "-") == PNG
    assert tags_of(source)["title"] == "Morning"
    assert decoded_samples(source) == decoded_length(5000)


def test_a_cover_that_is_no_picture_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(EncodingFailed):
        written(tmp_path, tags=replace(TAGS, cover=b"no picture"))
    assert list(tmp_path.iterdir()) == []


def _children() -> set[str]:
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for listing in found for child in listing.read_text().split()}


def failing() -> Iterator[bytes]:
    yield sound(5000)
    raise RuntimeError("the clip is gone")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_a_stream_that_fails_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    before = _children()
    with pytest.raises(RuntimeError, match="the clip is gone"):
        write_mp3(tmp_path / "a.mp3", failing(), TAGS)
    assert list(tmp_path.iterdir()) == []
    assert _children() <= before


def test_a_stream_that_fails_leaves_the_file_of_the_last_run(tmp_path: Path) -> None:
    before = written(tmp_path).read_bytes()
    with pytest.raises(RuntimeError, match="the clip is gone"):
        write_mp3(tmp_path / "a.mp3", failing(), TAGS)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [before]


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    written(tmp_path, tags=replace(TAGS, cover=PNG))
    assert [path.name for path in tmp_path.iterdir()] == ["a.mp3"]


def test_a_name_that_looks_like_an_option_or_an_address_is_a_file(tmp_path: Path) -> None:
    for name in ("-y.mp3", "http:a.mp3", "%03d.mp3", "a b'c\".mp3"):
        assert written(tmp_path, name=name).stat().st_size > 1000
    assert len(list(tmp_path.iterdir())) == 4
