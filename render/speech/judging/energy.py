"""Doubts where words and sound do not go together: silent words, speech that no word is claimed for, long silence."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from render.audio.cutting import FRAME
from render.audio.recordings.levels import runs
from render.samples import RATE, Samples, Span, from_milliseconds, to_seconds
from render.speech.judging.evidence import Evidence
from render.speech.likeness import signs_in

SHORTEST_WORD = from_milliseconds(40)  # of which a level is taken
LOUD = -15.0  # dB to the speech
MARGIN = from_milliseconds(60)  # around a word that may still be its own sound
UNCLAIMED = 0.25  # seconds of loud sound that no word is claimed for
A_SIGN = 0.8  # seconds that may be spoken for a sign such as $ or %
LONGEST_SILENCE = 2.0  # seconds within a paragraph; espeak-ng has 0.62 at most


def silent_words(found: Evidence) -> Iterator[str]:
    """Words whose time is silent in the audio."""
    silent = [at for at in found.there if _is_silent(found, at)]
    if silent:
        first = found.heard[silent[0]].span.start
        yield f"silent where words should be: {found.named(silent)} (at {found.seconds(first):.1f} s)"


def unclaimed(found: Evidence) -> Iterator[str]:
    """Sound as loud as the speech, in a place that no word is claimed for."""
    for gap, between in _gaps(found):
        loud = np.count_nonzero(_decibels(found, gap) > found.sound.level + LOUD) * FRAME / RATE
        if loud > UNCLAIMED + A_SIGN * signs_in(between):
            yield f"{loud:.1f} s of sound that no word stands for (at {found.seconds(gap.start):.1f} s)"


def long_silence(found: Evidence) -> Iterator[str]:
    """Silence between the first and the last word that is longer than any pause."""
    there = found.there
    if not there:
        return
    inside = Span(found.heard[there[0]].span.start, found.heard[there[-1]].span.end)
    quiet = _decibels(found, inside) < found.sound.silence
    for first, last in runs(quiet):
        if (last - first) * FRAME > LONGEST_SILENCE * RATE:
            at = found.seconds(inside.start + first * FRAME)
            yield f"{to_seconds((last - first) * FRAME):.1f} s of silence (at {at:.1f} s)"


def _is_silent(found: Evidence, at: int) -> bool:
    span = found.heard[at].span
    return span.length >= SHORTEST_WORD and float(_decibels(found, span).max(initial=-99.0)) < found.sound.silence


def _gaps(found: Evidence) -> Iterator[tuple[Span, str]]:
    """Where no word is claimed and none is missing: the time without the words' margins, and the text that is there."""
    before = _Claim(-1, 0, found.room.start)
    for at in found.there:
        word = found.heard[at]
        yield from _between(found, before, _Claim(at, word.start, word.span.start))
        before = _Claim(at, word.end, word.span.end)
    yield from _between(found, before, _Claim(len(found.heard), len(found.spoken), found.room.end))


@dataclass(frozen=True, slots=True)
class _Claim:
    """One end of a word."""

    index: int
    place: int  # in the text
    time: Samples


def _between(found: Evidence, before: _Claim, after: _Claim) -> Iterator[tuple[Span, str]]:
    extra = any(one.span.start >= before.time and one.span.end <= after.time for one in found.extra)
    if after.index - before.index == 1 and after.time - before.time > 2 * MARGIN and not extra:
        span = Span(Samples(before.time + MARGIN), Samples(after.time - MARGIN))
        yield span, found.spoken[before.place : after.place]


def _decibels(found: Evidence, span: Span) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return found.sound.decibels[found.sound.inside(span)]
