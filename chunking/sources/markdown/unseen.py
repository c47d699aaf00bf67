"""Blocks that are not shown to readers, as markdown-it's rules for blocks: modules, comments, abbreviations."""

import re
from bisect import bisect_left
from typing import Final

from chunking.sources.markdown.tokens import BlockState

_MODULE: Final = re.compile(
    r"import\s*(?:[\"']|[\w*{$][^\"';]{0,4000}?\bfrom\s*[\"'])"
    r"|export\s+(?:default\b|(?:async\s+)?(?:const|let|var|function|class|type|interface)\s|[{*])"
)
_MOST_BROKEN: Final = 20  # modules whose end is looked for beyond a blank line in vain
_OPENS: Final = re.compile(r"[{(\[]")
_CLOSES: Final = re.compile(r"[})\]]")
_ABBREVIATION: Final = re.compile(r"\*\[[^\]\n]{1,100}\]:[ \t]+\S(?![^\n]*\*[ \t]*(?:\n|\Z))")


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


def abbreviation(state: BlockState, line: int, _: int, silent: bool) -> bool:
    """`*[HTML]: Hyper Text …`: what is shown when a mouse rests on the word."""
    found = _ABBREVIATION.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
    if found and not silent:
        state.line = line + 1
    return found is not None


def comment(state: BlockState, line: int, end: int, silent: bool) -> bool:
    """`%%`, and all up to the next: a comment of Obsidian."""
    start = state.bMarks[line] + state.tShift[line]
    if line < state.unclosed_comment or not state.src.startswith("%%", start):
        return False
    close = state.src.find("%%", start + 2, state.eMarks[end - 1])
    if close < 0:
        state.unclosed_comment = end
        return False
    last = bisect_left(state.eMarks, close, line)
    if state.src[close + 2 : state.eMarks[last]].strip():
        return False
    if not silent:
        state.line = last + 1
    return True
