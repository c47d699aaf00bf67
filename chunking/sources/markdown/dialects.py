"""Marks that single dialects of Markdown have, and that nobody sees on the page: they are not read."""

import re
from typing import Final

from chunking.sources.markdown.inline import State

_HIGHLIGHT: Final = re.compile(r"==(?=[^\s=])[^\n]{1,300}?(?<=[^\s=])==(?![=\w])")
_COMMENT: Final = re.compile(r"%%[^\n]{1,1000}?%%")
_KEYS: Final = re.compile(r"\+\+([\w-]+(?:\+[\w-]+)*)\+\+(?![\w+])")
_RAISED: Final = re.compile(r"\^([^\W_]{1,20})\^(?!\w)")
_BLOCK_ID: Final = re.compile(r"\^(?!\d+\s*\Z)[A-Za-z0-9][A-Za-z0-9-]+\s*\Z")
_ROLE: Final = re.compile(r"\{[A-Za-z][\w:-]*\}(?=`)")
_ICON: Final = re.compile(r":(?:material|octicons|fontawesome|simple)-[a-z0-9-]+:(?!\w)")


def highlight(state: State, _: bool) -> bool:
    """`==words==` of Obsidian and Pandoc."""
    if state.pos != state.highlight_end:
        found = None if _is_behind_word(state) else _HIGHLIGHT.match(state.src, state.pos)
        if found is None:
            return False
        state.highlight_end = found.end() - 2
    return _passed_over(state, state.pos + 2)


def comment(state: State, _: bool) -> bool:
    """`%% … %%` of Obsidian."""
    found = None if _is_behind_word(state) else _COMMENT.match(state.src, state.pos)
    return found is not None and _passed_over(state, found.end())


def keys(state: State, _: bool) -> bool:
    """`++ctrl+alt++`, keys to press in MkDocs, and `++words++`, which are new there."""
    found = None if _is_behind_word(state) else _KEYS.match(state.src, state.pos)
    return found is not None and _kept(state, *found.span(1), found.end())


def caret(state: State, _: bool) -> bool:
    """`10^th^` and `x^2^` of Pandoc, where a number stays a power; ` ^id` of Obsidian at the end of a block."""
    if _is_behind_word(state):
        found = _RAISED.match(state.src, state.pos)
        return found is not None and _kept(state, found.start(1) - found[1].isdigit(), found.end(1), found.end())
    found = _BLOCK_ID.match(state.src, state.pos)
    return found is not None and _passed_over(state, found.end())


def role(state: State, _: bool) -> bool:
    """What stands before code in MyST: `{ref}` and the name of a target."""
    found = _ROLE.match(state.src, state.pos)
    return found is not None and _passed_over(state, found.end())


def icon(state: State, _: bool) -> bool:
    """`:material-check:` of MkDocs, which is drawn."""
    found = _ICON.match(state.src, state.pos)
    return found is not None and _passed_over(state, found.end())


def _is_behind_word(state: State) -> bool:
    return state.pos > 0 and state.src[state.pos - 1].isalnum()


def _passed_over(state: State, end: int) -> bool:
    state.push("passed_over", "", 0)
    state.pos = end
    return True


def _kept(state: State, start: int, end: int, after: int) -> bool:
    """Of what stands here up to `after`, take for text only what is from `start` to before `end`."""
    state.push("passed_over", "", 0)
    state.keep(start, end)
    state.pushPending()
    state.pos = after
    return True
