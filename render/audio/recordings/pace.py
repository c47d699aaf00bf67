"""Pace: syllables a second of speech, without knowing the words.

After N. H. de Jong, T. Wempe, "Praat script to detect syllable nuclei and measure speech rate automatically", Behavior
Research Methods 41 (2009) 385-390: a syllable's nucleus is a voiced peak of intensity above the median, with a dip of
at least 2 dB before the next one. Counted against the time that is spoken (their articulation rate), not the pauses.
Fluent speech gives fewer peaks than it has syllables, and loud noise gives more.
"""

import numpy as np

from render.audio.recordings.levels import Flags, Floats, Levels, dbfs, filtered
from render.audio.recordings.voicing import Pitches

_DIP = 2.0  # dB
_WINDOW = 7  # frames of 10 ms: Praat's intensity is smoothed over 64 ms for pitches from 50 Hz


def pace_of(levels: Levels, heard: Flags, pitches: Pitches) -> float | None:
    """Syllable-like peaks per second of speech; None without any."""
    kernel = np.hanning(_WINDOW + 2)
    intensity = dbfs(filtered(levels.powers, kernel / kernel.sum()))
    nuclei = _nuclei(intensity, float(np.median(intensity[heard])))
    voiced = filtered(pitches.voiced.astype(float), np.ones(3)) > 0
    count = sum(bool(voiced[at] and heard[at]) for at in nuclei)
    return count / (float(np.count_nonzero(heard)) * levels.frame) if count else None


def _nuclei(intensity: Floats, least: float) -> list[int]:
    """Peaks of at least that intensity, each with a dip before and after it."""
    nuclei: list[int] = []
    top, bottom = 0, 0  # the highest place since the last dip, the lowest since the last peak
    rising = True
    for at in range(len(intensity)):
        if rising:
            top = at if intensity[at] > intensity[top] else top
            if intensity[at] <= intensity[top] - _DIP:
                nuclei.append(top)
                bottom, rising = at, False
        else:
            bottom = at if intensity[at] < intensity[bottom] else bottom
            if intensity[at] >= intensity[bottom] + _DIP:
                top, rising = at, True
    return [at for at in nuclei if intensity[at] >= least]
