"""Rows of a table, each with the names of its columns; a table that only lays out a page gives way to what is in it."""

from typing import NamedTuple

from chunking.document import Kind, Piece
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.passage import Passage

_LONGEST_NAME = 80  # characters; a longer head of a column would be heard again in every row
_MOST_COLUMNS = 200  # that are given names, and that a cell may reach down into
_CLOSERS = (":", "?", "!", ".", "：", "？")


class _Cell(NamedTuple):
    column: int
    passage: Passage
    is_head: bool
    offset: int  # of its tag
    width: int


class Table:
    """One table while it is read. Gives passages back as soon as they are known."""

    def __init__(self, element: Element, base: int) -> None:
        self.group = base + element.start
        self._base = base
        self._names: dict[int, tuple[str, tuple[int, int]]] = {}  # by column: its name, and where that stands
        self._columns: tuple[str, ...] = ()  # the names, in order
        self._heads: list[Passage] = []  # rows of names that no row has followed yet
        self._filled: dict[int, int] = {}  # column → the last row that a cell above reaches
        self._row = -1
        self._row_is_open = False
        self._rows = 0  # said so far
        self._cells: list[_Cell] = []
        self._cell: Element | None = None  # that is open
        self._column = 0
        self._in_head = False
        self.is_layout = False  # the row that is open holds more than plain cells

    @property
    def collects(self) -> bool:
        """Whether a passage is a cell's, and not the page's."""
        return self._cell is not None and not self.is_layout

    def open_part(self, *, is_head: bool) -> list[Passage]:
        """A head, body or foot begins, or a head has ended: what the row before it is in words."""
        said = self.close_row()
        self._in_head = is_head
        return said

    def open_row(self) -> list[Passage]:
        """A row begins: what the one before it is in words."""
        said = self.close_row()
        self._row += 1
        self._row_is_open = True
        self._column = 0
        self.is_layout = False
        return said

    def open_cell(self, element: Element) -> None:
        if not self._row_is_open:
            self.open_row()
        while self._filled.get(self._column, -1) >= self._row:
            self._column += 1
        self._cell = element

    def close_cell(self, element: Element) -> None:
        if self._cell is not element:
            return
        last = self._row + _span(element, "rowspan") - 1
        next_column = self._column + _span(element, "colspan")
        if last > self._row:
            self._filled |= dict.fromkeys(range(self._column, min(next_column, _MOST_COLUMNS)), last)
        self._column = next_column
        self._cell = None

    def take(self, passage: Passage) -> list[Passage]:
        """A passage of the open cell. If it is not the cell's only plain one, what the row has held back is given."""
        cell = self._cell
        assert cell is not None
        taken = bool(self._cells) and self._cells[-1].offset == cell.start
        if taken or passage.kind not in (Kind.TEXT, Kind.MATH, Kind.IMAGE):
            return [*self.lay_out(), passage]
        width = _span(cell, "colspan")
        self._cells.append(_Cell(self._column, passage, cell.name == "th", cell.start, width))
        return []

    def lay_out(self) -> list[Passage]:
        """The open row is no row of a table: its cells, each by itself."""
        self.is_layout = True
        cells, self._cells = self._cells, []
        return [cell.passage for cell in cells]

    def close_row(self) -> list[Passage]:
        """What the row that was open is in words, if anything yet."""
        cells, self._cells = self._cells, []
        self._cell, self._row_is_open = None, False
        if not cells:
            return []
        if self._is_head(cells):
            return self._name(cells)
        if len(cells) == 1 and not self._names:
            return [cells[0].passage]
        self._rows += 1
        self._heads = []
        return [self._said(cells)]

    def close(self) -> list[Passage]:
        """What has been held back until the end."""
        return [*self.close_row(), *self._heads]

    def _is_head(self, cells: list[_Cell]) -> bool:
        """Whether a row names columns. One cell alone may be the title of a page that is laid out in a table."""
        if self._rows or not all(cell.is_head or self._in_head for cell in cells):
            return False
        return self._in_head or self._column > 1

    def _name(self, cells: list[_Cell]) -> list[Passage]:
        """Keep the names of columns. A row of long ones is said once, as a row."""
        row = self._said(cells)
        if any(len(cell.passage.text) > _LONGEST_NAME for cell in cells):
            return [row]
        for cell in cells:
            for column in range(cell.column, min(cell.column + cell.width, _MOST_COLUMNS)):
                self._names[column] = (cell.passage.text, (cell.passage.start, cell.passage.end))
        self._columns = tuple(name for name, _ in self._names.values())
        self._heads.append(row)
        return []

    def _said(self, cells: list[_Cell]) -> Passage:
        pieces: list[Piece] = []
        for cell in cells:
            if pieces:
                pieces.append(_put_in("; ", self._base + cell.offset))
            name, (start, end) = self._names.get(cell.column, ("", (0, 0)))
            if name and not cell.is_head:
                pieces.append(Piece(name, start, end))
                pieces.append(_put_in(" " if name.endswith(_CLOSERS) else ": ", self._base + cell.offset))
            pieces.extend(cell.passage.pieces)
        first, last = cells[0].passage, cells[-1].passage
        return first._replace(
            kind=Kind.ROW,
            pieces=tuple(pieces),
            after_break=any(cell.passage.after_break for cell in cells),
            end=last.end,
            group=self.group,
            columns=self._columns,
            references=tuple(reference for cell in cells for reference in cell.passage.references),
        )


def _put_in(text: str, offset: int) -> Piece:
    return Piece(text, offset, offset)


def _span(cell: Element, attribute: str) -> int:
    """How many columns or rows a cell takes."""
    written = cell[attribute].strip()[:6]
    limit = _MOST_COLUMNS if attribute == "colspan" else 65534
    return min(max(int(written), 1), limit) if written.isascii() and written.isdigit() else 1
