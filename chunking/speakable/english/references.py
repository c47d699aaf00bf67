"""Shortened words before a number: `No. 5`, `#5`, `p. 12`, `pp. 12–15`, `vol. IV`, `Fig. 4.2`, `§ 5`, `2nd ed.`"""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.context import ends_sentence
from chunking.speakable.english.numbers import cardinal, number, roman
from chunking.speakable.rule import Phrase, Replacement

# One and many; the plural is also used where a range follows.
_LABELS = {
    **{"p": "page", "pg": "page", "pp": "pages", "pgs": "pages", "vol": "volume", "vols": "volumes", "ch": "chapter"},
    **{"chs": "chapters", "chap": "chapter", "chaps": "chapters", "fig": "figure", "figs": "figures", "eq": "equation"},
    **{"eqs": "equations", "sec": "section", "secs": "sections", "sect": "section", "bk": "book", "bks": "books"},
    **{"pt": "part", "pts": "parts", "art": "article", "no": "number", "nos": "numbers", "nr": "number", "op": "opus"},
    **{"ex": "example", "apt": "apartment", "rm": "room", "rte": "route", "para": "paragraph", "paras": "paragraphs"},
}
_SIGNS = {"§": "section", "§§": "sections", "¶": "paragraph", "¶¶": "paragraphs", "№": "number"}
_LABEL = "|".join(sorted(_LABELS, key=len, reverse=True))
_NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,3}){0,3}|[0-9]{1,3}(?:,[0-9]{3})+"
ROMAN_CUE = re.compile(r"\.[ \u00a0]?[ivxIVX]")
CUE = re.compile(r"[§¶№.][ \u00a0]?[0-9]")
HASH_CUE = re.compile("#[0-9]")
EDITION_CUE = re.compile(r" ed\.")
_WITH_DOT = re.compile(
    rf"(?<![\w.’'-])(?P<label>{_LABEL})\.(?P<gap>[ \u00a0]?)(?P<first>{_NUMBER})(?P<letter>[a-z](?![a-z]))?"
    rf"(?:(?P<to>--|[–-])(?P<last>{_NUMBER}))?(?![\w%]|[.,:][0-9])",
    re.I,
)
_IN_ROMAN = re.compile(r"\.(?P<gap>[ \u00a0]?)(?P<roman>[ivxlc]{2,}|[IVXLC]+)(?!\w)")
_LABEL_BEFORE = re.compile(rf"(?<![\w.’'-])(?:{_LABEL})\Z", re.I)
_WITH_SIGN = re.compile(
    rf"(?<!\w)(?P<label>§§?|¶¶?|№)(?P<gap>[ \u00a0]?)(?P<first>{_NUMBER})(?:(?P<to>[–-])(?P<last>{_NUMBER}))?(?![\w%])"
)
_HASH = re.compile(
    r"(?<![\w&/#.=?-])#(?P<first>[0-9]{1,5})(?:(?P<to>[–-])#?(?P<last>[0-9]{1,5}))?(?![\w#]|[.,][0-9]|-\w)"
)
_EDITION = re.compile(r"(?:[0-9](?:st|nd|rd|th)|\b(?:[Rr]ev|[Ss]econd|[Tt]hird|[Ff]irst)\.?) (?P<ed>ed\.)")
_WORDS = frozenset({"art", "ex", "no", "op", "apt", "para"})  # that end sentences too, unless they begin with a capital
_NUMBERED_BY_LETTER = frozenset({"vol", "bk", "pt", "ch", "chap"})
_COUNTED = re.compile(r" (?:seconds|minutes|hours|days|weeks|months|years|people|men|women|children|times|of)\b")
_ENDS_QUOTE = frozenset("“\"‘'«")


def references(phrase: Phrase) -> Iterator[Replacement]:
    """`pp. 12–15` → "pages twelve to fifteen", `§5` → "section five"."""
    for match in _WITH_DOT.finditer(phrase.text):
        if not _is_answer(phrase.text, match):
            yield from _labelled(match, _as_written(match["label"]), _arabic(match))
    for match in _WITH_SIGN.finditer(phrase.text):
        yield from _labelled(match, _SIGNS[match["label"]], _arabic(match))


def in_roman(phrase: Phrase) -> Iterator[Replacement]:
    """`Vol. IV` → "Volume four", `p. xii` → "page twelve"."""
    for match in _IN_ROMAN.finditer(phrase.text):
        before = _LABEL_BEFORE.search(phrase.text, max(0, match.start() - 6), match.start())
        value = roman(match["roman"]) if before else None
        if before is None or value is None or not _may_be_letters(before[0], match["roman"]):
            continue
        label = _as_written(before[0])
        if match["gap"]:
            yield Replacement(before.start(), match.start("gap"), label)
            yield part(match, "roman", cardinal(str(value)))
        else:
            yield Replacement(before.start(), match.end(), f"{label} {cardinal(str(value))}")


def hashes(phrase: Phrase) -> Iterator[Replacement]:
    """`#5` → "number five"."""
    for match in _HASH.finditer(phrase.text):
        label = "numbers" if match["last"] else "number"
        yield Replacement(*match.span(), f"{label} {_arabic(match)}")


def editions(phrase: Phrase) -> Iterator[Replacement]:
    """`2nd ed.` → "second edition"; the number is the ordinal's."""
    for match in _EDITION.finditer(phrase.text):
        yield part(match, "ed", "edition." if ends_sentence(phrase.text, match.end()) else "edition")


def _may_be_letters(label: str, numeral: str) -> bool:
    """Not the writer of `no. I think so`."""
    return len(numeral) > 1 or label.lower() in _NUMBERED_BY_LETTER


def _labelled(match: re.Match[str], label: str, words: str) -> Iterator[Replacement]:
    if match["gap"]:
        yield Replacement(match.start(), match.start("gap"), label)
        yield Replacement(match.end("gap"), match.end(), words)
    else:
        yield Replacement(*match.span(), f"{label} {words}")


def _arabic(match: re.Match[str]) -> str:
    groups = match.groupdict()
    words = _points(match["first"]) + (f" {groups['letter'].upper()}" if groups.get("letter") else "")
    return f"{words} to {_points(match['last'])}" if match["last"] else words


def _points(written: str) -> str:
    return number(written) if "," in written else " point ".join(map(cardinal, written.split(".")))


def _as_written(label: str) -> str:
    """The word with the capital letter that its short form had."""
    word = _LABELS[label.lower()]
    return word.capitalize() if label[0].isupper() and label.lower() not in ("no", "nos") else word


def _is_answer(text: str, match: re.Match[str]) -> bool:
    """`“No. 5 people came.”` begins with an answer, and `modern art. 5 men` ends a sentence."""
    label = match["label"]
    if label[0].islower() and label in _WORDS and _COUNTED.match(text, match.end()):
        return True
    return label == "No" and match.start() > 0 and text[match.start() - 1] in _ENDS_QUOTE
