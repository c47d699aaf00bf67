"""What is said first: the title, author and date that a document's own head names and its text does not."""

import datetime
import re
from collections.abc import Mapping, Sequence

from chunking.document import Block, Kind, Piece
from chunking.front import told
from chunking.pieces import folded
from chunking.places import Lines
from chunking.policy import Policy
from chunking.speakable.notices import author_said

_SAME = re.compile(r"[\W_]+")


def opening(
    text: str, front: Mapping[str, object], policy: Policy, language: str, blocks: Sequence[Block]
) -> tuple[Block, ...]:
    """A block for each thing that `policy.opening` names, read from the head of `text`; none where it has no blocks."""
    said = []
    for name in policy.opening if blocks else ():
        shown = _shown(name, front)
        if shown and not (name == "title" and _is_heading(shown, blocks)):
            spoken = author_said(shown, language) if name == "author" else None
            said.append(_block(text, name, shown, spoken))
    return tuple(said)


def _shown(name: str, front: Mapping[str, object]) -> str:
    value = front.get(name)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if name == "author":
        return told(front, "author", "authors", "creator")
    return told(front, name)


def _is_heading(title: str, blocks: Sequence[Block]) -> bool:
    """Whether the text says its title by itself, in the first of its headings."""
    heading = next((block.written for block in blocks if block.kind is Kind.HEADING and not block.left_out), "")
    return _SAME.sub("", heading).casefold() == _SAME.sub("", title).casefold()


def _block(text: str, name: str, shown: str, spoken: str | None) -> Block:
    key = re.compile(rf"^[ \t]*[\"']?{name}s?[\"']?\s*[:=]", re.M | re.I).search(text)
    start = text.find(shown, key.end() if key else 0)
    end = None if start >= 0 else (key.end() if key else 1)
    start = start if start >= 0 else key.start() if key else 0
    line = text.count("\n", 0, start) + 1
    kind = Kind.HEADING if name == "title" else Kind.TEXT
    pieces = folded([Piece(shown, start, end)])
    return Block(kind, pieces, Lines(line, line), say=spoken)  # a heading of no level is no border of chapters
