"""What HTML shows, passage by passage."""

from typing import NamedTuple

from chunking.document import Kind, Piece


class Reference(NamedTuple):
    """A mark in a text that refers to a note, and is not said."""

    offset: int  # of the mark in the source
    target: str  # as the link has it, such as `notes.xhtml#n1`


class Passage(NamedTuple):
    """What is shown as one paragraph, or as one row of a table or one line of code."""

    kind: Kind
    pieces: tuple[Piece, ...]  # folded; empty only where nothing but a break is told
    level: int = 0  # of a heading, 1 to 6; else 0
    after_break: bool = False  # a <hr> stands before it
    start: int = 0  # offset in the source of the first of it that shows
    end: int = 0  # offset after the last
    group: int = -1  # offset of the tag that opens the table or the code that it belongs to; -1: it belongs to none
    columns: tuple[str, ...] = ()  # of its table, where it is a row
    left_out: str = ""  # why it is not spoken; empty: it is
    language: str = ""  # as its element says, such as "en-GB"; empty where none does
    note: str = ""  # the id of the note that it belongs to
    references: tuple[Reference, ...] = ()

    @property
    def text(self) -> str:
        """What is shown."""
        return "".join(piece.text for piece in self.pieces)
