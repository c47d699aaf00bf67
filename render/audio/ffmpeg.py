"""The only module that starts ffmpeg. Text from a document never becomes an option: tags go in as a file."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import ffmpeg

from chunking.errors import InputError, ReadcastError
from render.children import environment
from render.samples import RATE, WIDTH


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
    if found is None or not _is_ffmpeg(found):
        raise InputError(f"READCAST_FFMPEG names '{wanted}', which is not ffmpeg. Unset it to use the built-in one.")
    return found


def _is_ffmpeg(program: str) -> bool:
    try:
        return subprocess.run([program, "-version"], capture_output=True, check=False).stdout.startswith(
            b"ffmpeg version"
        )
    except OSError:
        return False


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


def encode_stream(
    pcm: Iterable[bytes], target: Path, output: Mapping[str, object], *, tags: Path, cover: Path | None
) -> None:
    """Encodes a stream of 16-bit mono PCM of 24,000 samples a second to a file, in the format that `output` describes.

    `tags` is a file in ffmpeg's metadata format, `cover` a JPEG or PNG file. Raises EncodingFailed, and what `pcm`
    raises; then ffmpeg is stopped and `target` is not whole.
    """
    with tempfile.TemporaryFile() as stderr:
        words = _encoding(target, output, tags, cover)
        process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stderr, env=environment()
        )
        try:
            _feed(process, pcm)
        except BaseException:
            process.kill()
            raise
        finally:
            process.wait()
        if process.returncode:
            stderr.seek(0)
            raise EncodingFailed(f"ffmpeg could not write {target.name}: {last_line(stderr.read())}")


def _encoding(target: Path, output: Mapping[str, object], tags: Path, cover: Path | None) -> list[str]:
    """The command. The tags are the last input: a file without streams, which ffmpeg-python has no word for."""
    streams = [ffmpeg.input("pipe:", f="s16le", ar=RATE, ac=1).audio]
    options = {**output, "map_metadata": 1}
    if cover is not None:
        streams.append(ffmpeg.input(f"file:{cover}", f="image2", pattern_type="none").video)
        options |= {"map_metadata": 2, "vcodec": "copy", "disposition:v": "attached_pic"}
        options["metadata:s:v"] = "comment=Cover (front)"
    command = ffmpeg.output(*streams, f"file:{target}", **options)
    command = command.global_args("-f", "ffmetadata", "-i", f"file:{tags}", "-hide_banner", "-loglevel", "error")
    return [str(word) for word in command.overwrite_output().compile(cmd=executable())]


def _feed(process: "subprocess.Popen[bytes]", pcm: Iterable[bytes]) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin:  # ffmpeg has ended: its exit code and last line say why
        for piece in pcm:
            process.stdin.write(piece)


def decoded_samples(source: Path) -> int:
    """How many samples a sound file decodes to, read to its end. Raises EncodingFailed where it is damaged."""
    command = (
        ffmpeg.input(f"file:{source}")
        .audio.output("pipe:", f="s16le")
        .global_args("-hide_banner", "-loglevel", "error", "-xerror")
    )
    words = [str(word) for word in command.compile(cmd=executable())]
    with tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, env=environment()
        )
        length = 0
        while process.stdout and (piece := process.stdout.read(2**20)):
            length += len(piece)
        stderr.seek(0)
        if process.wait():
            raise EncodingFailed(f"{source.name} does not decode: {last_line(stderr.read())}")
    return length // WIDTH


def version() -> str:
    """The first line of what ffmpeg says of itself, and where it is."""
    try:
        said = subprocess.run([executable(), "-version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EncodingFailed(f"{executable()} does not run: {error}") from error
    return f"{said.stdout.decode('utf-8', 'replace').split(' Copyright')[0]} at {executable()}"
