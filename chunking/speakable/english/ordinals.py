"""Ordinal numbers: `1st`, `22nd`, `1,000th`, `2nd–5th`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.numbers import ordinal
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("[0-9](?:[snrt][tdh]|[ˢⁿʳᵗ]|[SNRT][TDH])")
_ORDINAL = re.compile(
    r"(?<![\w.,/:$€£])(?:(?P<first>[0-9]{1,3})(?P<first_th>st|nd|rd|th)[–-])?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})(?P<th>st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ|ST|ND|RD|TH)(?!\w)"
)
_PLAIN = str.maketrans("ˢᵗⁿᵈʳʰ", "stndrh")


def ordinals(phrase: Phrase) -> Iterator[Replacement]:
    """`22nd` → "twenty-second"; not `22th`, which is no ordinal."""
    for match in _ORDINAL.finditer(phrase.text):
        if match["th"].translate(_PLAIN).lower() == _ending(match["number"]):
            first = f"{ordinal(match['first'])} to " if match["first"] else ""
            yield Replacement(*match.span(), first + ordinal(match["number"]))


def _ending(digits: str) -> str:
    if digits[-2:-1] == "1":
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
