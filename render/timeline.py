"""When each word of a chapter is heard."""

from dataclasses import dataclass, replace

from chunking.document import Kind
from chunking.places import Place
from render.samples import Samples, Span


@dataclass(frozen=True, slots=True)
class TimedWord:
    """One written word, as `chunking.words.word_spans` finds it, and when it is heard in the chapter."""

    text: str
    span: Span
    spoken: str = (
        ""  # what was said for it, where that is something else; of several words said as one, each has a part
    )
    place: Place | None = None  # of its first character in the source
    emphasised: bool = False  # its author emphasised it, as in `*so*`


@dataclass(frozen=True, slots=True)
class TimedParagraph:
    """One paragraph in its written form, on the chapter's clock."""

    kind: Kind
    written: str
    span: Span  # of its take; words lie within it
    words: tuple[TimedWord, ...]  # in order; joined they are `written` without its white space
    voice: str = ""  # the service's id of who speaks it, where it is another than the document's
    language: str = ""  # ISO 639-1, where it is another than the document's

    def moved(self, by: int) -> "TimedParagraph":
        """The same, `by` samples later."""
        words = tuple(replace(word, span=word.span.moved(by)) for word in self.words)
        return replace(self, span=self.span.moved(by), words=words)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One chapter's audio from first to last sample."""

    paragraphs: tuple[TimedParagraph, ...]  # in order, never overlapping; the pauses lie between them
    length: Samples
    language: str = ""  # ISO 639-1, that the document is in; empty where nobody knows

    def moved(self, by: int) -> "Timeline":
        """The same, `by` samples later, on the clock of a longer recording."""
        return replace(
            self, paragraphs=tuple(one.moved(by) for one in self.paragraphs), length=Samples(self.length + by)
        )
