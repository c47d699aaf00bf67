"""What holds for a whole document while it is read."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from chunking.document import Unknown
from chunking.places import Lines, SourceText, Stretch
from chunking.policy import Policy


@dataclass(frozen=True, slots=True)
class Setting:
    """The source, how it is to be read, and what was found in it that we do not know."""

    source: str  # with blanks for its head
    text: SourceText  # of the same length
    ends: Sequence[int]  # the offset of the end of each line
    policy: Policy
    language: str
    unknown: dict[str, Unknown] = field(default_factory=dict)  # by name, as it was found for the first time
    emphasis: list[Stretch] = field(default_factory=list)  # of the source, as it was found

    def report(self, name: str, what: str, offset: int) -> None:
        """Tell the user of a construct that we do not know."""
        self.unknown.setdefault(name, Unknown(what, offset))

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The offsets of the first character of line `first`, and of the end of the line before line `end`."""
        return (self.ends[first - 1] + 1 if first else 0), self.ends[max(first, end - 1)]

    def lines(self, first: int, end: int) -> Lines:
        """Lines as users count them."""
        return Lines(first + 1, max(first + 1, end))

    def at(self, start: int, end: int) -> Lines:
        """The lines on which the characters from `start` to before `end` stand."""
        return Lines(bisect_left(self.ends, start) + 1, bisect_left(self.ends, max(start, end - 1)) + 1)
