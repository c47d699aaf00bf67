"""Titles before names and the words of street addresses, said in full: `Dr. Grant`, `Ocean Dr.`, `St. Paul`, `Elm St.`

"Mr." and "Mrs." are written out too: most voices read them well, but the full stop makes some pause and some cut the
sentence there. It costs a novel half a percent of its characters.
"""

import re
from collections.abc import Iterator

from chunking.speakable.english.context import begins_sentence, ends_sentence, stop_behind, stopped_words, word_before
from chunking.speakable.rule import Phrase, Replacement

# Written with or without a full stop.
_ALWAYS = {"mr": "Mister", "mrs": "Missus", "ms": "Miz", "mx": "Mix", "messrs": "Messers"}
_BEFORE_NAME = {
    "dr": "Doctor",
    "drs": "Doctors",
    "st": "Saint",
    "sts": "Saints",
    "ste": "Sainte",
    "mt": "Mount",
    "prof": "Professor",
    "capt": "Captain",
    "lt": "Lieutenant",
    "sgt": "Sergeant",
    "mme": "Madame",
    "mlle": "Mademoiselle",
    "revd": "Reverend",
}
# Only with one: without it they may be words or names, as in "Gen Z".
_DOTTED = {
    "adm": "Admiral",
    "amb": "Ambassador",
    "brig": "Brigadier",
    "cmdr": "Commander",
    "col": "Colonel",
    "cpl": "Corporal",
    "det": "Detective",
    "fr": "Father",
    "ft": "Fort",
    "gen": "General",
    "gov": "Governor",
    "hon": "Honorable",
    "insp": "Inspector",
    "maj": "Major",
    "pres": "President",
    "pvt": "Private",
    "rep": "Representative",
    "rev": "Reverend",
    "rt": "Right",
    "sen": "Senator",
    "supt": "Superintendent",
}
_STREETS = {
    "ave": "Avenue",
    "blvd": "Boulevard",
    "cir": "Circle",
    "ct": "Court",
    "dr": "Drive",
    "hwy": "Highway",
    "ln": "Lane",
    "pkwy": "Parkway",
    "pl": "Place",
    "rd": "Road",
    "sq": "Square",
    "st": "Street",
    "ter": "Terrace",
}
_TITLES = _ALWAYS | _BEFORE_NAME | _DOTTED
_CAPITALS = frozenset({"MR", "MRS", "MS", "MESSRS", "DR", "ST", "PROF", "CAPT", "GEN", "COL", "REV", "LT", "SGT"})
STOP = stop_behind(written for title in _TITLES for written in (title.capitalize(), title.upper()))
_NO_STREET = frozenset({"Mount", "Port", "Fort", "Hon.", "Rev.", "Prof."})  # what follows them is a name or a person


def _any_of(words: dict[str, str]) -> str:
    return "|".join(sorted((word.capitalize() for word in words), key=len, reverse=True))


_WORD = re.compile(r"(?<![\w.'’@-])[A-Z][A-Za-z]*\Z")
_LONGEST = 7  # characters of a title
_UNDOTTED = re.compile(rf"(?<![\w.'’@-])(?P<word>{_any_of(_ALWAYS | _BEFORE_NAME)})(?=\s[A-Z])")
UNDOTTED_CUE = re.compile(rf"(?:{_any_of(_ALWAYS | _BEFORE_NAME)})\s[A-Z]")
_BEFORE_PERSON = re.compile(r"\s[\"“‘_(]?[A-Z]")
_BEFORE_LONG_NAME = re.compile(r"\s[A-Z][\w'’.]")
_AND_SPOUSE = re.compile(r"\sand\s(?:Mr|Mrs|Ms|Miss|Dr)\b")
_STREET = re.compile(rf"(?<=[\w.] )(?:{_any_of(_STREETS)})\b(?:\.|(?=\s*(?:[,;)]|\Z)))")
STREET_CUE = re.compile(rf"(?:{_any_of(_STREETS)})(?:[.,;)]|\Z)")
# Before a name, too, these are streets: `on Main St. John waited`.
_WELL_KNOWN = """
Main Elm Oak Baker Wall High Market Maple Pine Cedar Church Broad Bourbon Fleet Downing Bond Oxford Regent Walnut
Chestnut Water State Center Union Bridge Front Mulberry Canal Fulton Houston Mercer Spruce Broome Harley
"""
_KNOWN_STREETS = frozenset(_WELL_KNOWN.split())
_NAME = re.compile(r"[A-Z][a-z'’]+|[JS]r\.|\d+(?:st|nd|rd|th)|[A-Z]\.?|M\.?L\.?K\.?")
_ALSO_NAMES = frozenset({"No", "Who", "Will"})  # words that begin sentences, and names after a title
_NEXT_WORD = re.compile(r"\s+(?P<word>\w+)")


