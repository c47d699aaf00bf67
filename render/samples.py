"""Time: an integer number of samples everywhere, milliseconds only where a subtitle is written.

The only conversions between the two, and the only ones from the seconds that a service sends.
"""

from dataclasses import dataclass
from typing import NewType

Samples = NewType("Samples", int)
Milliseconds = NewType("Milliseconds", int)

RATE = 24_000  # samples a second, mono: what is asked of the service and kept in the store
WIDTH = 2  # bytes a sample: signed 16-bit, little endian
FILE_RATE = 44_100  # samples a second in the files for the listener


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of audio, `start` included and `end` not."""

    start: Samples
    end: Samples

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 or later, not from {self.start} to {self.end}")

    @property
    def length(self) -> Samples:
        return Samples(self.end - self.start)

    def moved(self, by: int) -> "Span":
        """The same stretch, `by` samples later (earlier where negative)."""
        return Span(Samples(self.start + by), Samples(self.end + by))


def from_seconds(seconds: float) -> Samples:
    """A service's time in seconds, to the nearest sample."""
    return Samples(round(seconds * RATE))


def from_milliseconds(milliseconds: int) -> Samples:
    """Exact: a millisecond is 24 samples."""
    return Samples(milliseconds * RATE // 1000)


def to_milliseconds(samples: int) -> Milliseconds:
    """To the nearest millisecond, halves up, in whole numbers: adding up float seconds drifts."""
    return Milliseconds((samples * 1000 + RATE // 2) // RATE)


def to_seconds(samples: int) -> float:
    """For people and for JSON that people read; never for further reckoning."""
    return samples / RATE


def decoded_length(samples: int) -> int:
    """How many samples a file of 44,100 Hz decodes to, made of `samples` at 24,000 Hz: n · 147/80, rounded up."""
    return -(-samples * FILE_RATE // RATE)


def exact_length(samples: int) -> Samples:
    """The shortest length from `samples` on that survives in an MP3 file to the sample; at most 26 samples (1 ms) more.

    An MP3's header tells players how much of the last frames to leave out. ffmpeg 9.0.2 counts one frame too few where
    the sound with the encoder's delay of 1105 samples ends in the last 46 samples of a frame of 1152 (all residues
    measured, read back by ffmpeg and by libsndfile): 4 in 100 chapters would decode up to 1 ms too long.
    """
    while (decoded_length(samples) + 1105) % 1152 > 1105:
        samples += 1
    return Samples(samples)
