"""Feet and inches by their marks: `6'2"`, `12' x 15'`, `a 27" monitor`, `12″`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import AMOUNT, NUMBER, SPACE, amount, is_adjective, is_singular, one
from chunking.speakable.english.numbers import cardinal
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[0-9½] ?['’′″\"”]")
_FEET = re.compile(
    rf"(?<![\w.,'’])(?P<feet>[0-9]{{1,2}}){SPACE}?['’′]{SPACE}?(?P<inches>[0-9]{{1,2}})(?P<half>½)?"
    r"(?P<mark>[\"”″]|''|’’)?(?!\w)"
)
_SIDES = re.compile(
    rf"(?<![\w.,'’])(?P<first>{NUMBER})(?P<mark>['’′\"”″])(?P<by>{SPACE}?[x×]{SPACE}?| by )"
    rf"(?P<second>{NUMBER})(?P=mark)"
)
_PRIMES = re.compile(rf"{AMOUNT}(?P<mark>[′″])(?!\w)")
_QUOTES = re.compile(rf"(?P<inches>{AMOUNT})?\"(?!\w)|\"")
_MEASURED_THING = re.compile(
    r" (?:laptop|screen|monitor|display|TV|television|tablet|panel|wheel|tire|tyre|rim|pipe|nail|bolt|board|pizza|pan"
    r"|skillet|vinyl|record|single|MacBook|iPad|iMac|subwoofer|speaker|gun|barrel|blade|ruler|square|cube)s?\b"
)
_FOOT = "'’′"


def heights(phrase: Phrase) -> Iterator[Replacement]:
    """`6'2"` → "six feet two inches"."""
    for match in _FEET.finditer(phrase.text):
        if int(match["inches"]) < 12 and (match["mark"] or " " not in match[0]):
            feet = _counted(match["feet"], "foot", "feet")
            inches = _counted(match["inches"] + (match["half"] or ""), "inch", "inches")
            yield Replacement(*match.span(), f"{feet} {inches}")


def sizes(phrase: Phrase) -> Iterator[Replacement]:
    """`12' x 15'` → "twelve feet by fifteen feet"."""
    for match in _SIDES.finditer(phrase.text):
        name = "feet" if match["mark"] in _FOOT else "inches"
        yield Replacement(match.start(), match.start("by"), f"{one(match['first'])} {name}")
        yield Replacement(*match.span("by"), " by ")
        yield Replacement(match.start("second"), match.end(), f"{one(match['second'])} {name}")


def lengths(phrase: Phrase) -> Iterator[Replacement]:
    """`12″` → "twelve inches", `a 27" monitor` → "a twenty-seven inch monitor"."""
    for match in _PRIMES.finditer(phrase.text):
        yield Replacement(*match.span(), _measured(match, match["mark"]))
    quoted = False
    for match in _QUOTES.finditer(phrase.text):
        if match["inches"] and not quoted:
            yield Replacement(*match.span(), _measured(match, "″"))
        else:
            quoted = not quoted


def _measured(match: re.Match[str], mark: str) -> str:
    one_or_many = ("foot", "feet") if mark in _FOOT else ("inch", "inches")
    text, end = match.string, match.end()
    is_one = is_singular(match) or is_adjective(match, end) or _MEASURED_THING.match(text, end)
    return f"{amount(match)} {one_or_many[0] if is_one else one_or_many[1]}"


def _counted(written: str, one_name: str, many: str) -> str:
    half = " and a half" if written.endswith("½") else ""
    return f"{cardinal(written.removesuffix('½'))}{half} {one_name if written == '1' else many}"
