"""Clipping: peaks that were cut off flat."""

from dataclasses import dataclass

from render.audio.recordings.levels import runs
from render.audio.recordings.sound import PCM, Sound

_RUN = 3  # samples at the limit in a row, as in Audacity's "Find Clipping"
_RUN_RATE = 48_000  # samples a second; a rate above it has proportionally longer runs
_NEAR = 0.0005  # share of the limit: what is nearer to it than this is at it
_QUIET = 1_000  # of 32,768: in a recording with lower peaks, steps of one are too coarse to see a flat top


@dataclass(frozen=True, slots=True)
class Clipping:
    """How much of a recording is cut off."""

    share: float  # of all samples
    runs: int  # flat tops


def clipping_in(sound: Sound) -> Clipping:
    """Flat tops at the highest and at the lowest value of the recording, wherever these lie.

    A wave that was clipped stops at the same value again and again, also when the file was made quieter afterwards. A
    single flat top may be a natural peak and does not count. What was clipped and then went through MP3 is found only
    where it is at full scale.
    """
    shortest = max(_RUN, round(_RUN * sound.rate / _RUN_RATE))
    tops = [*_tops(sound.samples, 1, shortest), *_tops(sound.samples, -1, shortest)]
    return Clipping(sum(tops) / max(1, len(sound.samples)), len(tops))


def _tops(samples: PCM, sign: int, shortest: int) -> list[int]:
    """Lengths of the flat tops on one side, in samples; none where there is only one."""
    limit = int(samples.max()) if sign > 0 else -int(samples.min())
    if limit < _QUIET:
        return []
    near = round(limit - max(1.0, limit * _NEAR))
    at_it = samples >= near if sign > 0 else samples <= -near
    lengths = [end - start for start, end in runs(at_it) if end - start >= shortest]
    return lengths if len(lengths) > 1 else []


def peak_of(sound: Sound) -> int:
    """The largest sample, without its sign."""
    return max(int(sound.samples.max()), -int(sound.samples.min())) if len(sound.samples) else 0
