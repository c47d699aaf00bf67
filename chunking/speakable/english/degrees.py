"""Degrees: of an angle, of latitude and longitude, and of heat."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import AMOUNT, SPACE, amount, follows_article, is_singular, one
from chunking.speakable.english.numbers import number
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[°º℃℉]")  # º is the sign of Spanish ordinals, often typed in place of °
_SCALES = {"C": "Celsius", "F": "Fahrenheit", "K": "Kelvin", "℃": "Celsius", "℉": "Fahrenheit"}
_WAYS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,8})?"
_DEGREES = re.compile(
    rf"{AMOUNT}(?:{SPACE}?[°º](?:[–-](?P<last>{_NUMBER}){SPACE}?[°º])?(?:{SPACE}?(?P<scale>[CFK])(?!\w))?"
    rf"|{SPACE}?(?P<sign_of_scale>[℃℉]))(?![0-9′'’])(?P<hyphen>-(?=[a-z]))?"
    rf"(?:{SPACE}?(?P<way>[NSEW])(?![\w’']|\.[A-Z]))?"
)
_PLACE = re.compile(
    rf"(?<![\w.])(?P<degrees>[0-9]{{1,3}}){SPACE}?[°º]{SPACE}?(?P<minutes>{_NUMBER}){SPACE}?[′'’]"
    rf"(?:{SPACE}?(?P<seconds>{_NUMBER}){SPACE}?(?:[″\"”]|''|’’))?(?:{SPACE}?(?P<way>[NSEW])(?!\w))?"
)


def degrees(phrase: Phrase) -> Iterator[Replacement]:
    """`37 °C` → "thirty-seven degrees Celsius", `45° N` → "forty-five degrees north"."""
    for match in _DEGREES.finditer(phrase.text):
        yield Replacement(*match.span(), _said(match))


def places(phrase: Phrase) -> Iterator[Replacement]:
    """`51°30′ N` → "fifty-one degrees thirty minutes north"."""
    for match in _PLACE.finditer(phrase.text):
        words = [_counted(match[name], name) for name in ("degrees", "minutes", "seconds") if match[name]]
        yield Replacement(*match.span(), " ".join([*words, *_way(match)]))


def _said(match: re.Match[str]) -> str:
    last = f" to {one(match['last'])}" if match["last"] else ""
    name = "degree" if match["hyphen"] or follows_article(match) or (is_singular(match) and not last) else "degrees"
    scale = _SCALES.get(match["scale"] or match["sign_of_scale"] or "")
    words = [amount(match) + last, name, *([scale] if scale else []), *_way(match)]
    return " ".join(words) + (" " if match["hyphen"] else "")


def _way(match: re.Match[str]) -> list[str]:
    return [_WAYS[match["way"]]] if match["way"] else []


def _counted(written: str, name: str) -> str:
    return f"{number(written)} {name.removesuffix('s') if written == '1' else name}"
