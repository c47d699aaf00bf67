"""Words that an engine speaks as one ("in the", "have been", "tout le monde"): where does each of them start?

The sounds of each word on its own are laid against the sounds that were heard, with the fewest changes (edit
distance). Measured error with espeak 3 to 11 ms; sharing the time by letters was wrong by 9 to 88 ms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

LIMIT = 25_000_000  # cells of the table, 4 bytes each; beyond, the time is shared by the number of sounds

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Place:
    """One sound that was heard."""

    when: int  # samples
    name: str


def first_phonemes(heard: Sequence[Place], alone: Sequence[Sequence[str]], *, otherwise: int) -> list[int]:
    """For each word the sample of its first sound; a word without any starts with the next one.

    `otherwise` is the answer where nothing at all was heard.
    """
    if not heard:
        return [otherwise] * len(alone)
    firsts = first_sounds([place.name for place in heard], alone)
    return [heard[min(first, len(heard) - 1)].when for first in firsts]


def first_sounds(heard: Sequence[str], alone: Sequence[Sequence[str]]) -> list[int]:
    """For each word the index of its first sound among those that were heard, or their number where none is left."""
    expected = [name for word in alone for name in word]
    matched = _matches(expected, heard)
    begins = [0, *accumulate(len(word) for word in alone)][:-1]
    return [matched[begin] for begin in begins]


def _matches(expected: Sequence[str], heard: Sequence[str]) -> list[int]:
    """For each border in `expected` the border in `heard` that it is laid on; one more than there are sounds."""
    rows, columns = len(expected), len(heard)
    if rows * columns > LIMIT:
        return [place * columns // max(rows, 1) for place in range(rows + 1)]
    codes = _codes([*expected, *heard])
    ours, theirs = codes[:, :rows], codes[:, rows:]
    costs = _costs(ours, theirs)
    matched = [columns] * (rows + 1)
    row, column = rows, columns
    while row:
        here = costs[row, column]
        if column and here == costs[row - 1, column - 1] + (ours[:, row - 1] != theirs[:, column - 1]).sum():
            row, column = row - 1, column - 1
        elif here == costs[row - 1, column] + 1:
            row -= 1
        else:
            column -= 1
            continue
        matched[row] = column
    return matched


def _codes(names: Sequence[str]) -> Numbers:
    """A number for each sound's name and one for its first letter. What two sounds differ in is what a change costs:

    0 the same, 1 related (a vowel reduced, as "@" is to "@2"), 2 another sound.
    """
    known: dict[tuple[str, bool], int] = {}
    codes = [[known.setdefault((name, True), len(known)) for name in names]]
    codes += [[known.setdefault((name[:1], False), len(known)) for name in names]]
    return np.array(codes, np.int32)


def _costs(ours: Numbers, theirs: Numbers) -> Numbers:
    """Fewest changes from the first r expected sounds to the first c heard ones."""
    rows, columns = ours.shape[1], theirs.shape[1]
    steps = np.arange(columns + 1, dtype=np.int32)
    costs = np.empty((rows + 1, columns + 1), np.int32)
    costs[0] = steps
    for row in range(rows):
        above, line = costs[row], costs[row + 1]
        line[:] = above + 1
        differs = (theirs[0] != ours[0, row]).astype(np.int32) + (theirs[1] != ours[1, row])
        np.minimum(line[1:], above[:-1] + differs, out=line[1:])
        line[:] = np.minimum.accumulate(line - steps) + steps  # one more for each heard sound that nobody expected
    return costs
