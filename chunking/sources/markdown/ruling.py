"""Which of markdown-it's rules for blocks are asked of a line: most can be told from its first character."""

from collections.abc import Sequence
from typing import Final

from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    fence,
    heading,
    hr,
    html_block,
    lheading,
    list_block,
    reference,
    table,
)
from mdit_py_plugins.footnote.index import footnote_def

from chunking.sources.markdown.extension import SIGNS, extension

# Rules of blocks that need one of these characters first; the others may apply to any line.
_BEGINNINGS: Final[dict[RuleFuncBlockType, str]] = {
    fence: "`~",
    blockquote: ">",
    hr: "*-_",
    list_block: "*-+0123456789",
    html_block: "<",
    heading: "#",
    reference: "[",
    footnote_def: "[",
    extension: SIGNS,
}
_FEW: Final = 20  # lines; a paragraph of more is left to markdown-it
_TABLE_SIGNS: Final = frozenset("|-:")


class QuickRuler(Ruler[RuleFuncBlockType]):
    """Asks of a line only the rules that may apply to its first character, in their order."""

    def __init__(self, ruler: Ruler[RuleFuncBlockType]) -> None:
        super().__init__()
        self._ruler = ruler
        self._chains: dict[str, list[RuleFuncBlockType]] = {}

    def get_active_rules(self) -> list[str]:
        """Their names."""
        return self._ruler.get_active_rules()

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:
        """One rule that asks the others."""
        if chainName not in self._chains:
            self._chains[chainName] = [_asking(self._ruler.getRules(chainName))]
        return self._chains[chainName]


def _asking(rules: Sequence[RuleFuncBlockType]) -> RuleFuncBlockType:
    signs = {sign for beginning in _BEGINNINGS.values() for sign in beginning}
    by_sign = {sign: [rule for rule in rules if sign in _BEGINNINGS.get(rule, sign)] for sign in signs}
    other = [rule for rule in rules if rule not in _BEGINNINGS]

    def ask(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        start = state.bMarks[line] + state.tShift[line]
        for rule in by_sign.get(state.src[start : start + 1], other):  # noqa: SIM110 - `any` takes twice the time
            if rule(state, line, end, silent):
                return True
        return False

    return ask


def quick_table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Whether a table begins: not unless the next line begins as the one under its header does."""
    start = state.bMarks[line + 1] + state.tShift[line + 1]
    return state.src[start : start + 1] in _TABLE_SIGNS and table(state, line, end, silent)


def quick_setext(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Whether a heading begins that has a line under it: not unless a line below begins as that one does."""
    for below in range(line + 1, min(line + 1 + _FEW, end)):
        if state.isEmpty(below):
            return False
        if state.src[state.bMarks[below] + state.tShift[below]] in "=-":
            break
    return lheading(state, line, end, silent)
