"""Numbers of books and journals: `ISBN 978-0-14-143951-8`, `ISSN 1234-5679`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.numbers import by_digit, cardinal
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile("IS[BS]N")
_ISBN = re.compile(
    r"(?<!\w)(?P<name>IS[BS]N)(?:-(?P<length>1[03]))?(?P<colon>:?|[ ](?:is|was|number|No\.|no\.):?)(?P<gap>[ \u00a0]?)"
    r"(?P<number>[0-9][0-9 \u00a0–-]{5,18}[0-9X])(?![\w-])"
)
_PARTS = re.compile("[ \u00a0–-]+")
_LENGTHS = {"ISBN": (10, 13), "ISSN": (8, 8)}
_GROUPS = {10: (3, 3, 4), 13: (3, 3, 3, 4), 8: (4, 4)}


def isbn(phrase: Phrase) -> Iterator[Replacement]:
    """`ISBN 0-14-143951-X` → "I S B N; zero; one four; one four three nine five one; X"."""
    for match in _ISBN.finditer(phrase.text):
        groups = _PARTS.split(match["number"])
        length = sum(map(len, groups))
        if length not in _LENGTHS[match["name"]]:
            continue
        name = " ".join(match["name"]) + (f" {cardinal(match['length'])}" if match["length"] else "")
        yield Replacement(match.start(), match.start("gap"), name + (match["colon"].removesuffix(":") or ";"))
        spoken = "; ".join(_group(group) for group in (groups if len(groups) > 1 else _cut(groups[0])))
        yield Replacement(*match.span("number"), spoken if match["gap"] else f" {spoken}")


def _cut(number: str) -> Iterator[str]:
    done = 0
    for size in _GROUPS[len(number)]:
        yield number[done : done + size]
        done += size


def _group(group: str) -> str:
    return f"{by_digit(group)} X".strip() if group.endswith("X") else by_digit(group)
