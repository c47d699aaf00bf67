"""Short forms of large numbers: `5bn people`, `1.5M users`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import AMOUNT, SPACE, amount, part
from chunking.speakable.rule import Phrase, Replacement

SCALES = {
    **{"k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "MM": "million"},
    **{"b": "billion", "B": "billion", "bn": "billion", "t": "trillion", "T": "trillion", "tn": "trillion"},
}
CUE = re.compile("[0-9][ \u00a0]?(?:[MB] |[mbt]n)")
_SHORT = re.compile(
    rf"{AMOUNT}(?:(?P<gap>{SPACE}?)(?P<scale>[mbt]n)|(?P<letter>[MB])(?={SPACE}(?!(?:is|was|has|as|its|this)\b)[a-z]+(?:s|people|men|women)\b))(?!\w)"
)


def magnitudes(phrase: Phrase) -> Iterator[Replacement]:
    """`3.5bn` → "three point five billion". A lone capital only before what can be counted: `5M rows`."""
    for match in _SHORT.finditer(phrase.text):
        if match["gap"]:
            yield Replacement(match.start(), match.start("gap"), amount(match))
            yield part(match, "scale", SCALES[match["scale"]])
        else:
            yield Replacement(*match.span(), f"{amount(match)} {SCALES[match['scale'] or match['letter']]}")
