"""The recordings in an output folder, found again by their words files: chapter by chapter, book by book."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from chunking.errors import InputError
from manifests.files import load
from manifests.model import Manifest, SubtitlesRecord
from render.packages import WORDS
from render.subtitles import words
from render.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Recorded:
    """One chapter's files."""

    stem: Path  # of their names, such as OUT/03-the-lamp
    subtitles: SubtitlesRecord | None = None  # its cues, as the last run made them; None where nobody knows

    @property
    def audio(self) -> Path:
        return self.stem.with_name(self.stem.name + ".mp3")

    def words(self) -> tuple[str, Timeline]:
        """The chapter's title, and when each of its words is heard. Raises InputError that names the file."""
        path = self.stem.with_name(self.stem.name + WORDS)
        try:
            return words.read(path.read_text("utf-8"))
        except (InputError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: {error}") from error
        except OSError as error:
            raise InputError(f"{path} cannot be read: {error.strerror}.") from error


@dataclass(frozen=True, slots=True)
class Book:
    """One document's recordings, in their order."""

    folder: Path
    chapters: tuple[Recorded, ...]


def books_in(out: Path) -> list[Book]:
    """Each folder in `out` and below that has words files. Raises InputError where there is none.

    The manifest tells the order of the chapters, where there is one; else their names do.
    """
    listed = sorted(out.rglob(f"*{WORDS}"), key=lambda path: path.relative_to(out).parts)
    if not listed:
        raise InputError(f"{out} has no file ending in {WORDS}. Name a folder that `readcast narrate` has written.")
    folders = groupby(sorted(listed, key=lambda path: path.parent), key=lambda path: path.parent)
    return [Book(folder, tuple(_in_order(folder, list(paths)))) for folder, paths in folders]


def _in_order(folder: Path, paths: list[Path]) -> Iterator[Recorded]:
    manifest = load(folder)
    chapters = manifest.chapters if isinstance(manifest, Manifest) else ()
    order = {file.path: number for number, chapter in enumerate(chapters) for file in chapter.files}
    made = {file.path: chapter.subtitles for chapter in chapters for file in chapter.files}
    last = len(order)  # what the manifest does not know comes last
    for path in sorted(paths, key=lambda path: (order.get(path.name, last), path.name)):
        yield Recorded(path.with_name(path.name.removesuffix(WORDS)), made.get(path.name))
