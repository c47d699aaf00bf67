"""Roman numerals, where the words around say that they are some: `Chapter IV`, `Henry VIII`, the heading `XII. Home`."""

import re
from collections.abc import Iterator

from chunking.document import Kind
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import cardinal, ordinal, roman
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[IVXLC]")
LOWER_CUE = re.compile(" [ivx]{2}")
_NUMERAL = re.compile(r"(?<=[\w.’-] )[IVXLC]+(?![\w-])|(?<=-)[IVXLC]{2,}(?![\w-])")
_LOWER = re.compile(r"(?<=[a-z] )[ivxl]{2,}(?!\w)")
_FIRST = re.compile(r"(?P<numeral>[IVXLC]+)(?P<mark>[.:)]?)(?=\s|\Z)")
_HEADING_CAPITALS = re.compile(r"[IVX]+|[LC][IVXLC]{2,}")
# Whose numbers go up to any height, and may be one letter: V, X, C …
_CHAPTERS = frozenset("chapter part book act scene volume vol canto psalm sonnet bowl stave letter lesson episode fytte".split())
# Whose single letters may also be mere letters; of them only I and V.
_KINDS = frozenset(
    "section article phase type stage class level grade unit division tier war title mark mk amendment schedule vatican "
    "apollo gemini saturn rocky rambo fantasy quest olympiad wrestlemania salt factor category world".split()
)
# Of them not even those.
_LETTERED = frozenset("appendix exhibit figure fig table plate plan group annex".split())
_RULERS = frozenset(
    "Abdul Adrian Afonso Albert Alexander Alexios Alfonso Amadeus Amenhotep Anastasius Andronikos Antiochus Artaxerxes Basil "
    "Baldwin Baudouin Bayezid Benedict Boniface Boris Callixtus Cambyses Carl Carlos Casimir Catherine Celestine Charles "
    "Christian Clement Cleopatra Conrad Constans Constantine Constantius Cyrus Darius David Demetrius Edmund Edward Elizabeth "
    "Emmanuel Eric Erik Eugene Ferdinand Francis Franz Frederick Frederik George Gregory Gustaf Gustav Haakon Hadrian Harald "
    "Harold Hassan Henri Henry Hussein Innocent Isaac Isabella Ivan James Jan Joan John Joseph Josef Juan Julius Justin "
    "Justinian Karl Khosrow Kamehameha Ladislaus Leo Leopold Louis Ludwig Magnus Mahmud Malcolm Manuel Margrethe Maria Martin "
    "Mary Matthias Maximilian Mehmed Michael Mindaugas Mithridates Mohammed Mohammad Mongkut Murad Mustafa Napoleon Nicholas "
    "Nicolas Olaf Olav Oscar Otto Paul Pedro Peter Philip Philippe Pius Ptolemy Rama Rameses Ramesses Ramses Ranier Rainier "
    "Richard Robert Rudolf Rudolph Seleucus Selim Seti Shapur Sigismund Sixtus Stanislaus Stephen Suleiman Sweyn Theodosius "
    "Thutmose Tiberius Umberto Urban Valdemar Victor Vittorio Vladislaus Wenceslaus Wilhelm Willem William Xerxes Zog".split()
)
_CROWNS = frozenset("king queen emperor empress tsar czar pope sultan pharaoh prince princess shah kaiser duke saint st.".split())
_GIVEN = re.compile(r"(?P<given>[A-Z][a-z]+) (?:[A-Z]\. )?(?P<family>[A-Z][a-z]+) \Z")
_MORE_GIVEN = frozenset("Thomas Walter Samuel Harry Howard Hank Arthur Daniel Benjamin Jonathan Thurston Sammy Davis Ken".split())
_NO_FAMILY = frozenset(word.capitalize() for word in _CHAPTERS | _KINDS | _LETTERED)
_OF_A_REALM = re.compile(r"(?:['’]s\b| of (?:the )?[A-Z])")
_CENTURY = re.compile(r"(?:th)? (?:century|c\.)")


def numerals(phrase: Phrase) -> Iterator[Replacement]:
    """`Chapter IV` → "Chapter four", `Henry VIII` → "Henry the eighth"; never a numeral without a word that asks for it."""
    for match in _NUMERAL.finditer(phrase.text):
        if spoken := _said(phrase.text, match):
            yield Replacement(*match.span(), spoken)


def lower_numerals(phrase: Phrase) -> Iterator[Replacement]:
    """`act iii, scene ii` → "act three, scene two"."""
    for match in _LOWER.finditer(phrase.text):
        value = roman(match[0])
        if value and word_before(phrase.text, match.start()).lower().rstrip(".") in _CHAPTERS:
            yield Replacement(*match.span(), cardinal(str(value)))


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


_WORLD_WAR = re.compile(r"(?<![\w-])WW(?:[- ])?(?P<number>II|I|2|1)(?!\w)")
WORLD_WAR_CUE = re.compile("WW[ -]?[I12]")


def _said(text: str, match: re.Match[str]) -> str:
    value = roman(match[0])
    if value is None:
        return ""
    if len(match[0]) > 1 and _CENTURY.match(text, match.end()):
        return ordinal(str(value))
    before = word_before(text, match.start())
    if _is_counted(before, match[0]):
        return cardinal(str(value))
    if _is_ruler(text, match, before) or _is_heir(text, match):
        return f"the {ordinal(str(value))}"
    return ""


def _is_counted(before: str, numeral: str) -> bool:
    """Whether the word before says that the letters are a number; its capital letter has to say so too for "I"."""
    word = before.lower().rstrip(".")
    if before[:1].islower() and len(numeral) == 1:
        return False
    if word in _CHAPTERS:
        return len(numeral) > 1 or numeral in "IVX"
    if word in _KINDS:
        return set(numeral) <= set("IVX") and numeral != "X" or (word == "title" and numeral == "X")
    return word in _LETTERED and len(numeral) > 1 and set(numeral) <= set("IVX")


def _is_ruler(text: str, match: re.Match[str], before: str) -> bool:
    if before.capitalize() not in _RULERS or not before[0].isupper() or match[0] in ("L", "C", "X" * (before == "Malcolm")):
        return False
    if match[0] != "I":
        return True
    start = match.start() - len(before) - 1
    titles = (word_before(text, start), word_before(text, start - len(word_before(text, start)) - 1))
    return _OF_A_REALM.match(text, match.end()) is not None or any(one.lower() in _CROWNS for one in titles)


def _is_heir(text: str, match: re.Match[str]) -> bool:
    """`William Gates III`."""
    name = _GIVEN.search(text[max(0, match.start() - 50) : match.start()]) if match[0] in ("II", "III", "IV") else None
    return name is not None and name["given"] in _RULERS | _MORE_GIVEN and name["family"] not in _NO_FAMILY
