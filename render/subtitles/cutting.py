"""Where paragraphs are cut into cues, and a cue into lines: the cuts that together cost least.

A dynamic programme over the borders between words: the best way to show a paragraph up to a border is the best way up
to an earlier one and one cue from there. All cues of one length are judged at once, as arrays, so the time is linear
in the length of the text, and so is the memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from render.subtitles.borders import Border
from render.subtitles.costs import Costs, Shape, line_break, total
from render.subtitles.limits import CueLimits, Integers
from render.subtitles.pieces import Piece

BLOCK = 4000  # pieces that are looked at together; more take more memory, fewer more time


class Cut(NamedTuple):
    """One cue: which of its paragraph's pieces are in it."""

    first: int
    split: int  # where the second line starts; `after` where there is one line
    after: int  # one after the last


def cuts_of(paragraphs: Sequence[Sequence[Piece]], finish: int, limits: CueLimits) -> list[list[Cut]]:
    """The cues of each paragraph, none of which is empty. `finish` is when a cue after the last would start, in ms."""
    followings = [*(pieces[0].start for pieces in paragraphs[1:]), finish]
    if limits.one_sentence:
        return [list(_sentences(pieces)) for pieces in paragraphs]
    found: list[list[Cut]] = []
    for first, after in _blocks(paragraphs):
        table = _Table.of(paragraphs[first:after], followings[first:after], limits)
        found += _cuts(table, limits)
    return found


def text_of(pieces: Sequence[Piece]) -> str:
    """The pieces on one line."""
    return pieces[0].text + "".join(piece.gap + piece.text for piece in pieces[1:])


def _sentences(pieces: Sequence[Piece]) -> Iterator[Cut]:
    """A cue, and a line, for each sentence."""
    ends = [index for index, piece in enumerate(pieces, 1) if piece.after == Border.SENTENCE]
    yield from (Cut(first, after, after) for first, after in pairwise([0, *ends]))


def _blocks(paragraphs: Sequence[Sequence[Piece]]) -> Iterator[tuple[int, int]]:
    """Runs of whole paragraphs: the first, and one after the last."""
    first = pieces = 0
    for index, paragraph in enumerate(paragraphs, 1):
        pieces += len(paragraph)
        if pieces >= BLOCK or index == len(paragraphs):
            yield first, index
            first, pieces = index, 0


def _units(pieces: Sequence[Piece], columns: int) -> list[int]:
    """The places between pieces where a cue or line may end, from 0 to the last.

    Phrases of scripts without spaces stay whole as far as they fit on a line, then what the script does not part.
    """
    borders = [0]
    for after in (index for index, piece in enumerate(pieces, 1) if piece.after < Border.INSIDE):
        borders += _finer(pieces, borders[-1], after, columns)
    return borders


def _finer(pieces: Sequence[Piece], first: int, after: int, columns: int) -> Iterator[int]:
    """Where a phrase of several pieces may be cut, its end included."""
    if after - first > 1 and _columns(pieces[first:after]) > columns:
        start = first
        for place in range(first + 1, after + 1):
            if place == after or pieces[place - 1].after < Border.BARRED:
                fits = _columns(pieces[start:place]) <= columns
                yield from [place] if fits else range(start + 1, place + 1)
                start = place
    else:
        yield after


def _columns(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.gap) + piece.columns for piece in pieces) - len(pieces[0].gap)


@dataclass(frozen=True, slots=True)
class _Table:
    """What a block's units are, one row each: a unit is a piece, or several that no cue or line parts.

    The sums have one more value, so that `letters[after] - letters[first]` is what lies between two places.
    """

    sizes: list[int]  # units of each paragraph
    places: list[list[int]]  # of each paragraph: its units' borders, as places between its pieces
    last: Integers  # row of the last unit of the paragraph
    gap: Integers  # columns of the space before the unit
    columns: Integers  # sum, all lines in one and all spaces included
    letters: Integers  # sum
    words: Integers  # sum of the spaces
    sentences: Integers  # sum of those that have ended
    opened: Integers  # the row where the unit's sentence begins
    start: Integers  # ms
    voice: Integers  # when it ends
    following: Integers  # when the next one starts
    border: Integers  # the cost of ending after it
    digits: Integers  # see `_digits`

    @classmethod
    def of(cls, paragraphs: Sequence[Sequence[Piece]], followings: Sequence[int], limits: CueLimits) -> "_Table":
        places = [_units(pieces, limits.columns) for pieces in paragraphs]
        whole = zip(paragraphs, places, strict=True)
        units = [pieces[first:after] for pieces, borders in whole for first, after in pairwise(borders)]
        sizes = [len(borders) - 1 for borders in places]
        ends = np.cumsum(sizes)
        start = np.array([unit[0].start for unit in units])
        following = np.append(start[1:], 0)
        following[ends - 1] = followings
        border = np.array([int(unit[-1].after) for unit in units])
        rows = np.arange(len(units))
        return cls(
            sizes=sizes,
            places=places,
            last=np.repeat(ends - 1, sizes),
            gap=np.array([len(unit[0].gap) for unit in units]),
            columns=_sum(sum(len(one.gap) + one.columns for one in unit) for unit in units),
            letters=_sum(sum(len(one.gap) + one.letters for one in unit) for unit in units),
            words=_sum(sum(len(one.gap) for one in unit) for unit in units),
            sentences=_sum(border == Border.SENTENCE),
            opened=np.maximum.accumulate(np.append(0, np.where(border == Border.SENTENCE, rows + 1, 0)[:-1])),
            start=start,
            voice=np.array([max(one.end for one in unit) for unit in units]),
            following=following,
            border=border,
            digits=np.array(list(_digits(units))),
        )

    def wide(self, first: Integers, last: Integers) -> Integers:
        """Columns of the units from `first` to `last` on one line."""
        return self.columns[last + 1] - self.columns[first] - self.gap[first]

    def many_words(self, first: Integers, last: Integers) -> Integers:
        """Words between spaces."""
        return self.words[last + 1] - self.words[first] - self.gap[first] + 1

    def shape(self, first: Integers, last: Integers, within: Costs, limits: CueLimits) -> Shape:
        """Cues from the units of these rows to those of these."""
        ends_one = self.border[last] == Border.SENTENCE
        starts_one = (first == 0) | (self.border[np.maximum(first - 1, 0)] == Border.SENTENCE)
        opened = self.opened[last]
        letters = self.letters[last + 1] - self.letters[first] - self.gap[first]
        reading = limits.reading_time(letters, self.many_words(first, last))
        start, voice, following = self.start[first], self.voice[last], self.following[last]
        return Shape(
            after=self.border[last],
            within=within,
            sentences=self.sentences[last + 1] - self.sentences[first] - ends_one,
            begun=np.where((opened > first) & ~ends_one, self.wide(opened, last), 0),
            pieces=last - first + 1,
            whole=starts_one & ends_one,
            columns=self.wide(first, last),
            reading=reading,
            start=start,
            voice=voice,
            end=limits.ends(start, voice, following, reading),
            following=following,
        )


