"""The outline of a recording: how far it swings in each twentieth of a second."""

from pathlib import Path

import numpy as np

from render.audio.ffmpeg import decoded
from render.samples import FILE_RATE

PER_SECOND = 20
_STEP = FILE_RATE // PER_SECOND  # samples


def peaks_of(recording: Path) -> bytes:
    """One byte for each twentieth of a second of an MP3 of ours: 0 for silence, 255 for full scale.

    The square root of the swing, so that soft speech is seen. Raises EncodingFailed where the file is damaged.
    """
    found: list[bytes] = []
    rest = b""
    for piece in decoded(recording):
        pcm = np.frombuffer(data := rest + piece, dtype="<i2", count=(len(rest) + len(piece)) // 2)
        whole = len(pcm) // _STEP * _STEP
        found.append(_outline(pcm[:whole]))
        rest = data[whole * 2 :]
    return b"".join(found)


def _outline(pcm: "np.ndarray[tuple[int], np.dtype[np.int16]]") -> bytes:
    swings = np.abs(pcm.astype(np.int32)).reshape(-1, _STEP).max(axis=1, initial=0)
    return bytes(np.minimum(255, np.sqrt(swings / 32768) * 255).astype(np.uint8))
