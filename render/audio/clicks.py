"""Single samples that stand out of the sound: a bit that was flipped on the way, a slip of a vocoder. Heard as clicks.

No voice makes them: sound that was sampled properly cannot change that fast for one sample only. In 100 minutes of all
voices of espeak-ng the most striking sample stands out 2.0 times as far as its neighbours move.
"""

from collections.abc import Iterator

import numpy as np

from render.audio.profile import PCM
from render.samples import RATE, Samples

LEAST = 1000  # of 32,768 that it stands out: -30 dBFS
STRIKING = 3.0  # times the largest step between its neighbours
AROUND = 12  # steps on each side: half a millisecond
_NEAR = np.concatenate((np.arange(-AROUND, 0), np.arange(2, AROUND + 2)))


def clicks_in(samples: PCM) -> list[Samples]:
    """Where they are, in 16-bit audio; looked for a second at a time, so that no sound takes much memory."""
    found = (start + at for start in range(0, len(samples), RATE) for at in _in_piece(samples, start))
    return [Samples(at) for at in found]


def _in_piece(samples: PCM, start: int) -> Iterator[int]:
    """Those of one second, counted from its start."""
    first = max(0, start - AROUND - 1)
    steps = np.diff(samples[first : start + RATE + AROUND + 1].astype(np.int32))
    sizes = np.abs(steps)
    out = (np.minimum(sizes[:-1], sizes[1:]) >= LEAST) & ((steps[:-1] < 0) != (steps[1:] < 0))
    at = np.flatnonzero(out)
    at = at[(at >= AROUND) & (at < len(sizes) - AROUND - 1)]
    around = sizes[at[:, None] + _NEAR].max(axis=1, initial=0)
    striking = at[np.minimum(sizes[at], sizes[at + 1]) > STRIKING * around]
    yield from (int(one) + 1 + first - start for one in striking if 0 <= one + 1 + first - start < RATE)
