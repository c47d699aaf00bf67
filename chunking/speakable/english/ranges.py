"""Ranges: `pages 10–15`, `5-10 minutes`, `a 3–2 win`, `Mon–Fri`, `A–Z`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import NUMBER, part
from chunking.speakable.english.calendar_names import MONTH, MONTHS, WEEKDAY, full_name
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import number
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[0-9](?:--|[–-])[0-9]")
LETTER_CUE = re.compile("–[A-Z]|-[FZz]")
NAME_CUE = re.compile(rf"[–-](?:{MONTH}|{WEEKDAY})")
_NUMBERS = re.compile(
    rf"(?<![\w.,/:$€£#^+=\[–-])(?P<low>{NUMBER})(?P<dash>--|[–-])(?P<high>{NUMBER})(?![\w%°/$€£]|[.,:–-][0-9]|-[A-Z])(?P<hyphen>-(?=[a-z]))?"
)
_LETTERS = re.compile(
    r"(?<![\w–-])(?:(?P<days>M[–-]F)|(?P<first>[A-Z])(?P<dash>–)(?P<last>[A-Z])|(?:A|a)(?P<hyphen>[–-])(?:Z|z))(?![\w–-])"
)
_NAMES = re.compile(
    rf"(?<![\w–-])(?P<first>{MONTH}|{WEEKDAY})\.?(?P<dash>[–-])(?P<last>{MONTH}|{WEEKDAY})(?![A-Za-z])(?:\.(?=\s[a-z0-9]))?"
)
_BETWEEN_DATES = re.compile(rf"(?<=[0-9])–(?={MONTH}\.? [0-9])")
_PUNCH = re.compile(" punch")  # `a 1-2 punch`
_SCORING = "won lost beat led leads tied drew winning losing beating score odds"
_SCORE_BEFORE = frozenset(_SCORING.split())
_SCORE_NEAR = re.compile(
    r"\b(?:[Ss]core(?:line)?|won|lost|beat|led|tied|drew|defeated|ahead|behind|[Ff]inal|[Oo]dds) "
    r"(?:(?:was|is|of|stood|at|ended|finished|the|their|game|match|final|it|series|by|to|score|against|[A-Z]\w+) )"
    r"{1,4}\Z"
)
_SCORE_AFTER = re.compile(
    r" (?:win|victory|loss|defeat|lead|draw|tie|vote|decision|ruling|record|score|margin|majority"
    r"|odds|shot|outsider|favou?rite)\b"
)


def numbers(phrase: Phrase) -> Iterator[Replacement]:
    """`10–15` → "ten to fifteen"; with a hyphen only what rises or is a score, since that also joins other things."""
    for match in _NUMBERS.finditer(phrase.text):
        if joined := _between(match):
            low, high = number(match["low"]), number(match["high"])
            yield Replacement(*match.span(), f"{low}{joined}{high}{' ' if match['hyphen'] else ''}")


def letters(phrase: Phrase) -> Iterator[Replacement]:
    """`A–Z` → "A to Z"."""
    for match in _LETTERS.finditer(phrase.text):
        if match["days"]:
            yield Replacement(*match.span(), "Monday to Friday")
        elif match["hyphen"]:
            yield part(match, "hyphen", " to ")
        elif match["first"] < match["last"]:
            yield part(match, "dash", " to ")


def names(phrase: Phrase) -> Iterator[Replacement]:
    """`Mon–Fri` → "Monday to Friday", `Jan.–March` → "January to March"."""
    for match in _NAMES.finditer(phrase.text):
        first, last = full_name(match["first"]), full_name(match["last"])
        if (first in MONTHS) == (last in MONTHS):
            yield Replacement(*match.span(), f"{first} to {last}")
    for match in _BETWEEN_DATES.finditer(phrase.text):
        yield Replacement(*match.span(), " to ")


def _between(match: re.Match[str]) -> str:
    """The word between the two numbers; empty where they are no range."""
    low, high = match["low"].replace(",", ""), match["high"].replace(",", "")
    if any(one[0] == "0" and one[1:2].isdigit() for one in (low, high)):
        return ""
    if match["dash"] in ("–", "--") or _is_score(match):
        return " to "
    if _PUNCH.match(match.string, match.end()):
        return "-"
    if low == high:
        return " "
    is_phone = len(low) == 3 and len(high) == 4
    return " to " if float(low) < float(high) and not is_phone and (low, high) != ("9", "11") else ""


def _is_score(match: re.Match[str]) -> bool:
    text, start = match.string, match.start()
    if len(match["low"]) > 3 or len(match["high"]) > 3:
        return False
    return (
        word_before(text, start).lower() in _SCORE_BEFORE
        or _SCORE_AFTER.match(text, match.end()) is not None
        or _SCORE_NEAR.search(text, max(0, start - 50), start) is not None
    )
