"""From a place in the written form of a paragraph to the same place in its spoken form, and in the source."""

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from chunking.document import Paragraph, Piece, Segment
from chunking.pieces import SourceMap
from chunking.places import Place, SourceText
from chunking.words import word_spans

Range = tuple[int, int]  # start and end, as character indexes
NEAR = 8  # spoken words among which one that is written too is looked for


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """One word of a paragraph as its author wrote it, with what was said for it and where it stands."""

    text: str
    spoken_range: Range  # in the paragraph's spoken form
    reworded: str  # what is said for it, where that is something else; else empty
    place: Place | None  # in the source, of its first character
    emphasised: bool = False  # its author emphasised it: what counts is its first letter or digit


def written_words(paragraph: Paragraph, text: SourceText) -> Iterator[WrittenWord]:
    """Every word of the paragraph's written form, in order. `text` is what the paragraph was read from."""
    written, spoken = paragraph.written, paragraph.spoken
    said, source = SpokenMap(paragraph.segments), SourceMap(paragraph.pieces)
    emphasised = frozenset(emphasised_words(paragraph, text))
    for number, (start, end) in enumerate(word_spans(written)):
        low, high = said.spoken(start, end)
        word, heard = written[start:end], spoken[low:high]
        place = text.place(source.source(start, end)[0]) if paragraph.pieces else None
        yield WrittenWord(word, (low, high), "" if heard == word else heard.strip(), place, number in emphasised)


def emphasised_words(paragraph: Paragraph, text: SourceText) -> list[int]:
    """Which words of the paragraph its author emphasised, by their numbers from 0."""
    pieces = paragraph.pieces
    if not pieces or not text.has_emphasis(min(one.start for one in pieces), max(map(_end, pieces))):
        return []
    written, source = paragraph.written, SourceMap(pieces)
    firsts = (_first_letter(written, start, end) for start, end in word_spans(written))
    return [number for number, at in enumerate(firsts) if text.is_emphasised(source.source(at, at + 1)[0])]


def _end(piece: Piece) -> int:
    return piece.start + len(piece.text) if piece.end is None else piece.end


def _first_letter(written: str, start: int, end: int) -> int:
    """The first letter or digit of a word, since quotation marks may stand outside of the emphasis; else its start."""
    return next((at for at in range(start, end) if written[at].isalnum()), start)


class SpokenMap:
    """Finds what was said for a stretch of the written text.

    Within a segment that no rule changed, the places are the very same characters. Of a reworded one ("$5" said as
    "five dollars") each written word gets whole spoken words, in order; where there are too few they are shared out.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = [segment for segment in segments if segment.written]
        silent = _spoken_starts(segments)
        self._spoken = [start for start, segment in zip(silent, segments, strict=True) if segment.written]
        self._written = list(accumulate((len(one.written) for one in self._segments), initial=0))
        self._knots = [_knots(one) if one.written != one.spoken else [] for one in self._segments]

    def spoken(self, start: int, end: int) -> Range:
        """The spoken characters for the written ones from `start` to `end`."""
        return self._at(start), self._at(end - 1, after=True)

    def _at(self, place: int, after: bool = False) -> int:
        index = bisect_right(self._written, place) - 1
        offset = place - self._written[index] + after
        knots = self._knots[index]
        return self._spoken[index] + (_between(knots, offset) if knots else offset)


def _spoken_starts(segments: Sequence[Segment]) -> list[int]:
    return list(accumulate((len(segment.spoken) for segment in segments), initial=0))[:-1]


def _knots(segment: Segment) -> list[Range]:
    """Places in the written form of a segment, each with its place in the spoken one, both rising."""
    last = (len(segment.written), len(segment.spoken))
    written, spoken = word_spans(segment.written), word_spans(segment.spoken)
    if len(written) > len(spoken) or not written:
        return [(0, 0), last]
    firsts = [*_first_words(segment, written, spoken), len(spoken)]
    knots = [(0, 0)]
    for (start, end), first, following in zip(written, firsts, firsts[1:], strict=False):
        knots += [(start, spoken[first][0]), (end, spoken[following - 1][1])]
    return [knots[0], *(knot for knot in knots if 0 < knot[0] < last[0]), last]


def _first_words(segment: Segment, written: Sequence[Range], spoken: Sequence[Range]) -> list[int]:
    """The first spoken word of each written one: the same word where it is near, else its fair share; one at least."""
    total, found = written[-1][1], list[int]()
    for number, (start, end) in enumerate(written):
        least = found[-1] + 1 if found else 0
        most = len(spoken) - len(written) + number
        near = range(least, min(most, least + NEAR) + 1)
        same = (one for one in near if segment.spoken[slice(*spoken[one])] == segment.written[start:end])
        found.append(next(same, min(max(start * len(spoken) // total, least), most)) if number else 0)
    return found


def _between(knots: Sequence[Range], offset: int) -> int:
    """The place in the spoken form for one in the written form, in proportion between the two knots around it."""
    index = min(bisect_right(knots, (offset, sys.maxsize)) - 1, len(knots) - 2)
    (start, low), (end, high) = knots[index], knots[index + 1]
    return low + (offset - start) * (high - low) // (end - start)
