"""A recording from a user → its samples. Any format that ffmpeg reads, under limits on size and length."""

import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from chunking.errors import InputError
from render.audio.ffmpeg import EncodingFailed, decode_beginning

LARGEST = 250_000_000  # bytes; LMNT takes "250 MB", and this is the smaller of the two readings
LONGEST = 600  # seconds that are looked at
_DECODED = LONGEST * 48_000 * 2 * 2  # bytes that are looked at; of stereo above 48 kHz it is less than LONGEST
_MORE = 2_000_000  # bytes beyond these, to know whether there are more
_LOWEST_RATE = 4_000  # samples a second
_BLOCK = 512  # frames that are in memory as floats at a time
_FULL = 32_768.0

PCM = npt.NDArray[np.int16]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of a recording: the louder one, so that nothing cancels out."""

    samples: PCM
    rate: int  # samples a second, as in the file
    channels: int  # in the file; 2 stands for any number above 1
    cut: bool  # the file goes on after these samples

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    def frames(self, length: int, hop: int) -> Iterator[Floats]:
        """Frames of `length` samples, one every `hop`, full scale 1.0, some hundred in each array."""
        if len(self.samples) < length:
            return
        windows = np.lib.stride_tricks.sliding_window_view(self.samples, length)[::hop]
        for start in range(0, len(windows), _BLOCK):
            yield windows[start : start + _BLOCK].astype(np.float32) / np.float32(_FULL)


def opened(path: Path) -> Sound:
    """The recording in a file. Raises InputError where there is none, it is too large, empty or no sound."""
    _check_file(path)
    with tempfile.TemporaryFile() as decoded:
        try:
            decode_beginning(path, decoded, seconds=LONGEST + 1, size=_DECODED + _MORE)
        except EncodingFailed as error:
            raise InputError(f"{error}. Give a WAV, MP3, MP4 (M4A), WebM, Ogg or FLAC file with speech.") from error
        return _sound(path, decoded)


def _check_file(path: Path) -> None:
    try:
        if not path.is_file():
            raise InputError(f"{path} is not a file. Give a sound file with speech.")
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    if not size:
        raise InputError(f"{path} is empty. Give a sound file with speech.")
    if size > LARGEST:
        raise InputError(f"{path} has {size / 1e6:,.0f} MB; LMNT takes at most 250 MB. Cut out 5 to 10 seconds.")


def _sound(path: Path, decoded: IO[bytes]) -> Sound:
    """Reads an AU file: magic, place of the samples, their size, encoding, rate, channels; four bytes each."""
    decoded.seek(0)
    header = decoded.read(24)
    if len(header) < 24:
        raise InputError(f"{path} holds no sound. Give a sound file with speech.")
    _, start, _, _, rate, channels = struct.unpack(">4s5I", header)
    decoded.seek(start)
    pcm = np.fromfile(decoded, dtype=">i2")
    pcm = pcm[: len(pcm) // channels * channels].reshape(-1, channels)
    if not len(pcm):
        raise InputError(f"{path} holds no sound. Give a sound file with speech.")
    if rate < _LOWEST_RATE:
        raise InputError(f"{path} has {rate:,} samples a second, too few for speech. Give one of 24,000 or more.")
    looked_at = min(LONGEST * rate, _DECODED // (2 * channels))
    return Sound(_louder(pcm[:looked_at]), rate, channels, cut=len(pcm) > looked_at)


def _louder(pcm: npt.NDArray[np.int16]) -> PCM:
    """The channel with more energy, in this computer's byte order."""
    energies = [float(np.vdot(part := pcm[::7, at].astype(np.float32), part)) for at in range(pcm.shape[1])]
    return np.ascontiguousarray(pcm[:, int(np.argmax(energies))], dtype=np.int16)
