"""Displayed formulas, as markdown-it's rules for blocks, and the commands of LaTeX that stand among them."""

import re
from typing import Final

from markdown_it.rules_block import StateBlock

from chunking.sources.markdown.tokens import BlockState

_DISPLAYED: Final = re.compile(r"\$\$[ \t]*(?:\([^()$]*\)|\{[^{}$]*\})?[ \t]*\Z")  # with a label after it
_ENVIRONMENT: Final = re.compile(
    r"\\begin\{(?P<name>(?:equation|align|alignat|gather|multline|eqnarray|flalign|math|displaymath)\*?)\}"
)
_TYPESETTING: Final = re.compile(
    r"\\(?:newpage|pagebreak|clearpage|cleardoublepage|tableofcontents|maketitle|appendix|(?:front|main|back)matter"
    r"|(?:big|med|small)skip|noindent|vspace\*?\{[^}\n]*\})[ \t]*(?=\n|\Z)"
)


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


def latex(state: BlockState, line: int, end: int, silent: bool) -> bool:
    """`\\begin{equation} … \\end{equation}`, as R Markdown and Quarto have it; commands that only set pages."""
    start = state.bMarks[line] + state.tShift[line]
    if _TYPESETTING.match(state.src, start, state.eMarks[line]):
        state.line += not silent
        return True
    found = _ENVIRONMENT.match(state.src, start, state.eMarks[line])
    if found is None or line < state.unclosed_environment:
        return False
    closing = f"\\end{{{found['name']}}}"
    here = line
    while here < end and not state.isEmpty(here) and not _ends_with(state, here, closing):
        here += 1
    if here >= end or state.isEmpty(here):
        state.unclosed_environment = here
        return False
    if not silent:
        state.line = here + 1
        token = state.push("math_block", "math", 0)
        token.map = [line, here + 1]
        token.meta = {"spans": _spans(state, (start, line), (state.eMarks[here], here))}
    return True


def _ends_with(state: StateBlock, line: int, closing: str) -> bool:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith(closing)
