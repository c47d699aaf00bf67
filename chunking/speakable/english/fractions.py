"""Fractions: `3/4`, `2 1/2`, `½`, and what only looks like one, as `24/7` does."""

import re
from collections.abc import Iterator

from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import cardinal, ordinal
from chunking.speakable.rule import Phrase, Replacement

_GLYPHS = {
    **{"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5", "⅘": "4/5"},
    **{"⅙": "1/6", "⅚": "5/6", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8", "⅒": "1/10"},
}
GLYPH = f"[{''.join(_GLYPHS)}]"
FRACTION = rf"(?:(?:[0-9]{{1,3}}[ \u00a0-]?)?{GLYPH}|(?:[0-9]{{1,3}}[ \u00a0-])?[0-9]{{1,2}}[/⁄][0-9]{{1,4}}(?:ths?)?)"
CUE = re.compile(rf"[0-9][/⁄][0-9]|{GLYPH}")
_FRACTION = re.compile(rf"(?<![\w./⁄:$€£,–-])(?P<fraction>{FRACTION})(?![\w/⁄]|[.,][0-9])(?P<hyphen>-(?=[a-z]))?")
_PARTS = re.compile(
    rf"(?:(?P<whole>[0-9]+)(?:[ \u00a0-](?=[0-9]+[/⁄])|[ \u00a0-]?(?={GLYPH})))?"
    rf"(?P<part>{GLYPH}|[0-9]+[/⁄][0-9]+)(?:ths?)?"
)
_DENOMINATORS = frozenset({*range(2, 11), 12, 16, 32, 64})
_OF_ONE = frozenset({20, 24, 25, 30, 40, 50, 60, 100, 125, 200, 250, 500, 1000})  # only below a one: `1/60 second`
_SAYINGS = {
    "24/7": "twenty-four seven",
    "9/11": "nine eleven",
    "7/7": "seven seven",
    "20/20": "twenty twenty",
}
_SHARES = re.compile("[0-9]{2}/[0-9]{2}")  # `a 60/40 split`
_BEATS = re.compile(r"[ -](?:time|meter|metre|bar|bars|signature|beat)\b")
_OUT_OF = re.compile(r"[,;]? (?:stars?|points?|rating|score)\b|[.,;:!?)”\"]|\Z")
_OF = re.compile(r" (?:of|cup|inch|mile|teaspoon|tablespoon|pound)")
_DATE = frozenset({"on", "dated", "since", "until", "by", "due"})  # `on 3/4` may be a day


def fractions(phrase: Phrase) -> Iterator[Replacement]:
    """`3/4` → "three quarters", `2 1/2` → "two and a half", `24/7` → "twenty-four seven"."""
    for match in _FRACTION.finditer(phrase.text):
        if spoken := _said(phrase.text, match):
            yield Replacement(*match.span(), spoken + (" " if match["hyphen"] else ""))


def in_words(fraction: str) -> str:
    """`2 1/2` → "two and a half". Empty for what nobody calls a fraction, such as `7/11`."""
    parts = _PARTS.fullmatch(fraction)
    if parts is None:
        return ""
    top, bottom = re.split("[/⁄]", _GLYPHS.get(parts["part"], parts["part"]))
    if not 0 < int(top) < int(bottom) or int(bottom) not in (_DENOMINATORS | _OF_ONE if top == "1" else _DENOMINATORS):
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
    if _SHARES.fullmatch(fraction) and sum(map(int, fraction.split("/"))) == 100:
        return " ".join(map(cardinal, fraction.split("/")))
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
