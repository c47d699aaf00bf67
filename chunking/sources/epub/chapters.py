"""Where the book's own contents begin chapters."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from chunking.chapters import LEAD_CHARACTERS
from chunking.sources.epub.files import File
from chunking.sources.epub.navigation import Point
from chunking.sources.hypertext.passage import Passage

_PART = re.compile(
    r"(?:part|book|volume|vol\.|section|act|teil|buch|band|partie|livre|tome|parte|libro|volumen|livro|deel|del)"
    r"\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|the\s+\w+|[a-z]+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a chapter begins."""

    offset: int  # in the text of the book
    title: str


@dataclass(slots=True)
class _Line:
    point: Point
    offset: int | None  # None where it leads nowhere that is read
    below: list["_Line"] = field(default_factory=list)


def beginnings(points: Sequence[Point], files: Sequence[File], passages: Sequence[Passage]) -> list[Beginning]:
    """The beginnings of chapters in the order of the text: the first level's, and the next below parts.

    `passages`: what is read, in the order in which it stands in the book.
    """
    plan = _Plan(files, passages)
    found = {
        one.offset: one for one in reversed(list(plan.chosen(plan.lines(points))))
    }  # of two at one place the first
    return [found[offset] for offset in sorted(found)]


class _Plan:
    """Chooses lines of the contents."""

    def __init__(self, files: Sequence[File], passages: Sequence[Passage]) -> None:
        self._files: Mapping[str, File] = {file.path: file for file in files if not file.reason}
        self._starts = [passage.start for passage in passages]
        lengths = (len(passage.text) for passage in passages)
        self._lengths = list(accumulate(lengths, initial=0))  # of what stands before each passage

    def lines(self, points: Sequence[Point]) -> list[_Line]:
        """The contents as a tree."""
        top: list[_Line] = []
        open_lines: list[tuple[int, list[_Line]]] = [(0, top)]
        for point in points:
            while open_lines[-1][0] >= point.level:
                open_lines.pop()
            line = _Line(point, self._offset(point))
            open_lines[-1][1].append(line)
            open_lines.append((point.level, line.below))
        return [line for line in top if _leads_anywhere(line)]

    def chosen(self, lines: Sequence[_Line]) -> Iterator[Beginning]:
        for line in lines:
            inner = list(self.chosen(line.below)) if self._is_part(line, alone=len(lines) == 1) else []
            if inner and line.offset is not None and self._text(line.offset, inner[0].offset) <= LEAD_CHARACTERS:
                yield Beginning(line.offset, inner[0].title)
                yield from inner[1:]
            else:
                if line.offset is not None and line.point.title:
                    yield Beginning(line.offset, line.point.title)
                yield from inner

    def _is_part(self, line: _Line, *, alone: bool) -> bool:
        """Whether the lines below one are chapters, and not sections of one."""
        below = [one for one in line.below if one.offset is not None]
        if not below:
            return bool(line.below)
        if alone or line.offset is None or _PART.match(line.point.title):
            return True
        files = {line.point.target.path if line.point.target else ""}
        elsewhere = sum(1 for one in below if one.point.target and one.point.target.path not in files)
        return elsewhere * 2 > len(below) and self._text(line.offset, min(self._ends(below))) <= LEAD_CHARACTERS

    def _ends(self, below: Sequence[_Line]) -> Iterator[int]:
        return (one.offset for one in below if one.offset is not None)

    def _text(self, start: int, end: int) -> int:
        """Characters that are read from one offset to another."""
        return self._lengths[bisect_left(self._starts, end)] - self._lengths[bisect_left(self._starts, start)]

    def _offset(self, point: Point) -> int | None:
        file = self._files.get(point.target.path) if point.target else None
        if file is None or point.target is None:
            return None
        return file.start + file.ids.get(point.target.fragment, 0)


def _leads_anywhere(line: _Line) -> bool:
    return line.offset is not None or any(_leads_anywhere(one) for one in line.below)
