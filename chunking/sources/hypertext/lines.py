"""The visible text of HTML in a source: tags, comments, scripts and styles are dropped, the rest is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_MARKUP = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))"
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^>]*>?"
    r"|<(?P<unseen>script|style)\b.*?(?:</(?P=unseen)\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^>])*)>?",
    re.I | re.S,
)
_ALT = re.compile(r"(?:^|\s)alt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>/]+))", re.I)
_HEADING = re.compile(r"h[1-6]", re.I)
# Elements that begin on a new line (HTML Living Standard, 15.3 "Non-replaced elements"), and so end a paragraph.
_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section
summary table tbody td tfoot th thead title tr ul
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that HTML shows as one paragraph."""

    text: str  # white space as in the source; empty only where nothing but a break is told
    first: int  # line in the HTML of its first visible character, from 0
    last: int  # line of its last one
    level: int = 0  # of a heading, 1 to 6; else 0
    after_break: bool = False  # a <hr> stands before it


def passages(html: str) -> Iterator[Passage]:
    """The paragraphs of a block of HTML, in order."""
    parts: list[tuple[int, str]] = []  # line where it begins, text
    level, after_break, done, line = 0, False, 0, 0
    for markup in _MARKUP.finditer(html):
        parts.append((line, unescape(html[done : markup.start()])))
        line += html.count("\n", done, markup.start())
        if _is_block(markup):
            yield from _passage(parts, level, after_break)
            parts.clear()
            level = _level(markup)
            after_break = markup["name"].lower() == "hr"
        else:
            parts.append((line, shown_by(markup[0])))
        done = markup.end()
        line += markup[0].count("\n")
    parts.append((line, unescape(html[done:])))
    yield from _passage(parts, level, after_break)


def shown_by(tag: str) -> str:
    """What a tag within a text shows of itself: an image its alternative text, a new line or block a space."""
    markup = _MARKUP.match(tag)
    if markup is None or markup["name"] is None:
        return ""
    if markup["name"].lower() == "img":
        alt = _ALT.search(markup["attributes"])
        return unescape(alt[1] or alt[2] or alt[3] or "") if alt else ""
    return " " if _is_block(markup) or markup["name"].lower() == "br" else ""


def unseen_element(tag: str) -> str:
    """The name of an element whose content is not shown, if this is its opening tag; else empty."""
    opened = re.match(r"<(script|style)\b", tag, re.I)
    return opened[1].lower() if opened else ""


def _is_block(markup: re.Match[str]) -> bool:
    return markup["name"] is not None and markup["name"].lower() in _BLOCKS


def _level(markup: re.Match[str]) -> int:
    return int(markup["name"][1]) if _HEADING.fullmatch(markup["name"]) and not markup["end"] else 0


def _passage(parts: list[tuple[int, str]], level: int, after_break: bool) -> Iterator[Passage]:
    seen = [(line, text) for line, text in parts if text.strip()]
    if seen:
        first = seen[0][0] + _leading_lines(seen[0][1])
        last = seen[-1][0] + seen[-1][1].rstrip().count("\n")
        yield Passage("".join(text for _, text in parts), first, last, level, after_break)
    elif after_break:
        yield Passage("", 0, 0, after_break=True)


def _leading_lines(text: str) -> int:
    return text[: len(text) - len(text.lstrip())].count("\n")
