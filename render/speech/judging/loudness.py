"""Doubts about the level: distortion, a constant part, hardly any sound, and jumps from one sentence to the next."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from render.audio.recordings.levels import dbfs_of
from render.samples import RATE
from render.speech.judging.evidence import Evidence

CLIPPED = 0.0005  # share of a paragraph's samples at its own limit: one word in a hundred, heard as a crackle
OFFSET = 0.01  # of full scale: from there on each cut is a thump
FAINTEST = -50.0  # dBFS: nobody's speech
STRETCH = 1.0  # seconds of words whose levels are compared
JUMP = 12.0  # dB between two such stretches; espeak-ng has 5.4 at most
APART = 12.0  # dB between a paragraph and the rest of its request; espeak-ng has 2.2 at most


def clipped(found: Evidence) -> Iterator[str]:
    """Peaks that are cut off."""
    if found.clipping.share > CLIPPED:
        yield f"{found.clipping.runs} peaks are cut off ({100 * found.clipping.share:.2f} % of the samples)"


def clicks(found: Evidence) -> Iterator[str]:
    """Single samples that no voice makes."""
    inside = [at for at in found.clicks if found.room.start <= at < found.room.end]
    if inside:
        yield f"{len(inside)} click{'s' if len(inside) > 1 else ''} (at {found.seconds(inside[0]):.1f} s)"


def lopsided(found: Evidence) -> Iterator[str]:
    """A constant part (DC offset)."""
    if abs(found.sound.offset) > OFFSET:
        yield f"the sound is off its middle by {100 * found.sound.offset:.1f} % of full scale (DC)"


def faint(found: Evidence) -> Iterator[str]:
    """Hardly any sound at all."""
    if found.sound.level < FAINTEST:
        yield f"hardly any sound: {found.sound.level:.0f} dBFS"


def jumps(found: Evidence) -> Iterator[str]:
    """A sudden change of the level within the paragraph, or a level far from that of the rest of the answer."""
    levels = [(_level(found, stretch), stretch) for stretch in _stretches(found)]
    for (before, _), (after, stretch) in pairwise(levels):
        if abs(after - before) > JUMP:
            way = "louder" if after > before else "quieter"
            at = found.seconds(found.heard[stretch[0]].span.start)
            yield f"suddenly {abs(after - before):.0f} dB {way} (at {at:.1f} s)"
            return
    whole = float(np.median([level for level, _ in levels])) if levels else found.sound.level
    if abs(whole - found.sound.level) > APART:
        way = "louder" if whole > found.sound.level else "quieter"
        yield f"{abs(whole - found.sound.level):.0f} dB {way} than the rest of its request"


def _stretches(found: Evidence) -> Iterator[list[int]]:
    """The heard words in groups of at least a second of speech; a shorter rest is not looked at."""
    group: list[int] = []
    for at in found.there:
        group.append(at)
        if sum(found.heard[one].span.length for one in group) >= STRETCH * RATE:
            yield group
            group = []


def _level(found: Evidence, words: Sequence[int]) -> float:
    """Of the louder half of the words' frames."""
    frames = [found.sound.decibels[found.sound.inside(found.heard[at].span)] for at in words]
    powers = np.sort(10 ** (np.concatenate(frames) / 10))
    return dbfs_of(float(powers[len(powers) // 2 :].mean()))
