"""Which limits a cue breaks, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from render.subtitles.columns import letters, width
from render.subtitles.cue import Cue
from render.subtitles.limits import CueLimits

LIMITS = ("lines", "columns", "words", "speed", "shortest", "longest", "gap")


class Breach(NamedTuple):
    """One limit that a cue is outside of."""

    limit: str  # one of LIMITS
    reason: str  # in a few words
    weight: float  # how far outside it is: 1 is at the limit, 2 is twice as far


def breaches(cue: Cue, following: Cue | None, limits: CueLimits) -> Iterator[Breach]:
    """Each broken limit. `following` is the next cue, None after the last."""
    yield from _by_size(cue, limits)
    yield from _by_speed(cue, limits)
    shown = cue.end - cue.start
    if shown < limits.shortest:
        yield Breach("shortest", f"{shown / 1000:.2f} s, under {limits.shortest / 1000:.2f} s", limits.shortest / shown)
    if shown > limits.longest:
        yield Breach("longest", f"{shown / 1000:.2f} s, over {limits.longest / 1000:.2f} s", shown / limits.longest)
    gap = following.start - cue.end if following is not None else limits.gap
    if gap < limits.gap or limits.gap + 1 < gap < limits.close_gaps_under:  # a millisecond comes of rounding to frames
        allowed = f"{limits.gap}, nor {limits.close_gaps_under} or more" if gap > limits.gap else f"{limits.gap}"
        yield Breach("gap", f"{gap} ms to the next, not {allowed}", 1.0)


def _by_size(cue: Cue, limits: CueLimits) -> Iterator[Breach]:
    lines, widest, words = len(cue.lines), max(map(width, cue.lines)), many_words(cue)
    for name, found, most in (
        ("lines", lines, limits.lines),
        ("columns", widest, limits.columns),
        ("words", words, limits.most_words or words),
    ):
        if found > most:
            yield Breach(name, f"{found} {name}, not {most}", found / most)


def _by_speed(cue: Cue, limits: CueLimits) -> Iterator[Breach]:
    shown, words = cue.end - cue.start, many_words(cue)
    needed = limits.reading_time(sum(map(letters, cue.lines)), words)
    if shown >= needed:
        return
    reason = f"{reading_speed(cue):.1f} characters a second, over {limits.characters_per_second}"
    if words * limits.per_word == needed:
        reason = f"{shown / words:.0f} ms for a word, under {limits.per_word}"
    yield Breach("speed", reason, needed / shown)


def reading_speed(cue: Cue) -> float:
    """Characters to be read in a second."""
    return sum(map(letters, cue.lines)) * 1000 / (cue.end - cue.start)


def many_words(cue: Cue) -> int:
    """Words between spaces."""
    return sum(len(line.split()) for line in cue.lines)
