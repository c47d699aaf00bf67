"""The only module that starts ffmpeg. Text from a document never becomes an option: tags go in as a file."""

import os
import shutil
from collections.abc import Mapping
from functools import cache

import ffmpeg

from chunking.errors import InputError, ReadcastError


class EncodingFailed(ReadcastError):
    """ffmpeg ended with an error; the message carries its last line."""


@cache
def executable() -> str:
    """The ffmpeg that came with readcast, or the system's where `READCAST_FFMPEG` asks for one by name or path."""
    wanted = os.environ.get("READCAST_FFMPEG")
    if not wanted:
        import imageio_ffmpeg  # noqa: PLC0415 - looks for its binary when imported

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    found = shutil.which(wanted)
    if found is None:
        raise InputError(f"READCAST_FFMPEG names '{wanted}', which is not a program here. Unset it to use the built-in ffmpeg.")
    return found


def transcode(pcm: bytes, *, rate: int, output: Mapping[str, object]) -> bytes:
    """16-bit mono PCM of `rate` samples a second to the format that `output` describes in ffmpeg's own options."""
    stream = ffmpeg.input("pipe:", f="s16le", ar=rate, ac=1).output("pipe:", **output)
    try:
        out, _ = stream.global_args("-hide_banner", "-loglevel", "error").run(
            cmd=executable(), input=pcm, capture_stdout=True, capture_stderr=True
        )
    except ffmpeg.Error as error:
        raise EncodingFailed(f"ffmpeg could not encode the audio: {last_line(error.stderr)}") from error
    return bytes(out)


def last_line(stderr: bytes) -> str:
    """What ffmpeg said last, which is nearly always why it failed."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"
