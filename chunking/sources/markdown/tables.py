"""Tables: read row by row with their column names, or told in short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from chunking.document import Piece
from chunking.places import Lines
from chunking.sources.markdown.inline import Inline
from chunking.speakable.notices import table_summary

_COLUMN_ENDS: Final = (":", "?", "!", ".", "：", "？")


@dataclass(slots=True)
class Row:
    """One row as far as it has been read."""

    lines: Lines
    start: int  # offset of its first character
    end: int  # after its last
    place: int = -1  # where the next cell is looked for
    cells: list[tuple[Piece, ...]] = field(default_factory=list)
    notes: list[tuple[int, Inline | None]] = field(default_factory=list)  # that it refers to

    def __post_init__(self) -> None:
        self.place = self.start


def row_pieces(header: Row, row: Row) -> tuple[Piece, ...]:
    """`Name: Ann; Age: 7`: the cells that are not empty, each after its column's name."""
    found: list[Piece] = []
    for column, cell in zip(header.cells, row.cells, strict=False):
        if cell:
            found += [*([_sign("; ", cell)] if found else []), *_named(column, cell)]
    return tuple(found)


def _named(column: Sequence[Piece], cell: Sequence[Piece]) -> Iterator[Piece]:
    if column:
        yield from column
        yield _sign(" " if column[-1].text.endswith(_COLUMN_ENDS) else ": ", cell)
    yield from cell


def _sign(text: str, cell: Sequence[Piece]) -> Piece:
    """What is put in before a cell: it stands nowhere in the source."""
    return Piece(text, cell[0].start, cell[0].start)


def summary(header: Row, rows: int, language: str) -> str:
    """What is said of a table that is not read; empty in a language that has no words for it."""
    names = ["".join(piece.text for piece in cell) for cell in header.cells]
    return table_summary(names, rows, language)
