"""How good a track is: its cues held against the limits, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil

from chunking.words import word_spans
from render.subtitles.breaches import LIMITS, Breach, breaches, reading_speed
from render.subtitles.cue import Cue
from render.subtitles.limits import CueLimits

STEP, STEPS = 4, 8  # of the histogram: characters a second, and how many steps; the last has all that is faster
WORST = 5  # cues that are named


@dataclass(frozen=True, slots=True)
class WorstCue:
    """A cue that is outside of a limit."""

    cue: int  # its number in the track, from 1
    start: int  # ms
    breach: Breach  # the worst that it has


@dataclass(frozen=True, slots=True)
class Quality:
    """One track."""

    cues: int
    words: int  # as `chunking.words` counts them
    inside: int  # cues that are within every limit
    outside: tuple[int, ...]  # cues that are not, for each of LIMITS
    speeds: tuple[int, ...]  # cues of up to 4 characters a second, up to 8 … and the rest
    worst: tuple[WorstCue, ...]


def quality_of(cues: Sequence[Cue], limits: CueLimits) -> Quality:
    """How the cues of a track keep its limits."""
    broken = [list(breaches(cue, following, limits)) for cue, following in zip_longest(cues, cues[1:])]
    names = [breach.limit for found in broken for breach in found]
    speeds = [min(STEPS, ceil(reading_speed(cue) / STEP)) - 1 for cue in cues]
    worst = [
        WorstCue(number, cue.start, max(found, key=lambda breach: breach.weight))
        for number, (cue, found) in enumerate(zip(cues, broken, strict=True), 1)
        if found
    ]
    return Quality(
        cues=len(cues),
        words=sum(len(word_spans(line)) for cue in cues for line in cue.lines),
        inside=sum(not found for found in broken),
        outside=tuple(map(names.count, LIMITS)),
        speeds=tuple(map(speeds.count, range(STEPS))),
        worst=tuple(sorted(worst, key=lambda one: -one.breach.weight)[:WORST]),
    )
