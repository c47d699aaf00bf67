"""From an offset in the text of a block to the place in the source: lines lose what stands before them there."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Placement(NamedTuple):
    """Stretches of a block's text, and how much further on in the source each stands."""

    bounds: Sequence[int]  # where each stretch begins in the text; the first is 0
    shifts: Sequence[int]  # what to add to an offset in it

    def source(self, offset: int) -> int:
        """The offset in the source."""
        return offset + self.shifts[bisect_right(self.bounds, offset) - 1]


def of_lines(content: str, starts: Sequence[int], source: str) -> Placement:
    """Of a text whose lines begin in the source at `starts`, but for white space."""
    start = starts[0]
    while source[start] != content[0]:
        start += 1
    if len(starts) == 1 or "\n" not in content:
        return Placement((0,), (start,))
    bounds, shifts, offset = [0], [start], 0
    lines = content.split("\n")
    below = starts[bisect_right(starts, start) :]  # lines above, of white space that Markdown knows not, are cut off
    for before, line, begin in zip(lines, lines[1:], below, strict=False):
        offset += len(before) + 1
        bounds.append(offset)
        shifts.append(begin - offset - (len(line) - len(line.lstrip(" \t"))))
    return Placement(bounds, shifts)


def of_cell(content: str, start: int) -> Placement:
    """Of a table's cell that begins at `start`; each bar in it has lost a backslash."""
    bounds, shifts = [0], [start]
    bar = content.find("|")
    while bar >= 0:
        bounds.append(bar)
        shifts.append(shifts[-1] + 1)
        bar = content.find("|", bar + 1)
    return Placement(bounds, shifts)


def direct(start: int) -> Placement:
    """Of a text that stands in the source as it is, from `start` on."""
    return Placement((0,), (start,))