def titles(phrase: Phrase) -> Iterator[Replacement]:
    """`Mr.` → "Mister", `Dr. Grant` → "Doctor Grant", `St. Paul` → "Saint Paul"."""
    text = phrase.text
    for start, end in stopped_words(text, _WORD, _LONGEST, STOP):
        word = text[start : end - 1]
        if (word in _CAPITALS or word[1:].islower()) and _is_title(text, start, end):
            yield Replacement(start, end, _TITLES[word.lower()])
        elif word == "Dr" and word_before(text, start).lower() == "the":
            yield Replacement(start, end, "Doctor" + ("." if ends_sentence(text, end) else ""))


def undotted(phrase: Phrase) -> Iterator[Replacement]:
    """`Mr Lee` → "Mister Lee"."""
    for match in _UNDOTTED.finditer(phrase.text):
        if match["word"].lower() in _ALWAYS or _has_name(phrase.text, *match.span()):
            yield Replacement(*match.span(), _TITLES[match["word"].lower()])


def streets(phrase: Phrase) -> Iterator[Replacement]:
    """`Mulholland Dr.` → "Mulholland Drive", `42nd St.` → "42nd Street"."""
    text = phrase.text
    for match in _STREET.finditer(text):
        if _is_street(text, match):
            stop = "." if match[0].endswith(".") and ends_sentence(text, match.end()) else ""
            yield Replacement(*match.span(), _STREETS[match[0].removesuffix(".").lower()] + stop)


def _is_street(text: str, match: re.Match[str]) -> bool:
    """Whether the name of a street stands before, and not a name after a word that could also be a title."""
    before = word_before(text, match.start())
    if not _NAME.fullmatch(before) or begins_sentence(before) or before in _NO_STREET:
        return False
    after = _NEXT_WORD.match(text, match.end())
    if after is None or not after["word"][:1].isupper():
        return True
    may_be_title = match[0] in ("St.", "Dr.")
    is_known = before in _KNOWN_STREETS and match[0] == "St."
    return begins_sentence(after["word"]) or before[0].isdigit() or is_known or not may_be_title


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the word with its full stop is a title where it stands."""
    word = text[start : end - 1].lower()
    if word in _ALWAYS or (word == "dr" and _AND_SPOUSE.match(text, end)):
        return True
    if word in _BEFORE_NAME:
        return _BEFORE_PERSON.match(text, end) is not None and _has_name(text, start, end)
    return word in _DOTTED and _BEFORE_LONG_NAME.match(text, end) is not None and _has_name(text, start, end)


def _has_name(text: str, start: int, end: int) -> bool:
    """Whether a name follows, and not the next sentence; and no street of a number stands before, as in `42nd St.`"""
    after = _NEXT_WORD.match(text, end)
    if after is not None and begins_sentence(after["word"]) and after["word"] not in _ALSO_NAMES:
        return False
    before = word_before(text, start)
    numbered = before[:1].isdigit() and not before.endswith(".")
    return text[start:end] not in ("St.", "Dr.") or not (numbered or before in _KNOWN_STREETS)
