"""What the ear would notice of a stretch of 16-bit audio, in frames of 10 ms: how loud, how much like noise.

One pass over the samples, a second at a time, so that memory does not grow with what is looked at beyond some bytes a
frame. Levels are dBFS, as in `render.audio.recordings.levels`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from render.audio.cutting import FRAME, samples_of
from render.audio.recordings.levels import FLOOR, Floats, dbfs, dbfs_of, levels_from
from render.samples import RATE, WIDTH, Samples, Span

_QUIETEST = 0.05  # share of frames that surely are pauses
SILENT = -35.0  # dB to the speech: the quietest word of espeak-ng has -19
OVER_NOISE = 4.0  # dB: what is not even that much louder than the pauses is one
CLEAR_PAUSES = -20.0  # dB to the speech: where pauses are louder they are no measure
PCM = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Profile:
    """The course of a clip."""

    decibels: Floats  # of each whole frame, its constant part (DC) taken away
    crossings: (
        Floats  # of each frame: changes of the wave's sign, as a share of 24,000 Hz's samples; of white noise a half
    )
    offset: float  # the constant part, as a share of full scale

    @cached_property
    def level(self) -> float:
        """Of the louder half of what sounds: the speech's level."""
        powers = np.sort(10 ** (self.decibels[self.decibels > FLOOR] / 10))
        return dbfs_of(float(np.mean(powers[len(powers) // 2 :]))) if len(powers) else FLOOR

    @cached_property
    def noise(self) -> float:
        """Of the quietest frames: what is heard in the pauses."""
        return float(np.quantile(self.decibels, _QUIETEST))

    @cached_property
    def silence(self) -> float:
        """The level below which nothing is spoken."""
        limit = self.level + SILENT
        return max(limit, self.noise + OVER_NOISE) if self.noise < self.level + CLEAR_PAUSES else limit

    @cached_property
    def end(self) -> Samples:
        """After the last sample that may be speech."""
        sounding = np.flatnonzero(self.decibels >= self.silence)
        return Samples((int(sounding[-1]) + 1) * FRAME if len(sounding) else 0)

    def inside(self, span: Span) -> slice:
        """The frames that lie within the span whole; at least the one it begins in, where there are any."""
        first = -(-span.start // FRAME)
        last = max(span.end // FRAME, first + 1)
        return slice(min(first, len(self.decibels) - 1), last)


def profile_of(pcm: bytes) -> Profile:
    """The profile of 16-bit mono PCM, 24,000 samples a second."""
    return profile_from(samples_of(pcm)[at : at + RATE] for at in range(0, len(pcm) // WIDTH, RATE))


def profile_from(pieces: Iterable[PCM], rate: int = RATE) -> Profile:
    """The profile of a stream of samples. Each piece but the last must be a whole number of frames."""
    size = rate * FRAME // RATE
    measured = [_measured(piece[: len(piece) // size * size].reshape(-1, size)) for piece in pieces]
    if not any(len(one[0]) for one in measured):
        return Profile(np.full(1, FLOOR), np.zeros(1), 0.0)
    means, squares, crossings = (np.concatenate(part) for part in zip(*measured, strict=True))
    levels = levels_from(means, squares, FRAME / RATE)
    return Profile(dbfs(levels.powers), crossings * (rate / RATE), levels.offset)


def _measured(frames: PCM) -> tuple[Floats, Floats, Floats]:
    """Of each frame its mean, its mean square, and how often the wave crosses its own mean."""
    wave = frames.astype(np.float32) / np.float32(32_768)
    means = wave.mean(axis=1)
    above = wave > means[:, None]
    crossings = np.count_nonzero(above[:, 1:] != above[:, :-1], axis=1) / max(1, frames.shape[1] - 1)
    squares = np.einsum("ij,ij->i", wave, wave, dtype=np.float64) / max(1, frames.shape[1])
    return means.astype(np.float64), squares, crossings
