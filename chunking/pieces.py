"""Working with pieces: text that remembers where in the source it was read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from chunking.document import Piece

# Everything that separates words but the no-break space, which means something to readers.
_BREAKING = r"\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029"
_FOLDED = re.compile(rf"[ {_BREAKING}]+")
_TO_FOLD = re.compile(rf"[ {_BREAKING}](?:[ {_BREAKING}]+|(?<! ))")  # the same, but for single spaces
_UNWRITABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]+")


def folded(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same text with every run of white space one space, none at its ends, and no character that shows nothing."""
    found: list[Piece] = []
    after_space = True
    for piece in pieces:
        for part in _parts(piece):
            one = _cut(part, 1, len(part.text)) if after_space and part.text[:1] == " " else part
            if one.text:
                found.append(one)
                after_space = one.text[-1] == " "
    while found and found[-1].text[-1] == " ":
        last = found.pop()
        if len(last.text) > 1:
            found.append(_cut(last, 0, len(last.text) - 1))
    return tuple(found)


def moved(pieces: Iterable[Piece], distance: int) -> tuple[Piece, ...]:
    """The pieces, read from a text that stands `distance` characters further on."""
    return tuple(
        Piece(one.text, one.start + distance, None if one.end is None else one.end + distance, one.mark)
        for one in pieces
    )


def divided(pieces: Sequence[Piece], length: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of the first `length` characters, and the rest."""
    head: list[Piece] = []
    rest = list(pieces)
    while rest and length >= len(rest[0].text):
        head.append(rest.pop(0))
        length -= len(head[-1].text)
    if rest and length:
        head.append(_cut(rest[0], 0, length))
        rest[0] = _cut(rest[0], length, len(rest[0].text))
    return tuple(head), tuple(rest)


class SourceMap:
    """Finds the place in the source of a character of the written text."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces
        self._starts = list(accumulate((len(one.text) for one in pieces), initial=0))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source (first offset, offset after the last) that the written characters come from."""
        return self._at(start)[0], self._at(max(start, end - 1))[1]

    def _at(self, place: int) -> tuple[int, int]:
        index = min(bisect_right(self._starts, place) - 1, len(self._pieces) - 1)
        piece = self._pieces[index]
        if piece.end is not None:
            return piece.start, piece.end
        offset = piece.start + place - self._starts[index]
        return offset, offset + 1


def _parts(piece: Piece) -> Iterator[Piece]:
    """The piece itself where it is clean, else the stretches between white space, and one space each."""
    text = piece.text
    if not (_TO_FOLD.search(text) or _UNWRITABLE.search(text)):
        yield piece
        return
    if piece.end is not None:
        yield Piece(_TO_FOLD.sub(" ", _UNWRITABLE.sub("", text)), piece.start, piece.end, piece.mark)
        return
    done = 0
    for space in _FOLDED.finditer(text):
        yield from _writable(_cut(piece, done, space.start()))
        yield Piece(" ", piece.start + space.start(), None, piece.mark)
        done = space.end()
    yield from _writable(_cut(piece, done, len(text)))


def _writable(piece: Piece) -> Iterator[Piece]:
    done = 0
    for hidden in _UNWRITABLE.finditer(piece.text):
        yield _cut(piece, done, hidden.start())
        done = hidden.end()
    yield _cut(piece, done, len(piece.text)) if done else piece


def _cut(piece: Piece, start: int, end: int) -> Piece:
    """The characters from `start` to before `end`. What was read as a whole keeps pointing at the whole."""
    text = piece.text[start:end]
    return piece._replace(text=text) if piece.end is not None else Piece(text, piece.start + start, None, piece.mark)
