"""Tables: rows in which every cell is heard with the name of its column, or a summary."""

from typing import Final

from chunking.document import Block, Kind, Piece
from chunking.places import Lines
from chunking.sources.directives import Directive
from chunking.sources.markdown.placement import Placement, of_cell
from chunking.sources.markdown.setting import Setting
from chunking.speakable.notices import table_summary

LEFT_OUT: Final = "table"
_COLUMN_ENDS: Final = (":", "?", "!", ".", "：", "？")

Cell = tuple[Piece, ...]


class Table:
    """One table while it is read."""

    def __init__(self, setting: Setting, lines: tuple[int, int]) -> None:
        self._setting = setting
        self._lines = lines  # from 0, the second not included
        self._columns: list[Cell] = []
        self._between: list[str] = []  # what is put between the name of each column and a cell of it
        self._cells: list[Cell] = []
        self._asked: Directive | None = None  # of the row
        self._cursor = -1  # offset in the source behind the last cell
        self._in_header = True
        self._rows: list[Block] = []

    def open_row(self) -> None:
        """A row begins."""
        self._cells, self._asked, self._cursor = [], None, -1

    def placement(self, content: str, line_start: int) -> Placement:
        """Where the next cell stands. Between two cells the source has white space and one bar."""
        source = self._setting.source
        if self._cursor < 0:
            self._cursor = line_start + source.startswith("|", line_start)
        written = content.replace("|", "\\|")
        start = source.index(written, self._cursor) if written else self._cursor
        self._cursor = source.find("|", start + len(written)) + 1
        return of_cell(content, start)

    def cell(self, pieces: Cell, asked: Directive | None) -> None:
        """What the next cell says, and what a comment in it asks for its row."""
        self._cells.append(pieces)
        self._asked = self._asked or asked

    def close_row(self, lines: Lines) -> list[Block]:
        """The row in words, if it is to be heard; empty cells are left out."""
        if self._in_header:
            self._columns, self._in_header = self._cells, False
            self._between = [" " if _text(one).endswith(_COLUMN_ENDS) else ": " for one in self._columns]
            return []
        pieces: list[Piece] = []
        for column, between, cell in zip(self._columns, self._between, self._cells, strict=False):
            if cell:
                at = cell[0].start
                pieces += [Piece("; ", at, at)] if pieces else []
                pieces += [*column, Piece(between, at, at)] if column else []
                pieces += cell
        rows = [Block(Kind.ROW, tuple(pieces), lines)] if pieces else []
        rows = self._asked.apply(rows) if self._asked else rows
        self._rows += rows
        return rows if self._setting.policy.tables == "rows" else []

    def close(self) -> list[Block]:
        """What was not said row by row: a summary and the rows, left out; a header that no row follows."""
        if not self._rows:
            return [self._head()] if any(self._columns) else []
        if self._setting.policy.tables == "rows":
            return []
        rows = [row._replace(left_out=row.left_out or LEFT_OUT) for row in self._rows]
        said = ""
        if self._setting.policy.tables == "summary":
            said = table_summary([_text(one) for one in self._columns], len(rows), self._setting.language)
        span, lines = self._setting.span(*self._lines), self._setting.lines(*self._lines)
        return [*([Block(Kind.NOTICE, (Piece(said, *span),), lines)] if said else []), *rows]

    def _head(self) -> Block:
        pieces: list[Piece] = []
        for column in filter(None, self._columns):
            pieces += [Piece("; ", column[0].start, column[0].start)] if pieces else []
            pieces += column
        lines = self._setting.lines(self._lines[0], self._lines[0] + 1)
        return Block(Kind.ROW, tuple(pieces), lines, left_out=LEFT_OUT)


def _text(cell: Cell) -> str:
    return "".join(piece.text for piece in cell)
