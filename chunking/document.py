"""The types that cross this folder's border: what was read, what is spoken, and what one request carries.

Reading (Blocks of Pieces)  ──chapters──▶  Document → Chapter → Paragraph (Segments)  ──packing──▶  Chunk
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from chunking.places import Lines, SourceText


class Kind(StrEnum):
    """What a paragraph is in the source; it decides the pause around it and how it is shown."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table
    QUOTE = "quote"
    NOTE = "note"  # a footnote
    IMAGE = "image"  # spoken by its alternative text
    CODE = "code"  # a block of code, or a part of one, that is read
    MATH = "math"  # a displayed formula
    NOTICE = "notice"  # says that something was left out, as a code block is


class Mark(StrEnum):
    """What a stretch of a block's text is; the rules of speech treat each in its own way."""

    TEXT = "text"
    CODE = "code"  # inline code, or the code of a block that is read
    MATH = "math"  # LaTeX, without its dollar signs


class Piece(NamedTuple):
    """A stretch of a block's text, and the stretch of the source that it was read from."""

    text: str
    start: int  # offset of its first code point in the source text
    end: int | None = None  # offset after the last, where a whole stretch was read as the text, as `&amp;` is as `&`;
    # None: the text stands there character for character, but that a line break or tab reads as a space
    mark: Mark = Mark.TEXT


class Treatment(NamedTuple):
    """What the source asks for one block alone; None leaves it as it is for the document."""

    language: str | None = None  # ISO 639-1
    voice: str | None = None  # the service's id
    pause: int | None = None  # milliseconds of silence before it


PLAIN = Treatment()


class Block(NamedTuple):
    """What a source reader found: one thing to be spoken, in its written form."""

    kind: Kind
    pieces: tuple[Piece, ...]  # joined: plain text without markup, white space folded (see `chunking.pieces.folded`)
    lines: Lines  # of the whole construct, its markup included
    level: int = 0  # of a heading, 1 to 6; else 0
    after_scene_break: bool = False  # a thematic break stands between this block and the one before
    treatment: Treatment = PLAIN
    say: str | None = None  # what the source wants to be said in place of it
    left_out: str = ""  # why it is not spoken, in a few words such as "code" or "by directive"; empty: it is

    @property
    def written(self) -> str:
        """The text as its author wrote it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A construct of the source that its reader does not know: its text was kept, its markup dropped."""

    what: str  # as written, shortened, such as `{{< gallery >}}`
    offset: int  # in the source text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a source's own table of contents: where a chapter begins."""

    first: int  # index of its first block in the reading
    title: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source reader returns."""

    blocks: tuple[Block, ...]  # in reading order
    text: SourceText  # that the blocks' pieces point into
    language: str = "en"  # ISO 639-1: whose notices were used, and whose rules of speech hold
    front: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))  # settings in the document's head
    contents: tuple[Entry, ...] | None = None  # None: the headings tell where chapters begin
    unknown: tuple[Unknown, ...] = ()
    cover: bytes | None = None  # a picture that the source brings along


class Segment(NamedTuple):
    """A stretch of a paragraph in both forms. Where no rule applied the two are equal; either may be empty."""

    written: str
    spoken: str
    rule: str = ""  # the rule of speech, or entry of the lexicon, that says how it is spoken; empty where none does


class Paragraph(NamedTuple):
    """The smallest thing that is spoken and paid for."""

    kind: Kind
    segments: tuple[Segment, ...]  # joined: the written form, and the spoken form that is sent
    lines: Lines
    pieces: tuple[Piece, ...] = ()  # joined they are the written form; where it comes from
    level: int = 0  # of a heading, 1 to 6; else 0
    after_scene_break: bool = False
    continues: bool = False  # the next part of a paragraph that was too long for one request
    treatment: Treatment = PLAIN

    @property
    def written(self) -> str:
        """The text as its author wrote it, for subtitles."""
        return "".join(segment.written for segment in self.segments)

    @property
    def spoken(self) -> str:
        """The text as the voice is asked to say it."""
        return "".join(segment.spoken for segment in self.segments)


class LeftOut(NamedTuple):
    """Something in a chapter that is not spoken, for those who proof-read."""

    before: int  # index of the paragraph that it stands before; their number where it stands after the last
    written: str
    lines: Lines
    reason: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What becomes one recording."""

    number: int  # from 1, in the whole document
    title: str
    paragraphs: tuple[Paragraph, ...]  # its heading among them, where it has one
    left_out: tuple[LeftOut, ...] = ()  # in reading order


@dataclass(frozen=True, slots=True)
class Document:
    """One source text, ready to be spoken."""

    name: str  # the file's name, without its folder
    sha256: str  # of the file's bytes
    title: str
    language: str  # ISO 639-1: that its rules of speech are those of
    front: Mapping[str, object]  # settings in the document's own head
    text: SourceText
    chapters: tuple[Chapter, ...]
    unknown: tuple[Unknown, ...] = ()
    cover: bytes | None = None  # a picture that the source brings along


@dataclass(frozen=True, slots=True)
class Chunk:
    """The text of one request: whole paragraphs of one chapter, joined by blank lines, all to be treated alike."""

    chapter: int  # the chapter's number
    places: tuple[int, ...]  # each paragraph's index in its chapter, from 0, rising
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """What is sent."""
        return JOINER.join(paragraph.spoken for paragraph in self.paragraphs)


JOINER = "\n\n"
