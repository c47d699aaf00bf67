"""Admonitions and other containers, as markdown-it's rules for blocks: `:::note`, `!!! note`, ```` ```{note} ````.

Each rule is called as markdown-it's own are: `silent` asks only whether a block begins on the line.
"""

import re
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from chunking.sources.markdown.known import ADMONITION_KINDS

# `:::note Title`, `:::note[Title]{.class}`, `::: {.note}`, `:::{note} Title`; without a name it ends the one before.
_COLONS: Final = re.compile(
    r"(:{3,})[ \t]*(?:\{\.?(?P<braces>[\w-]+)?[^}\n]*\}|(?P<name>[A-Za-z][\w-]*))?"
    r"(?:\[(?P<label>[^\]\n]*)\])?(?:\{[^}\n]*\})?[ \t]*(?P<rest>[^\n]*)"
)
_TITLE: Final = re.compile(r"\btitle=\"([^\"\n]+)\"")  # among the attributes of a container
_HEADING: Final = re.compile(r"#{1,6}[ \t]+(?P<title>[^\n]*)")
_OPTION: Final = re.compile(r":[\w-]+:(?=\s|\Z)")  # of a directive of MyST, on the lines below its name
# `!!! note "Title"`, `??? note`, `???+ note inline end`; `=== "Title"`, a tab of MkDocs.
_MARKS: Final = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[\w-]+)(?:[ \t]+[\w-]+)*|===[!+]?(?=[ \t]+\"))"
    r"(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*(?=\n|\Z)"
)
# ```` ```{note} Title ````, of MyST; what it holds is no code.
_FENCED: Final = re.compile(r"(?P<marks>`{3,})\{(?P<name>[A-Za-z][\w-]*)\}[ \t]*(?P<title>[^`\n]*)")
_NOT_CODE: Final = ADMONITION_KINDS | {"admonition", "dropdown", "tab-set", "tab-item", "grid", "grid-item", "card"}
_INDENT: Final = 4  # of the body of an admonition after `!!!`


def colons(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`:::` begins or ends an admonition or another container; what is between is read as if it were not there."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start):
        return False
    found = _COLONS.match(state.src, start, state.eMarks[line])
    if found is None:
        return False
    if not silent:
        name = (found["name"] or found["braces"] or "").lower()
        begins = bool(name or found["rest"].strip())
        token = state.push("container_open" if begins else "container_close", "", 0)
        token.info, token.markup = name.removeprefix("callout-"), found[1]
        token.map = [line, line + 1]
        token.meta = {"title": _title(state, found), "at": start}
        state.line = _after_options(state, line + 1, end) if found["braces"] else line + 1
        below = state.skipEmptyLines(state.line)
        if begins and token.info != name and (heading := _heading(state, below, end)):
            token.meta["title"] = heading.span("title")  # Quarto: the heading that a callout begins with
            state.line = below + 1
    return True


def _title(state: StateBlock, found: re.Match[str]) -> tuple[int, int]:
    """Where the title of a container stands."""
    if found["label"]:
        return found.span("label")
    named = None if found["rest"] else _TITLE.search(state.src, found.start(), found.end())
    return named.span(1) if named else found.span("rest")


def _heading(state: StateBlock, line: int, end: int) -> re.Match[str] | None:
    """The heading that stands on a line."""
    at = state.bMarks[line] + state.tShift[line]
    return _HEADING.match(state.src, at, state.eMarks[line]) if line < end else None


def _after_options(state: StateBlock, line: int, end: int) -> int:
    """The first line from this one on that is no option of a directive."""
    while line < end and _OPTION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]):
        line += 1
    return line


def marks(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`!!! note` and `=== "Tab"`, and their body, which is indented."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(("!!!", "???", "==="), start):
        return False
    found = _MARKS.match(state.src, start, state.eMarks[line])
    if found is None or not (found["title"] is not None or _has_body(state, line, end)):
        return False
    if not silent:
        outside, state.blkIndent = state.blkIndent, state.sCount[line] + _INDENT
        token = _admonition(state, found, line + 1, end)
        state.blkIndent = outside
        token.map = [line, max(line + 1, state.line)]
    return True


def fenced(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A directive of MyST that is no code, up to the fence that closes it."""
    start = state.bMarks[line] + state.tShift[line]
    found = _FENCED.match(state.src, start, state.eMarks[line])
    if found is None or found["name"].lower() not in _NOT_CODE:
        return False
    if not silent:
        last = _closing_fence(state, line, end, found["marks"])
        outside, state.lineMax = state.lineMax, last
        token = _admonition(state, found, _after_options(state, line + 1, last), last)
        state.lineMax = outside
        state.line = min(last + 1, end)
        token.map = [line, state.line]
    return True


def _closing_fence(state: StateBlock, line: int, end: int, marks: str) -> int:
    """The line that closes a fence, or the end of what it stands in."""
    for here in range(line + 1, end):
        begin = state.bMarks[here] + state.tShift[here]
        if state.sCount[here] < state.blkIndent and not state.isEmpty(here):
            return here - 1
        if state.src.startswith(marks, begin) and not state.src[begin : state.eMarks[here]].strip("` \t"):
            return here
    return end


def _admonition(state: StateBlock, found: re.Match[str], first: int, end: int) -> Token:
    """The tokens of an admonition whose body stands from line `first` to before `end`."""
    token = state.push("admonition_open", "", 1)
    token.info = (found["name"] or "").lower()
    token.meta = {"title": found.span("title") if found["title"] else (found.start(),) * 2, "at": found.start()}
    parent, state.parentType = state.parentType, "admonition"
    state.line = first
    state.md.block.tokenize(state, first, end)
    state.parentType = parent
    state.push("admonition_close", "", -1)
    return token


def _has_body(state: StateBlock, line: int, end: int) -> bool:
    below = state.skipEmptyLines(line + 1)
    return below < end and state.sCount[below] >= state.sCount[line] + _INDENT
