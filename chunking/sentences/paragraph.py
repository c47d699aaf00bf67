"""What the steps that correct sentence ends know of a paragraph."""

from typing import NamedTuple

import regex

_LETTER = regex.compile(r"\p{L}")


class Paragraph(NamedTuple):
    """A text without blank lines."""

    text: str
    language: str  # ISO 639-1
    begins_upper: bool  # its first letter is a capital: so a small one does not begin a sentence
    has_danda: bool  # it ends sentences with a mark of its own script: so a full stop shortens a word

    @classmethod
    def of(cls, text: str, language: str) -> "Paragraph":
        """Look once at what all steps ask for."""
        first = _LETTER.search(text)
        return cls(text, language, first is not None and first[0].isupper(), "।" in text or "۔" in text)
