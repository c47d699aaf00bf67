"""What is not good about a cue, in one currency, that of `Border`.

About 10 is a small blemish and 50 a bad one; a broken limit costs more than any border that is not forbidden. A cost is
a function over arrays, one value for each of many cues that might be made.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from render.subtitles.limits import CueLimits, Integers

Costs = npt.NDArray[np.floating[Any]]

BROKEN_LIMIT = 180.0
UNEVEN = 80.0  # the most that uneven lines cost
TOGETHER = 100_000.0  # two cues at the same millisecond: one of them would have to start late


class Shape(NamedTuple):
    """What cues would be like, if they were cut so. Times are ms."""

    after: Integers  # the cost of the border that each ends at
    within: Costs  # that of its line break; 0 for one line
    sentences: Integers  # that end within it, before its last word
    begun: Integers  # columns of a sentence that begins within it and goes on after it; 0 where there is none
    pieces: Integers  # 1: a word alone
    whole: npt.NDArray[np.bool_]  # it starts where a sentence starts and ends where one ends
    columns: Integers  # on one line
    reading: Integers  # time to read it
    start: Integers
    voice: Integers  # when its last word ends
    end: Integers  # when it leaves
    following: Integers  # when the next one starts


def end_at_a_border(shape: Shape, limits: CueLimits) -> Costs:
    return shape.after.astype(float)


def line_at_a_border(shape: Shape, limits: CueLimits) -> Costs:
    return shape.within


def few_cues(shape: Shape, limits: CueLimits) -> Costs:
    return np.full(len(shape.start), 12.0)


def one_sentence(shape: Shape, limits: CueLimits) -> Costs:
    return 40.0 * shape.sentences


def no_stub(shape: Shape, limits: CueLimits) -> Costs:
    """A sentence of which no more than a word or two is shown before the cue ends."""
    return np.where((shape.begun > 0) & (shape.begun < limits.columns / 2), 40.0, 0.0)


def even_filling(shape: Shape, limits: CueLimits) -> Costs:
    """Grows with the square of what is left empty, so that two halves cost less than a full cue and a scrap."""
    empty = 1 - shape.columns / (limits.columns * limits.lines)
    return 15 * np.square(empty)


def end_at_a_pause(shape: Shape, limits: CueLimits) -> Costs:
    """Where the voice rests, the reader may: full cost where it goes on at once, none from 0.4 s on."""
    pause = shape.following - shape.voice
    return np.where(pause < 400, 8 - np.maximum(pause, 0) / 50, 0.0)


def no_orphan(shape: Shape, limits: CueLimits) -> Costs:
    return np.where((shape.pieces == 1) & ~shape.whole, 40.0, 0.0)


def long_enough(shape: Shape, limits: CueLimits) -> Costs:
    return _broken(limits.shortest - (shape.end - shape.start), 5)


def not_too_long(shape: Shape, limits: CueLimits) -> Costs:
    return 2 * _broken(shape.end - shape.start - limits.longest, 5)


def slow_enough(shape: Shape, limits: CueLimits) -> Costs:
    return _broken(shape.reading - (shape.end - shape.start), 5)


def parted_from_the_next(shape: Shape, limits: CueLimits) -> Costs:
    return _broken(limits.gap - (shape.following - shape.end), 5)


def never_together(shape: Shape, limits: CueLimits) -> Costs:
    return TOGETHER * (shape.following <= shape.start)


def _broken(over: Integers, step: int) -> Costs:
    """Where a limit is broken, and a little more for each `step` ms over it."""
    return np.where(over > 0, BROKEN_LIMIT + over / step, 0.0)


Cost = Callable[[Shape, CueLimits], Costs]
COSTS: tuple[Cost, ...] = (
    end_at_a_border,
    line_at_a_border,
    few_cues,
    one_sentence,
    no_stub,
    even_filling,
    end_at_a_pause,
    no_orphan,
    long_enough,
    not_too_long,
    slow_enough,
    parted_from_the_next,
    never_together,
)


def line_break(border: Integers, upper: Integers, lower: Integers) -> Costs:
    """Of a cue's line break: it is read over more easily than one between cues. Rather the lower line is longer."""
    uneven = upper - lower
    cost: Costs = 0.8 * border + np.minimum(0.3 * np.square(uneven) + 0.2 * np.maximum(0, uneven), UNEVEN)
    return cost


def total(shape: Shape, limits: CueLimits) -> Costs:
    """All costs of each cue."""
    found: Costs = np.sum([cost(shape, limits) for cost in COSTS], axis=0)
    return found
