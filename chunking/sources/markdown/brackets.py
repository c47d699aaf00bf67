"""Links, images, notes and wiki links.

They are found as the appendix of CommonMark describes it: a stack of opening brackets, looked at when one closes.
markdown-it looks ahead from each opening bracket instead, which takes quadratic time on many of them.
"""

import re
from typing import Final, NamedTuple

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from chunking.sources.markdown.inline import Opener, State
from chunking.sources.markdown.signs import ATTRIBUTES

_LONGEST_LABEL: Final = 999  # code points, says CommonMark
_LABEL: Final = re.compile(r"\[([^\[\]\\]*(?:\\.[^\[\]\\]*)*)\]", re.S)
_SIMPLE_TARGET: Final = re.compile(r"\(([^\s()<>\\\"'&{}]*)\)")
# Hugo and Jekyll put templates where Markdown wants an address: `({{< ref "a b.md" >}})`, `({% link a.md %})`.
_TEMPLATE_TARGET: Final = re.compile(
    r"\(\s*([^\s()<>{}]*(?:\{\{[^{}]*\}\}|\{%[^{}%]*%\})[^\s()<>{}]*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_NOTE: Final = re.compile(r"\[\^([^\[\]\s]+)\]")
_WIKI: Final = re.compile(r"(?<!\[)\[\[(?![\s!\]])([^\[\]|#\n]*)(?:#([^\[\]|\n]*))?(?:\|([^\[\]\n]*))?\]\](?![(\[:\]])")


class Target(NamedTuple):
    """Where a link leads."""

    end: int  # offset after the whole link
    href: str = ""
    at: tuple[int, int] | None = None  # where the address is written, if it is there
    lines: tuple[int, int] | None = None  # lines of the definition, counted from 0, the second not included


def opened(state: State, _: bool) -> bool:
    """`[`: a note's mark, a wiki link, or perhaps the text of a link."""
    after = state.src[state.pos + 1 : state.pos + 2]
    if after == "^" and _note_mark(state):
        return True
    if after == "[" and _wiki(state, state.pos):
        return True
    return _open(state, "link", 1)


def image_opened(state: State, _: bool) -> bool:
    """`![`: perhaps the text of an image; `![[` embeds something."""
    if not state.src.startswith("[", state.pos + 1):
        return False
    if state.src.startswith("[", state.pos + 2) and _wiki(state, state.pos + 1):
        state.tokens[-1].tag = "embed"
        return True
    return _open(state, "image", 2)


def note_opened(state: State, _: bool) -> bool:
    """`^[`: perhaps a note written where it belongs."""
    return state.src.startswith("[", state.pos + 1) and _open(state, "note", 2)


def closed(state: State, _: bool) -> bool:
    """`]`: whether the last bracket that was opened begins something that is complete now."""
    if not state.openers:
        return False
    opener = state.openers.pop()
    inactive = len(state.openers) < state.closed
    state.closed = min(state.closed, len(state.openers))
    if inactive and opener.kind == "link":
        return False
    target = Target(state.pos + 1) if opener.kind == "note" else _target(state, opener) or _span(state)
    if target is None:
        return False
    if opener.kind == "link":
        state.closed = len(state.openers)
    _close(state, opener, target)
    return True


def _open(state: State, kind: str, length: int) -> bool:
    if state.openers:
        state.openers[-1].has_inner = True
    token = state.push("text", "", 0)
    token.content = state.src[state.pos : state.pos + length]
    state.pos += length
    state.openers.append(Opener(kind, len(state.tokens) - 1, len(state.delimiters), state.pos))
    return True


def _close(state: State, opener: Opener, target: Target) -> None:
    token = state.tokens[opener.token]
    token.type, token.content = f"{opener.kind}_open", ""
    end = state.push(f"{opener.kind}_close", "", -1)
    end.meta = {"target": target}
    state.pair(opener.delimiters)
    state.pos = target.end


def _target(state: State, opener: Opener) -> Target | None:
    after = state.pos + 1
    if state.src.startswith("(", after):
        found = _SIMPLE_TARGET.match(state.src, after) or _TEMPLATE_TARGET.match(state.src, after)
        target = Target(found.end(), found[1], found.span(1)) if found else _written_target(state, after + 1)
        if target:
            return target
    return _reference(state, opener, after)


def _span(state: State) -> Target | None:
    """`[text]{.class}`: of Pandoc, for the looks of the text."""
    found = ATTRIBUTES.match(state.src, state.pos + 1)
    return Target(found.end()) if found else None


def _written_target(state: State, pos: int) -> Target | None:
    """An address with a title, in angle brackets, with brackets or escapes in it."""
    src, end = state.src, state.posMax
    start = pos = _after_space(src, pos)
    found = parseLinkDestination(src, pos, end)
    if found.ok:
        pos = found.pos
    address = (start, pos)
    after = _after_space(src, pos)
    title = parseLinkTitle(src, after, end)
    if after != pos and title.ok:
        after = _after_space(src, title.pos)
    return Target(after + 1, found.str, address) if src.startswith(")", after) else None


def _after_space(src: str, pos: int) -> int:
    while pos < len(src) and src[pos] in " \t\n":
        pos += 1
    return pos


def _reference(state: State, opener: Opener, after: int) -> Target | None:
    references = state.env.get("references")
    if not references:
        return None
    label, end = state.src[opener.content : state.pos], after
    found = _LABEL.match(state.src, after)
    is_own = found is None or not found[1].strip()
    if found and (not is_own or not found[1]):
        label, end = found[1] or label, found.end()
    if (is_own and opener.has_inner) or len(label) > _LONGEST_LABEL:
        return None
    known = references.get(normalizeReference(label))
    return Target(end, known["href"], None, tuple(known["map"])) if known else None


def _note_mark(state: State) -> bool:
    found = _NOTE.match(state.src, state.pos)
    if found is None or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", ()):
        return False
    token = state.push("footnote_ref", "", 0)
    token.info = found[1]
    state.pos = found.end()
    return True


def _wiki(state: State, pos: int) -> bool:
    """`[[Page#Heading|shown]]`, unless the inner brackets are a link of Markdown's own."""
    found = _WIKI.match(state.src, pos)
    if found is None or normalizeReference(state.src[pos + 2 : found.end() - 2]) in state.env.get("references", ()):
        return False
    token = state.push("wiki_link", "", 0)
    token.meta = {"found": found}
    state.pos = found.end()
    return True
