"""Inline tokens → pieces that stand where the source has them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from markdown_it.token import Token

from chunking.document import Mark, Piece

FILLER: Final = "\ue000"  # stands in the parser's text where markup of other languages was taken out
_ESCAPED_PIPE: Final = re.compile(r"\\\|")


class Ground:
    """The text of a document, and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text) + 1]

    def line(self, number: int) -> tuple[int, int]:
        """Offsets of the first character of a line, counted from 0, and after its last."""
        number = min(number, len(self.starts) - 2)
        return self.starts[number], self.starts[number + 1] - 1


@dataclass(slots=True)
class Inline:
    """The content of one inline token: offsets into it, and the offsets in the source that they stand for."""

    begins: Sequence[int]  # in the content, rising, the first 0
    stands: Sequence[int]  # in the source

    def at(self, offset: int) -> int:
        """The offset in the source of a character of the content."""
        if len(self.begins) == 1:
            return self.stands[0] + offset
        index = bisect_right(self.begins, offset) - 1
        return self.stands[index] + offset - self.begins[index]

    def inside(self, offset: int) -> "Inline":
        """The same for a part of the content that begins at `offset`."""
        first = max(0, bisect_right(self.begins, offset) - 1)
        begins = [max(0, begin - offset) for begin in self.begins[first:]]
        return Inline(begins, [self.at(offset), *self.stands[first + 1 :]])


def paragraph(ground: Ground, content: str, first: int, marked: int = 0) -> Inline:
    """The content of a paragraph or heading: its lines are the ends of the source's lines, from `first`, counted from 0.

    `marked` characters at the beginning of the first line are not part of it.
    """
    if "\n" not in content:
        start, end = ground.line(first)
        return Inline((0,), (_found(ground.text, content, start + marked, end),))
    begins, stands, done = [], [], 0
    for number, line in enumerate(content.split("\n")):
        shown = line.strip(" \t")
        begins.append(done)
        start, end = ground.line(first + number)
        stands.append(_found(ground.text, shown, start, end) - (len(line) - len(line.lstrip(" \t"))))
        done += len(line) + 1
    return Inline(begins, stands)


def _found(text: str, content: str, start: int, end: int) -> int:
    """Where the content stands, which is at the end of the line but for closing marks and spaces."""
    place = text.rfind(content, start, end)
    return place if place >= 0 else start


def cell(ground: Ground, content: str, start: int, end: int) -> Inline:
    """The content of a table's cell, looked for from `start`; it has lost the backslashes before its pipes."""
    if "|" not in content:
        return Inline((0,), (max(ground.text.find(content, start, end), start),))
    place = ground.text.find(content.replace("|", "\\|"), start, end)
    begins, stands = [0], [max(place, start)]
    for number, pipe in enumerate(re.finditer(r"\|", content), start=1):
        begins.append(pipe.start())
        stands.append(stands[0] + pipe.start() + number)
    return Inline(begins, stands)


def without_filler(piece: Piece) -> Iterator[Piece]:
    """The piece less what stands for markup that was taken out."""
    if FILLER not in piece.text or piece.end is not None:
        yield piece._replace(text=piece.text.replace(FILLER, "")) if piece.end is not None else piece
        return
    done = 0
    for part in piece.text.split(FILLER):
        if part:
            yield Piece(part, piece.start + done, None, piece.mark)
        done += len(part) + 1


def text_piece(token: Token, content: str, inline: Inline, start: int) -> Piece:
    """A text token whose characters begin at `start` of the content, or about there."""
    text = token.content
    if token.type == "text_special":
        if token.info == "escape" and text != token.markup:
            return Piece(text, inline.at(start + 1))
        return Piece(text, inline.at(start), None if text == token.markup else inline.at(start) + len(token.markup))
    if content.startswith(text, start):
        return Piece(text, inline.at(start))
    if content.startswith(text, start + 1):  # an address in angle brackets
        return Piece(text, inline.at(start + 1))
    return Piece(text, inline.at(start), inline.at(start) + len(text))


def code_pieces(token: Token, inline: Inline, content: str) -> Iterator[Piece]:
    """Inline code, line by line."""
    start = _begin(token) + len(token.markup)
    stripped = content[start : start + 1] in (" ", "\n") and not content.startswith(token.content, start)
    yield from marked(content, inline, start + stripped, len(token.content), Mark.CODE)


def formula_pieces(token: Token, inline: Inline, content: str) -> Iterator[Piece]:
    """A formula in a text, without its dollar signs."""
    yield from marked(content, inline, _begin(token) + len(token.markup), len(token.content), Mark.MATH)


def marked(content: str, inline: Inline, start: int, length: int, mark: Mark) -> Iterator[Piece]:
    for number, line in enumerate(content[start : start + length].split("\n")):
        if number:
            yield Piece(" ", inline.at(start - 1), None, mark)
        if line:
            yield from without_filler(Piece(line, inline.at(start), None, mark))
        start += len(line) + 1


def _begin(token: Token) -> int:
    return token.map[0] if token.map else 0
