"""Where something stands in a source: offsets into its text, and the file, line and column of each."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\n")


Stretch = tuple[int, int]  # offsets: of its first code point, and after its last


class Place(NamedTuple):
    """One character of a source."""

    line: int  # from 1
    column: int  # from 1, in code points
    file: str = ""  # the part of a source made of several files, such as a book's chapter; else empty


class Lines(NamedTuple):
    """Lines of the source, counted from 1, both ends included."""

    first: int
    last: int
    file: str = ""  # as in Place


@dataclass(frozen=True)
class Part:
    """One file of a source, as text with `\\n` for every line end."""

    name: str  # its path in the source; empty for a source of one file
    text: str
    emphasis: Sequence[Stretch] = ()  # what its author emphasised in it, in any order; stretches may overlap


class SourceText:
    """The text of a source. An offset counts code points through all its parts, one after the other."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = tuple(parts)
        self.starts: list[int] = []  # the offset of each part's first character
        length = 0
        for part in parts:
            self.starts.append(length)
            length += len(part.text) + 1  # so that the end of one part is not the beginning of the next

    @classmethod
    def of(cls, text: str, emphasis: Sequence[Stretch] = ()) -> "SourceText":
        """The text of a source of one file, and what is emphasised in it."""
        return cls([Part("", text, emphasis)])

    @cached_property
    def _emphasis(self) -> list[int]:
        """Where emphasis begins, where it ends, where it begins again, and so on."""
        borders: list[int] = []
        placed = zip(self.starts, self.parts, strict=True)
        for first, end in sorted((start + a, start + b) for start, part in placed for a, b in part.emphasis):
            if borders and first <= borders[-1]:
                borders[-1] = max(borders[-1], end)
            else:
                borders += [first, end]
        return borders

    def is_emphasised(self, offset: int) -> bool:
        """Whether the author emphasised the character at `offset`."""
        return bisect_right(self._emphasis, offset) % 2 == 1

    def has_emphasis(self, start: int, end: int) -> bool:
        """Whether any of the characters from `start` to before `end` may be emphasised."""
        after = bisect_right(self._emphasis, start)
        return after % 2 == 1 or (after < len(self._emphasis) and self._emphasis[after] < end)

    @cached_property
    def _lines(self) -> list[int]:
        """The offset at which each line of each part begins."""
        return [
            start + first
            for start, part in zip(self.starts, self.parts, strict=True)
            for first in (0, *(end.end() for end in _LINE_END.finditer(part.text)))
        ]

    @cached_property
    def _first_lines(self) -> list[int]:
        """The index in `_lines` of each part's first line."""
        found, lines = [], 0
        for part in self.parts:
            found.append(lines)
            lines += part.text.count("\n") + 1
        return found

    def place(self, offset: int) -> Place:
        """The file, line and column of the character at `offset`."""
        part = bisect_right(self.starts, offset) - 1
        line = bisect_right(self._lines, offset) - 1
        return Place(line - self._first_lines[part] + 1, offset - self._lines[line] + 1, self.parts[part].name)

    def lines(self, start: int, end: int) -> Lines:
        """The lines on which the characters from `start` to before `end` stand; all in one part."""
        first = self.place(start)
        return Lines(first.line, self.place(max(start, end - 1)).line, first.file)

    def slice(self, start: int, end: int) -> str:
        """The characters from `start` to before `end`; all in one part."""
        part = bisect_right(self.starts, start) - 1
        return self.parts[part].text[start - self.starts[part] : end - self.starts[part]]
