"""Speech at another pitch: what stands in here for LMNT's conversion of a recording to another voice.

The recording keeps its words, its timing and its speaker's manner; its pitch, and with it its timbre, is moved to that
of the voice. Played faster, it is higher; it is then stretched to its length again by overlapping pieces where they
fit best: WSOLA, after W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity (WSOLA) for
high quality time-scale modification of speech", ICASSP 1993, 554-557.
"""

import tempfile
import threading
from typing import IO

import numpy as np
import soxr
from numpy.typing import NDArray

from render.server.examining import examined, spooled
from render.server.formats import Pcm, encoding
from render.server.speech import Order

PIECE = 0.03  # seconds; three periods of a low voice
SEARCH = 0.008  # seconds either way; more than half a period of most voices
FURTHEST = 2.0  # times higher or lower: an octave
_ONE_AT_A_TIME = threading.Lock()

Wave = NDArray[np.float32]


def converted(order: Order, audio: IO[bytes]) -> bytes:
    """The recording in the order's voice and format. Takes a second or more. Raises ApiError."""
    path = spooled(audio)
    try:
        with _ONE_AT_A_TIME:
            heard = examined(path, "audio")
            ratio = _ratio(heard.hertz, order.voice.hertz)
            pcm = at_pitch(heard.sound.samples, heard.sound.rate, ratio, order.sample_rate)
    finally:
        path.unlink()
    with tempfile.TemporaryFile() as file:
        with encoding(order.format, order.sample_rate, file) as hear:
            hear(pcm)
        file.seek(0)
        return file.read()


def _ratio(heard: float | None, wanted: float) -> float:
    if not heard or not wanted:
        return 1.0
    return min(max(wanted / heard, 1 / FURTHEST), FURTHEST)


def at_pitch(samples: Pcm, rate: int, ratio: float, want: int) -> Pcm:
    """The sound at `want` samples a second, `ratio` times as high and as long as it was."""
    faster = soxr.resample(samples.astype(np.float32), rate * ratio, want)
    stretched = stretch(faster, round(len(samples) * want / rate), want)
    return np.clip(np.round(stretched), -32768, 32767).astype(np.int16)


def stretch(wave: Wave, length: int, rate: int) -> Wave:
    """The wave in `length` samples at the same pitch."""
    half, search = round(PIECE / 2 * rate), round(SEARCH * rate)
    front = half + search
    padded = np.pad(wave, (front, 5 * front))
    window = np.hanning(2 * half + 1)[:-1].astype(np.float32)
    out = np.zeros(length + 4 * half, np.float32)
    middle = front  # of the last piece that was taken, in the padded wave
    for at in range(0, length + half, half):
        near = front + round(at * len(wave) / length)
        middle = _alike(padded, middle + half, near, half, search) if at else near
        out[at : at + 2 * half] += padded[middle - half : middle + half] * window
    return out[half : half + length]


def _alike(wave: Wave, natural: int, near: int, half: int, search: int) -> int:
    """The middle within `search` of `near` of the piece most like the one that would follow naturally."""
    follows = wave[natural - half : natural + half]
    around = wave[near - search - half : near + search + half]
    sums = np.cumsum(np.pad(np.square(around, dtype=np.float64), (1, 0)))
    sizes = np.sqrt(np.maximum(sums[2 * half :] - sums[: -2 * half], 1))
    nearer = 1e-6 * np.abs(np.arange(-search, search + 1))  # in silence all are alike
    return near - search + int(np.argmax(np.correlate(around, follows, "valid") / sizes - nearer))
