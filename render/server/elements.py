"""Spoken words → the `timestamps` of an answer, which cover the text exactly and the audio without a gap.

The shape is that of the one real answer known of, in LMNT's guide to timing (docs.lmnt.com/guides/
timing-and-synchronization): silence with empty text first and last, words and what stands between them in turn, each
start the end of the one before, spaces of no length, pauses on the punctuation. Where that example is silent, the
rules are ours.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import regex

from render.server.speech import SpokenWord

_SOUND = r"[\p{L}\p{M}\p{N}\p{S}\p{Cf}\p{Co}%&@#§_]"
_JOINER = r"(?:['’\-‐‑./\\·]|(?<=\p{N})[,:](?=\p{N}))"  # inside a word: don't, well-known, 12:30, example.com
_WORD = regex.compile(rf"{_SOUND}+(?:{_JOINER}{_SOUND}+)*+")
_BETWEEN = regex.compile(r"\s+|\S+")
TAIL_SECONDS = 0.0125  # the closing silence of LMNT's example; the rest of a last pause is the full stop's


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of the text, or a silence where it is empty."""

    text: str
    start: int  # samples of the answer's audio
    end: int


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words are, as runs that a voice reads as one: with apostrophes, hyphens and digits' commas inside."""
    return [match.span() for match in _WORD.finditer(text)]


def elements(text: str, words: Sequence[SpokenWord], *, length: int, rate: int) -> Iterator[Element]:
    """The text's pieces on the audio's clock. `length`, `rate` and the words' times are of the answer's audio."""
    first = words[0].start if words else 0
    yield Element("", 0, first)
    place = 0
    now = first
    for word, following in zip_longest(words, words[1:]):
        yield from _between(text[place : word.first], now, word.start)
        touches = following is not None and following.first == word.last  # no piece of text could carry the pause
        place, now = word.last, following.start if touches else word.end
        yield Element(text[word.first : word.last], word.start, now)
    tail = max(now, length - round(TAIL_SECONDS * rate))
    closed = tail if _pause_place(_pieces(text[place:])) is not None else now
    yield from _between(text[place:], now, closed)
    yield Element("", closed, length)


def _between(text: str, start: int, end: int) -> Iterator[Element]:
    """The pieces between two words: one of them carries the pause, the others have no length."""
    pieces = _pieces(text)
    carrier = _pause_place(pieces)
    if carrier is None:
        carrier = len(pieces) - 1
    for place, piece in enumerate(pieces):
        yield Element(piece, start if place <= carrier else end, start if place < carrier else end)


def _pieces(text: str) -> list[str]:
    return _BETWEEN.findall(text)


def _pause_place(pieces: Iterable[str]) -> int | None:
    """The first piece of punctuation: a pause is heard where a clause closes."""
    return next((place for place, piece in enumerate(pieces) if not piece.isspace()), None)


def at_rate(words: Iterable[SpokenWord], *, have: int, want: int, length: int) -> list[SpokenWord]:
    """The words' times, moved from an engine's rate to the answer's: in whole numbers, to the nearest sample.

    Two words that have no gap in text have none in time either.
    """

    def moved(sample: int) -> int:
        return min((2 * sample * want + have) // (2 * have), length)

    return [SpokenWord(word.first, word.last, moved(word.start), moved(word.end)) for word in words]
