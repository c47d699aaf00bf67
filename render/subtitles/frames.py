"""Cues on the frames of a film, for those who deliver to frames."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from chunking.errors import InputError
from render.samples import Milliseconds
from render.subtitles.cue import Cue
from render.subtitles.limits import CueLimits

GAP = 2  # frames between two cues that were closed up, at any rate: Netflix's Timed Text Style Guide
_LIMITS = (1, 240)  # frames a second


def frame_rate(written: str) -> Fraction:
    """Frames a second: `25`, `24000/1001`, or `23.976`, `29.97` and `59.94`, which are those of NTSC to the full.

    Raises InputError.
    """
    try:
        rate = Fraction(written)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if not _LIMITS[0] <= rate <= _LIMITS[1]:
        raise InputError(f"{written[:40]!r} is no frame rate; name one such as 24, 25, 29.97 or 30000/1001.")
    whole = -(-rate // 1)
    ntsc = Fraction(whole * 1000, 1001)
    return ntsc if rate.denominator > 1 and abs(rate - ntsc) < Fraction(1, 100) else rate


def on_frames(cues: Sequence[Cue], rate: Fraction, gap: int) -> Iterator[Cue]:
    """The cues, each from the nearest frame to the nearest, one frame long at least, and none reaching into the next.

    `gap` is that of the limits, in ms: where it lies between two cues, it is two frames.
    """
    first = 0
    for cue, following in zip_longest(cues, cues[1:]):
        start = max(first, _nearest(cue.start, rate))
        end = max(start + 1, _nearest(cue.end, rate))
        if following is not None:
            limit = max(start + 1, _nearest(following.start, rate))
            is_closed = abs(following.start - cue.end - gap) <= 1
            end = max(start + 1, limit - GAP) if is_closed else min(end, limit)
        yield replace(cue, start=_milliseconds(start, rate), end=_milliseconds(end, rate))
        first = end


def limits_on_frames(limits: CueLimits, rate: Fraction) -> CueLimits:
    """What cues on frames may be: two frames apart, and all other times a frame off."""
    frame = int(-(-1000 // rate))
    return replace(
        limits,
        gap=min(limits.gap, int(GAP * 1000 // rate)),
        shortest=max(0, limits.shortest - frame),
        longest=limits.longest + frame,
        close_gaps_under=max(0, limits.close_gaps_under - frame),
    )


def _nearest(milliseconds: int, rate: Fraction) -> int:
    return int((milliseconds * rate / 1000 + Fraction(1, 2)) // 1)


def _milliseconds(frame: int, rate: Fraction) -> Milliseconds:
    return Milliseconds(int((frame * 1000 / rate + Fraction(1, 2)) // 1))
