"""The number before a unit, a percent sign or a degree sign: `5`, `1,234.5`, `−3`, `5–10`, `2½`, `~20`."""

import re

from chunking.speakable.english import fractions
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import number
from chunking.speakable.rule import Replacement

DIGITS = f"0123456789{fractions.GLYPH[1:-1]}"
NUMBER = r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,15})?|\.[0-9]{1,15})(?![0-9])"
SPACE = "[ \u00a0\u2009\u202f]"
_EUROPEAN = r"[0-9]{1,4},[0-9]{1,2}(?![0-9]|,[0-9])"  # `3,5`: a comma before fewer than three digits
_ONE = rf"(?:{fractions.FRACTION}|{_EUROPEAN}|{NUMBER})"
# Not within a word, a longer number, a time, a path or a sum of money, and not after a hyphen, as in `F-16`.
NOT_WITHIN = r"(?<![\w.,/:#$€£^–-])"
AMOUNT = (
    rf"{NOT_WITHIN}(?P<sign>[-−–+]|[±~≈<>≤≥]{SPACE}?)?(?<![0-9]{SPACE}[-–+])"
    rf"(?!24/7)(?P<low>{_ONE})(?:[–-](?P<high>{_ONE}))?"
)
_SIGNS = {
    "-": "minus ",
    "−": "minus ",
    "–": "minus ",
    "+": "plus ",
    "±": "plus or minus ",
    "~": "about ",
    "≈": "approximately ",
    "<": "less than ",
    ">": "more than ",
    "≤": "at most ",
    "≥": "at least ",
}
_DETERMINERS = frozenset(
    {"the", "my", "his", "her", "its", "our", "their", "your", "this", "that", "new", "another", "each", "every"}
)
_NO_NOUN = """
of in by at on to up off from for per as and or but is was are were be been had has have he she it we you they who which
that this with within without above below after before between behind across along away apart down into over through
under until when where while than then there here long wide deep tall thick high can could may might must shall should
will would do does did spent lost left run gone made took set just also only more less not now so too
"""
_NOUN = re.compile(rf" (?!(?:{'|'.join(_NO_NOUN.split())})\b)(?!\w+(?:ed|ing|ly)\b)[A-Za-z]{{3,}}")
_DECIMAL_COMMA = re.compile(r",(?=[0-9]{1,2}\Z)")
_ARTICLE = re.compile(r"(?<![\w'’])[Aa]n?[ \u00a0]\Z")


def amount(match: re.Match[str]) -> str:
    """The words for what AMOUNT has matched."""
    words = sign_word(match["sign"]) + one(match["low"])
    return f"{words} to {one(match['high'])}" if match["high"] else words


def sign_word(sign: str | None) -> str:
    """`−` → "minus ", with the space; empty for None."""
    return _SIGNS[sign[0]] if sign else ""


def one(written: str) -> str:
    """`2½` → "two and a half", `1,234.5` → "one thousand two hundred thirty-four point five"."""
    return fractions.in_words(written) or (written if "/" in written else number(_DECIMAL_COMMA.sub(".", written)))


def is_singular(match: re.Match[str]) -> bool:
    """Whether the unit after the amount is one: `1 km`, `½ mile`, and `a 5 km run`."""
    if follows_article(match):
        return True
    return match["high"] is None and (match["low"] == "1" or _is_part(match["low"]))


def follows_article(match: re.Match[str]) -> bool:
    """Whether "a" stands right before, so that what follows the amount is an adjective: "a five dollar bill"."""
    return _ARTICLE.search(match.string[max(0, match.start() - 4) : match.start()]) is not None


def is_adjective(match: re.Match[str], end: int) -> bool:
    """Whether the amount with its unit, up to `end`, tells of what follows: `his 9 mm pistol`, `the 15" screen`."""
    text = match.string
    return word_before(text, match.start()).lower() in _DETERMINERS and _NOUN.match(text, end) is not None


def part(match: re.Match[str], group: str, spoken: str) -> Replacement:
    """The words for one group of a match."""
    return Replacement(*match.span(group), spoken)


def _is_part(written: str) -> bool:
    words = fractions.in_words(written)
    return bool(words) and " and " not in words
