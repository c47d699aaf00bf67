"""Where something stands in a source: offsets into its text, and the file, line and column of each."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LINE_END = re.compile(r"\n")


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
    def of(cls, text: str) -> "SourceText":
        """The text of a source of one file."""
        return cls([Part("", text)])

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
