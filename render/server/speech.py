"""What passes between an engine and the rest of the server."""

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Protocol

from render.server.voices import Voice

if TYPE_CHECKING:
    from render.server.formats import Hear

# What a worker's process says to the server: that it is loaded, that it has something more, and that all is written.
READY, SPEAKING, DONE = b"r", b"s", b"d"


@dataclass(frozen=True, slots=True)
class Order:
    """One valid request for speech, as it is handed to a worker."""

    engine: str  # its name in the table of engines
    text: str  # as it was sent: any code points, also lone surrogates
    voice: Voice  # as it speaks for this request: its pitch and pace may have been varied
    language: str  # one of the languages, or "auto"
    format: str  # one of the output formats
    sample_rate: int  # of the answer, samples a second
    streamed: bool = False  # the bare audio while it is made; else the JSON of the detailed endpoint
    timestamps: str = ""  # under which name the detailed answer lists the words' times; empty: not at all
    seed: int | None = None  # a member of the detailed answer in API version 1.0

    def to_bytes(self) -> bytes:
        """ASCII, since lone surrogates have no UTF-8."""
        return json.dumps(asdict(self)).encode("ascii")

    @classmethod
    def from_bytes(cls, sent: bytes) -> "Order":
        fields = json.loads(sent)
        return cls(**fields | {"voice": Voice.from_fields(fields["voice"])})


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """One word of the text and when it is heard."""

    first: int  # index of its first code point in the text
    last: int  # index after its last one
    start: int  # samples, at the engine's own rate
    end: int  # samples; the next word starts here or later


class Engine(Protocol):
    """A voice engine. It is called by one thread of a process at a time, unless it says otherwise."""

    @property
    def rate(self) -> int:
        """Samples a second of what it speaks."""
        ...

    def speak(self, text: str, voice: Voice, language: str, hear: "Hear") -> tuple[SpokenWord, ...]:
        """Reads the text aloud; `language` is one of the languages or "auto".

        `hear` gets the sound, mono, in blocks of any length, as soon as there is some. Returns the words, in the order
        of the text, never overlapping in text or time.
        """
        ...
