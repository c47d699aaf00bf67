"""clip.json: what is known of a clip, with the checksums that show whether it and its audio are as they were written.

Version 2 ends with the SHA-256 of everything before, and names that of the audio file. Version 1 had neither, but its
folder's name is a hash of the audio's samples and of the takes; so clips of old stores are used, and checked, as well.
"""

import hashlib
import io
import json
from dataclasses import dataclass
from io import BufferedIOBase

import msgspec
import soundfile

from render.audio.cutting import samples_of
from render.samples import RATE, WIDTH, Samples, Span
from render.speech.alignment import Heard
from render.speech.clips import Clip, KeptTake, Take
from render.speech.delivery import digest

VERSION = 2
AUDIO, DESCRIPTION = "audio.flac", "clip.json"
_SEAL = b',"sha256":"'
_SEALED = len(_SEAL) + 64 + len(b'"}\n')


class Damaged(Exception):
    """A clip is not what was written."""


class TooNew(Exception):
    """A clip is of a version that is not known here; it is left alone."""


class _TakeRecord(msgspec.Struct):
    key: str
    span: tuple[int, int]
    words: list[tuple[int, int, int, int]]
    doubts: list[str]


class _Record(msgspec.Struct):
    version: int
    request_id: str
    characters: int
    samples: int
    audio_bytes: int
    takes: list[_TakeRecord]
    audio_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """A clip without its audio."""

    clip: str  # its id
    request_id: str
    characters: int  # code points that were sent for it
    samples: int
    audio_bytes: int
    audio_sha256: str  # empty in version 1
    takes: dict[str, _TakeRecord]  # by key

    def kept(self, key: str) -> KeptTake | None:
        """The take of this key, where it is in this clip."""
        found = self.takes.get(key)
        return KeptTake(_take(found), self.clip, self.request_id, self.characters) if found else None

    def check_audio(self, audio: BufferedIOBase) -> None:
        """Reads all of it. Raises Damaged where it is not what was written."""
        if self.audio_sha256:
            if hashlib.file_digest(audio, "sha256").hexdigest() != self.audio_sha256:
                raise Damaged("its audio is not what was written")
            return
        try:
            samples, _ = soundfile.read(audio, dtype="int16")
        except soundfile.SoundFileError as error:
            raise Damaged(str(error)) from error
        takes = [_take(one) for one in self.takes.values()]
        if clip_id(samples.astype("<i2", copy=False).tobytes(), takes) != self.clip:
            raise Damaged("its audio is not what was written")


def clip_id(pcm: bytes, takes: "tuple[Take, ...] | list[Take]") -> str:
    """A hash of the contents, so that the same answer is kept once."""
    return digest([hashlib.sha256(pcm).hexdigest(), _takes_json(takes)])


def files_of(clip: Clip) -> dict[str, bytes]:
    """The clip as it is kept: its audio, then its description."""
    audio = _flac(clip.pcm)
    described = {
        "version": VERSION,
        "request_id": clip.request_id,
        "characters": clip.characters,
        "samples": len(clip.pcm) // WIDTH,
        "audio_bytes": len(audio),
        "audio_sha256": hashlib.sha256(audio).hexdigest(),
        "takes": _takes_json(clip.takes),
    }
    return {AUDIO: audio, DESCRIPTION: _sealed(json.dumps(described, ensure_ascii=False).encode("utf-8"))}


def read(content: bytes, clip: str) -> Description:
    """What clip.json says. Raises Damaged where it is not as it was written, TooNew where it is of a later readcast."""
    try:
        found = msgspec.json.decode(content, type=_Record)
        is_sealed = content == _sealed(content[:-_SEALED] + b"}")
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        if _is_too_new(content):
            raise TooNew(clip) from None
        raise Damaged(str(error)) from error
    if found.version > VERSION and is_sealed:
        raise TooNew(clip)
    if (found.version, is_sealed, bool(found.audio_sha256)) not in ((1, False, False), (VERSION, True, True)):
        raise Damaged("its description is not what was written")
    return _described(found, clip)


def _described(found: _Record, clip: str) -> Description:
    takes = {one.key: one for one in found.takes}
    if found.version == 1:
        for one in found.takes:
            _take(one)
    sizes = (found.characters, found.samples, found.audio_bytes)
    return Description(clip, found.request_id, *sizes, found.audio_sha256, takes)


def _is_too_new(content: bytes) -> bool:
    """Whether it is whole, but of another shape."""
    return content[-_SEALED:].startswith(_SEAL) and content == _sealed(content[:-_SEALED] + b"}")


def _sealed(described: bytes) -> bytes:
    """The JSON object with the hash of everything before as its last member."""
    body = described[:-1]
    return body + _SEAL + hashlib.sha256(body).hexdigest().encode("ascii") + b'"}\n'


def _takes_json(takes: "tuple[Take, ...] | list[Take]") -> list[object]:
    return [
        {
            "key": take.key,
            "span": [take.span.start, take.span.end],
            "words": [[word.start, word.end, word.span.start, word.span.end] for word in take.words],
            "doubts": list(take.doubts),
        }
        for take in takes
    ]


def _take(found: _TakeRecord) -> Take:
    try:
        words = tuple(Heard(start, end, _span(first, last)) for start, end, first, last in found.words)
        return Take(found.key, _span(*found.span), words, tuple(found.doubts))
    except ValueError as error:
        raise Damaged(str(error)) from error


def _span(start: int, end: int) -> Span:
    return Span(Samples(start), Samples(end))


def _flac(pcm: bytes) -> bytes:
    """Lossless. Encoded in memory: where a disk is full libsndfile leaves half a file and says nothing."""
    encoded = io.BytesIO()
    soundfile.write(encoded, samples_of(pcm), RATE, format="FLAC", subtype="PCM_16")
    return encoded.getvalue()
