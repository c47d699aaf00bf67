"""Subtitle tracks again, from words files alone: no service, no store, no audio."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from chunking.errors import InputError, OutputError
from flows.chapters import Book, Recorded, books_in
from flows.subtitle_report import subtitles_record
from manifests.model import SubtitlesRecord
from render.packages import written_tracks
from render.samples import Milliseconds
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS
from render.subtitles.frames import limits_on_frames, on_frames
from render.subtitles.limits import CueLimits
from render.subtitles.omitted import CodeShown, showing_code
from render.subtitles.profiles import DEFAULT_PROFILE, CueStyle
from render.subtitles.quality import quality_of
from render.timeline import Timeline

BOOK = "book"  # the name of what is made of all chapters of a document


@dataclass(frozen=True, slots=True)
class TrackOrder:
    """Which tracks are wanted, and how."""

    formats: tuple[str, ...] = ("srt", "vtt")
    profile: str | None = None  # None: that which the output was made with
    offset: int = 0  # ms by which all cues are later; earlier where negative
    merge: bool = False  # one track for all chapters of a document
    rate: Fraction | None = None  # frames a second that cues begin and end on
    code: CodeShown = CodeShown.SAID
    folder: Path | None = None  # where the tracks go, as the words files lie in their folder; None: beside them

    def folder_of(self, book: Book, out: Path) -> Path:
        """Where what is made of a document in the output `out` goes."""
        return book.folder if self.folder is None else self.folder / book.folder.relative_to(out)


def formats_in(written: str) -> tuple[str, ...]:
    """The formats that a user named, parted by commas. Raises InputError."""
    names = tuple(dict.fromkeys(name.strip() for name in written.split(",")))
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise InputError(f"there is no subtitle format '{unknown[0]}'; there are: {', '.join(FORMATS)}.")
    return names


@dataclass(frozen=True, slots=True)
class Track:
    """Tracks that were written, all with the same cues."""

    stem: Path  # of their names
    paths: Sequence[Path]
    cues: SubtitlesRecord  # and how they keep their limits


def rewritten(out: Path, order: TrackOrder) -> Iterator[Track]:
    """Writes the tracks for each words file in `out` and below. Raises InputError or OutputError."""
    for book in books_in(out):
        folder = order.folder_of(book, out)
        if order.merge:
            yield _track(folder / BOOK, book_cues(book, order), book.chapters[0], order)
            continue
        for chapter in book.chapters:
            yield _track(folder / chapter.stem.name, chapter_cues(chapter, order), chapter, order)


class Made(NamedTuple):
    """Cues, and what they may be."""

    cues: tuple[Cue, ...]
    limits: CueLimits


def chapter_cues(chapter: Recorded, order: TrackOrder) -> Made:
    """A chapter's cues on its own clock."""
    _, timeline = chapter.words()
    limits = _limits(chapter, timeline, order)
    return _placed(cues_of(showing_code(timeline, order.code), limits), limits, order)


def book_cues(book: Book, order: TrackOrder) -> Made:
    """The cues of all chapters, one after the other as their sound is: each begins where the one before ends."""
    cues: list[Cue] = []
    start, limits = 0, CueLimits()
    for chapter in book.chapters:
        title, timeline = chapter.words()
        limits = limits if start else _limits(chapter, timeline, order)
        # Moved by samples before anything becomes milliseconds, so that nothing adds up over the chapters.
        moved = showing_code(timeline.moved(start), order.code)
        cues += (replace(cue, chapter=title) for cue in cues_of(moved, limits))
        start = moved.length
    return _placed(cues, limits, order)


def _limits(chapter: Recorded, timeline: Timeline, order: TrackOrder) -> CueLimits:
    """By the profile that is wanted, else as the chapter's cues were made, else by the default."""
    if order.profile is None and chapter.subtitles is not None:
        return CueLimits.of(chapter.subtitles.limits)
    return CueStyle(order.profile or DEFAULT_PROFILE).limits_for(timeline.language)


def _placed(cues: Sequence[Cue], limits: CueLimits, order: TrackOrder) -> Made:
    """The cues, later by the offset and on frames where that is wanted."""
    if cues and cues[0].start + order.offset < 0:
        raise InputError(
            f"the first cue begins at {cues[0].start} ms, so --offset {order.offset} would put it before the start; "
            f"it can be {-cues[0].start} at the least."
        )
    moved = tuple(_moved(cue, order.offset) for cue in cues) if order.offset else tuple(cues)
    if order.rate is None:
        return Made(moved, limits)
    return Made(tuple(on_frames(moved, order.rate, limits.gap)), limits_on_frames(limits, order.rate))


def _moved(cue: Cue, by: int) -> Cue:
    words = tuple(
        replace(word, start=Milliseconds(word.start + by), end=Milliseconds(word.end + by)) for word in cue.words
    )
    return replace(cue, start=Milliseconds(cue.start + by), end=Milliseconds(cue.end + by), words=words)


def _track(stem: Path, made: Made, chapter: Recorded, order: TrackOrder) -> Track:
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        paths = [track.path for track in written_tracks(stem, made.cues, order.formats)]
    except OSError as error:
        raise OutputError(f"{stem.parent} cannot be written: {error.strerror}.") from error
    before = chapter.subtitles.profile if chapter.subtitles is not None else DEFAULT_PROFILE
    quality = quality_of(made.cues, made.limits)
    return Track(stem, paths, subtitles_record(order.profile or before, made.limits, quality))
