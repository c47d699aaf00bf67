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


def _block(head: str, name: str, shown: str, spoken: str | None) -> Block:
    key = re.compile(rf"^[ \t]*[\"']?{name}s?[\"']?\s*[:=][ \t]*", re.M | re.I).search(head)
    begin = key.end() if key else 0
    start = head.find(shown, begin)
    piece = Piece(shown, start) if start >= 0 else Piece(shown, begin, _line_end(head, begin))
    line = head.count("\n", 0, piece.start) + 1
    kind = Kind.HEADING if name == "title" else Kind.TEXT
    return Block(kind, folded([piece]), Lines(line, line), say=spoken)  # a heading of no level is no border of chapters


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end if end >= 0 else len(text)
