"""What the first lines of a book say of it."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from chunking.sources.text.divisions import Rank
from chunking.sources.text.headings import Headings
from chunking.sources.text.passages import Passage

_LINES = 6  # passages after the title among which the author is named
_NAME = re.compile(r"(?P<name>[^\W\d_][\w.’' -]{1,60}?)(?:\s*\(\d{4}\))?$")  # and a year
_BY = re.compile(rf"by(?:\s+{_NAME.pattern}|$)", re.I)


def with_author(front: Mapping[str, object], passages: Sequence[Passage], headings: Headings) -> Mapping[str, object]:
    """The head, with the author where none is named there but a line `By Jane Austen` follows the title."""
    title = next((index for index, rank in headings.ranks.items() if rank is Rank.TITLE), None)
    if title is None or "author" in front:
        return front
    lines = [passage.text if passage.may_be_title else "" for passage in passages[title + 1 : title + 1 + _LINES]]
    for text, after in zip(lines, [*lines[1:], ""], strict=True):
        if by := _BY.match(text):
            name = by["name"] or after
            found = _NAME.match(name)
            if found and all(word[0].isupper() for word in found["name"].split() if len(word) > 3):
                return MappingProxyType({**front, "author": " ".join(found["name"].split())})
    return front
