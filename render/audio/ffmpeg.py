"""The only module that starts ffmpeg. Text from a document never becomes an option: tags go in as a file."""

import asyncio
import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

import ffmpeg

from chunking.errors import InputError, ReadcastError
from render.children import environment
from render.samples import RATE, WIDTH

Write = Callable[[bytes | memoryview], object]


SOUND_FORMATS = (  # ffmpeg's names of what a sound file from a user may be; no playlists
    *("wav", "w64", "mp3", "mov", "matroska", "ogg", "flac", "aac", "aiff", "caf", "au"),
)


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
        said = subprocess.run([program, "-version"], capture_output=True, env=environment(), check=False)
        return said.stdout.startswith(b"ffmpeg version")
    except OSError:
        return False


@contextmanager
def encoding_to(out: IO[bytes], *, rate: int, output: Mapping[str, object]) -> Iterator[Write]:
    """Takes 16-bit mono PCM of `rate` samples a second, and writes it as it is encoded to a file, pipe or socket.

    `output` describes the format in ffmpeg's own options. Raises EncodingFailed.
    """
    with tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            _live_encoding(rate, output), stdin=subprocess.PIPE, stdout=out, stderr=stderr, env=environment()
        )
        with _fed(process) as write:
            yield write
        if process.returncode:
            stderr.seek(0)
            raise EncodingFailed(f"ffmpeg could not encode the audio: {last_line(stderr.read())}")


async def encoder(*, rate: int, output: Mapping[str, object]) -> asyncio.subprocess.Process:
    """As `encoding_to`, for an event loop: PCM goes to its stdin, its stdout gives what is encoded, errors to stderr.

    Whoever starts it ends it: by closing its stdin, or by killing it.
    """
    pipe = asyncio.subprocess.PIPE
    await asyncio.to_thread(executable)  # the first search for it takes a while
    return await asyncio.create_subprocess_exec(
        *_live_encoding(rate, output), stdin=pipe, stdout=pipe, env=environment()
    )


def _live_encoding(rate: int, output: Mapping[str, object]) -> list[str]:
    """The command that gives each packet away as soon as it is encoded."""
    stream = ffmpeg.input("pipe:", f="s16le", ar=rate, ac=1, probesize=32).output("pipe:", flush_packets=1, **output)
    command = stream.global_args("-hide_banner", "-loglevel", "error").compile(cmd=executable())
    return [str(word) for word in command]


def last_line(stderr: bytes) -> str:
    """What ffmpeg said last, which is nearly always why it failed."""
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "it said nothing"


def encode_stream(
    pcm: Iterable[bytes], target: Path, output: Mapping[str, object], *, tags: Path, cover: Path | None
) -> None:
    """Encodes a stream of 16-bit mono PCM of 24,000 samples a second to a file, in the format that `output` describes.

    `tags` is a file in ffmpeg's metadata format, `cover` a JPEG or PNG file. Raises EncodingFailed, OSError where the
    disk is full, and what `pcm` raises; then ffmpeg is stopped and `target` is not whole.
    """
    for _ in _taken(_encoding(target, output, tags, cover), pcm, f"write {target.name}"):
        pass


def _taken(words: Sequence[str], pcm: Iterable[bytes], task: str, folder: Path | None = None) -> Iterator[int]:
    """Runs ffmpeg with a stream of PCM as its stdin; yields the size of each piece it took.

    Raises EncodingFailed, which names the `task`, OSError where the disk is full, and what `pcm` raises.
    """
    with tempfile.TemporaryFile() as stderr:
        process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stderr, cwd=folder, env=environment()
        )
        with _fed(process) as write:
            for piece in pcm:
                write(piece)
                yield len(piece)
        if process.returncode:
            stderr.seek(0)
            said = last_line(stderr.read())
            if said.endswith(os.strerror(errno.ENOSPC)):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            raise EncodingFailed(f"ffmpeg could not {task}: {said}")


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


