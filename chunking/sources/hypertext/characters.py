"""Characters of HTML, and those that it writes by name or number, such as `&amp;`."""

import re
from collections.abc import Iterator
from html import unescape

from chunking.document import Mark, Piece

_REFERENCE = re.compile(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_LONGEST = 40  # a number of more digits names no character, and `int` refuses one of thousands


def decoded(text: str) -> str:
    """The text with its character references read."""
    return _REFERENCE.sub(lambda found: _shown(found[0]), text) if "&" in text else text


def _shown(reference: str) -> str:
    return unescape(reference) if len(reference) <= _LONGEST else "\ufffd"


def pieces_of(html: str, start: int, end: int, base: int, mark: Mark) -> Iterator[Piece]:
    """The text of a stretch of HTML without tags, pointing to `base` and what follows it."""
    done = start
    for found in _REFERENCE.finditer(html, start, end):
        shown = _shown(found[0])
        if shown == found[0]:
            continue
        if done < found.start():
            yield Piece(html[done : found.start()], base + done, None, mark)
        yield Piece(shown, base + found.start(), base + found.end(), mark)
        done = found.end()
    if done < end:
        yield Piece(html[done:end], base + done, None, mark)
