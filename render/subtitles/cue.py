"""What a cue is: the one type that every subtitle format is written from."""

import re
from dataclasses import dataclass

from chunking.document import Kind
from render.samples import Milliseconds

# Characters that end a line, a cue or a file for some reader of subtitles, or that cannot be written as UTF-8.
ILLEGIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CueWord:
    """A word as a cue shows it, or a part of one that is wider than a line."""

    text: str
    start: Milliseconds  # when it is first heard
    end: Milliseconds
    line: int = 0  # index of the line that it stands on
    gap: str = ""  # what the text has before it: a space, or nothing; a line begins without it
    emphasised: bool = False  # its author emphasised it


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle. What is a cue can be written in every format."""

    start: Milliseconds  # when its first word is first heard
    end: Milliseconds  # after its start, never after the next one's
    lines: tuple[str, ...]  # never blank, no control characters
    words: tuple[CueWord, ...] = ()  # in order; those of a line joined with their gaps are the line
    opens: Kind | None = None  # what the paragraph is that begins with it; None: it goes on with one
    voice: str = ""  # the service's id of who speaks, where it is another than the document's
    language: str = ""  # ISO 639-1; empty where nobody knows
    chapter: str = ""  # the title of its chapter, where a track has several

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a cue runs forward from 0 or later, not from {self.start} to {self.end} ms")
        if not self.lines or any(not line.strip() or ILLEGIBLE.search(line) for line in self.lines):
            raise ValueError(f"a cue has lines of visible text, not {self.lines!r}")

    @property
    def text(self) -> str:
        """Its words on one line, with a space before the first where the text has one."""
        return "".join(word.gap + word.text for word in self.words) or " ".join(self.lines)
