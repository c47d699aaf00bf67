"""Notes, tips and warnings: what announces them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from markdown_it.token import Token

from chunking.document import Block, Kind, Piece
from chunking.places import Lines
from chunking.sources.markdown.known import ADMONITION_KINDS, SAME_KIND
from chunking.sources.markdown.setting import Setting
from chunking.speakable.closing import closing_mark
from chunking.speakable.notices import ADMONITIONS

# `[!NOTE]` of GitHub, `[!tip]- Title` of Obsidian; `[!note|wide]` sets its looks; formatters escape it: `\[!NOTE]`.
_CALLOUT: Final = re.compile(r"\\?\[!([A-Za-z][\w-]*)(?:\|[^\]\n]*)?\\?\][+-]?[ \t]*")
# Containers between `:::` that are no admonitions.
_NAMES: Final = """
details tabs tab tabs-item tab-item code-group code-tabs row column columns col div center grid grid-item card cards
steps step panel-tabset figure aside section raw v-pre demo timeline hero landing left right container content-visible
content-hidden list-table slide
"""
_CONTAINERS: Final = frozenset(_NAMES.split())


class Callout(NamedTuple):
    """The first line of a quotation that is an admonition."""

    kind: str
    marked: int  # so many characters of the line say so
    title: str  # Markdown


def callout(tokens: Sequence[Token], quotation: int) -> Callout | None:
    """What the quotation that opens at this token is, if it is more than a quotation."""
    if quotation + 2 >= len(tokens) or tokens[quotation + 1].type != "paragraph_open":
        return None
    line, _, _ = tokens[quotation + 2].content.partition("\n")
    found = _CALLOUT.match(line) if line.startswith(("[!", "\\[!")) else None
    return Callout(found[1].lower(), found.end(), line[found.end() :].rstrip()) if found else None


class Herald(NamedTuple):
    """What the source says of an admonition before its text."""

    kind: str  # lower case
    title: tuple[Piece, ...]  # said instead of the kind
    place: tuple[int, int]  # where it stands in the source


def announced(herald: Herald, lines: Lines, setting: Setting) -> list[Block]:
    """What is said before an admonition: its title, else what kind it is where anybody wants to hear that."""
    if herald.title:
        return [Block(Kind.NOTICE, herald.title, lines)]
    if setting.policy.admonitions == "plain" or not herald.kind:
        return []
    words = ADMONITIONS.get(setting.language, {})
    word = words.get(SAME_KIND.get(herald.kind, herald.kind), "")
    if herald.kind not in ADMONITION_KINDS and not word:
        setting.report(herald.kind, setting.source[slice(*herald.place)], herald.place[0])
        word = herald.kind.replace("-", " ").capitalize()
    said = word + closing_mark(word, setting.language) if word else ""
    return [Block(Kind.NOTICE, (Piece(said, *herald.place),), lines)] if said else []


def container(token: Token, title: tuple[Piece, ...], setting: Setting) -> Herald:
    """What `:::name` begins. Of what is no admonition only a title is said."""
    start: int = token.meta["at"]
    place = (start, start + len(token.markup) + len(token.info))
    kind = token.info
    if kind in ADMONITION_KINDS or kind in SAME_KIND:
        return Herald(kind, title, place)
    if kind not in _CONTAINERS and kind:
        setting.report(f":::{kind}", f":::{kind}", start)
    return Herald("", title, place)
