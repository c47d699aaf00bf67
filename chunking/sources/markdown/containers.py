"""Blocks that markdown-it does not know: admonitions, displayed formulas, templates on lines of their own, modules.

Each rule is called as markdown-it's own are: `silent` asks only whether a block begins on the line.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from markdown_it.rules_block import StateBlock

from chunking.sources.markdown.known import Role
from chunking.sources.markdown.template import Template
from chunking.sources.markdown.tokens import BlockState

# `:::note Title`, `:::note[Title]{.class}`, `::: {.note}`, `:::{note} Title`; without a name it ends the one before.
_COLONS: Final = re.compile(
    r"(:{3,})[ \t]*(?:\{\.?(?P<braces>[\w-]+)?[^}\n]*\}|(?P<name>[A-Za-z][\w-]*))?"
    r"(?:\[(?P<label>[^\]\n]*)\])?(?:\{[^}\n]*\})?[ \t]*(?P<rest>[^\n]*)"
)
# `!!! note "Title"`, `??? note`, `???+ note inline end`.
_MARKS: Final = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*(?=\n|\Z)"
)
_INDENT: Final = 4  # of the body of an admonition after `!!!`
_DISPLAYED: Final = re.compile(r"\$\$[ \t]*(?:\([^()$]*\)|\{[^{}$]*\})?[ \t]*\Z")  # with a label after it
_MODULE: Final = re.compile(
    r"import\s*(?:[\"']|[\w*{$][^\"';]{0,4000}?\bfrom\s*[\"'])"
    r"|export\s+(?:default\b|(?:async\s+)?(?:const|let|var|function|class|type|interface)\s|[{*])"
)
_MOST_BROKEN: Final = 20  # modules whose end is looked for beyond a blank line in vain
_OPENS: Final = re.compile(r"[{(\[]")
_CLOSES: Final = re.compile(r"[})\]]")


def extension(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """One rule for all: markdown-it asks each of its rules of almost every line."""
    start = state.bMarks[line] + state.tShift[line]
    rule = _BY_SIGN.get(state.src[start : start + 1])
    assert isinstance(state, BlockState)
    return rule is not None and not state.is_code_block(line) and rule(state, line, end, silent)


def colons(state: StateBlock, line: int, _: int, silent: bool) -> bool:
    """`:::` begins or ends an admonition or another container; what is between is read as if it were not there."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(":::", start):
        return False
    found = _COLONS.match(state.src, start, state.eMarks[line])
    if found is None:
        return False
    if not silent:
        name = found["name"] or found["braces"] or ""
        begins = bool(name or found["rest"].strip())
        token = state.push("container_open" if begins else "container_close", "", 0)
        token.info, token.markup = name.lower(), found[1]
        token.map = [line, line + 1]
        token.meta = {"title": found.span("label") if found["label"] else found.span("rest"), "at": start}
        state.line = line + 1
    return True


