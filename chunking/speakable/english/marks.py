"""Signs of print that stand for words: `© 2024`, `§ 12`, `✓`, `F#`."""

import re
from collections.abc import Iterator

import regex

from chunking.document import Kind
from chunking.speakable.rule import Phrase, Replacement

_COPYRIGHT = re.compile(r"©\s?")
COPYRIGHT_CUE = re.compile("©")
_AFTER_COPYRIGHT = re.compile(r"\bcopyright:? ?\Z", re.I)
_CHECK = regex.compile(r"(?P<yes>[✓✔☑✅🗹])\ufe0f?|(?P<no>[✗✘✕✖☒❌❎])\ufe0f?")
_CELL_BEGINS = re.compile(r"(?:\A|[;:])\s*\Z")
_CELL_ENDS = re.compile(r"\s*(?:;|\Z)")
_SECTION = re.compile(r"(?P<signs>§§?)\s?(?=[\dA-Z])")
SECTION_CUE = re.compile("§")
_SHARP = re.compile(r"(?<![\w#])(?P<letter>[A-GJ])(?P<sign>[#♯♭♮])(?=m?(?:in|aj)?\d?(?!\w))")
SHARP_CUE = regex.compile(r"[A-J][#♯♭♮]")
_SHARP_SAID = {"#": " sharp", "♯": " sharp", "♭": " flat", "♮": " natural"}


def copyrights(phrase: Phrase) -> Iterator[Replacement]:
    """`© 2024 Ann` → "copyright 2024 Ann"; nothing where the word stands already."""
    for match in _COPYRIGHT.finditer(phrase.text):
        if _AFTER_COPYRIGHT.search(phrase.text, max(0, match.start() - 12), match.start()):
            yield Replacement(*match.span(), "")
        else:
            yield Replacement(*match.span(), "copyright ")


def check_marks(phrase: Phrase) -> Iterator[Replacement]:
    """`✓` → "check mark", but "yes" where it is all that a cell of a table says."""
    text = phrase.text
    for match in _CHECK.finditer(text):
        alone = _CELL_BEGINS.search(text, max(0, match.start() - 4), match.start()) and _CELL_ENDS.match(
            text, match.end()
        )
        if phrase.kind is Kind.ROW and alone:
            yield Replacement(*match.span(), "yes" if match["yes"] else "no")
        else:
            yield Replacement(*match.span(), "check mark" if match["yes"] else "cross mark")


def sections(phrase: Phrase) -> Iterator[Replacement]:
    """`§ 12` → "section 12"."""
    for match in _SECTION.finditer(phrase.text):
        yield Replacement(*match.span(), "sections " if match["signs"] == "§§" else "section ")


def sharps(phrase: Phrase) -> Iterator[Replacement]:
    """`C#` → "C sharp", `B♭` → "B flat"."""
    for match in _SHARP.finditer(phrase.text):
        yield Replacement(match.start("sign"), match.end("sign"), _SHARP_SAID[match["sign"]])
