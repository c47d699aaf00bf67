"""What passes between an engine and the rest of the server."""

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from numpy import int16
    from numpy.typing import NDArray

    from render.server.voices import Voice


@dataclass(frozen=True, slots=True)
class Order:
    """One valid request for speech, as it is handed to a worker."""

    engine: str  # its name in the table of engines
    text: str  # as it was sent: any code points, also lone surrogates
    voice: str  # the id of a voice that exists
    language: str  # one of the languages, or "auto"
    format: str  # one of the output formats
    sample_rate: int  # of the answer, samples a second
    return_timestamps: bool

    def to_bytes(self) -> bytes:
        """ASCII, since lone surrogates have no UTF-8."""
        return json.dumps(asdict(self)).encode("ascii")

    @classmethod
    def from_bytes(cls, sent: bytes) -> "Order":
        return cls(**json.loads(sent))


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of the text and when it is heard."""

    first: int  # index of its first code point in the text
    last: int  # index after its last one
    start: int  # samples, at the engine's own rate
    end: int  # samples; the next word starts here or later


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine made of a text."""

    pcm: "NDArray[int16]"  # mono
    rate: int  # samples a second
    words: tuple[SpokenWord, ...]  # in the order of the text, never overlapping in text or time


class Engine(Protocol):
    """A voice engine. It is called by one thread of a process at a time, unless it says otherwise."""

    def speak(self, text: str, voice: "Voice", language: str) -> Speech:
        """The text read aloud; `language` is one of the languages or "auto"."""
        ...
