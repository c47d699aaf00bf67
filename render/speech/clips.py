"""Clips and takes: what a request returned, and each paragraph's part of it."""

from dataclasses import dataclass

from render.samples import Samples, Span
from render.speech.alignment import Heard


@dataclass(frozen=True, slots=True)
class Take:
    """One paragraph's part of a clip."""

    key: str  # hash of everything audible, see `render.speech.delivery`
    span: Span  # in the clip's audio: its speech with a small margin
    words: tuple[Heard, ...]  # in the paragraph's spoken form; times on the clip's clock, within `span`
    doubts: tuple[str, ...] = ()  # why it should be listened to; empty for nearly all


@dataclass(frozen=True, slots=True)
class Clip:
    """The audio of one request and the takes in it."""

    pcm: bytes  # 16-bit mono, 24,000 samples a second
    takes: tuple[Take, ...]
    request_id: str
    characters: int  # code points that were sent for it


@dataclass(frozen=True, slots=True)
class KeptTake:
    """A take as the store knows it."""

    take: Take
    clip: str  # the clip's id in the store
    request_id: str
    clip_characters: int  # code points that were sent for the whole clip

    @property
    def length(self) -> Samples:
        return self.take.span.length