def _sum(values: Iterable[int]) -> Integers:
    return np.array(list(accumulate(map(int, values), initial=0)))


def _digits(units: Sequence[Sequence[Piece]]) -> Iterator[int]:
    """For each row the first of a run of digits without a gap that ends with it; the row after it where there is none.

    A line of digits alone below another is taken for the next cue's number by pysubs2.
    """
    first = 0
    for row, unit in enumerate(units):
        if not text_of(unit).isdecimal():
            first = row + 1
        elif unit[0].gap:
            first = row
        yield first


def _cuts(table: _Table, limits: CueLimits) -> list[list[Cut]]:
    costs, splits = _judged(table, limits)
    lengths = _cheapest(costs)
    found: list[list[Cut]] = []
    for places, end in zip(table.places, accumulate(table.sizes), strict=True):
        row, start, cuts = end, end - len(places) + 1, []
        while row > start:
            length = lengths[row - 1]
            first = row - length
            split = int(splits[row - 1, length - 1])
            cuts.append(Cut(*(places[at - start] for at in (first, first + split if split else row, row))))
            row = first
        found.append(cuts[::-1])
    return found


def _judged(table: _Table, limits: CueLimits) -> tuple[Costs, Integers]:
    """What each cue costs, and how many units its first line has (0: there is one line), by its last row and length."""
    rows = np.arange(len(table.start))
    costs, splits = [], []
    for length in range(1, limits.columns * limits.lines + 1):
        last = rows[length - 1 :]
        first = last - length + 1
        fits = table.last[first] >= last
        fits &= table.wide(first, last) <= limits.columns * limits.lines + limits.lines
        if limits.most_words:
            fits &= (table.many_words(first, last) <= limits.most_words) | (length == 1)
        if not fits.any():
            break
        first, last = first[fits], last[fits]
        within, split = _lines(table, first, last, limits)
        cost, parts = np.full(len(rows), np.inf), np.zeros(len(rows), int)
        cost[last] = np.where(np.isinf(within), np.inf, total(table.shape(first, last, within, limits), limits))
        parts[last] = split
        costs.append(cost)
        splits.append(parts)
    return np.column_stack(costs), np.column_stack(splits)


def _lines(table: _Table, first: Integers, last: Integers, limits: CueLimits) -> tuple[Costs, Integers]:
    """What the best line break of each cue costs, and after how many units it stands; 0 for one line.

    Infinite where the lines cannot hold the cue. The cues all have the same number of units.
    """
    wide = np.flatnonzero(table.wide(first, last) > limits.columns)
    cost, split = np.zeros(len(first)), np.zeros(len(first), int)
    if not len(wide):
        return cost, split
    cost[wide] = np.inf
    from_, to = first[wide], last[wide]
    for units in range(1, to[0] - from_[0] + 1 if limits.lines > 1 else 1):
        below = from_ + units
        upper, lower = table.wide(from_, below - 1), table.wide(below, to)
        if upper.min() > limits.columns:
            break
        fits = (upper <= limits.columns) & (lower <= limits.columns) & (below < table.digits[to])
        broken = np.where(fits, line_break(table.border[below - 1], upper, lower), np.inf)
        better = broken < cost[wide]
        cost[wide[better]], split[wide[better]] = broken[better], units
    return cost, split


def _cheapest(costs: Costs) -> list[int]:
    """For each row the length of the cue that ends there on the cheapest way up to it."""
    rows, longest = costs.shape
    backwards = costs[:, ::-1]  # the longest cue first, as the ways up to where they start lie in `best`
    best = np.full(longest + rows, np.inf)
    best[longest - 1] = 0.0
    lengths = []
    for row in range(rows):
        ways = best[row : row + longest] + backwards[row]
        cheapest = int(ways.argmin())
        best[longest + row] = ways[cheapest]
        lengths.append(longest - cheapest)
    return lengths
