"""Subtitle tracks again, from words files alone: no service, no store, no audio."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from pathlib import Path

from chunking.errors import InputError, OutputError
from flows.chapters import Book, Recorded, books_in
from render.packages import written_tracks
from render.samples import Milliseconds
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS
from render.subtitles.frames import on_frames
from render.subtitles.limits import DEFAULT, CueLimits
from render.subtitles.omitted import CodeShown, showing_code
from render.timeline import Timeline

BOOK = "book"  # the name of what is made of all chapters of a document


@dataclass(frozen=True, slots=True)
class TrackOrder:
    """Which tracks are wanted, and how."""

    formats: tuple[str, ...] = ("srt", "vtt")
    limits: CueLimits = DEFAULT
    offset: int = 0  # ms by which all cues are later; earlier where negative
    merge: bool = False  # one track for all chapters of a document
    rate: Fraction | None = None  # frames a second that cues begin and end on
    code: CodeShown = CodeShown.SAID
    folder: Path | None = None  # where the tracks go, as the words files lie in their folder; None: beside them


def formats_in(written: str) -> tuple[str, ...]:
    """The formats that a user named, parted by commas. Raises InputError."""
    names = tuple(dict.fromkeys(name.strip() for name in written.split(",")))
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise InputError(f"there is no subtitle format '{unknown[0]}'; there are: {', '.join(FORMATS)}.")
    return names


def rewritten(out: Path, order: TrackOrder) -> Iterator[Path]:
    """Writes the tracks for each words file in `out` and below, and yields their paths.

    Raises InputError or OutputError.
    """
    for book in books_in(out):
        folder = book.folder if order.folder is None else order.folder / book.folder.relative_to(out)
        if order.merge:
            yield from _tracks(folder / BOOK, book_cues(book, order), order)
            continue
        for chapter in book.chapters:
            yield from _tracks(folder / chapter.stem.name, chapter_cues(chapter, order), order)


def chapter_cues(chapter: Recorded, order: TrackOrder) -> tuple[Cue, ...]:
    """A chapter's cues on its own clock."""
    _, timeline = chapter.words()
    return _placed(_cues(timeline, order), order)


def book_cues(book: Book, order: TrackOrder) -> tuple[Cue, ...]:
    """The cues of all chapters, one after the other as their sound is: each begins where the one before ends."""
    return _placed(tuple(chain.from_iterable(_by_chapter(book, order))), order)


def _cues(timeline: Timeline, order: TrackOrder) -> tuple[Cue, ...]:
    return cues_of(showing_code(timeline, order.code), order.limits)


def _by_chapter(book: Book, order: TrackOrder) -> Iterator[list[Cue]]:
    start = 0
    for chapter in book.chapters:
        title, timeline = chapter.words()
        # Moved by samples before anything becomes milliseconds, so that nothing adds up over the chapters.
        moved = timeline.moved(start)
        yield [replace(cue, chapter=title) for cue in _cues(moved, order)]
        start = moved.length


def _placed(cues: Sequence[Cue], order: TrackOrder) -> tuple[Cue, ...]:
    """The cues, later by the offset and on frames where that is wanted."""
    if cues and cues[0].start + order.offset < 0:
        raise InputError(
            f"the first cue begins at {cues[0].start} ms, so --offset {order.offset} would put it before the start; "
            f"it can be {-cues[0].start} at the least."
        )
    moved = (_moved(cue, order.offset) for cue in cues) if order.offset else cues
    return tuple(on_frames(tuple(moved), order.rate, order.limits.gap) if order.rate else moved)


def _moved(cue: Cue, by: int) -> Cue:
    words = tuple(
        replace(word, start=Milliseconds(word.start + by), end=Milliseconds(word.end + by)) for word in cue.words
    )
    return replace(cue, start=Milliseconds(cue.start + by), end=Milliseconds(cue.end + by), words=words)


def _tracks(stem: Path, cues: Sequence[Cue], order: TrackOrder) -> list[Path]:
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        return [track.path for track in written_tracks(stem, cues, order.formats)]
    except OSError as error:
        raise OutputError(f"{stem.parent} cannot be written: {error.strerror}.") from error
