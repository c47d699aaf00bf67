"""Percentages: `5%`, `0.5 %`, `5–10%`, `3‰`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import AMOUNT, NUMBER, SPACE, amount, one, part
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[%‰]")
# Not the remainder of a division (`7 % 3`), and not a byte of an address (`5%20`).
_PERCENT = re.compile(rf"{AMOUNT}(?P<first>%[–-](?P<last>{NUMBER}))?(?P<gap>{SPACE}?)(?P<mark>[%‰])(?!\w| [0-9])")
_NAMES = {"%": "percent", "‰": "per mille"}


def percents(phrase: Phrase) -> Iterator[Replacement]:
    """`5%` → "five percent", `5%–10%` → "five to ten percent"."""
    for match in _PERCENT.finditer(phrase.text):
        name = _NAMES[match["mark"]]
        words = amount(match) + (f" to {one(match['last'])}" if match["last"] else "")
        if match["gap"]:
            yield Replacement(match.start(), match.start("gap"), words)
            yield part(match, "mark", name)
        else:
            yield Replacement(*match.span(), f"{words} {name}")
