"""Signs of arithmetic in running text: `a + b = c`, `3 × 4`, `x < y`, `~10`, `A+`, `x^2`."""

import re
from collections.abc import Callable, Iterator

from chunking.speakable.rule import Phrase, Replacement

_BETWEEN = {
    "!=": "is not equal to",
    "*": "times",
    "+": "plus",
    "<": "is less than",
    "<=": "is less than or equal to",
    "=": "equals",
    "==": "equals",
    ">": "is greater than",
    ">=": "is greater than or equal to",
    "±": "plus or minus",
    "×": "times",
    "÷": "divided by",
    "−": "minus",
    "≈": "is approximately",
    "≠": "is not equal to",
    "≤": "is less than or equal to",
    "≥": "is greater than or equal to",
}
_BEFORE = {
    "<": "less than ",
    "<=": "at most ",
    ">": "more than ",
    ">=": "at least ",
    "~": "about ",
    "±": "plus or minus ",
    "√": "the square root of ",
    "≈": "approximately ",
    "≤": "at most ",
    "≥": "at least ",
}
_SPACED = re.compile(r"(?<=[\w)\]%°'’\"”∞] )(?:[<>!=]=|[+<>=±×÷−≈≠≤≥*])(?= [\w(\[$£€√∞−-])")
_TIGHT = re.compile(r"(?<=[\w)])[+=±×÷≈≠≤≥](?=[\w$£€√∞(])")
_LEADING = re.compile(r"(?<![\w<>=~/\\.-])(?:[<>]=?|[~±≈≤≥])\s?(?=[$£€]?\d)|√\s?(?=[\w(])")
_AREA = re.compile(r"(?<![\w.])[1-9][\d.]*(?:[x×][1-9][\d.]*)+(?!\w)")
_AREA_SIGN = re.compile(r"[x×]")
_AFTER = re.compile(r"(?<=[A-Za-z\d])\+(?![\w+])|(?<=\d)×(?!\s?\w)|(?<=\d)×(?= [a-z])")
_AFTER_SAID = {"+": " plus", "×": " times"}
_POWER = re.compile(r"(?:(?<=\b[A-Za-z])|(?<=[\d)]))\^(?:(?P<power>[23])(?![\w.])|(?=[\w(−-]))")
_POWER_SAID = {"2": " squared", "3": " cubed", None: " to the power of "}
_INFINITY = re.compile(r"∞")
_HEART = re.compile(r"(?P<verb>(?<=\bI )<3(?=\s\w))|(?<= )<3(?=[\s.,!?]*\Z)")
_NUMBER_BEFORE = re.compile(r"(?:\A|\W)(?:[A-Za-z]|[\d.]*\d\)?) \Z")
_NUMBER_AFTER = re.compile(r" (?:[A-Za-z]\b|[(\d])")
_REACH = 12  # characters of a number that are looked at
SIGN_CUE = re.compile(r"[+=<>~×÷±≈≠≤≥∞√−^*]")
AREA_CUE = re.compile(r"\d[x×]\d")
_SAYING: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_HEART, lambda match: "love" if match["verb"] else "heart"),
    (_SPACED, lambda match: _BETWEEN[match[0]] if match[0] != "*" or _is_product(match) else match[0]),
    (_TIGHT, lambda match: f" {_BETWEEN[match[0]]} "),
    (_LEADING, lambda match: _BEFORE[match[0].rstrip()]),
    (_AFTER, lambda match: _AFTER_SAID[match[0]]),
    (_POWER, lambda match: _POWER_SAID[match["power"]]),
    (_INFINITY, lambda match: "infinity"),
)


def arithmetic(phrase: Phrase) -> Iterator[Replacement]:
    """`a + b ≈ 3` → "a plus b is approximately 3"; `~10` → "about 10"; `100+` → "100 plus"; `x^2` → "x squared"."""
    for pattern, spoken in _SAYING:
        for match in pattern.finditer(phrase.text):
            yield Replacement(*match.span(), spoken(match))


def areas(phrase: Phrase) -> Iterator[Replacement]:
    """`1920×1080` → "1920 by 1080"."""
    for match in _AREA.finditer(phrase.text):
        for sign in _AREA_SIGN.finditer(phrase.text, *match.span()):
            yield Replacement(*sign.span(), " by ")


def _is_product(match: re.Match[str]) -> bool:
    """Whether a star stands between numbers or variables; elsewhere it is an ornament."""
    before = _NUMBER_BEFORE.search(match.string, max(0, match.start() - _REACH), match.start())
    return before is not None and _NUMBER_AFTER.match(match.string, match.end()) is not None
