"""Texts as they come → passages: where one ends, what it is, and where it goes."""

from collections.abc import Iterator, Sequence

from chunking.document import Kind, Mark, Piece
from chunking.pieces import folded
from chunking.sources.hypertext.around import Around
from chunking.sources.hypertext.line import Line, extent, paragraphs_of, without_bullet
from chunking.sources.hypertext.passage import Passage
from chunking.sources.hypertext.preformatted import is_prose, lines_of, stanzas_of
from chunking.sources.hypertext.tables import Table


class Collector:
    """Makes passages of what a line holds. One for each walk."""

    def __init__(self, line: Line) -> None:
        self.found: list[Passage] = []  # in order; who takes them clears it
        self.line = line
        self.tables: list[Table] = []  # that are open
        self.number: Piece | None = None  # of a list's item, not yet said
        self.after_break = False
        self._figures: list[set[str]] = []  # of each that is open: what was said of it

    def flush(self, around: Around, block: str) -> None:
        """The line ends here. `block` is the name of the element that began it."""
        line = self.line
        if not line.pieces:
            return
        if line.only_images and block != "p" and around.kind is Kind.TEXT:
            for piece in line.pieces:
                self._say([piece], around, Kind.IMAGE)
        elif around.kind is Kind.HEADING or self._in_cell:
            self._say(line.pieces, around)
        else:
            for paragraph in paragraphs_of(line.pieces):
                self._say(paragraph, around)
        line.clear()

    def flush_preformatted(self, around: Around, group: int, is_code: bool) -> None:
        """The line holds a text whose line ends mean something, and ends here."""
        pieces = self.line.pieces
        if not is_code and is_prose("".join(piece.text for piece in pieces)):
            for stanza in stanzas_of(pieces):
                self._say(stanza, around)
        else:
            for line in lines_of(pieces):
                code = [piece._replace(mark=Mark.CODE) for piece in line]
                self._say(code, around._replace(level=0), Kind.CODE, group)
        self.line.clear()

    def tell(self, passages: Sequence[Passage]) -> None:
        """Passages that are complete, apart from the table's cell that they may stand in."""
        for passage in passages:
            if self._in_cell and not passage.left_out:
                self.found.extend(self.tables[-1].take(passage))
            else:
                self.found.append(passage)

    def lay_out_table(self) -> None:
        """What stands in the open cell is more than the cell of a table."""
        if self._in_cell:
            self.found.extend(self.tables[-1].lay_out())

    def open_figure(self) -> None:
        self._figures.append(set())

    def close_figure(self) -> None:
        self._figures.pop()

    @property
    def _in_cell(self) -> bool:
        return bool(self.tables) and self.tables[-1].collects

    def _say(self, collected: Sequence[Piece], around: Around, kind: Kind | None = None, group: int = -1) -> None:
        pieces = folded(without_bullet(collected) if self.line.has_bullet else collected)
        if not pieces or self._was_said_of_figure(pieces):
            return
        self.line.has_bullet = False
        start, end = extent(pieces)
        passage = Passage(
            kind or _kind(pieces, around),
            tuple(self._numbered(pieces)),
            around.level,
            self.after_break,
            start,
            end,
            group,
            left_out="heading of the notes" if around.among_notes and around.kind is Kind.HEADING else "",
            language=around.language,
            note=around.note,
            references=tuple(self.line.references),
        )
        self.line.references = []
        self.after_break = False
        self.tell([passage])

    def _numbered(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        if self.number is not None:
            yield self.number
            self.number = None
        yield from pieces

    def _was_said_of_figure(self, pieces: Sequence[Piece]) -> bool:
        """Whether a picture's caption and its alternative text are one and the same, and one of them was said."""
        if not self._figures:
            return False
        text = "".join(piece.text for piece in pieces)
        if text in self._figures[-1]:
            return True
        self._figures[-1].add(text)
        return False


def _kind(pieces: Sequence[Piece], around: Around) -> Kind:
    if around.kind is Kind.TEXT and all(piece.mark is Mark.MATH for piece in pieces):
        return Kind.MATH
    return around.kind