def marks(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """`!!! note` and its body, which is indented."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith(("!!!", "???"), start):
        return False
    found = _MARKS.match(state.src, start, state.eMarks[line])
    if found is None or not (found["title"] is not None or _has_body(state, line, end)):
        return False
    if silent:
        return True
    token = state.push("admonition_open", "", 1)
    token.info = found["name"].lower()
    token.meta = {"title": found.span("title") if found["title"] else (start, start), "at": start}
    outside, state.blkIndent = state.blkIndent, state.sCount[line] + _INDENT
    parent, state.parentType = state.parentType, "admonition"
    state.line = line + 1
    state.md.block.tokenize(state, line + 1, end)
    state.blkIndent, state.parentType = outside, parent
    token.map = [line, max(line + 1, state.line)]
    state.push("admonition_close", "", -1)
    return True


def _has_body(state: StateBlock, line: int, end: int) -> bool:
    below = state.skipEmptyLines(line + 1)
    return below < end and state.sCount[below] >= state.sCount[line] + _INDENT


def displayed(state: BlockState, line: int, end: int, silent: bool) -> bool:
    """`$$ … $$` on lines of its own, or on one."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("$$", start) or line < state.unclosed_formula:
        return False
    last, content_end = _formula_end(state, line, end)
    if last < 0:
        return False
    if not silent:
        state.line = last + 1
        token = state.push("math_block", "math", 0)
        token.map = [line, last + 1]
        token.meta = {"spans": _spans(state, (start + 2, line), (content_end, last))}
    return True


def _formula_end(state: BlockState, line: int, end: int) -> tuple[int, int]:
    """The line on which the formula that begins on `line` ends, and the offset after its content; -1: it does not."""
    begin = state.bMarks[line] + state.tShift[line] + 2
    alone = not state.src[begin : state.eMarks[line]].strip()
    here = line
    while here < end and state.sCount[here] >= state.blkIndent and (alone or not state.isEmpty(here)):
        first = begin if here == line else state.bMarks[here]
        found = _DISPLAYED.search(state.src, first, state.eMarks[here])
        if found:
            return (here, found.start()) if state.src[begin : found.start()].strip() else (-1, 0)
        here += 1
    state.unclosed_formula = here
    return -1, 0


def _spans(state: StateBlock, first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    """Where the content stands, line by line."""
    begin, line = first
    spans = []
    for here in range(line, last[1] + 1):
        start = begin if here == line else state.bMarks[here] + state.tShift[here]
        spans.append((start, last[0] if here == last[1] else state.eMarks[here]))
    return spans


def template(state: BlockState, line: int, end: int, silent: bool) -> bool:
    """Lines that hold nothing but templates."""
    start = state.bMarks[line] + state.tShift[line]
    found = _templates(state, start, state.eMarks[end - 1])
    if not found:
        return False
    if not silent:
        state.line = bisect_left(state.eMarks, found[-1].end, line) + 1
        for one in found:
            token = state.push("template", "", 0)
            token.map = [line, state.line]
            token.meta = {"template": one}
    return True


def _templates(state: BlockState, pos: int, limit: int) -> list[Template]:
    """Those that stand one after the other from `pos` to the end of a line; none where anything else does."""
    found: list[Template] = []
    while pos < limit and state.src[pos] != "\n":
        if state.src[pos] in " \t":
            pos += 1
            continue
        one = state.finder.at(pos) if state.src[pos] in "{<" else None
        if one is None or one.end > limit or (one.known and one.known.role is Role.VERBATIM):
            return []
        found.append(one)
        pos = one.end
    return found


def module(state: BlockState, line: int, end: int, silent: bool) -> bool:
    """`import` and `export` of MDX: all up to a blank line, and further while a bracket is open."""
    start = state.bMarks[line]
    if silent or not state.is_mdx or state.level or not _MODULE.match(state.src, start):
        return False
    state.line = _module_end(state, line, end)
    return True


def _module_end(state: BlockState, line: int, end: int) -> int:
    """The line after it. Where its brackets do not match, as in a pattern of a search, the first blank line ends it."""
    here, depth, blank = line, 0, 0
    while here < end and (depth > 0 or not state.isEmpty(here)):
        if not blank and state.isEmpty(here):
            blank = here
            if state.broken_modules > _MOST_BROKEN:
                return blank
        written = state.src[state.bMarks[here] : state.eMarks[here]]
        depth += len(_OPENS.findall(written)) - len(_CLOSES.findall(written))
        here += 1
    state.broken_modules += depth > 0
    return blank if depth > 0 and blank else here


_BY_SIGN: Final[Mapping[str, Callable[[BlockState, int, int, bool], bool]]] = MappingProxyType(
    {":": colons, "!": marks, "?": marks, "$": displayed, "{": template, "<": template, "i": module, "e": module}
)
SIGNS: Final = "".join(_BY_SIGN)  # one of them begins each of these blocks
