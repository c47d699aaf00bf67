"""How wide text is on a screen, and how a word that is too wide is broken."""

import re
import unicodedata
from collections.abc import Iterator

# What the SRT writer may have to write full-width is counted as full-width everywhere, so that a cue has the same
# lines in every format.
_WIDENED = re.compile(r"[<>{&\\]")


def width(text: str) -> int:
    """Columns: 2 for a wide East Asian character (Unicode Annex 11), 0 for a combining mark, else 1."""
    if text.isascii():
        return len(text) + len(_WIDENED.findall(text))
    return sum(map(_columns_of, text))


def broken(text: str, columns: int) -> list[str]:
    """The text itself where it fits, else cut into parts that fit; a mark stays with the letter that carries it."""
    return [text] if width(text) <= columns else list(_parts(text, columns))


def _parts(text: str, columns: int) -> Iterator[str]:
    part, taken = "", 0
    for character in text:
        wide = _columns_of(character)
        if part and taken + wide > columns:
            yield part
            part, taken = "", 0
        part += character
        taken += wide
    yield part


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or _WIDENED.match(character)
    return 2 if wide else 1
