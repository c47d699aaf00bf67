"""Lines with numbers: `IV` and `12.` alone, `IV. The Road`, and the numbers of pages."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from chunking.sources.text.divisions import is_capitals
from chunking.sources.text.passages import Passage

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMBER = re.compile(r"(?:(?P<roman>[IVXLC]{1,8})|(?P<arabic>\d{1,3}))(?:[.:)]|--|—)?(?P<title>\s.*|)$", re.S)
_PAGE = re.compile(
    r"(?:[-–—]\s*(\d{1,4})\s*[-–—]|[\[{(]?(?:pg?|page)\.?\s*(\d{1,4})[\]})]?|\[(\d{1,4})\]|(\d{1,4}))$", re.I
)
_MARKS = " _=*"
_FEWEST_PAGES = 3
_SKIPPED = 2  # a number may be missing, or have been misread


class Numbered(NamedTuple):
    """A passage that is a number, or begins with one."""

    place: int  # the index of the passage
    value: int
    roman: bool
    bare: bool  # nothing follows the number


def numbered(index: int, passage: Passage) -> Numbered | None:
    """What number a passage is headed by; None where it reads like anything but a heading."""
    if not passage.may_be_title:
        return None
    found = _NUMBER.match(passage.text.strip(_MARKS))
    if found is None:
        return None
    title = found["title"].strip().strip(_MARKS)
    value = _roman(found["roman"]) if found["roman"] else int(found["arabic"])
    if title and not is_heading(title):
        return None
    return Numbered(index, value, bool(found["roman"]), not title)


def is_heading(title: str) -> bool:
    """Whether a short text may be the title of a chapter: in capitals, capitalised, or without a sentence's end."""
    if title[0] in "\"“«„‘'([-–—" or title[-1] in ",;:-":
        return False
    if not title[0].isupper() or len(title) < 2:
        return False
    return is_capitals(title) or title[-1] not in '.!?…”"’»' or _all_capitalised(title)


def _all_capitalised(title: str) -> bool:
    """Words of four letters and more all begin with a capital, so that even with a full stop it is no sentence."""
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    return " " in title and "," not in title and bool(words) and all(word[0].isupper() for word in words)


def is_number(row: str) -> bool:
    """Whether a row is a number and nothing else."""
    found = _NUMBER.match(row.strip(_MARKS))
    return found is not None and not found["title"].strip()


def page_number(text: str) -> int | None:
    """The number, where the text is that of a page and nothing else."""
    found = _PAGE.match(text) if len(text) <= 12 else None
    return int(found[found.lastindex or 0]) if found else None


def chains(numbers: Sequence[Numbered]) -> list[list[Numbered]]:
    """Those that count from one upwards, by themselves or again and again, with something to read in between."""
    found: list[list[Numbered]] = []
    for one in numbers:
        if one.value == 1:
            found.append([one])
        elif found and found[-1][-1].value < one.value <= found[-1][-1].value + _SKIPPED:
            found[-1].append(one)
    return [chain for chain in found if len(chain) > 1 and not _is_list(chain)]


def _is_list(chain: Sequence[Numbered]) -> bool:
    neighbours = sum(after.place == before.place + 1 for before, after in pairwise(chain))
    return neighbours * 2 > len(chain) - 1


def rising(pages: Sequence[tuple[int, int]]) -> list[int]:
    """The indexes of passages that are page numbers: each more than the last, by little."""
    runs: list[list[tuple[int, int]]] = [[]]
    for index, value in pages:
        last = runs[-1][-1][1] if runs[-1] else value - 1
        if not last < value <= last + 10:
            runs.append([])
        runs[-1].append((index, value))
    return [index for run in runs if len(run) >= _FEWEST_PAGES for index, _ in run]


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
