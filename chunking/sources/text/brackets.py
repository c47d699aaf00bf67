"""Passages in brackets: `[Illustration: …]`, `[Footnote 1: …]`, `[Sidenote: …]`, `[Transcriber's Note: …]`.

They are how Project Gutenberg's proofreaders write what stands beside the text. One may run over several paragraphs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from chunking.places import Lines
from chunking.sources.text.passages import Passage

_MOST = 40  # passages that one bracket may run over
_OPENING = re.compile(
    r"\[\s*(?:(?P<image>illustrations?)|footnote\s*(?P<label>[\w*†‡]{1,6})|(?P<sidenote>sidenote)"
    r"|(?P<transcriber>transcriber[’']?s?[’']?s?\s+notes?)|(?P<short>\d{1,4}|[A-Za-z]|\*{1,3})(?=\]\s+\S))\s*[:\]]?\s*",
    re.I,
)


class Kind(Enum):
    """What a bracket at the beginning of a passage is."""

    IMAGE = auto()
    NOTE = auto()  # a footnote
    SIDENOTE = auto()
    TRANSCRIBER = auto()  # a note of those who made the file


class Bracket(NamedTuple):
    """The opening of a bracket, and where its text is."""

    kind: Kind
    label: str  # of a footnote
    start: int  # index of the text's first character in the passage
    end: int  # index after its last


def bracket(text: str) -> Bracket | None:
    """The bracket that a passage is; None where it is none."""
    found = _OPENING.match(text) if text[0] == "[" else None
    if found is None or (found["short"] is None and _closed(text) < len(text) - 1):
        return None
    label = found["label"] or found["short"] or ""
    if label:
        kind = Kind.NOTE
    elif found["image"]:
        kind = Kind.IMAGE
    else:
        kind = Kind.SIDENOTE if found["sidenote"] else Kind.TRANSCRIBER
    end = len(text) if found["short"] else _closed(text)
    return Bracket(kind, label, min(found.end(), end), end)


def _closed(text: str) -> int:
    """The index of the bracket that closes the first; the text's length where none does."""
    depth = 0
    for found in re.finditer(r"[\[\]]", text):
        depth += 1 if found[0] == "[" else -1
        if depth == 0:
            return found.start()
    return len(text)


def joined(passages: Sequence[Passage], source: str) -> Iterator[Passage]:
    """The passages, those of one bracket in one."""
    place = 0
    while place < len(passages):
        first = passages[place]
        last = place
        if first.text[0] == "[" and _OPENING.match(first.text):
            last = _closing(passages, place)
        yield first if last == place else _through(first, passages[last], source)
        place = last + 1


def _closing(passages: Sequence[Passage], first: int) -> int:
    """The index of the passage in which a bracket closes; that of the first where it does not."""
    depth = 0
    for place in range(first, min(first + _MOST, len(passages))):
        text = passages[place].text
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return place
    return first


def _through(first: Passage, last: Passage, source: str) -> Passage:
    lines = Lines(first.lines.first, last.lines.last)
    return replace(first, end=last.end, lines=lines, text=source[first.start : last.end])
