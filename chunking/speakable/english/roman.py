"""Roman numerals, where the words around ask for them: `Chapter IV`, `Henry VIII`, the heading `XII. Home`."""

import re
from collections.abc import Iterator

from chunking.document import Kind
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import cardinal, ordinal, roman
from chunking.speakable.english.rulers import CROWNS, GIVEN_NAMES, RULERS
from chunking.speakable.rule import Phrase, Replacement

WORLD_WAR_CUE = re.compile("WW[ -]?[I12]")
_WORLD_WAR = re.compile(r"(?<![\w-])WW[ -]?(?P<number>II|I|2|1)(?!\w)")
NUMERAL = re.compile(r"[IVXLCivx](?![a-hjkm-uwyz])(?<=[ -].)(?:[IVXLC]*|[ivxl]*)(?![\w-])")
_FIRST = re.compile(r"(?P<numeral>[IVXLC]+)(?P<mark>[.:)]?)(?=\s|\Z)")
_HEADING_CAPITALS = re.compile(r"[IVX]+|[XLC][IVXLC]{2,}")  # not CV, CC, XL
# Whose numbers go up to any height, and may be one letter: V, X.
_CHAPTER_WORDS = "chapter part book act scene volume vol canto psalm sonnet bowl stave letter lesson episode"
_CHAPTERS = frozenset(_CHAPTER_WORDS.split())
# Whose single letters may also be mere letters; of them only I and V.
_KIND_WORDS = """
section article phase type stage class level grade unit division tier war title mark mk amendment schedule vatican
apollo gemini saturn rocky rambo fantasy quest olympiad wrestlemania salt factor category world
"""
_KINDS = frozenset(_KIND_WORDS.split())
_LETTERED = frozenset({"appendix", "exhibit", "figure", "fig", "table", "plate", "plan", "group", "annex"})  # not those
_GIVEN = re.compile(r"(?P<given>[A-Z][a-z]+) (?:[A-Z]\. )?(?P<family>[A-Z][a-z]+) \Z")
_NO_FAMILY = frozenset(word.capitalize() for word in _CHAPTERS | _KINDS | _LETTERED)
_OF_A_REALM = re.compile(r"['’]s\b| of (?:the )?[A-Z]")
_CENTURY = re.compile(r"(?:th)? (?:century|c\.)")
# What "I" does; after these it is the writer, as in `the Class I took`.
_VERBS = """
am do did would can could should might think thought know knew took take saw see read wrote want wanted like liked love
loved need needed found find got get went go make made said say told gave left felt used bought owe own played heard
mean meant never always just also really still once
"""
_DONE_BY_ME = frozenset(_VERBS.split())
_NEXT = re.compile(" (?P<word>[a-z]+)")
_OLD_STOP = re.compile(r"\. [a-z]")  # of old prints: `Louis XVI. of France`
_INITIAL = re.compile(r"\. [A-Z]")  # `George V. Reilly`
_CENTURY = re.compile(r"(?:th)? (?:century|c\.)")


def numerals(phrase: Phrase) -> Iterator[Replacement]:
    """`Chapter IV` → "Chapter four", `Henry VIII` → "Henry the eighth"; only where words ask for it."""
    for match in NUMERAL.finditer(phrase.text):
        if spoken := _said(phrase.text, match):
            stop = spoken.startswith("the ") and _OLD_STOP.match(phrase.text, match.end()) is not None
            yield Replacement(match.start(), match.end() + stop, spoken)


def headings(phrase: Phrase) -> Iterator[Replacement]:
    """A heading's own number: `IV. The Lamp` → "four. The Lamp", and `XII` alone."""
    match = _FIRST.match(phrase.text) if phrase.kind is Kind.HEADING else None
    if match is None or not (match["mark"] or match.end() == len(phrase.text)):
        return
    value = roman(match["numeral"])
    if value and _HEADING_CAPITALS.fullmatch(match["numeral"]):
        yield Replacement(*match.span("numeral"), cardinal(str(value)))


def world_wars(phrase: Phrase) -> Iterator[Replacement]:
    """`WWII` → "World War two"."""
    for match in _WORLD_WAR.finditer(phrase.text):
        yield Replacement(*match.span(), f"World War {'two' if match['number'] in ('II', '2') else 'one'}")


def _said(text: str, match: re.Match[str]) -> str:
    value = roman(match[0])
    if value is None:
        return ""
    if len(match[0]) > 1 and _CENTURY.match(text, match.end()):
        return ordinal(str(value))
    before = word_before(text, match.start())
    after = _NEXT.match(text, match.end())
    if _is_counted(before, match[0], after["word"] if after else ""):
        return cardinal(str(value))
    if _is_ruler(text, match, before) or _is_heir(text, match):
        return f"the {ordinal(str(value))}"
    return ""


def _is_counted(before: str, numeral: str, after: str) -> bool:
    """Whether the word before says that the letters are a number; its capital letter has to say so too for "I"."""
    word = before.lower().rstrip(".")
    if len(numeral) == 1 and (before[:1].islower() or (numeral == "I" and after in _DONE_BY_ME)):
        return False
    if word in _CHAPTERS:
        return len(numeral) > 1 or numeral in "IVX"
    if word in _KINDS:
        return set(numeral.upper()) <= set("IVX") and (numeral != "X" or word == "title")
    return word in _LETTERED and len(numeral) > 1 and set(numeral) <= set("IVX")


def _is_ruler(text: str, match: re.Match[str], before: str) -> bool:
    numeral = match[0]
    if before.capitalize() not in RULERS or not (before[0] + numeral).isupper():
        return False
    if len(numeral) == 1 and (numeral in "LC" or before == "Malcolm" or _INITIAL.match(text, match.end())):
        return False
    if numeral != "I":
        return True
    start = match.start() - len(before) - 1
    titles = (word_before(text, start), word_before(text, start - len(word_before(text, start)) - 1))
    return _OF_A_REALM.match(text, match.end()) is not None or any(one.lower() in CROWNS for one in titles)


def _is_heir(text: str, match: re.Match[str]) -> bool:
    """`William Gates III`."""
    name = _GIVEN.search(text[max(0, match.start() - 50) : match.start()]) if match[0] in ("II", "III", "IV") else None
    return name is not None and name["given"] in GIVEN_NAMES and name["family"] not in _NO_FAMILY
