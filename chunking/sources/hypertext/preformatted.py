"""Text in <pre>: code, line by line, or prose whose lines were laid out by hand."""

import re
from collections.abc import Iterator, Sequence

from chunking.document import Piece

_LINE_END = re.compile(r"\n")
_SYMBOLS = re.compile(r"[{}<>=_\\|#$@\[\]/*+~^`│├└─]")


def is_prose(text: str) -> bool:
    """Whether a text without any word of what it is reads as prose does: hardly a sign that prose has not."""
    return len(_SYMBOLS.findall(text)) * 100 <= len(text)


def stanzas_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each run of lines between blank ones."""
    stanza: list[Piece] = []
    for line in lines_of(pieces):
        if any(piece.text.strip() for piece in line):
            stanza.extend(line)
        elif stanza:
            yield stanza
            stanza = []
    yield stanza


def lines_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of each line, with its end."""
    line: list[Piece] = []
    for piece in pieces:
        for part in _parts(piece):
            line.append(part)
            if part.text[-1:] == "\n":
                yield line
                line = []
    yield line


def _parts(piece: Piece) -> Iterator[Piece]:
    """A piece cut after each line end in it."""
    if piece.end is not None:
        yield piece
        return
    done = 0
    for end in _LINE_END.finditer(piece.text):
        yield Piece(piece.text[done : end.end()], piece.start + done, None, piece.mark)
        done = end.end()
    yield Piece(piece.text[done:], piece.start + done, None, piece.mark)
