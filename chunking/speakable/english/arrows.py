"""Arrows: the way from one thing to another, the change of a number, or a key."""

import re
from collections.abc import Iterator

from chunking.speakable.rule import Phrase, Replacement

_TO = re.compile(r"(?<=\S)\s*[→⇒⟶⟹➔➜➝➡]\ufe0f?\s*(?=\S)")
_TYPED = re.compile(r"(?<=\S)\s+(?:-{1,2}>|=>)\s+(?=\S)")  # `a->b` is code
TYPED_CUE = re.compile(">")
_ARROW = re.compile(r"(?<=\S)(?P<gap>\s?)(?P<arrow>[←→↑↓])\ufe0f?(?=\s?\S)")  # at the ends it is an ornament
_DIRECTIONS = {"←": "left", "→": "right", "↑": "up", "↓": "down"}
_PRESSED = re.compile(r"\b(?:press(?:ing)?|hit|tap|the|use|using|with|keys?|arrows?)\Z", re.I)
_NAMED = re.compile(r"\s?(?:keys?|buttons?)\b")
_BETWEEN_KEYS = re.compile(r"(?:\b(?:and|or)|[,;.:/+]|[←→↑↓]\ufe0f?)\s?\Z")  # after a first key, before the next
_AMOUNT = re.compile(r"\s?[+−-]?[$£€]?\d")


def ways(phrase: Phrase) -> Iterator[Replacement]:
    """`Paris → Rome` → "Paris to Rome"."""
    for match in _TO.finditer(phrase.text):
        yield Replacement(*match.span(), " to ")


def typed_ways(phrase: Phrase) -> Iterator[Replacement]:
    """`Paris -> Rome` → "Paris to Rome"."""
    for match in _TYPED.finditer(phrase.text):
        yield Replacement(*match.span(), " to ")


def directions(phrase: Phrase) -> Iterator[Replacement]:
    """`Press ↑ or ↓` → "Press up arrow or down arrow"; `sales ↑ 5%` → "sales up 5%"."""
    text = phrase.text
    last_key = -1  # where the last arrow that is a key ends
    for match in _ARROW.finditer(text):
        start, end = match.start("arrow"), match.end()
        joined = last_key >= 0 and _BETWEEN_KEYS.search(text, last_key, start)
        is_key = joined or _PRESSED.search(text, max(0, start - 20), match.start()) or _NAMED.match(text, end)
        if is_key:
            last_key = end
        elif match["arrow"] == "→":
            continue
        is_change = match["arrow"] in "↑↓" and not is_key and _AMOUNT.match(text, end)
        spoken = _DIRECTIONS[match["arrow"]] + ("" if is_change or text[end:].startswith(" arrow") else " arrow")
        yield Replacement(start, end, _parted(text, start, end, spoken))


def _parted(text: str, start: int, end: int, spoken: str) -> str:
    """With a space where a letter or digit stands right beside it."""
    before = " " if text[start - 1].isalnum() else ""
    return before + spoken + (" " if text[end : end + 1].isalnum() else "")
