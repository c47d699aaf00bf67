"""Fractions: `3/4`, `2 1/2`, `½`, and what only looks like one, as `24/7` does."""

import re
from collections.abc import Iterator

from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import cardinal, ordinal
from chunking.speakable.rule import Phrase, Replacement

_GLYPHS = dict(zip("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒", "1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/6 5/6 1/8 3/8 5/8 7/8 1/10".split(), strict=True))
GLYPH = f"[{''.join(_GLYPHS)}]"
FRACTION = rf"(?:(?:[0-9]{{1,3}}[ \u00a0-]?)?{GLYPH}|(?:[0-9]{{1,3}}[ \u00a0-])?[0-9]{{1,2}}[/⁄][0-9]{{1,4}}(?:ths?)?)"
CUE = re.compile(rf"[0-9][/⁄][0-9]|{GLYPH}")
_FRACTION = re.compile(rf"(?<![\w./⁄:$€£,–-])(?P<fraction>{FRACTION})(?![\w/⁄]|[.,][0-9])(?P<hyphen>-(?=[a-z]))?")
_PARTS = re.compile(rf"(?:(?P<whole>[0-9]+)[ \u00a0-]?(?={GLYPH}|[0-9]+[/⁄]))?(?P<part>{GLYPH}|[0-9]+[/⁄][0-9]+)(?:ths?)?")
_DENOMINATORS = frozenset({*range(2, 10), 10, 12, 16, 20, 24, 32, 50, 60, 64, 100, 1000})
_SAYINGS = {
    "24/7": "twenty-four seven",
    "9/11": "nine eleven",
    "7/7": "seven seven",
    "50/50": "fifty fifty",
    "20/20": "twenty twenty",
    "80/20": "eighty twenty",
}
_BEATS = re.compile(r"[ -](?:time|meter|metre|bar|bars|signature|beat)\b")
_OUT_OF = re.compile(r"[,;]? (?:stars?|points?|rating|score)\b|[.,;:!?)”\"]|\Z")
_OF = re.compile(r" (?:of|cup|inch|mile|teaspoon|tablespoon|pound)")
_DATE = frozenset({"on", "dated", "since", "until", "by", "due"})  # `on 3/4` may be a day


def fractions(phrase: Phrase) -> Iterator[Replacement]:
    """`3/4` → "three quarters", `2 1/2` → "two and a half", `24/7` → "twenty-four seven", `8/10` → "eight out of ten"."""
    for match in _FRACTION.finditer(phrase.text):
        if spoken := _said(phrase.text, match):
            yield Replacement(*match.span(), spoken + (" " if match["hyphen"] else ""))


def in_words(fraction: str) -> str:
    """`2 1/2` → "two and a half". Empty for what nobody calls a fraction, such as `7/11`."""
    parts = _PARTS.fullmatch(fraction)
    if parts is None:
        return ""
    top, bottom = re.split("[/⁄]", _GLYPHS.get(parts["part"], parts["part"]))
    if not 0 < int(top) < int(bottom) or int(bottom) not in _DENOMINATORS:
        return ""
    words = _part(top, bottom)
    if parts["whole"] is None:
        return words
    return f"{cardinal(parts['whole'])} and {words.replace('one', 'a', 1) if top == '1' else words}"


def _part(top: str, bottom: str) -> str:
    name = {"2": "half", "4": "quarter"}.get(bottom) or ordinal(bottom).removeprefix("one ")
    return f"{cardinal(top)} {name}{'s' if top != '1' else ''}"


def _said(text: str, match: re.Match[str]) -> str:
    fraction = match["fraction"]
    if fraction in _SAYINGS:
        return _SAYINGS[fraction]
    if "/" in fraction and (_BEATS.match(text, match.end())):
        return fraction.replace("/", " ") if " " in fraction else " ".join(map(cardinal, fraction.split("/")))
    if _is_score(text, match):
        return " out of ".join(map(cardinal, fraction.split("/")))
    if "/" in fraction and word_before(text, match.start()).lower() in _DATE:
        return ""
    return in_words(fraction)


def _is_score(text: str, match: re.Match[str]) -> bool:
    """`8/10` and `5/5`, and `4/5 stars`."""
    parts = re.fullmatch("([0-9]{1,3})/(5|10|100)", match["fraction"])
    if parts is None or int(parts[1]) > int(parts[2]):
        return False
    if parts[2] == "5" and parts[1] != "5":
        return re.match(" stars", text[match.end() :]) is not None
    return _OUT_OF.match(text, match.end()) is not None
