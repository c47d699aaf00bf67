"""From a place in the written form of a paragraph to the same place in its spoken form, and in the source."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from chunking.document import Paragraph, Segment
from chunking.pieces import SourceMap
from chunking.places import Place, SourceText
from chunking.words import word_spans

Range = tuple[int, int]  # start and end, as character indexes


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """One word of a paragraph as its author wrote it, with what was said for it and where it stands."""

    text: str
    spoken_range: Range  # in the paragraph's spoken form
    reworded: str  # what is said for it, where that is something else; else empty
    place: Place | None  # in the source, of its first character


def written_words(paragraph: Paragraph, text: SourceText) -> Iterator[WrittenWord]:
    """Every word of the paragraph's written form, in order. `text` is what the paragraph was read from."""
    written, spoken = paragraph.written, paragraph.spoken
    said, source = SpokenMap(paragraph.segments), SourceMap(paragraph.pieces)
    for start, end in word_spans(written):
        low, high = said.spoken(start, end)
        word, heard = written[start:end], spoken[low:high]
        place = text.place(source.source(start, end)[0]) if paragraph.pieces else None
        yield WrittenWord(word, (low, high), "" if heard == word else heard.strip(), place)


class SpokenMap:
    """Finds what was said for a stretch of the written text.

    Within a segment that no rule changed, the places are the very same characters. Within a reworded one ("$5" said as
    "five dollars") they are shared out in proportion, so that one written word gets all of it and several get theirs.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = [segment for segment in segments if segment.written]
        silent = _spoken_starts(segments)
        self._spoken = [start for start, segment in zip(silent, segments, strict=True) if segment.written]
        self._written = list(accumulate((len(one.written) for one in self._segments), initial=0))

    def spoken(self, start: int, end: int) -> Range:
        """The spoken characters for the written ones from `start` to `end`."""
        return self._at(start), self._at(end - 1, after=True)

    def _at(self, place: int, after: bool = False) -> int:
        index = bisect_right(self._written, place) - 1
        segment, offset = self._segments[index], place - self._written[index] + after
        if segment.written != segment.spoken:
            offset = offset * len(segment.spoken) // len(segment.written)
        return self._spoken[index] + offset


def _spoken_starts(segments: Sequence[Segment]) -> list[int]:
    return list(accumulate((len(segment.spoken) for segment in segments), initial=0))[:-1]
