"""How loud a recording is, moment by moment; where in it there is speech, and how loud the pauses are.

Levels are dBFS: decibels of the root mean square, 0 for a square wave of full scale (a sine of full scale has -3).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from render.audio.recordings.sound import Sound

FRAMES = 100  # a second
FLOOR = -96.0  # dBFS: the least that is told apart, one step of 16 bits in each sample
_SMOOTH = 3  # frames
_RANGE = 30.0  # dB: what lies further below the loud moments is no speech (ITU-T P.56 has 16 dB below the mean level)
_ABOVE_NOISE = 4.0  # dB
_CLOSURE = 20  # frames: a shorter silence between two sounds belongs to speech, as in ITU-T P.56 (hangover of 200 ms)
_CLICK = 5  # frames: a shorter sound is none of a voice
_QUIETEST = 0.05  # share of frames that surely are pauses

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Levels:
    """A recording's level in frames of 10 ms, the constant part (DC) taken away."""

    powers: Floats  # mean squares, full scale 1.0
    offset: float  # the constant part, as a share of full scale
    frame: float  # seconds that a frame lasts, which is 10 ms up to the rounding to whole samples

    @property
    def decibels(self) -> Floats:
        """dBFS, over 30 ms around each frame."""
        return dbfs(smoothed(self.powers, _SMOOTH))


@dataclass(frozen=True, slots=True)
class Speech:
    """Where in a recording there is speech, and how loud it and the rest are."""

    heard: Flags  # of each frame of 10 ms
    level: float  # dBFS of the frames with speech
    noise: float  # dBFS of the pauses, or of the quietest moments where there are none


def dbfs(powers: Floats) -> Floats:
    """Mean squares in decibels, never below the floor."""
    decibels: Floats = 10 * np.log10(np.maximum(powers, 10 ** (FLOOR / 10)))
    return decibels


def dbfs_of(power: float) -> float:
    """One mean square in decibels, never below the floor."""
    return float(dbfs(np.array([power]))[0])


def smoothed(values: Floats, width: int) -> Floats:
    """The mean over `width` neighbours; at the ends over those that there are."""
    kernel = np.ones(width)
    return filtered(values, kernel) / filtered(np.ones(len(values)), kernel)


def filtered(values: Floats, kernel: Floats) -> Floats:
    """The values convolved with a kernel, as many as there were, also where they are fewer than the kernel has."""
    middle = (len(kernel) - 1) // 2
    whole: Floats = np.convolve(values, kernel)[middle : middle + len(values)]
    return whole


def levels_of(sound: Sound) -> Levels:
    """The levels from the beginning to the end; of less than a frame they are one frame of silence."""
    hop = max(1, round(sound.rate / FRAMES))
    blocks = [(block.mean(axis=1), np.square(block).mean(axis=1)) for block in sound.frames(hop, hop)]
    if not blocks:
        return Levels(np.zeros(1), 0.0, hop / sound.rate)
    means, squares = (np.concatenate(part).astype(np.float64) for part in zip(*blocks, strict=True))
    return levels_from(means, squares, hop / sound.rate)


def levels_from(means: Floats, squares: Floats, frame: float) -> Levels:
    """The levels of frames of which the mean and the mean square are known."""
    offset = _offset(means, squares - np.square(means))
    return Levels(np.maximum(squares - 2 * offset * means + offset**2, 0), offset, frame)


def _offset(means: Floats, variances: Floats) -> float:
    """The constant part: the usual mean of the quietest tenths of a second, since a voice's own waves are lopsided."""
    means, variances = smoothed(means, FRAMES // 10), smoothed(variances, FRAMES // 10)
    return float(np.median(means[variances <= np.quantile(variances, 0.1)]))


def speech_in(levels: Levels) -> Speech | None:
    """None where all is silence."""
    decibels = levels.decibels
    if decibels.max() <= FLOOR + _RANGE:
        return None
    noise = _noise(levels.powers, decibels)
    heard = _heard(decibels, noise)
    return Speech(heard, dbfs_of(float(np.mean(levels.powers[heard]))), noise)


def _noise(powers: Floats, decibels: Floats) -> float:
    """The mean level of the quietest frames and those like them. Digital silence before and after is no recording."""
    sounding = np.flatnonzero(powers > 0)
    inside = slice(sounding[0], sounding[-1] + 1)
    quiet = decibels[inside] <= np.quantile(decibels[inside], _QUIETEST) + 3.0
    return dbfs_of(float(np.mean(powers[inside][quiet])))


def _heard(decibels: Floats, noise: float) -> Flags:
    """The frames with a voice: near the loud ones and above the noise, closures filled, clicks left out."""
    loud = np.sort(decibels)[-max(1, min(FRAMES // 2, len(decibels) // 20))]
    limit = min(max(loud - _RANGE, noise + _ABOVE_NOISE), loud - 3)
    heard = _without_short(decibels > limit, _CLICK)
    return ~_without_short(~heard, _CLOSURE, inner=True) if heard.any() else decibels > limit


def _without_short(flags: Flags, shortest: int, *, inner: bool = False) -> Flags:
    """The flags without runs of true that are shorter; `inner` leaves those at the two ends alone."""
    kept = flags.copy()
    for start, end in runs(flags):
        if end - start < shortest and not (inner and (start == 0 or end == len(flags))):
            kept[start:end] = False
    return kept


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Start and end of each run of true flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
