"""Reverberation: how long a room rings after the voice, estimated from the speech alone.

The idea is that of J. Wen, E. Habets, P. Naylor, "Blind estimation of reverberation time based on the distribution of
signal decay rates" (ICASSP 2008), and of the search for free decays in H. Löllmann, E. Yilmaz, M. Jeub, P. Vary, "An
improved algorithm for blind reverberation time estimation" (IWAENC 2010): wherever the level falls, it falls no faster
than the room lets it. Each fall in each of three octaves gets a straight line by least squares, as ISO 3382 has it
after a loudspeaker stops; the result is the time for 60 dB at the median slope, deep falls counting for more.

It is like an RT60 and no RT60: a voice itself does not stop at once, so speech without any room gives 0.03 to 0.15 s.
Speech of five voices, convolved with decaying noise of a known RT60 (as loud as the direct sound, and 6 dB less), came
out as 0.20 to 0.32 s for 0.2, 0.29 to 0.35 for 0.3, 0.48 to 0.53 for 0.5, 0.69 to 0.85 for 0.8, 0.8 to 1.4 for 1.2.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from render.audio.recordings.sound import Sound

_OCTAVES = ((500, 1_000), (1_000, 2_000), (2_000, 4_000))  # Hz
_WINDOW, _HOP = 0.04, 0.005  # seconds
_UNEVEN = 3.0  # dB: a smaller rise does not end a fall, since decaying noise fluctuates
_BEGIN = 6.0  # dB below the top, where the line begins: what falls first is the voice itself
_ABOVE_NOISE = 6.0  # dB above the octave's quietest moments, where it ends
_QUIETEST = 0.005  # share of the frames that are these moments
_DEPTH = 14.0  # dB: the least fall that a line is laid through
_POINTS = 4  # the least number of frames

Floats = npt.NDArray[np.float64]


def reverberation_of(sound: Sound) -> float | None:
    """Seconds for the sound to fall by 60 dB, to hundredths; None where it never falls far enough to tell."""
    octaves = _octaves(sound)
    falls = [fall for octave in octaves.T for fall in _falls(octave)]
    if not falls:
        return None
    times, depths = np.array(falls).T
    order = np.argsort(times)
    weight = np.cumsum(depths[order])
    return round(float(times[order][np.searchsorted(weight, weight[-1] / 2)]), 2)


def _octaves(sound: Sound) -> Floats:
    """The level in each octave, every 5 ms, in decibels."""
    length = round(_WINDOW * sound.rate)
    window = np.hanning(length).astype(np.float32)
    places = np.fft.rfftfreq(length, 1 / sound.rate)
    cuts = [slice(*np.searchsorted(places, octave)) for octave in _OCTAVES]
    rows = []
    for block in sound.frames(length, round(_HOP * sound.rate)):
        spectrum = np.square(np.abs(np.fft.rfft(block * window, axis=1)))
        rows.append(np.stack([spectrum[:, cut].sum(axis=1) for cut in cuts], axis=1))
    powers = np.concatenate(rows) if rows else np.zeros((1, len(cuts)))
    decibels: Floats = 10 * np.log10(powers.astype(np.float64) + 1e-12)
    return decibels


def _falls(levels: Floats) -> Iterator[tuple[float, float]]:
    """Of each fall that is deep enough: seconds for 60 dB, and its depth in dB."""
    least = float(np.quantile(levels, _QUIETEST)) + _ABOVE_NOISE
    at, steps = 0, levels.tolist()
    while at < len(steps) - 1:
        bottom = _bottom(steps, at)
        fall = levels[at : bottom + 1]
        points = np.flatnonzero((fall <= fall[0] - _BEGIN) & (fall >= least))
        if len(points) >= _POINTS and (depth := float(fall[points[0]] - fall[points[-1]])) >= _DEPTH:
            slope = float(np.polyfit(points * _HOP, fall[points], 1)[0])
            yield (-60 / slope, depth)
        at = max(bottom, at + 1)


def _bottom(levels: list[float], top: int) -> int:
    """Where a fall from `top` ends: at the lowest level before it rises again."""
    bottom = top
    for at in range(top + 1, len(levels)):
        if levels[at] > levels[bottom] + (_UNEVEN if bottom > top else 0.0):
            break
        if levels[at] < levels[bottom]:
            bottom = at
    return bottom
