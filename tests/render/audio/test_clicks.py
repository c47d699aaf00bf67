"""Clicks are found wherever they are, and nothing else is taken for one."""

import numpy as np
import pytest

from render.audio.clicks import AROUND, clicks_in
from render.samples import RATE

DICE = np.random.default_rng(4)


def vowel(seconds: float) -> np.ndarray:
    """Harmonics of 150 Hz up to 3 kHz, as loud as speech."""
    time = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * 150 * n * time) / n for n in range(1, 20))
    return (4000 * wave * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))).astype(np.int16)


@pytest.mark.parametrize("at", [AROUND + 1, 100, RATE - 1, RATE, RATE + 1, 2 * RATE - 12, 3 * RATE - AROUND - 3])
@pytest.mark.parametrize("sound", [np.zeros(3 * RATE, np.int16), vowel(3)], ids=["silence", "a vowel"])
def test_one_sample_is_found_wherever_it_is(sound: np.ndarray, at: int) -> None:
    spoilt = sound.copy()
    spoilt[at] ^= np.int16(1 << 14)
    assert clicks_in(spoilt) == [at]


@pytest.mark.parametrize("level", [300, 3000, 30_000])
def test_noise_has_none(level: int) -> None:
    assert clicks_in(np.clip(DICE.standard_normal(10 * RATE) * level, -32_768, 32_767).astype(np.int16)) == []


def test_a_voice_has_none_also_where_its_peaks_are_cut_off() -> None:
    assert clicks_in(vowel(3)) == []
    assert clicks_in(np.clip(vowel(3).astype(np.int32) * 5, -32_768, 32_767).astype(np.int16)) == []


def test_the_beginning_and_the_end_of_a_sound_are_none() -> None:
    assert clicks_in(np.concatenate((np.zeros(500, np.int16), vowel(0.1)[30:], np.zeros(500, np.int16)))) == []


@pytest.mark.parametrize("length", [0, 1, 2, AROUND, 2 * AROUND])
def test_what_is_too_short_to_tell_has_none(length: int) -> None:
    assert clicks_in(np.full(length, 9000, np.int16)) == []
