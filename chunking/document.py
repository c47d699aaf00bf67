"""The types that cross this folder's border: what was read, what is spoken, and what one request carries.

Reading (Blocks)  ──chapters──▶  Document → Chapter → Paragraph (Segments)  ──packing──▶  Chunk
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a paragraph is in the source; it decides the pause around it and how it is shown."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table
    QUOTE = "quote"
    NOTE = "note"  # a footnote
    IMAGE = "image"  # spoken by its alternative text
    NOTICE = "notice"  # says that something was left out, as a code block is


@dataclass(frozen=True, slots=True, order=True)
class Lines:
    """Lines of the source, counted from 1, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Block:
    """What a source reader found: one thing to be spoken, in its written form."""

    kind: Kind
    written: str  # plain text, white space folded, no markup
    lines: Lines
    level: int = 0  # of a heading, 1 to 6; else 0
    after_scene_break: bool = False  # a thematic break stands between this block and the one before


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source reader returns: the blocks in reading order, and the settings in the document's own head."""

    blocks: tuple[Block, ...]
    front: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a paragraph in both forms. Where no rule applied the two are equal; either may be empty."""

    written: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest thing that is spoken and paid for."""

    kind: Kind
    segments: tuple[Segment, ...]  # joined: the written form, and the spoken form that is sent
    lines: Lines
    level: int = 0  # of a heading, 1 to 6; else 0
    after_scene_break: bool = False
    continues: bool = False  # the next part of a paragraph that was too long for one request

    @property
    def written(self) -> str:
        """The text as its author wrote it, for subtitles."""
        return "".join(segment.written for segment in self.segments)

    @property
    def spoken(self) -> str:
        """The text as the voice is asked to say it."""
        return "".join(segment.spoken for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What becomes one recording."""

    number: int  # from 1, in the whole document
    title: str
    paragraphs: tuple[Paragraph, ...]  # its heading among them, where it has one


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, ready to be spoken."""

    name: str  # the file's name, without its folder
    sha256: str  # of the file's bytes
    title: str
    front: Mapping[str, object]  # settings in the document's own head
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The text of one request: whole paragraphs of one chapter, joined by blank lines."""

    chapter: int  # the chapter's number
    places: tuple[int, ...]  # each paragraph's index in its chapter, from 0, rising
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """What is sent."""
        return JOINER.join(paragraph.spoken for paragraph in self.paragraphs)


JOINER = "\n\n"
