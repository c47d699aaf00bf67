"""Notes, tips and warnings, in the ways in which authors set them off, and how they are announced."""

import re
from typing import Final, NamedTuple

from chunking.document import Piece
from chunking.policy import Policy
from chunking.speakable.closing import closing_mark
from chunking.speakable.notices import ADMONITIONS

_CALLOUT: Final = re.compile(r"\\?\[!([A-Za-z][\w-]{0,30})\][+-]?[ \t]*([^\n]*)(?:\n|\Z)")
# Obsidian's and MkDocs' other names for the kinds that have words.
_ALIASES: Final = {
    "hint": "tip",
    "attention": "warning",
    "error": "danger",
    "check": "success",
    "done": "success",
    "help": "question",
    "faq": "question",
    "fail": "failure",
    "missing": "failure",
    "cite": "quote",
    "tldr": "summary",
    "warn": "warning",
}


class Callout(NamedTuple):
    """The first line of a quotation that is an admonition, as GitHub and Obsidian write it."""

    kind: str
    title: str  # empty: the kind is the title
    title_start: int  # where it begins in the content
    end: int  # where its text begins


def callout(content: str) -> Callout | None:
    """`[!NOTE]`, `[!tip]- A title`; None where the content does not begin like that."""
    found = _CALLOUT.match(content)
    return Callout(found[1].lower(), found[2].strip(), found.start(2), found.end()) if found else None


def title_of_kind(kind: str, start: int, end: int, language: str, policy: Policy) -> tuple[Piece, ...]:
    """What announces an admonition without a title of its own, read from its mark; nothing where none is wanted."""
    words = ADMONITIONS.get(language, {})
    kind = kind.lower()
    word = words.get(_ALIASES.get(kind, kind), "")
    if policy.admonitions == "plain" or not words:
        return ()
    word = word or kind.replace("-", " ").replace("_", " ").capitalize()
    return (Piece(word + closing_mark(word, language), start, end),)
