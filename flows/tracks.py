"""Subtitle tracks again, from words files alone: no service, no store, no audio."""

from collections.abc import Iterator
from pathlib import Path

from chunking.errors import InputError, OutputError
from render.packages import WORDS, write_tracks
from render.subtitles import words
from render.subtitles.formats import FORMATS


def rewritten(out: Path, formats: str) -> Iterator[Path]:
    """Writes a track for each words file in `out` and below, and yields its path. Raises InputError or OutputError."""
    names = [name.strip() for name in formats.split(",")]
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise InputError(f"there is no subtitle format '{unknown[0]}'; there are: {', '.join(FORMATS)}.")
    listed = sorted(out.rglob(f"*{WORDS}"))
    if not listed:
        raise InputError(f"{out} has no file ending in {WORDS}. Name a folder that `readcast narrate` has written.")
    for path in listed:
        yield from _tracks(path, names)


def _tracks(path: Path, names: list[str]) -> list[Path]:
    try:
        _, timeline = words.read(path.read_text("utf-8"))
        return [track.path for track in write_tracks(path.with_name(path.name.removesuffix(WORDS)), timeline, names)]
    except (InputError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {error}") from error
    except OSError as error:
        raise OutputError(f"{path.parent} cannot be written: {error.strerror}.") from error
