"""Where sound goes that is made to be heard at once: a file, or standard output."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from slugify import slugify

from chunking.errors import InputError, OutputError
from render.files import draft_of

SUFFIXES = {  # by LMNT's name of the format; its µ-law comes in a WAV file
    "mp3": ".mp3",
    "wav": ".wav",
    "aac": ".aac",
    "webm": ".webm",
    "ulaw": ".wav",
    "pcm_s16le": ".pcm",
    "pcm_f32le": ".pcm",
}
FORMATS = {suffix: name for name, suffix in reversed(SUFFIXES.items()) if name not in ("ulaw", "pcm_f32le")}
STDOUT = 1
DASH = Path("-")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for."""

    out: Path | None = None  # `-` is standard output
    format: str | None = None
    overwrite: bool = False
    as_json: bool = False  # standard output is taken


@dataclass(frozen=True, slots=True)
class Target:
    """Where the sound goes, and in which format."""

    path: Path | None  # None: standard output
    format: str


def target_of(wish: Wish, name: str) -> Target:
    """Decides where to, before anything is asked for. Raises InputError for what cannot be, or is there already.

    Without a file the sound goes to standard output where that leads to a program or a file; on a terminal to a new
    file in this folder, which is named after `name`.
    """
    format = _format(wish)
    if wish.out == DASH or (wish.out is None and not wish.as_json and not sys.stdout.isatty()):
        _check_stdout(wish)
        return Target(None, format)
    if wish.out is None:
        return Target(_free(slugify(name, max_length=40, word_boundary=True) or "speech", SUFFIXES[format]), format)
    _check_file(wish.out, wish.overwrite)
    return Target(wish.out, format)


@contextmanager
def opened(target: Target) -> Iterator[Callable[[bytes], object]]:
    """What takes the sound, piece by piece. A file is there only when all of it is."""
    try:
        if target.path is None:
            with open(STDOUT, "wb", buffering=0, closefd=False) as stdout:
                yield lambda piece: _written(stdout.fileno(), piece)
        elif target.path.exists() and not target.path.is_file():
            with target.path.open("wb") as device:
                yield device.write
        else:
            with draft_of(target.path) as draft, draft.open("wb") as file:
                yield file.write
                file.flush()
    except BrokenPipeError as error:
        raise OutputError("nobody reads the sound any more; the rest was not asked for.") from error
    except OSError as error:
        raise OutputError(
            f"{target.path or 'standard output'} cannot be written: {error.strerror or error}."
        ) from error


def _written(handle: int, piece: bytes) -> None:
    view = memoryview(piece)
    while view:
        view = view[os.write(handle, view) :]


def _format(wish: Wish) -> str:
    suffix = wish.out.suffix.lower() if wish.out is not None else ""
    found = wish.format or (FORMATS.get(suffix) if suffix else "mp3")
    if found not in SUFFIXES:
        said = f"--format {wish.format}" if wish.format else f"a file that ends in {suffix}"
        raise InputError(f"there is no format for {said}; --format takes {', '.join(SUFFIXES)}.")
    return found


def _check_stdout(wish: Wish) -> None:
    if wish.as_json:
        raise InputError("--json prints on standard output; name a file for the sound with -o.")
    if sys.stdout.isatty():
        raise InputError("the sound would go to the terminal; name a file with -o, or a program behind `|`.")


def _check_file(path: Path, overwrite: bool) -> None:
    try:
        if path.is_dir() or not path.absolute().parent.is_dir():
            raise InputError(f"{path} cannot be a file: it is a folder, or lies in none. Choose another with -o.")
        if path.is_file() and not overwrite:
            raise InputError(f"{path} is there already; choose another with -o, or say --overwrite.")
    except (OSError, ValueError) as error:
        raise InputError(f"{str(path)!a} cannot be the name of a file.") from error


def _free(name: str, suffix: str) -> Path:
    """A name that no file here has."""
    number = 1
    while os.path.lexists(path := Path(f"{name}-{number}{suffix}" if number > 1 else f"{name}{suffix}")):
        number += 1
    return path
