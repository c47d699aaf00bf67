"""Parts of a document: some chapters, or the first minute."""

import re
from collections.abc import Sequence
from dataclasses import replace

from chunking.document import Chapter
from chunking.errors import InputError

CHARACTERS_A_SECOND = 15  # of spoken text, at a reader's usual pace
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")


def chapter_numbers(wanted: str) -> frozenset[int]:
    """`3,5-7` → 3, 5, 6, 7. Raises InputError for anything else."""
    numbers: set[int] = set()
    for part in wanted.split(","):
        found = _RANGE.fullmatch(part.strip())
        if not found or int(found[2] or found[1]) < int(found[1]) or len(part) > 20:
            raise InputError(f"--chapters takes numbers and ranges such as 3,5-7, not '{wanted}'.")
        numbers.update(range(int(found[1]), min(int(found[2] or found[1]), 100_000) + 1))
    return frozenset(numbers)


def seconds(duration: str) -> int:
    """`60s`, `2m` or `60` → seconds. Raises InputError for anything else."""
    found = re.fullmatch(r"(\d{1,6})(s|m|min)?", duration.strip())
    if not found or int(found[1]) == 0:
        raise InputError(f"--sample takes a duration such as 60s or 2m, not '{duration}'.")
    return int(found[1]) * (1 if found[2] in (None, "s") else 60)


def beginning(chosen: Sequence[Chapter], length: int) -> list[Chapter]:
    """The paragraphs of about the first `length` seconds, each whole."""
    left = length * CHARACTERS_A_SECOND
    chapters: list[Chapter] = []
    for chapter in chosen:
        paragraphs = []
        for paragraph in chapter.paragraphs:
            if left <= 0:
                break
            paragraphs.append(paragraph)
            left -= len(paragraph.spoken)
        if paragraphs:
            left_out = tuple(one for one in chapter.left_out if one.before < len(paragraphs))
            chapters.append(replace(chapter, paragraphs=tuple(paragraphs), left_out=left_out))
    return chapters


def chosen(chapters: Sequence[Chapter], numbers: frozenset[int] | None) -> list[Chapter]:
    """The chapters with these numbers; all where none are named. Raises InputError for one that is not there."""
    if numbers is None:
        return list(chapters)
    missing = numbers - {chapter.number for chapter in chapters}
    if missing:
        raise InputError(f"there is no chapter {min(missing)}: the document has {len(chapters)}.")
    return [chapter for chapter in chapters if chapter.number in numbers]
