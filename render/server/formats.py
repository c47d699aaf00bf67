"""PCM → the audio formats of LMNT's API (OpenAPI 1.1: aac mp3 ulaw wav webm pcm_s16le pcm_f32le).

Mono always. `ulaw` is G.711 µ-law inside a WAV container, as the documentation says and a live answer confirmed.
Sound is pushed through as it is spoken: engine → `Resampler` → `encoding` → file.
"""

import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import IO

import numpy as np
import soxr
from numpy.typing import NDArray

from render.audio.ffmpeg import encoding_to
from render.server.compressed import COMPRESSED

Pcm = NDArray[np.int16]
Hear = Callable[[Pcm], object]  # takes the next block of a sound

BLOCK = 1 << 17  # samples that are encoded at once

UNKNOWN_SIZE = 0xFFFFFFFF  # in the head of a WAV file that is sent before it is all spoken; players read to its end
PCM_TAG, MU_LAW_TAG = 1, 7  # Microsoft's numbers for what a WAV file holds
WHOLE = frozenset({"aac", "wav"})  # formats that LMNT sends only when all is spoken


class Resampler:
    """Takes a sound of `have` samples a second and passes it on at `want`, ceil(n · want / have) samples of it.

    However the sound is cut into blocks, the same comes out: with whole numbers soxr dithers, block by block, so it is
    given floating point, and the rounding is ours.
    """

    def __init__(self, have: int, want: int, hear: Hear) -> None:
        self.length = 0  # samples passed on
        self._have, self._want, self._hear = have, want, hear
        self._taken = 0
        self._stream = None if have == want else soxr.ResampleStream(have, want, 1, dtype="float32")

    def __call__(self, pcm: Pcm) -> None:
        for place in range(0, len(pcm), BLOCK):
            block = pcm[place : place + BLOCK]
            self._taken += len(block)
            self._pass(self._resampled(block) if self._stream else block)

    def close(self) -> None:
        """The sound has ended: what the filter holds back is passed on."""
        if self._stream:
            self._pass(self._resampled(np.zeros(0, np.int16), last=True))
        if missing := -(-self._taken * self._want // self._have) - self.length:
            self._pass(np.zeros(missing, np.int16))  # soxr rounds the length of a very short sound down

    def _resampled(self, block: Pcm, *, last: bool = False) -> Pcm:
        assert self._stream is not None
        made: NDArray[np.float32] = self._stream.resample_chunk(block.astype(np.float32), last=last)
        return np.rint(made).clip(-32768, 32767).astype(np.int16)

    def _pass(self, block: Pcm) -> None:
        left = -(-self._taken * self._want // self._have) - self.length
        block = block[:left]
        if len(block):
            self.length += len(block)
            self._hear(block)


Encoder = Callable[[int, IO[bytes]], AbstractContextManager[Hear]]


@contextmanager
def encoding(form: str, rate: int, out: IO[bytes]) -> Iterator[Hear]:
    """Takes a sound of `rate` samples a second, block by block, and writes it to `out` in one of the formats.

    To a pipe or socket as soon as it can be; a length in a head then stays open.
    """
    if out.seekable() or form not in WHOLE:
        with _ENCODERS[form](rate, out) as hear:
            yield hear
        return
    with tempfile.TemporaryFile() as whole:
        with _ENCODERS[form](rate, whole) as hear:
            yield hear
        whole.seek(0)
        shutil.copyfileobj(whole, out)


def _s16(block: Pcm) -> memoryview:
    return block.astype("<i2", copy=False).data.cast("B")


def _f32(block: Pcm) -> memoryview:
    return (block.astype("<f4") / np.float32(32768)).data.cast("B")


def _ulaw(block: Pcm) -> memoryview:
    return mu_law(block).data.cast("B")


def _plain(code: Callable[[Pcm], memoryview]) -> Encoder:
    @contextmanager
    def encoder(_rate: int, out: IO[bytes]) -> Iterator[Hear]:
        yield lambda block: out.write(code(block))

    return encoder


def _riff(code: Callable[[Pcm], memoryview], *, width: int, tag: int) -> Encoder:
    """A WAV file of samples of `width` bytes."""

    @contextmanager
    def encoder(rate: int, out: IO[bytes]) -> Iterator[Hear]:
        size = 0

        def hear(block: Pcm) -> None:
            nonlocal size
            size += len(block) * width
            out.write(code(block))

        out.write(_riff_head(rate, width, tag, UNKNOWN_SIZE))
        yield hear
        if out.seekable():
            out.write(b"\0" * (size % 2))  # a chunk has an even length
            out.seek(0)
            out.write(_riff_head(rate, width, tag, size))

    return encoder


def _riff_head(rate: int, width: int, tag: int, size: int) -> bytes:
    """What stands before the `size` bytes of samples of a WAV file. What is not PCM needs a fact chunk."""
    form = struct.pack("<HHIIHH", tag, 1, rate, rate * width, width, 8 * width)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    if tag != PCM_TAG:
        form += b"\0\0"
        samples = size // width if size != UNKNOWN_SIZE else UNKNOWN_SIZE
        chunks = b"fmt " + struct.pack("<I", len(form)) + form + b"fact" + struct.pack("<II", 4, samples)
    chunks += b"data" + struct.pack("<I", size)
    whole = min(4 + len(chunks) + size + size % 2, UNKNOWN_SIZE)
    return b"RIFF" + struct.pack("<I", whole) + b"WAVE" + chunks


def _by_ffmpeg(form: str) -> Encoder:
    @contextmanager
    def encoder(rate: int, out: IO[bytes]) -> Iterator[Hear]:
        with encoding_to(out, rate=rate, output=COMPRESSED[form]) as write:
            yield lambda block: write(_s16(block))

    return encoder


_ENCODERS: dict[str, Encoder] = {
    **{form: _by_ffmpeg(form) for form in COMPRESSED},
    "ulaw": _riff(_ulaw, width=1, tag=MU_LAW_TAG),
    "wav": _riff(_s16, width=2, tag=PCM_TAG),
    "pcm_s16le": _plain(_s16),
    "pcm_f32le": _plain(_f32),
}


def mu_law(pcm: Pcm) -> NDArray[np.uint8]:
    """ITU-T G.711 µ-law: sign, three bits of exponent, four of mantissa, all inverted."""
    codes: NDArray[np.uint8] = _MU_LAW[pcm.view(np.uint16)]
    return codes


def _mu_law_table() -> NDArray[np.uint8]:
    """The code of every 16-bit sample, found by the bit pattern of the sample."""
    samples = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    biased = np.minimum(np.abs(samples), 32635) + 132
    exponent = np.floor(np.log2(biased)).astype(np.int32) - 7
    mantissa = (biased >> (exponent + 3)) & 15
    codes = np.where(samples < 0, 128, 0) | (exponent << 4) | mantissa
    table: NDArray[np.uint8] = (~codes & 255).astype(np.uint8)
    return table


_MU_LAW = _mu_law_table()