@contextmanager
def _fed(process: "subprocess.Popen[bytes]") -> Iterator[Write]:
    """Writes to ffmpeg until the block ends, then waits for it. An ffmpeg that has ended says why by its exit code."""
    assert process.stdin is not None
    with process:
        try:
            with process.stdin:
                yield process.stdin.write
        except BrokenPipeError:
            pass
        except BaseException:
            process.kill()
            raise


def decoded_samples(source: Path) -> int:
    """How many samples a sound file decodes to, read to its end. Raises EncodingFailed where it is damaged."""
    return sum(map(len, decoded(source))) // WIDTH


def decoded(source: Path) -> Iterator[bytes]:
    """A sound file as 16-bit PCM of its own rate, in pieces of a megabyte. Raises EncodingFailed where it is damaged.

    Whoever closes the iterator early ends ffmpeg, since nobody reads what it writes.
    """
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
        with process:
            while process.stdout and (piece := process.stdout.read(2**20)):
                yield piece
        stderr.seek(0)
        if process.returncode:
            raise EncodingFailed(f"{source.name} does not decode: {last_line(stderr.read())}")


def decode_beginning(source: Path, target: IO[bytes], *, seconds: int, size: int) -> None:
    """Decodes the beginning of a file that a user gave into `target`, an open file: an AU file, 16-bit big-endian.

    The file's own sample rate; one channel stays one, more become two. At most `seconds` of sound and about `size`
    bytes of output. Only the file itself is read: `-i.wav` or `concat:a|b` is a name like any other, and a playlist,
    which could lead to other files, is no sound. Raises EncodingFailed where nothing decodes.
    """
    given = {"protocol_whitelist": "file,pipe", "format_whitelist": ",".join(SOUND_FORMATS)}
    wanted = {"map": "0:a:0", "t": seconds, "fs": size, "format": "au", "acodec": "pcm_s16be"}
    command = (
        ffmpeg.input(f"file:{source}", **given)
        .output("pipe:", af="aformat=channel_layouts=mono|stereo", **wanted)
        .global_args("-hide_banner", "-loglevel", "error")
    )
    words = [str(word) for word in command.compile(cmd=executable())]
    ended = subprocess.run(
        words, stdin=subprocess.DEVNULL, stdout=target, stderr=subprocess.PIPE, env=environment(), check=False
    )
    if ended.returncode:
        raise EncodingFailed(f"{source.name} does not decode: {last_line(ended.stderr)}")


def fed(arguments: Iterable[str], pcm: Iterable[bytes], folder: Path) -> Iterator[int]:
    """Runs ffmpeg in `folder` with these arguments, its stdin a stream of PCM; yields the size of each piece it took.

    For what needs more of ffmpeg's words than ffmpeg-python knows; none of them may come from a document. Raises
    EncodingFailed, OSError where the disk is full, and what `pcm` raises; then ffmpeg is stopped and what it writes is
    not whole.
    """
    words = [executable(), "-hide_banner", "-loglevel", "error", "-y", *arguments]
    yield from _taken(words, pcm, "encode it", folder)


def log_of(arguments: Iterable[str], folder: Path) -> str:
    """What ffmpeg, run in `folder` with these arguments, warns of. Raises EncodingFailed."""
    words = [executable(), "-hide_banner", "-loglevel", "warning", *arguments]
    ended = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, env=environment(), check=False
    )
    if ended.returncode:
        raise EncodingFailed(f"ffmpeg ended with an error: {last_line(ended.stderr)}")
    return ended.stderr.decode("utf-8", "replace")


def version() -> str:
    """The first line of what ffmpeg says of itself, and where it is."""
    try:
        said = subprocess.run([executable(), "-version"], capture_output=True, env=environment(), check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EncodingFailed(f"{executable()} does not run: {error}") from error
    return f"{said.stdout.decode('utf-8', 'replace').split(' Copyright')[0]} at {executable()}"
