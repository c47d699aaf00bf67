"""A recording's pitch and pace → espeak-ng's figures for the same.

A stand-in for a voice, not a clone of it: two figures of a voice say how high and how fast it is, nothing else. What
espeak-ng's figures sound like was measured on its speech as recordings are measured (`render.audio.recordings`):
espeakng-loader 0.2.4, en-us, range 50, English prose.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_PITCHES = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99)
_HERTZ = {  # median pitch of each variant at these pitches
    "m3": (70.3, 73.6, 78.3, 84.2, 91.9, 101.2, 112.0, 124.2, 138.0, 154.2, 169.9),
    "f2": (123.5, 133.5, 143.4, 156.6, 171.4, 188.7, 208.9, 231.7, 257.4, 287.5, 317.7),
}
_RATES = (80, 100, 120, 140, 160, 180, 200, 230, 260, 300, 350)
_PACES = (2.44, 2.86, 3.41, 3.90, 4.16, 4.53, 4.93, 5.29, 5.93, 6.73, 7.42)  # syllables a second at these rates
_BORDER = 160.0  # Hz: between most men's and most women's voices
_VARIANTS = {"male": "m3", "m": "m3", "man": "m3", "female": "f2", "f": "f2", "woman": "f2"}
USUAL_HERTZ = 140.0  # for a sample in which nothing is voiced: a whisper
USUAL_RATE = 146


@dataclass(frozen=True, slots=True)
class Likeness:
    """How espeak-ng speaks about as high and as fast."""

    variant: str
    pitch: int  # 0 to 99
    rate: int  # 80 to 350
    hertz: float  # what that pitch is, as heard


def likeness(hertz: float | None, pace: float | None, gender: str) -> Likeness:
    """For a median pitch in Hz and a pace in syllables a second; `gender` chooses the timbre where its pitch allows."""
    wanted = hertz or USUAL_HERTZ
    variant = _variant(wanted, gender)
    pitch = round(_between(wanted, _HERTZ[variant], _PITCHES))
    rate = round(_between(pace, _PACES, _RATES)) if pace else USUAL_RATE
    return Likeness(variant, pitch, rate, round(_between(pitch, _PITCHES, _HERTZ[variant]), 1))


def _variant(hertz: float, gender: str) -> str:
    wanted = _VARIANTS.get(gender.strip().lower())
    if wanted and _HERTZ[wanted][0] <= hertz <= _HERTZ[wanted][-1]:
        return wanted
    return "m3" if hertz < _BORDER else "f2"


def _between(value: float, from_: Sequence[float], to: Sequence[float]) -> float:
    """Interpolated; outside the table its nearest end."""
    place = bisect_left(from_, value)
    if place == 0 or place == len(from_):
        return to[min(place, len(to) - 1)]
    low, high = from_[place - 1], from_[place]
    return to[place - 1] + (value - low) / (high - low) * (to[place] - to[place - 1])
