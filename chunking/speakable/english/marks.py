"""Signs of print that stand for words: `© 2024`, `§ 12`, `✓`, `★★★☆`, `F#`, `<3`, `π`."""

import re
from collections.abc import Iterator

import regex

from chunking.document import Kind
from chunking.speakable.english.numbers import cardinal
from chunking.speakable.rule import Phrase, Replacement

_COPYRIGHT = re.compile(r"(?:©|\([cC]\)(?=\s?[12]\d{3}))\s?")
COPYRIGHT_CUE = re.compile(r"©|\([cC]\)")
_AFTER_COPYRIGHT = re.compile(r"\bcopyright:? ?\Z", re.I)
_CHECK = regex.compile(r"(?P<yes>[✓✔☑✅🗹])\ufe0f?|(?P<no>[✗✘✕✖☒❌❎])\ufe0f?")
_CELL_BEGINS = re.compile(r"(?:\A|[;:])\s*\Z")
_CELL_ENDS = re.compile(r"\s*(?:;|\Z)")
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"
_LOWERED = str.maketrans(SUBSCRIPTS, "0123456789")
SUBSCRIPT_CUE = re.compile(f"[{SUBSCRIPTS}]")
_SUBSCRIPTED = re.compile(rf"(?:(?:[A-Z][a-z]?)*[A-Za-z])?[{SUBSCRIPTS}]+(?:[A-Z][a-z]?|[{SUBSCRIPTS}])*")
_PARTS = re.compile(rf"[{SUBSCRIPTS}]+|[A-Za-z]")
_SECTION = re.compile(r"(?P<signs>§§?)\s?(?=[\dA-Z])")
SECTION_CUE = re.compile("§")
_SHARP = re.compile(r"(?<![\w#])(?P<letter>[A-GJ])(?P<sign>[#♯♭♮])(?=m?(?:in|aj)?\d?(?!\w))")
SHARP_CUE = regex.compile(r"[A-J][#♯♭♮]")
HEART_CUE = re.compile("<3")
_HEART = re.compile(
    r"(?<!\S)<3(?=\s*(?:\Z|[.!?,;)])|\s+(?:yo)?u\b|\s+(?:it|this|that|my|our|him|her|them|y'all|all)\b)"
)
_STARS = re.compile(
    r"(?P<full>(?:★|⭐\ufe0f?){1,5})(?P<empty>☆{1,4})"
    r"|(?<=[\w:] )(?:★|⭐\ufe0f?){3,5}(?!\ufe0f|[★⭐☆])|(?:⭐\ufe0f?){2,5}"
)
_NAMES = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau "
_NAMES += "upsilon phi chi psi omega"
_LETTERS = {chr(ord("α") + place): name for place, name in enumerate(_NAMES.split())}
_LETTERS |= {chr(ord("Α") + place): name for place, name in enumerate(_NAMES.split()) if place != 17}
GREEK = "".join(_LETTERS)
GREEK_CUE = re.compile("[α-ωΑ-Ω]")
_GREEK_LETTER = re.compile("[α-ωΑ-Ω]")
_GREEK_WORD = re.compile("[\u0370-\u03ff\u1f00-\u1fff]{2}")
_SHARP_SAID = {"#": " sharp", "♯": " sharp", "♭": " flat", "♮": " natural"}


def copyrights(phrase: Phrase) -> Iterator[Replacement]:
    """`© 2024 Ann` → "copyright 2024 Ann"; nothing where the word stands already."""
    for match in _COPYRIGHT.finditer(phrase.text):
        if _AFTER_COPYRIGHT.search(phrase.text, max(0, match.start() - 12), match.start()):
            yield Replacement(*match.span(), "")
        else:
            yield Replacement(*match.span(), "copyright ")


def subscripts(phrase: Phrase) -> Iterator[Replacement]:
    """`H₂O` → "H two O", `NaCl₂` → "N A C L two", `x₁` → "x one"."""
    for match in _SUBSCRIPTED.finditer(phrase.text):
        written = match[0].upper() if match[0][0].isupper() else match[0]
        parts = (part.translate(_LOWERED) for part in _PARTS.findall(written))
        yield Replacement(*match.span(), " ".join(cardinal(part) if part.isdigit() else part for part in parts))


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


def hearts(phrase: Phrase) -> Iterator[Replacement]:
    """`I <3 you` → "I heart you"."""
    for match in _HEART.finditer(phrase.text):
        yield Replacement(*match.span(), "heart")


def stars(phrase: Phrase) -> Iterator[Replacement]:
    """`★★★★☆` → "four out of five stars", `Rated ★★★★★` → "Rated five stars"; elsewhere they are ornaments."""
    for match in _STARS.finditer(phrase.text):
        full = sum(map(match[0].count, "★⭐"))
        whole = f"out of {cardinal(str(full + len(match['empty'])))} " if match["empty"] else ""
        yield Replacement(*match.span(), f"{cardinal(str(full))} {whole}stars")


def greek_letters(phrase: Phrase) -> Iterator[Replacement]:
    """`2π` → "2 pi", `β-carotene` → "beta-carotene"; a text with words in Greek keeps them all."""
    text = phrase.text
    if _GREEK_WORD.search(text):
        return
    for match in _GREEK_LETTER.finditer(text):
        before = " " if text[match.start() - 1 : match.start()].isalnum() else ""
        after = " " if text[match.end() : match.end() + 1].isalnum() else ""
        yield Replacement(*match.span(), before + _LETTERS[match[0]] + after)


def sharps(phrase: Phrase) -> Iterator[Replacement]:
    """`C#` → "C sharp", `B♭` → "B flat"."""
    for match in _SHARP.finditer(phrase.text):
        yield Replacement(match.start("sign"), match.end("sign"), _SHARP_SAID[match["sign"]])
