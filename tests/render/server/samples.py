"""Recordings for these tests: a voice of syllables at a pitch and a pace that are known."""

import io

import numpy as np
import soundfile

RATE = 24_000


def syllables(hertz: float, *, seconds: float = 5, pace: float = 4) -> np.ndarray:
    """A buzz with a vowel's resonances, `pace` swells a second, its pitch a tenth up and down: -1 to 1."""
    time = np.arange(round(seconds * RATE)) / RATE
    pitch = hertz * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * time))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    harmonics = range(1, int(4000 / hertz))
    buzz = sum(np.sin(number * phase) * _vowel(number * hertz) for number in harmonics)
    swell = np.clip(np.sin(np.pi * pace * time) ** 2 * 1.2 - 0.2, 0, 1)
    return 0.5 * buzz / np.abs(buzz).max() * swell


def _vowel(hertz: float) -> float:
    return sum(1 / (1 + ((hertz - formant) / 120) ** 2) for formant in (600, 1200, 2500)) + 0.05


def sound_file(wave: np.ndarray, kind: str = "WAV") -> bytes:
    file = io.BytesIO()
    soundfile.write(file, wave, RATE, format=kind)
    return file.getvalue()
