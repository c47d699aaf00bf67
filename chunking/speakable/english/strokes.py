"""Signs that part words: `and/or`, `he/she`, `w/o`, `input/output`, `Settings > Privacy`, `Home | Log`."""

import re
from collections.abc import Iterator

from chunking.speakable.rule import Phrase, Replacement

_SHORT = {
    "a/c": "A C",
    "b/c": "because",
    "c/o": "care of",
    "km/h": "kilometers per hour",
    "m/s": "meters per second",
    "n/a": "not applicable",
    "s/he": "he or she",
    "w/": "with",
    "w/in": "within",
    "w/o": "without",
    "w/out": "without",
}
_SHORT_FORM = re.compile(
    r"(?<![\w/.])(?:[bc]/[co]|km/h|m/s|[Ss]/he|[Aa]/[Cc]|[Nn]/[Aa]|[Ww]/(?:in|out|o|(?=\s[a-z])))(?![\w/])|(?<![\w/.])w/(?=[a-z]{2})"
)
_CHOICES = (
    "he/she she/he his/her her/his him/her her/him his/hers himself/herself yes/no true/false male/female "
    "father/mother mother/father men/women man/woman boy/girl win/lose pass/fail day/night"
)
_OR = frozenset(_CHOICES.split())
_EACH = frozenset(
    {"sec", "second", "min", "minute", "hour", "hr", "day", "week", "month", "mo", "year", "yr", "person"}
)
_BETWEEN = re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])")
_WORD_BEFORE = re.compile(r"[A-Za-z]+\Z")
_WORD_AFTER = re.compile(r"[A-Za-z]+")
_REACH = 30  # characters of a word that are looked at
STROKE_CUE = re.compile(r"/")
_MENU = re.compile(r"[>›»](?<=[\w)\]…\"”]\s.)\s(?=[\"“]?[A-Z])")
_VARIABLE = re.compile(r"(?:\A|\W)(?:\w|[\d.,]+)\Z")
_PARTED = re.compile(r"[|¦~/](?<=[\w.,!?…\"'’”)]\s.)\s(?=[\w\"'“‘(])")
_BACKSLASH = re.compile(r"\\(?:(?<=[A-Za-z\d]\\)|(?P<drive>(?<=[A-Za-z]:\\)))(?=[A-Za-z\d])")
PARTED_CUE = re.compile(r"[|¦~/>›»\\]")


def short_forms(phrase: Phrase) -> Iterator[Replacement]:
    """`tea w/o sugar` → "tea without sugar"."""
    for match in _SHORT_FORM.finditer(phrase.text):
        space = " " if phrase.text[match.end() : match.end() + 1].isalpha() else ""
        spoken = _SHORT[match[0].lower()] + space
        yield Replacement(
            *match.span(),
            spoken[:1].upper() + spoken[1:]
            if match[0][0].isupper() and match[0].endswith(("o", "n", "t", "c"))
            else spoken,
        )


def strokes(phrase: Phrase) -> Iterator[Replacement]:
    """`he/she` → "he or she", `TCP/IP` → "TCP IP", `input/output` → "input slash output"."""
    text = phrase.text
    for match in _BETWEEN.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        after = _WORD_AFTER.match(text, match.end(), match.end() + _REACH)
        if before and after:
            yield Replacement(*match.span(), _stroke(before[0], after[0]))


def partings(phrase: Phrase) -> Iterator[Replacement]:
    """`Home | Log` and `Settings > Privacy`: a pause; so has a `/` between lines of verse."""
    text = phrase.text
    for match in _MENU.finditer(text):
        start = match.start() - 1  # with the space before it
        if not _VARIABLE.search(text, max(0, start - _REACH), start):
            yield Replacement(start, match.end(), ", ")
    for match in _PARTED.finditer(text):
        start = match.start() - 1
        yield Replacement(start, match.end(), " " if text[start - 1] in ".,!?…" else ", ")
    for match in _BACKSLASH.finditer(text):
        if match["drive"] is None:
            yield Replacement(*match.span(), " backslash ")
        else:
            yield Replacement(match.start() - 1, match.end(), " colon backslash ")


def _stroke(before: str, after: str) -> str:
    if f"{before}/{after}".lower() in _OR:
        return " or "
    if f"{before}/{after}".lower() in ("and/or", "either/or") or (before.isupper() and after.isupper()):
        return " "
    if after.lower() in _EACH and before.lower() not in _EACH:
        return " per "
    return " slash "
