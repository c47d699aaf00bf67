"""A paragraph's words as what cues are made of: with their spacing, their width and their times in milliseconds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from render.samples import to_milliseconds
from render.subtitles.borders import Border, borders_of
from render.subtitles.columns import broken, letters, width
from render.subtitles.cue import ILLEGIBLE
from render.subtitles.limits import CueLimits
from render.timeline import TimedParagraph, TimedWord

_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or a part of one that is wider than a line."""

    gap: str  # what stands before it on a line: a space, or nothing
    text: str
    columns: int  # of the text
    letters: int  # of the text, as they count for the reading speed
    start: int  # ms, when it is first heard
    end: int  # ms
    after: Border  # what lies between it and the next
    emphasised: bool = False  # its author emphasised it


def pieces_of(paragraph: TimedParagraph, limits: CueLimits, language: str = "") -> list[Piece]:
    """All words of a paragraph, in order. `language` is that of its document."""
    words = paragraph.words
    borders = borders_of(paragraph.written, [word.text for word in words], paragraph.language or language)
    pieces = [
        piece
        for gap, word, after in zip(gaps(paragraph), words, borders, strict=True)
        for piece in _parts(gap, word, after, limits.columns)
    ]
    return list(_spread(pieces, to_milliseconds(paragraph.span.end), limits))


def gaps(paragraph: TimedParagraph) -> list[str]:
    """What the written text has before each word: a space, or nothing.

    Raises ValueError where the words do not make up the text.
    """
    found, at = [], 0
    for word in paragraph.words:
        place = paragraph.written.find(word.text, at)
        if not word.text or place < 0 or paragraph.written[at:place].strip():
            raise ValueError(f"the word {word.text!r} does not follow in the text at character {at}")
        found.append(" " if place > at else "")
        at = place + len(word.text)
    if rest := paragraph.written[at:].strip():
        raise ValueError(f"no word has the text {rest[:40]!r}")
    return found


def _parts(gap: str, word: TimedWord, after: Border, columns: int) -> Iterator[Piece]:
    """The word as one piece, or as several that each fit on a line."""
    start, end = to_milliseconds(word.span.start), to_milliseconds(word.span.end)
    *heads, tail = broken(ILLEGIBLE.sub(_REPLACEMENT, word.text), columns)
    for text in heads:
        yield Piece(gap, text, width(text), letters(text), start, end, Border.INSIDE, word.emphasised)
        gap = ""
    yield Piece(gap, tail, width(tail), letters(tail), start, end, after, word.emphasised)


def _spread(pieces: Sequence[Piece], until: int, limits: CueLimits) -> Iterator[Piece]:
    """The parts of a broken word share its time by their width.

    So do words that begin at one moment, for want of times of their own, where one cue cannot hold them all.
    """
    runs = [list(run) for _, run in groupby(pieces, key=lambda piece: piece.start)]
    for run, following in pairwise([*runs, None]):
        if run is None or not _is_crowded(run, limits):
            yield from run or ()
            continue
        start, voice = run[0].start, max(piece.end for piece in run)
        stop = voice if voice > start else following[0].start if following else max(until, start)
        widths = list(accumulate((piece.columns for piece in run), initial=0))
        times = [start + (stop - start) * taken // max(1, widths[-1]) for taken in widths]
        for piece, (begin, end) in zip(run, pairwise(times), strict=True):
            yield replace(piece, start=begin, end=end)


def _is_crowded(run: Sequence[Piece], limits: CueLimits) -> bool:
    broken_word = any(piece.after == Border.INSIDE for piece in run)
    return broken_word or _lines_needed(run, limits.columns) > limits.lines


def _lines_needed(pieces: Sequence[Piece], columns: int) -> int:
    """How many lines the pieces take when each line is filled as far as it goes."""
    count, taken = 1, 0
    for piece in pieces:
        wider = taken + len(piece.gap) * bool(taken) + piece.columns
        if taken and wider > columns:
            count, wider = count + 1, piece.columns
        taken = wider
    return count
