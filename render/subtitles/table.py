"""What paragraphs are made of for cutting, as arrays: one row for each piece, or phrase, that stays whole."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from render.subtitles.borders import Border
from render.subtitles.costs import Costs, Shape
from render.subtitles.limits import CueLimits, Integers
from render.subtitles.pieces import Piece


def text_of(pieces: Sequence[Piece]) -> str:
    """The pieces on one line."""
    return pieces[0].text + "".join(piece.gap + piece.text for piece in pieces[1:])


@dataclass(frozen=True, slots=True)
class Table:
    """The units of some paragraphs, one row each: a unit is a piece, or several that no cue or line parts.

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
    def of(cls, paragraphs: Sequence[Sequence[Piece]], followings: Sequence[int], limits: CueLimits) -> "Table":
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
