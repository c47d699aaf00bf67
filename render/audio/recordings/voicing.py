"""Pitch: the fundamental frequency (F0) of a voice, by autocorrelation.

After P. Boersma, "Accurate short-term analysis of the fundamental frequency and the harmonics-to-noise ratio of a
sampled sound", IFA Proceedings 17 (1993) 97-110: the autocorrelation of a windowed frame, divided by that of the
window, has a maximum near 1 at the period. Octave errors are met twice: higher candidates are preferred by a small cost
for each octave (ibid.), and a second look allows only what lies near the quartiles of the first, from 0.75 times the
lower to 1.5 times the upper one (C. De Looze, D. Hirst, "Detecting changes in key and range for the automatic modelling
and coding of intonation", Speech Prosody 2008).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from render.audio.recordings.levels import FRAMES, Flags
from render.audio.recordings.sound import Sound

LOWEST, HIGHEST = 60, 500  # Hz
_WINDOW = 3 / LOWEST  # seconds: three periods of the lowest pitch
_HOP = 0.01  # seconds
_PASS = 1_500.0  # Hz: above it there is more noise than pitch
_KEPT = 6_000.0  # Hz: what lies higher is passed at less than -48 dB, and left out
_OCTAVE_COST = 0.02
_VOICED = 0.5  # the least autocorrelation of a voiced frame

Floats = npt.NDArray[np.float64]
Lags = npt.NDArray[np.float32]  # frames, and the autocorrelation at each lag


@dataclass(frozen=True, slots=True)
class Pitches:
    """F0 of each frame of 10 ms with speech."""

    hertz: Floats  # NaN where the frame is not voiced

    @property
    def voiced(self) -> Flags:
        return np.isfinite(self.hertz)

    @property
    def median(self) -> float | None:
        """Hz; None where nothing is voiced."""
        return float(np.nanmedian(self.hertz)) if self.voiced.any() else None


def pitches_in(sound: Sound, heard: Flags) -> Pitches:
    """F0 of the voiced frames among those that are `heard`."""
    tracker = _Tracker.of(sound.rate)
    found = [tracker.correlations(block) for block in sound.frames(tracker.length, round(_HOP * sound.rate))]
    first = Pitches(_centred(tracker.pitches(found, LOWEST, HIGHEST), heard))
    if not first.voiced.any():
        return first
    low, high = np.nanquantile(first.hertz, [0.25, 0.75])
    return Pitches(_centred(tracker.pitches(found, max(LOWEST, 0.75 * low), min(HIGHEST, 1.5 * high)), heard))


def _centred(hertz: Floats, heard: Flags) -> Floats:
    """The pitch of each frame of 10 ms in the place of its middle, and only where it is heard."""
    placed = np.full(len(heard), np.nan)
    first = round(_WINDOW / 2 * FRAMES)
    inside = hertz[: max(0, len(heard) - first)]
    placed[first : first + len(inside)] = inside
    return np.where(heard, placed, np.nan)


@dataclass(frozen=True, slots=True)
class _Tracker:
    """What is the same for all frames of one sample rate."""

    length: int  # samples of a frame
    size: int  # of the Fourier transform: long enough that nothing wraps around
    rate: float  # lags a second: of the autocorrelation, which has no need of the highest frequencies
    window: Floats
    passed: Floats  # of each frequency's power
    expected: Floats  # the window's own autocorrelation at each lag

    @classmethod
    def of(cls, rate: int) -> "_Tracker":
        length = round(_WINDOW * rate)
        size = 1 << (length + rate // LOWEST).bit_length()
        window = np.hanning(length)
        frequencies = np.fft.rfftfreq(size, 1 / rate)
        frequencies = frequencies[frequencies <= _KEPT]
        passed = 1 / (1 + (frequencies / _PASS) ** 8)
        passed[frequencies < LOWEST / 2] = 0
        own = np.fft.irfft(np.square(np.abs(np.fft.rfft(window, size)[: len(passed)])))
        lags = 2 * (len(passed) - 1) * rate / size
        return cls(length, size, lags, window, passed, (own / own[0])[: int(lags / LOWEST) + 2])

    def correlations(self, frames: npt.NDArray[np.float32]) -> Lags:
        """For each frame the normalised autocorrelation at each lag in samples; 0 in a silent frame."""
        centred = frames - frames.mean(axis=1, keepdims=True)
        spectrum = np.fft.rfft(centred * self.window, self.size, axis=1)[:, : len(self.passed)]
        powers = np.square(np.abs(spectrum)) * self.passed
        found = np.fft.irfft(powers, axis=1)[:, : len(self.expected)]
        energies = found[:, :1]
        whole = found / np.maximum(energies, 1e-9) / self.expected
        return whole.astype(np.float32)

    def pitches(self, blocks: list[Lags], low: float, high: float) -> Floats:
        """The best candidate of each frame from `low` to `high` Hz, or NaN."""
        return np.concatenate([np.empty(0), *(self._best(block, low, high) for block in blocks)])

    def _best(self, correlations: Lags, low: float, high: float) -> Floats:
        first, last = max(1, int(self.rate / high)), min(correlations.shape[1] - 1, int(self.rate / low) + 1)
        here = correlations[:, first:last]
        before, after = correlations[:, first - 1 : last - 1], correlations[:, first + 1 : last + 1]
        shift = _vertex(before, here, after)
        top = here - 0.25 * (before - after) * shift
        peak = (here > before) & (here >= after) & (top >= _VOICED)
        cost = (_OCTAVE_COST * np.log2(np.arange(first, last) / first)).astype(np.float32)
        best = np.argmax(np.where(peak, np.minimum(top, 1) - cost, -np.inf), axis=1)
        lag = first + best + shift[np.arange(len(best)), best]
        return np.where(peak.any(axis=1), self.rate / lag, np.nan)


def _vertex(before: Lags, here: Lags, after: Lags) -> Lags:
    """Where between each three samples the top of the parabola through them is, from -0.5 to 0.5."""
    bend = before - 2 * here + after
    return np.clip(np.float32(0.5) * (before - after) / np.where(bend < 0, bend, np.float32(-1e-9)), -0.5, 0.5)
