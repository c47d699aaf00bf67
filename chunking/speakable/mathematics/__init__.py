"""How formulas in LaTeX are spoken."""

import re
from collections.abc import Iterator
from functools import lru_cache

from chunking.document import Mark
from chunking.speakable.mathematics.commands import ALIASES
from chunking.speakable.mathematics.grammar import row_of
from chunking.speakable.mathematics.language import language_of
from chunking.speakable.mathematics.reading import Reader
from chunking.speakable.rule import Phrase, Replacement

LONGEST = 20_000  # characters; of a longer formula only its names and signs are read, one after the other
_KEPT = 200  # characters of a formula that is kept when it was read

_NAMES = re.compile(r"\\[A-Za-z]+|\d+(?:\.\d+)?|[^\W\d_]|[-+=<>]")
_SPACE_BEFORE_MARK = re.compile(r" +(?=[,;:.?])")
_MARKS = re.compile(r"[,;:]+(?=[,;:.?])|(?<=[;:.?]),+")


def formulas(phrase: Phrase) -> Iterator[Replacement]:
    """`\\frac{a}{b} \\leq x^2` → "a over b is less than or equal to x squared"."""
    for start, end, mark in phrase.stretches:
        if mark is Mark.MATH:
            yield Replacement(start, end, spoken_formula(phrase.text[start:end], phrase.language))


def spoken_formula(latex: str, language: str) -> str:
    """A formula in words. It says what it can of one that is not well written, and never fails."""
    return _kept(latex, language) if len(latex) <= _KEPT else _spoken(latex, language)


def _spoken(latex: str, language: str) -> str:
    if latex.isalpha() and len(latex) == 1 and latex.isascii():
        return latex
    if len(latex) > LONGEST:
        names = (name.removeprefix("\\") for name in _NAMES.findall(latex))
        said = " ".join(language_of(language).word(ALIASES.get(name, name)) for name in names)
    else:
        said = Reader(language_of(language)).row(row_of(latex))
    return _MARKS.sub("", _SPACE_BEFORE_MARK.sub("", " ".join(said.split()))).strip(",;: ")


_kept = lru_cache(maxsize=2048)(_spoken)
