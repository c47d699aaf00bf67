"""How wide text is on a screen, how much there is to read in it, and how a word that is too wide is broken."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from chunking.sentences import characters

# What the SRT writer may have to write full-width is counted as full-width everywhere, so that a cue has the same
# lines in every format.
_WIDENED = re.compile(r"[<>{&\\]")
_UNSEEN = ("Mn", "Me", "Cf")  # marks on a letter, joiners and marks of direction


def width(text: str) -> int:
    """Columns: 2 for a wide East Asian character (Unicode Annex 11), 0 for a combining mark, else 1."""
    if text.isascii():
        return len(text) + len(_WIDENED.findall(text))
    return sum(map(_columns_of, text))


def letters(text: str) -> int:
    """Characters to read, spaces and punctuation included, as style guides count them for the reading speed."""
    return len(text) if text.isascii() else sum(map(_is_seen, text))


def broken(text: str, columns: int) -> list[str]:
    """The text itself where it fits, else cut into parts that fit; what a reader sees as one character stays whole."""
    return [text] if width(text) <= columns else list(_parts(text, columns))


def _parts(text: str, columns: int) -> Iterator[str]:
    part, taken = "", 0
    for character in _characters(text, columns):
        wide = width(character)
        if part and taken + wide > columns:
            yield part
            part, taken = "", 0
        part += character
        taken += wide
    yield part


def _characters(text: str, columns: int) -> Iterator[str]:
    """Grapheme clusters; one that is wider than a line, code point by code point."""
    for cluster in characters(text):
        yield from [cluster] if width(cluster) <= columns else cluster


@cache
def _columns_of(character: str) -> int:
    if not _is_seen(character):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or _WIDENED.match(character)
    return 2 if wide else 1


@cache
def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN
