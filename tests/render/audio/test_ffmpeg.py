"""The one module that starts ffmpeg."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from chunking.errors import InputError
from render.audio.ffmpeg import (
    EncodingFailed,
    decoded_samples,
    encode_stream,
    encoding_to,
    executable,
    last_line,
    version,
)
from render.audio.mp3 import Tags, write_mp3


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """An MP3 of 5 s with a hole in its middle."""
    source = tmp_path / "a.mp3"
    write_mp3(source, [b"\1\2\3\4" * 60_000], Tags("t", "a", "b", 1, 1))
    content = source.read_bytes()
    source.write_bytes(content[:20_000] + bytes(b ^ 0xA5 for b in content[20_000:30_000]) + content[30_000:])
    return source


def test_a_damaged_file_does_not_count_as_decoded(damaged: Path) -> None:
    with pytest.raises(EncodingFailed, match=r"a\.mp3 does not decode"):
        decoded_samples(damaged)


@pytest.mark.parametrize("content", [b"", b"no sound at all", bytes(5000)])
def test_a_file_that_is_no_sound_does_not_count_as_decoded(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mp3").write_bytes(content)
    with pytest.raises(EncodingFailed, match=r"a\.mp3 does not decode"):
        decoded_samples(tmp_path / "a.mp3")


def test_a_file_that_is_not_there_does_not_count_as_decoded(tmp_path: Path) -> None:
    with pytest.raises(EncodingFailed, match=r"a\.mp3"):
        decoded_samples(tmp_path / "a.mp3")


def encoded(pcm: bytes, output: Mapping[str, object]) -> bytes:
    with tempfile.TemporaryFile() as out:
        with encoding_to(out, rate=24_000, output=output) as write:
            write(pcm[:100])
            write(pcm[100:])
        out.seek(0)
        return out.read()


def test_pcm_comes_through_to_the_sample() -> None:
    pcm = bytes(range(256)) * 50
    assert encoded(pcm, {"format": "s16le"}) == pcm


def test_a_format_that_there_is_not_is_an_error() -> None:
    with pytest.raises(EncodingFailed, match="could not encode the audio"):
        encoded(bytes(10_000_000), {"format": "nosuch"})


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_a_full_disk_is_named_as_what_it_is(tmp_path: Path) -> None:
    tags = tmp_path / "tags"
    tags.write_text(";FFMETADATA1\n", "utf-8")
    with pytest.raises(OSError, match="No space left on device"):
        encode_stream([b"\1\2" * 90_000], Path("/dev/full"), {"format": "mp3"}, tags=tags, cover=None)


def test_the_last_line_is_what_ffmpeg_said_last() -> None:
    assert last_line(b"first\nlast \xff\n\n") == "last \ufffd"
    assert last_line(b"") == "it said nothing"


def test_the_version_names_the_program_and_its_place() -> None:
    assert version().startswith("ffmpeg version")
    assert executable() in version()


def test_an_ffmpeg_that_is_not_there_is_an_error_that_names_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READCAST_FFMPEG", "no-such-ffmpeg")
    with pytest.raises(InputError, match="READCAST_FFMPEG names 'no-such-ffmpeg'"):
        executable.__wrapped__()
