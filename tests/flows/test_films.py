"""`readcast video`: an MP4 that plays, with the sound of the recordings and every cue."""

import json
import re
import struct
import subprocess
import zlib
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from flows.chapters import books_in
from flows.films import FilmOrder, films
from flows.reporter import progress
from flows.tracks import TrackOrder, book_cues
from render.samples import RATE
from render.video import Look

FONT = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
needs_font = pytest.mark.skipif(FONT is None, reason="burning needs a font: Debian's fonts-dejavu")


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_desk):
    """An output, narrated once for all tests of this module, with a chapter title that means something to ffmpeg."""
    desk = new_desk(tmp_path_factory.mktemp("made"))
    desk.edit("## Noon", "## Noon; a=b, 'c': [d] \\\\ #e")
    desk.narrate()
    return desk.out


@pytest.fixture
def cover(tmp_path):
    """A red picture, higher than wide."""
    rows = (b"\0" + b"\xff\0\0" * 200) * 300
    path = tmp_path / "cover.png"
    header = struct.pack(">IIBBBBB", 200, 300, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND")
    )
    return path


def chunk(kind, data=b""):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def ffmpeg(*words):
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def described(path):
    """What ffmpeg says of a file."""
    return subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-i", path], capture_output=True, check=False
    ).stderr.decode()


def picture(path, seconds):
    """One frame in grey."""
    raw = ffmpeg("-ss", seconds, "-i", path, "-frames:v", 1, "-f", "rawvideo", "-pix_fmt", "gray", "-")
    return np.frombuffer(raw, np.uint8).reshape(720, 1280)


def test_a_video_has_the_cover_the_sound_and_every_cue_as_a_track(command, made, cover, tmp_path):
    said = command("video", made, "--cover", cover, "-o", tmp_path)
    assert said.out.splitlines()[0] == str(tmp_path / "01-morning.mp4")
    assert len(list(tmp_path.glob("*.mp4"))) == 3
    video = tmp_path / "01-morning.mp4"
    shown = ffmpeg("-i", video, "-map", "0:s", "-f", "srt", "-").decode().replace("\r", "")
    assert shown.strip() == (made / "01-morning.srt").read_text("utf-8").strip()
    colours = picture(video, 1)
    assert colours[360, 640] > colours[360, 100]  # red in the middle, black beside it


def test_the_sound_is_as_long_as_the_recordings_and_begins_with_them(command, made, cover, tmp_path):
    command("video", made, "--cover", cover, "--merge", "-o", tmp_path)
    wanted = b"".join(ffmpeg("-i", one.audio, "-f", "s16le", "-") for one in books_in(made)[0].chapters)
    found = ffmpeg("-i", tmp_path / "book.mp4", "-map", "0:a", "-f", "s16le", "-")
    assert 0 <= len(found) - len(wanted) <= 2 * 2048  # AAC comes in frames of 1024
    before, after = (np.abs(np.frombuffer(one[: len(wanted)], "<i2").astype(float)) for one in (wanted, found))
    assert first_loud(after) == pytest.approx(first_loud(before), abs=441)  # 10 ms


def first_loud(swings):
    return int(np.argmax(swings > swings.max() / 4))


def test_a_video_of_a_book_has_its_chapters_where_they_begin(command, made, cover, tmp_path):
    command("video", made, "--cover", cover, "--merge", "-o", tmp_path)
    chapters = re.findall(r"start ([\d.]+), end [\d.]+\n.*\n\s+title\s+: (.*)", described(tmp_path / "book.mp4"))
    assert [title for _, title in chapters] == ["Morning", r"Noon; a=b, 'c': [d] \ #e", "Night"]
    start = 0
    for (at, _), one in zip(chapters, books_in(made)[0].chapters, strict=True):
        assert float(at) == pytest.approx(start / RATE, abs=0.001)
        start += one.words()[1].length


@pytest.fixture(scope="module")
def burned(made, tmp_path_factory):
    """One video of the book, with its waveform and burned subtitles."""
    order = FilmOrder(
        Look(waveform=True, burned=True), TrackOrder(merge=True, folder=tmp_path_factory.mktemp("burned"))
    )
    (video,) = films(made, order, progress)
    return video


@needs_font
def test_the_waveform_moves_with_the_sound(made, burned):
    heard = books_in(made)[0].chapters[0].words()[1].paragraphs[-1].span
    silent, loud = picture(burned, 0.1), picture(burned, (heard.start + heard.length // 2) / RATE)
    assert (loud[420:580] > 128).sum() > 3 * (silent[420:580] > 128).sum()


@needs_font
def test_burned_subtitles_are_seen_while_their_cue_lasts(made, burned):
    assert "Subtitle:" not in described(burned)
    for cue in book_cues(books_in(made)[0], TrackOrder()).cues[::3]:
        assert (picture(burned, cue.start / 1000 + 0.08)[600:] > 180).sum() > 200
    assert (picture(burned, 0.1)[600:] > 180).sum() == 0


def test_without_a_font_nothing_is_burned_and_the_message_says_what_to_do(command, made, tmp_path, monkeypatch):
    """fontconfig is shown a computer that has none."""
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>nowhere</dir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    said = command("video", made, "--waveform", "--burn", "-o", tmp_path / "v")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "fonts-dejavu" in said.err
    assert list((tmp_path / "v").iterdir()) == []


@needs_font
def test_letters_that_no_font_has_are_named(command, made, tmp_path, monkeypatch):
    """fontconfig is shown one font, which has no Chinese."""
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{FONT.parent}</dir></fontconfig>", "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    listed = json.loads((made / "01-morning.words.json").read_text("utf-8"))
    paragraph = listed["paragraphs"][-1]
    paragraph["text"], paragraph["words"] = (
        "語 😀",
        [{**paragraph["words"][0], "text": "語"}, {**paragraph["words"][0], "text": "😀"}],
    )
    (tmp_path / "01-a.words.json").write_text(json.dumps(listed), "utf-8")
    (tmp_path / "01-a.mp3").write_bytes((made / "01-morning.mp3").read_bytes())
    said = command("video", tmp_path, "--waveform", "--burn")
    assert said.code == 2
    assert "no font that has 語 for" in said.err


def test_a_video_needs_something_to_see(command, made):
    said = command("video", made)
    assert said.code == 2
    assert "--cover" in said.err


def test_a_cover_that_is_no_picture_is_refused(command, made):
    said = command("video", made, "--cover", made / "manifest.json")
    assert said.code == 2
    assert "is not a JPEG or PNG file" in said.err


def test_a_recording_that_is_not_that_of_its_words_is_refused_and_no_video_is_left(command, made, cover, tmp_path):
    folder = tmp_path / "copied"
    folder.mkdir()
    (folder / "01-a.words.json").write_bytes((made / "01-morning.words.json").read_bytes())
    said = command("video", folder, "--cover", cover)
    assert "01-a.mp3 is not there" in said.err
    (folder / "01-a.mp3").write_bytes((made / "03-night.mp3").read_bytes())
    said = command("video", folder, "--cover", cover)
    assert "its words file is of a recording with" in said.err
    assert sorted(path.name for path in folder.iterdir()) == ["01-a.mp3", "01-a.words.json"]


def test_two_videos_of_the_same_are_the_same_to_the_byte(command, made, cover, tmp_path, hashes):
    for name in ("a", "b"):
        command("video", made, "--cover", cover, "--merge", "-o", tmp_path / name)
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")
