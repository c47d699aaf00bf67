"""Blocks that markdown-it does not know: one rule that asks those of ours whose character stands there."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from markdown_it.rules_block import StateBlock

from chunking.sources.markdown.containers import colons, fenced, marks
from chunking.sources.markdown.displayed import displayed, latex
from chunking.sources.markdown.known import Role
from chunking.sources.markdown.template import Template
from chunking.sources.markdown.tokens import BlockState
from chunking.sources.markdown.unseen import abbreviation, comment, module


def extension(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """One rule for all: markdown-it asks each of its rules of almost every line."""
    start = state.bMarks[line] + state.tShift[line]
    rule = _BY_SIGN.get(state.src[start : start + 1])
    assert isinstance(state, BlockState)
    return rule is not None and not state.is_code_block(line) and rule(state, line, end, silent)


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


_BY_SIGN: Final[Mapping[str, Callable[[BlockState, int, int, bool], bool]]] = MappingProxyType(
    {
        **{":": colons, "!": marks, "?": marks, "=": marks, "`": fenced, "$": displayed, "\\": latex},
        **{"{": template, "<": template, "i": module, "e": module, "*": abbreviation, "%": comment},
    }
)
SIGNS: Final = "".join(_BY_SIGN)  # one of them begins each of these blocks
