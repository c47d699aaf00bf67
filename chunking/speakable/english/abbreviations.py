"""Abbreviations with full stops, said in full: `e.g.`, `etc.`, `vs.`, `Jr.`, `Inc.`, `U.S.`, `Ph.D.`

A full stop that also ends the sentence stays. Those with a number (`p. 12`, `No. 5`, `Jan. 5`) have rules of their own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chunking.speakable.english.context import ends_sentence, stop_behind, stopped_words
from chunking.speakable.rule import Phrase, Replacement


class _Reading(NamedTuple):
    """What an abbreviation is short for where these stand before and after it."""

    spoken: str
    before: re.Pattern[str] = re.compile("")
    after: re.Pattern[str] = re.compile("")


_FULL = {  # whatever stands around them
    "&c": "et cetera",  # as printed in old novels
    "a.k.a": "also known as",
    "approx": "approximately",
    "assn": "association",
    "asst": "assistant",
    "attn": "attention",
    "cf": "compare",
    "corp": "corporation",
    "dept": "department",
    "e. g": "for example",
    "e.g": "for example",
    "eds": "editors",
    "esp": "especially",
    "esq": "Esquire",
    "etc": "et cetera",
    "excl": "excluding",
    "govt": "government",
    "i. e": "that is",
    "i.e": "that is",
    "incl": "including",
    "intl": "international",
    "jr": "Junior",
    "ltd": "Limited",
    "misc": "miscellaneous",
    "natl": "national",
    "orig": "originally",
    "resp": "respectively",
    "univ": "University",
    "viz": "namely",
    "vs": "versus",
    "w.r.t": "with respect to",
}
_NAME = re.compile(r"[A-Z][\w.'’)]*,? \Z")
_BY = re.compile(r"[(,;] ?\Z")
_EDITION = re.compile(r"(?:\d(?:st|nd|rd|th)|\b(?:[Ff]irst|[Ss]econd|[Tt]hird|[Nn]ew|[Rr]ev(?:\.|ised))) \Z")
_YEAR = re.compile(r" ?\d{3,4}\b")
_NUMBER_OR_WORD = re.compile(r" [\da-z]")
_NO_NUMBER = re.compile(r"(?<![\d ])\Z|(?<!\d) \Z")
_IN_CONTEXT = {  # words or names elsewhere
    "al": (_Reading("al", re.compile(r"\b[Ee]t \Z")),),
    "apt": (_Reading("apartment", after=re.compile(r" [\d#]")),),
    "bros": (_Reading("Brothers", _NAME),),
    "c": (_Reading("circa", after=_YEAR),),
    "ca": (_Reading("circa", after=_YEAR),),
    "co": (_Reading("Company", re.compile(r"(?:[A-Z][\w.'’]*|&|and) \Z")),),
    "ed": (
        _Reading("edition", _EDITION),
        _Reading("edited", after=re.compile(r" by\b")),
        _Reading("edited by", _BY, re.compile(r" [A-Z]")),
        _Reading("editor", _BY, re.compile(r"\)")),
    ),
    "est": (_Reading("established", after=re.compile(r" (?:in )?\d{4}\b")),),
    "hwy": (_Reading("highway", after=re.compile(r" \d")),),
    "inc": (_Reading("Incorporated", _NAME),),
    "max": (_Reading("maximum", _NO_NUMBER, _NUMBER_OR_WORD),),
    "min": (_Reading("minimum", _NO_NUMBER, _NUMBER_OR_WORD),),
    "rev": (_Reading("revised", after=re.compile(r" ed\.")),),
    "sr": (_Reading("Senior", _NAME),),
    "trans": (
        _Reading("translated", after=re.compile(r" by\b")),
        _Reading("translated by", _BY, re.compile(r" [A-Z]")),
        _Reading("translator", _BY, re.compile(r"\)")),
    ),
    "v": (_Reading("versus", re.compile(r"(?:[A-Z][\w.'’]*|\bal\.) \Z"), re.compile(r" [A-Z]")),),
}
_ONLY_CAPITAL = frozenset({"bros", "co", "inc", "sr"})
_ONLY_SMALL = frozenset({"al", "c", "ca", "max", "min", "v"})
_NEVER_LAST = frozenset({"a.k.a", "c", "ca", "cf", "e. g", "e.g", "i. e", "i.e", "v", "viz", "vs", "w.r.t"})
_LONGEST = 8  # characters of a written form, without its last full stop
_REACH = 30  # characters before it that are looked at
STOP = stop_behind(
    form
    for word in (*_FULL, *_IN_CONTEXT)
    for form in (word, word.upper(), word.capitalize(), f" {word}", f"({word}", f",{word}")
)
_WORD = re.compile(r"(?<![\w.@/])(?:(?:[ei]\. )?[A-Za-z][A-Za-z.]*|&c)\Z")
_UNDOTTED = re.compile(r"\b(?P<word>etc|vs)\b(?!\.)|(?<=[a-z] )(?P<ending>Bros|Inc|Jr|Ltd|Sr)\b(?!\.)")
UNDOTTED_CUE = re.compile(" (?:etc|vs|Bros|Inc|Jr|Ltd|Sr)")


def abbreviations(phrase: Phrase) -> Iterator[Replacement]:
    """`fruit, etc. Then` → "fruit, et cetera. Then"; `Roe v. Wade` → "Roe versus Wade"."""
    text = phrase.text
    for start, end in stopped_words(text, _WORD, _LONGEST, STOP):
        if spoken := _said(text, text[start : end - 1], start, end):
            yield Replacement(start, end, spoken + _stop(text, text[start : end - 1], end))


def undotted(phrase: Phrase) -> Iterator[Replacement]:
    """`etc`, `vs` and what ends a name, written without their full stops."""
    for match in _UNDOTTED.finditer(phrase.text):
        word = match[0].lower()
        if match["word"]:
            yield Replacement(*match.span(), _FULL[word])
        elif _NAME.search(phrase.text, max(0, match.start() - _REACH), match.start()):
            yield Replacement(*match.span(), _FULL.get(word) or _IN_CONTEXT[word][0].spoken)


def _said(text: str, written: str, start: int, end: int) -> str:
    """What an abbreviation stands for at its place; empty where it is none."""
    word = written.lower()
    capital = written[0].isupper()
    if word in _FULL:
        spoken = _FULL[word]
    elif word not in _IN_CONTEXT or word in (_ONLY_SMALL if capital else _ONLY_CAPITAL):
        return ""
    else:
        before = text[max(0, start - _REACH) : start]
        readings = (one for one in _IN_CONTEXT[word] if one.before.search(before) and one.after.match(text, end))
        spoken = next((one.spoken for one in readings), "")
    return spoken[:1].upper() + spoken[1:] if capital else spoken


def _stop(text: str, written: str, end: int) -> str:
    """The full stop of the sentence, where the abbreviation's is that too; a space where none parts it from a year."""
    word = written.lower()
    if word in _NEVER_LAST:
        return " " if text[end : end + 1].isdigit() else ""
    return "." if ends_sentence(text, end, before_any_capital=word in ("etc", "&c", "approx")) else ""
