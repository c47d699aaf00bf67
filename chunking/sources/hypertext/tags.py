"""Single tags within a text of another format, such as Markdown."""

import re

from chunking.document import Mark, Piece
from chunking.sources.hypertext.elements import BLOCKS, UNSEEN, Element
from chunking.sources.hypertext.tokens import Found, Token, tokens

_NO_TAG = Found(Token.TEXT, 0, 0)
_UNSEEN_TAG = re.compile(r"<[A-Za-z]")


def shown_by(tag: str, base: int) -> tuple[Piece, ...]:
    """What a tag at `base` shows of itself: an image its alternative text, a new line or block a space."""
    found = _tag(tag)
    text = ""
    if found.name == "img":
        text = Element(found.name, found.attributes, (0, 0), 0)["alt"]
    elif found.name == "br" or found.name in BLOCKS:
        text = " "
    return (Piece(text, base, base + len(tag), Mark.TEXT),) if text else ()


def unseen_element(tag: str) -> str:
    """The name of an element whose content is not shown, if this is its opening tag; else empty."""
    found = _tag(tag)
    return found.name if found.token is Token.OPEN and found.name in UNSEEN else ""


def _tag(tag: str) -> Found:
    return next(tokens(tag), _NO_TAG)
