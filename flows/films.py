"""`readcast video`: an MP4 of each chapter, or of the whole book, from an output alone."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from chunking.errors import InputError, OutputError
from flows.chapters import Book, Recorded, books_in
from flows.tracks import BOOK, TrackOrder, book_cues, chapter_cues
from render.samples import to_seconds
from render.subtitles.cue import Cue
from render.video import Chapter, Look, write_video

# Shows how far a file is: its name and its length in seconds → what is told the seconds that are done.
Progress = Callable[[str, float], AbstractContextManager[Callable[[float], None]]]


@dataclass(frozen=True, slots=True)
class FilmOrder:
    """Which videos are wanted, and how."""

    look: Look
    tracks: TrackOrder  # its cues, one video of a whole document, and the folder


def films(out: Path, order: FilmOrder, progress: Progress) -> Iterator[Path]:
    """Writes a video for each chapter in `out` and below, or one for each document, and yields their paths.

    Raises InputError, OutputError or EncodingFailed.
    """
    if order.look.cover is None and not order.look.waveform:
        raise InputError("a video needs something to see: name a picture with --cover, or say --waveform.")
    for book in books_in(out):
        folder = order.tracks.folder_of(book, out)
        for stem, chapters, cues in _wanted(book, order.tracks):
            yield _film(folder / f"{stem}.mp4", [_heard(one) for one in chapters], cues, order.look, progress)


def _wanted(book: Book, order: TrackOrder) -> Iterator[tuple[str, Sequence[Recorded], Sequence[Cue]]]:
    """The name of each video, what is heard in it, and its subtitles."""
    if order.merge:
        yield BOOK, book.chapters, book_cues(book, order).cues
        return
    for chapter in book.chapters:
        yield chapter.stem.name, [chapter], chapter_cues(chapter, order).cues


def _heard(recorded: Recorded) -> Chapter:
    title, timeline = recorded.words()
    if not recorded.audio.is_file():
        raise InputError(f"{recorded.audio} is not there. Narrate its source again.")
    return Chapter(title, recorded.audio, timeline.length)


def _film(target: Path, chapters: Sequence[Chapter], cues: Sequence[Cue], look: Look, progress: Progress) -> Path:
    length = to_seconds(sum(chapter.length for chapter in chapters))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with progress(target.name, length) as at:
            for seconds in write_video(target, chapters, cues, look):
                at(seconds)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}.") from error
    return target
