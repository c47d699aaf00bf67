"""Where paragraphs are cut into cues, and a cue into lines: the cuts that together cost least.

A dynamic programme over the borders between words: the best way to show a paragraph up to a border is the best way up
to an earlier one and one cue from there. All cues of one length are judged at once, as arrays, so the time is linear
in the length of the text, and so is the memory.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from render.subtitles.borders import Border
from render.subtitles.costs import Costs, line_break, total
from render.subtitles.limits import CueLimits, Integers
from render.subtitles.pieces import Piece
from render.subtitles.table import Table

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
        table = Table.of(paragraphs[first:after], followings[first:after], limits)
        found += _cuts(table, limits)
    return found


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


def _cuts(table: Table, limits: CueLimits) -> list[list[Cut]]:
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


def _judged(table: Table, limits: CueLimits) -> tuple[Costs, Integers]:
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


def _lines(table: Table, first: Integers, last: Integers, limits: CueLimits) -> tuple[Costs, Integers]:
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
