"""True bandwidth: up to which frequency a recording holds a voice, whatever the file's sample rate says."""

import numpy as np
import numpy.typing as npt

from render.audio.recordings.levels import FRAMES, Flags
from render.audio.recordings.sound import Sound

_WINDOW = 0.04  # seconds
_BAND = 250  # Hz
_LOUD, _QUIET = 95, 10  # percentiles over time: of the frames with speech; of all
_ALIVE = 10.0  # dB between a band's loud and quiet moments; steady noise of one band stays within 6
_DEEP = 70.0  # dB under the loudest band there is no voice; a resampler's or encoder's leak is deeper

_RATES = (8_000, 11_025, 12_000, 16_000, 22_050)  # samples a second that files are upsampled from
_IMAGE = 12.0  # dB: a plain resampler leaves a mirror image above half the old rate, at least so much weaker
_REACH = 1.2  # times half the old rate: where such an image has died away

Floats = npt.NDArray[np.float64]


def bandwidth_of(sound: Sound, heard: Flags) -> int | None:
    """The upper edge in Hz of the highest band that is alive with speech; a multiple of 250, or half the sample rate.

    From the long-term spectrum: a band counts where its loud moments (95th percentile of the frames with speech) stand
    out from its quiet ones (10th percentile), and are not out of hearing under the loudest band. So steady noise that
    was added after a low-pass does not count, nor do hum and whistles. A file upsampled from 8 kHz has 4,000, an MP3
    ends at its encoder's low-pass. What was upsampled without any filter is not found. None without speech.
    """
    length, hop = round(_WINDOW * sound.rate), round(_WINDOW / 2 * sound.rate)
    bands = [_bands(block, sound.rate) for block in sound.frames(length, hop)]
    if not bands:
        return None
    levels = np.concatenate(bands)
    speaking = _speaking(heard, len(levels), hop / sound.rate)
    return _highest(levels, speaking, sound.rate) if speaking.any() else None


def _bands(frames: npt.NDArray[np.float32], rate: int) -> Floats:
    """The power in each band of 250 Hz of each frame, in decibels."""
    window = np.hanning(frames.shape[1]).astype(np.float32)
    spectrum = np.square(np.abs(np.fft.rfft(frames * window, axis=1)))
    bins = rate / frames.shape[1]  # Hz between two of them
    starts = np.ceil(np.arange(0, rate / 2, _BAND) / bins).astype(int)
    powers = np.add.reduceat(spectrum, starts[starts < spectrum.shape[1]], axis=1)
    decibels: Floats = 10 * np.log10(powers + 1e-12)
    return decibels


def _speaking(heard: Flags, frames: int, hop: float) -> Flags:
    """The flags of the middles of frames that come every `hop` seconds."""
    at = ((np.arange(frames) * hop + _WINDOW / 2) * FRAMES).astype(int)
    speaking: Flags = heard[np.minimum(at, len(heard) - 1)]
    return speaking


def _highest(levels: Floats, speaking: Flags, rate: int) -> int | None:
    loud = np.percentile(levels[speaking], _LOUD, axis=0)
    quiet = np.percentile(levels, _QUIET, axis=0)
    alive = np.flatnonzero((loud - quiet >= _ALIVE) & (loud >= loud.max() - _DEEP))
    return min(_without_image(loud, (int(alive[-1]) + 1) * _BAND), rate // 2) if len(alive) else None


def _without_image(loud: Floats, edge: int) -> int:
    """The edge, or half an old sample rate a little below it where only a weak image of what is below lies above."""
    for half in (rate // 2 for rate in _RATES):
        if half < edge <= _REACH * half:
            above, below = loud[-(-half // _BAND) : edge // _BAND], loud[(2 * half - edge) // _BAND : half // _BAND]
            if not len(above) or above.max() <= below.max() - _IMAGE:
                return half
    return edge
