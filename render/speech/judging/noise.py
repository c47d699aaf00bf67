"""Doubts about sound that is no speech: noise that does not rise and fall with the words, or hisses all the time."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from render.audio.cutting import FRAME
from render.audio.recordings.levels import Floats
from render.samples import Samples, Span
from render.speech.judging.evidence import Evidence

STEADY = 80  # frames of 10 ms that are looked at together
STEADY_RANGE = 4.0  # dB from the quietest to the loudest of them: speech of espeak-ng has 6.5 in half that time
NOISE = 0.15  # of samples where the wave changes its sign: white noise 0.5, pink 0.2, a tone of the test voices 0.1
BORDERS = 2  # between words, that must lie in such a stretch: a word may be one long vowel
LOUD = -32.0  # dB to the speech: frames that are looked at for hissing
HISS, HISSING = 40, 0.43  # frames, and their crossings: white noise 0.50, the most of espeak-ng 0.36
SENTENCE, HISSING_SENTENCE = 15, 0.38  # frames, and the crossings of a whole sentence: the most of espeak-ng 0.22


def steady(found: Evidence) -> Iterator[str]:
    """A stretch that does not rise and fall with its words."""
    there = found.there
    if not there:
        return
    first = found.heard[there[0]].span.start
    frames = found.sound.inside(Span(first, found.heard[there[-1]].span.end))
    decibels, crossings = found.sound.decibels[frames], found.sound.crossings[frames]
    if len(decibels) < STEADY:
        return
    noisy = np.convolve(crossings, np.ones(STEADY), "valid") > NOISE * STEADY
    borders = _borders(found, first // FRAME, len(decibels))
    flat = np.flatnonzero((_ranges(decibels) < STEADY_RANGE) & noisy & (borders >= BORDERS))
    if len(flat):
        at = found.seconds(Samples(first + int(flat[0]) * FRAME))
        yield f"a steady sound in the place of words (at {at:.1f} s)"


def _ranges(decibels: Floats) -> Floats:
    windows = np.lib.stride_tricks.sliding_window_view(decibels, STEADY)
    ranges: Floats = windows.max(axis=1) - windows.min(axis=1)
    return ranges


def _borders(found: Evidence, first: int, count: int) -> Floats:
    """How many borders between words lie in each stretch of frames."""
    at = np.zeros(count + 1)
    for before, after in pairwise(found.there):
        middle = (found.heard[before].span.end + found.heard[after].span.start) // 2
        at[min(max(middle // FRAME - first, 0), count)] += 1
    total = np.concatenate(([0.0], np.cumsum(at)))
    inner: Floats = total[STEADY : count + 1] - total[: count + 1 - STEADY]
    return inner


def hissing(found: Evidence) -> Iterator[str]:
    """A stretch or a sentence that is all hiss, as the samples of another format are when they are taken for ours."""
    for sentence in found.sentences():
        first = found.heard[sentence[0]].span.start
        frames = found.sound.inside(Span(first, found.heard[sentence[-1]].span.end))
        loud = found.sound.decibels[frames] > found.sound.level + LOUD
        if _is_hiss(found.sound.crossings[frames][loud]):
            words = found.text(sentence[0], sentence[-1])
            yield f"noise in the place of: {words[:60]} (at {found.seconds(first):.1f} s)"


def _is_hiss(crossings: Floats) -> bool:
    if len(crossings) < SENTENCE:
        return False
    size = min(len(crossings), HISS)
    highest = float(np.convolve(crossings, np.ones(size) / size, "valid").max())
    return highest > HISSING or float(crossings.mean()) > HISSING_SENTENCE
