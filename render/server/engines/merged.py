"""Words that espeak speaks as one ("in the", "have been", "tout le monde"): where does each of them start?

The sounds of each word on its own are laid against the sounds that were heard, with the fewest changes (edit
distance). Measured error 3 to 11 ms; sharing the time by letters was wrong by 9 to 88 ms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LIMIT = 250_000  # cells of the table; beyond, the time is shared by the number of sounds


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
    expected = [name for word in alone for name in word]
    matched = _matches(expected, [place.name for place in heard])
    begins = [0, *accumulate(len(word) for word in alone)][:-1]
    return [heard[min(matched[begin], len(heard) - 1)].when for begin in begins]


def _matches(expected: Sequence[str], heard: Sequence[str]) -> list[int]:
    """For each border in `expected` the border in `heard` that it is laid on; one more than there are sounds."""
    rows, columns = len(expected), len(heard)
    if rows * columns > LIMIT:
        return [place * columns // max(rows, 1) for place in range(rows + 1)]
    costs = _costs(expected, heard)
    matched = [columns] * (rows + 1)
    row, column = rows, columns
    while row:
        if column and costs[row][column] == costs[row - 1][column - 1] + _differs(expected[row - 1], heard[column - 1]):
            row, column = row - 1, column - 1
        elif costs[row][column] == costs[row - 1][column] + 1:
            row -= 1
        else:
            column -= 1
            continue
        matched[row] = column
    return matched


def _costs(expected: Sequence[str], heard: Sequence[str]) -> list[list[int]]:
    """Fewest changes from the first r expected sounds to the first c heard ones."""
    costs = [list(range(len(heard) + 1))]
    for row, name in enumerate(expected, 1):
        above = costs[-1]
        line = [row]
        for column, other in enumerate(heard, 1):
            line.append(min(above[column] + 1, line[-1] + 1, above[column - 1] + _differs(name, other)))
        costs.append(line)
    return costs


def _differs(one: str, other: str) -> int:
    """0 the same, 1 related (a vowel reduced, as "@" is to "@2"), 2 another sound."""
    if one == other:
        return 0
    return 1 if one[:1] == other[:1] else 2
