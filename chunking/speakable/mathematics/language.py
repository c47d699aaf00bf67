"""One language's words for formulas."""

import re
from functools import cache
from typing import NamedTuple

from chunking.speakable.english import fractions, numbers
from chunking.speakable.english.measures import PER, UNITS
from chunking.speakable.mathematics.commands import GREEK
from chunking.speakable.mathematics.functions import ACCENTS, BIG, FUNCTIONS
from chunking.speakable.mathematics.phrases import PHRASES
from chunking.speakable.mathematics.symbols import OPERATORS, RELATIONS, SYMBOLS
from chunking.speakable.numerals import said_number
from chunking.speakable.wordlists import Words

_READ_ANYWHERE = frozenset("+-=<>%")  # signs that voices read in their own language
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_KNOWN: Words = {**SYMBOLS.of("en"), **OPERATORS.of("en"), **RELATIONS.of("en"), **FUNCTIONS.of("en"), **BIG.of("en")}


class Said(NamedTuple):
    """A part of a formula in words."""

    text: str
    is_open: bool = False  # its end cannot be heard
    runs_on: bool = False  # another factor right behind it would be taken for a part of it


@cache
def language_of(code: str) -> "Language":
    return Language(code)


class Language:
    """What one language says. It may know nothing, and then names, numbers and words are all that is read."""

    def __init__(self, code: str) -> None:
        self.is_english = code == "en"
        self._words: Words = {
            name: word
            for wordlist in (SYMBOLS, BIG, FUNCTIONS, OPERATORS, RELATIONS)
            for name, word in wordlist.of(code).items()
        }
        self._accents = ACCENTS.of(code)
        self._phrases = PHRASES.of(code)

    def word(self, name: str) -> str:
        """For a sign or a command; the name itself for one that nobody knows."""
        if word := self._words.get(name):
            return word
        if name in GREEK:
            return name.removeprefix("var")
        if name in _KNOWN:
            return name if name in _READ_ANYWHERE else ""
        return name if name.isalnum() or not name.isascii() else ""

    def phrase(self, name: str, *parts: str) -> str:
        """A construct, put together from its parts; they follow each other where the language has no words for it."""
        template = self._phrases.get(name)
        return template.format(*parts) if template else " ".join(part for part in parts if part)

    def accent(self, name: str, inner: str) -> str:
        return self._accents.get(name, "{}").format(inner)

    def number(self, written: str) -> str:
        is_grouped = bool(_GROUPED.match(written))
        return said_number(written if is_grouped else written.replace(",", "."), True) if self.is_english else written

    def power(self, base: str, exponent: str) -> str:
        """A whole number as exponent."""
        special = {"2": "squared", "3": "cubed"}.get(exponent, "")
        if special in self._phrases:
            return self.phrase(special, base)
        if "power" not in self._phrases:
            return base + exponent.translate(_SUPERSCRIPTS)
        return self.phrase("power", base, numbers.ordinal(exponent) if self.is_english else exponent)

    def numeric_fraction(self, top: str, bottom: str) -> str:
        """`1`, `2` → "one half"; empty where it has no such name."""
        return fractions.in_words(f"{top}/{bottom}") if self.is_english else ""

    def ordinal(self, number: str) -> str:
        return numbers.ordinal(number) if self.is_english else number

    def unit(self, symbol: str, after: str) -> str:
        """The name of a unit behind a number (`after`), or the symbol."""
        first, _, per = symbol.partition("/")
        if not self.is_english or first not in UNITS or (per and per not in PER):
            return symbol
        name = UNITS[first][0 if after == "1" else 1]
        return f"{name} per {PER[per]}" if per else name
