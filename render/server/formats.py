"""PCM → the audio formats of LMNT's API (OpenAPI 1.1: aac mp3 ulaw wav webm pcm_s16le pcm_f32le).

Mono always. `ulaw` is G.711 µ-law inside a WAV container, as the documentation says and a live answer confirmed.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from render.audio.ffmpeg import transcode

Pcm = NDArray[np.int16]

BLOCK = 1 << 17  # samples in memory at once, of an answer's audio

BITEXACT = {"fflags": "+bitexact", "flags:a": "+bitexact"}  # else a WebM file carries random numbers


@dataclass(frozen=True, slots=True)
class Sound:
    """What is to be encoded."""

    length: int  # samples in all blocks together
    rate: int  # samples a second


Encoder = Callable[[Iterable[Pcm], Sound], Iterator[memoryview | bytes]]


def length_at(length: int, have: int, want: int) -> int:
    """How many samples n samples become at another rate: ceil(n · want / have)."""
    return -(-length * want // have)


def resampled(pcm: Pcm, have: int, want: int) -> Iterator[Pcm]:
    """From one rate to another, in blocks: 5000 Chinese characters are half an hour."""
    left = length_at(len(pcm), have, want)
    stream = None if have == want else soxr.ResampleStream(have, want, 1, dtype="int16")
    for place in range(0, len(pcm), BLOCK):
        block = pcm[place : place + BLOCK]
        if stream:
            block = stream.resample_chunk(block, last=place + BLOCK >= len(pcm))
        yield block[:left]
        left -= len(block[:left])
    if left:  # soxr rounds the length of a very short sound down
        yield np.zeros(left, np.int16)


def encode(blocks: Iterable[Pcm], sound: Sound, form: str) -> Iterator[memoryview | bytes]:
    """The file in one of the formats, in pieces."""
    return _ENCODERS[form](blocks, sound)


def _s16(blocks: Iterable[Pcm], _sound: Sound) -> Iterator[memoryview]:
    for block in blocks:
        yield block.astype("<i2", copy=False).data.cast("B")


def _f32(blocks: Iterable[Pcm], _sound: Sound) -> Iterator[memoryview]:
    for block in blocks:
        yield (block.astype("<f4") / np.float32(32768)).data.cast("B")


def _wav(blocks: Iterable[Pcm], sound: Sound) -> Iterator[memoryview | bytes]:
    width, pcm_tag = 2, 1
    yield _riff_head(sound, width, struct.pack("<HHIIHH", pcm_tag, 1, sound.rate, sound.rate * width, width, 16))
    yield from _s16(blocks, sound)


def _ulaw(blocks: Iterable[Pcm], sound: Sound) -> Iterator[bytes]:
    width, mu_law_tag = 1, 7
    yield _riff_head(sound, width, struct.pack("<HHIIHHH", mu_law_tag, 1, sound.rate, sound.rate, width, 8, 0))
    for block in blocks:
        yield mu_law(block).tobytes()
    yield b"\0" * (sound.length % 2)  # a chunk has an even length


def _riff_head(sound: Sound, width: int, form: bytes) -> bytes:
    """What stands before the samples of a WAV file; each is `width` bytes. What is not PCM needs a fact chunk."""
    size = sound.length * width
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    if len(form) > 16:
        chunks += b"fact" + struct.pack("<II", 4, sound.length)
    chunks += b"data" + struct.pack("<I", size)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks) + size + size % 2) + b"WAVE" + chunks


def _by_ffmpeg(**output: object) -> Encoder:
    def made(blocks: Iterable[Pcm], sound: Sound) -> Iterator[bytes]:
        yield transcode(b"".join(_s16(blocks, sound)), rate=sound.rate, output={**output, **BITEXACT})

    return made


_ENCODERS: dict[str, Encoder] = {
    "aac": _by_ffmpeg(**{"f": "adts", "c:a": "aac", "b:a": "96k"}),
    "mp3": _by_ffmpeg(**{"f": "mp3", "c:a": "libmp3lame", "b:a": "96k"}),
    "ulaw": _ulaw,
    "wav": _wav,
    "webm": _by_ffmpeg(**{"f": "webm", "c:a": "libopus"}),
    "pcm_s16le": _s16,
    "pcm_f32le": _f32,
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
