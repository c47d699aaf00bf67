"""Where a paragraph is cut into cues, and a cue into lines: the cuts that together cost least.

Costs are counted in one currency, that of `Border`: about 10 is a small blemish, 50 a bad one, and from 1000 on
it is what a cue must not be unless nothing else is possible.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from render.subtitles.borders import Border
from render.subtitles.limits import CueLimits
from render.subtitles.pieces import Piece


class Shape(NamedTuple):
    """What a cue would be like, if it were cut so."""

    after: int  # the cost of the border that it ends at
    within: int  # that of the best border where its first line can end; 0 for one line
    ended: int  # sentences that end within it, before its last word
    pieces: int
    whole: bool  # it starts where a sentence starts and ends where one ends
    columns: int
    duration: int  # ms


def end_at_a_border(shape: Shape, limits: CueLimits) -> float:
    return shape.after


def line_at_a_border(shape: Shape, limits: CueLimits) -> float:
    return 0.8 * shape.within  # a break within a cue is read over more easily than one between two


def few_cues(shape: Shape, limits: CueLimits) -> float:
    return 12


def one_sentence(shape: Shape, limits: CueLimits) -> float:
    return 25 * shape.ended


def even_filling(shape: Shape, limits: CueLimits) -> float:
    """Grows with the square of what is left empty, so that two halves cost less than a full cue and a scrap."""
    empty = 1 - shape.columns / (limits.columns * limits.lines)
    return 15 * empty * empty


def no_orphan(shape: Shape, limits: CueLimits) -> float:
    return 40 if shape.pieces == 1 and not shape.whole else 0


def long_enough(shape: Shape, limits: CueLimits) -> float:
    missing = limits.shortest - shape.duration
    return 60 + missing / 5 if missing > 0 else 0


def not_too_long(shape: Shape, limits: CueLimits) -> float:
    over = shape.duration - limits.longest
    return 1000 + over if over > 0 else 0


def slow_enough(shape: Shape, limits: CueLimits) -> float:
    over = shape.columns * 1000 - limits.characters_per_second * shape.duration
    return 20 + over / 200 if over > 0 else 0


Cost = Callable[[Shape, CueLimits], float]
COSTS: tuple[Cost, ...] = (
    end_at_a_border,
    line_at_a_border,
    few_cues,
    one_sentence,
    even_filling,
    no_orphan,
    long_enough,
    not_too_long,
    slow_enough,
)
TOGETHER = 100_000.0  # two cues at the same millisecond: one of them would have to start late


class Cutter:
    """One paragraph's pieces, prepared so that any cue of them can be judged at once."""

    def __init__(self, pieces: Sequence[Piece], following: int, limits: CueLimits) -> None:
        """`following` is when the next paragraph's first cue starts, in ms."""
        self.pieces = pieces
        self.limits = limits
        self._starts = [*(piece.start for piece in pieces), following]
        self._widths = list(accumulate((len(piece.gap) + piece.columns for piece in pieces), initial=0))
        self._line_starts = [wide + len(piece.gap) for wide, piece in zip(self._widths, pieces, strict=False)]
        self._after = [int(piece.after) for piece in pieces]
        self._ended = list(accumulate((piece.after == Border.SENTENCE for piece in pieces), initial=0))
        self._line_end = [self._last_on_a_line(first) for first in range(len(pieces))]
        self._line_start = [0, *(self._first_on_a_line(after) for after in range(1, len(pieces) + 1))]

    def cuts(self) -> list[tuple[int, int]]:
        """The pieces of each cue, as first and one after last: those of all ways to cut that cost least together."""
        best, came_from = [0.0], [0]
        for after in range(1, len(self.pieces) + 1):
            cost, first = min((best[first] + self._cost(first, after), first) for first in self._openings(after))
            best.append(cost)
            came_from.append(first)
        borders = [len(self.pieces)]
        while borders[-1]:
            borders.append(came_from[borders[-1]])
        return list(pairwise(reversed(borders)))

    def lines(self, first: int, after: int) -> tuple[str, ...]:
        """The text of a cue, on one line where it fits."""
        split = self._split(first, after)
        if split == after:
            return (self._text(first, after),)
        return self._text(first, split), self._text(split, after)

    def columns(self, first: int, after: int) -> int:
        """How wide the pieces are on one line."""
        return self._widths[after] - self._line_starts[first]

    def _openings(self, after: int) -> Iterator[int]:
        """Where a cue that ends before `after` may start: one piece always fits."""
        yield after - 1
        for first in range(after - 2, -1, -1):
            on_one, on_two = self._line_end[first] >= after, self._line_end[first] >= self._line_start[after]
            if not on_one and not (on_two and self.limits.lines > 1):
                return
            if not self.pieces[after - 1].text.isdecimal() or self._split(first, after):
                yield first

    def _last_on_a_line(self, first: int) -> int:
        """One after the last piece that fits on a line that starts with `first`."""
        return max(first + 1, bisect_right(self._widths, self._line_starts[first] + self.limits.columns) - 1)

    def _first_on_a_line(self, after: int) -> int:
        """The first piece that fits on a line that ends before `after`."""
        return min(after - 1, bisect_left(self._line_starts, self._widths[after] - self.limits.columns))

    def _cost(self, first: int, after: int) -> float:
        start, following = self._starts[first], self._starts[after]
        if following <= start:
            return TOGETHER
        shape = self._shape(first, after, start, following)
        return sum([cost(shape, self.limits) for cost in COSTS])

    def _shape(self, first: int, after: int, start: int, following: int) -> Shape:
        last = self.pieces[after - 1]
        columns = self.columns(first, after)
        starts_sentence = first == 0 or self._after[first - 1] == Border.SENTENCE
        two_lines = self._line_end[first] < after
        return Shape(
            after=self._after[after - 1],
            within=min(self._after[self._line_start[after] - 1 : self._line_end[first]]) if two_lines else 0,
            ended=self._ended[after - 1] - self._ended[first],
            pieces=after - first,
            whole=starts_sentence and self._after[after - 1] == Border.SENTENCE,
            columns=columns,
            duration=self.limits.end(start, last.end, following, columns) - start,
        )

    def _split(self, first: int, after: int) -> int:
        """Where the second line starts: `after` where one line is enough, 0 where two lines cannot hold the cue."""
        if self._line_end[first] >= after:
            return after
        candidates = range(max(first + 1, self._line_start[after]), self._line_end[first] + 1)
        cost, split = min((self._split_cost(first, split, after), split) for split in candidates)
        return split if cost < inf else 0

    def _split_cost(self, first: int, split: int, after: int) -> float:
        upper, lower = self.columns(first, split), self.columns(split, after)
        if self._is_number(split, after):
            return inf
        top_heavy = max(0, upper - lower)
        return self._after[split - 1] + abs(upper - lower) / 2 + top_heavy / 2

    def _is_number(self, first: int, after: int) -> bool:
        """Whether the pieces are a line of digits alone: below another, pysubs2 takes it for the next cue's number."""
        return self.pieces[after - 1].text.isdecimal() and self._text(first, after).isdecimal()

    def _text(self, first: int, after: int) -> str:
        start, *others = self.pieces[first:after]
        return start.text + "".join(piece.gap + piece.text for piece in others)
