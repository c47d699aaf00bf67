"""The paragraph that is being collected."""

from collections.abc import Iterator, Sequence

from chunking.document import Piece
from chunking.sources.hypertext.passage import Reference

_LONG = 80  # characters
_BULLET = " \t\n\r\f.:)]—–-"


class Line:
    """Pieces of text as they come, white space and all."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.references: list[Reference] = []
        self.has_bullet = False  # a number was taken from its beginning
        self.images = 0  # pieces that are an image's alternative text
        self.number = 0  # of the lines before it, so that who remembers a place knows whether it is still there

    def clear(self) -> None:
        self.pieces, self.references, self.images = [], [], 0
        self.has_bullet = False
        self.number += 1

    def clear_number(self) -> None:
        """What has been collected is the number of a note, as is what still comes before its text."""
        self.pieces = []
        self.has_bullet = True
        self.number += 1

    @property
    def only_images(self) -> bool:
        return 0 < self.images == sum(1 for piece in self.pieces if piece.text.strip())

    def since(self, place: int) -> str:
        """The text from the piece at `place` on; of a long one the beginning."""
        text = ""
        for index in range(place, len(self.pieces)):
            text += self.pieces[index].text
            if len(text) > _LONG:
                break
        return text

    def ends_in_word(self, place: int) -> bool:
        """Whether what stands before the piece at `place` touches it."""
        before = self.pieces[place - 1].text if place else ""
        return before[-1:].isalnum() or before[-1:] in (")", "]")


def paragraphs_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph of a text in which two line breaks, one after the other, part them."""
    paragraph: list[Piece] = []
    broken = False  # nothing has been shown since the last line break
    for piece in pieces:
        is_break = piece.end is not None and piece.text == "\n"
        if is_break and broken:
            yield paragraph
            paragraph = []
        paragraph.append(piece)
        broken = is_break or (broken and not piece.text.strip())
    yield paragraph


def without_bullet(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces less what a number leaves behind that was taken from before them, such as `. ` or `] `."""
    left = list(pieces)
    while left:
        first = left.pop(0)
        kept = first.text.lstrip(_BULLET)
        if kept:
            cut = len(first.text) - len(kept)
            return [_part(first, cut, len(first.text)) if first.end is None else first._replace(text=kept), *left]
    return left


def _part(piece: Piece, start: int, end: int) -> Piece:
    return Piece(piece.text[start:end], piece.start + start, None, piece.mark)


def extent(pieces: Sequence[Piece]) -> tuple[int, int]:
    """The offsets in the source of the first and after the last character of folded pieces."""
    last = pieces[-1]
    return pieces[0].start, last.start + len(last.text) if last.end is None else last.end
