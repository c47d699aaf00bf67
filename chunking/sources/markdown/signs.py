"""Small rules for one character each: addresses, emoji, formulas, attributes, templates."""

import re
from functools import cache
from typing import Final

from chunking.sources.markdown.inline import State

_ANGLES: Final = re.compile(
    r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*"
    r"|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_BARE: Final = re.compile(r"(?:[^\s<&\\]|&(?!#?\w+;)){1,4000}")  # up to an entity or escape, which are read as such
_SCHEME: Final = re.compile(r"https?\Z", re.I)
_MAY_STAND_BEFORE: Final = frozenset(" \t\n*_~(")
_EMOJI: Final = re.compile(r":([a-z0-9_+-]+):(?!\w)")
_TO_DOLLAR: Final = re.compile(r"[^$\\]*(?:\\.[^$\\]*)*\$", re.S)
_TO_DOLLARS: Final = re.compile(r"[^$\\]*(?:(?:\\.|\$(?!\$))[^$\\]*)*\$\$", re.S)
_MONEY: Final = re.compile(r"[+-]?\d[\d.,]*(?:[kKmMbB]|bn)?(?!\S*[\\^_={}<>+*/])(?:[\s,;.–-]|\Z)")
_FORMULA: Final = re.compile(r"[\\^_={}<>+*/]")
_NAME: Final = r"[A-Za-z][\w:-]*"
_ONE: Final = rf"(?:[#.]{_NAME}|{_NAME}=(?:\"[^\"{{}}\n]*\"|'[^'{{}}\n]*'|[^\s\"'{{}}]+))"
ATTRIBUTES: Final = re.compile(rf"\{{:[^{{}}\n]*\}}|\{{\s*{_ONE}(?:\s+(?:{_ONE}|{_NAME}))*\s*\}}")
_END: Final = re.compile(r"\s*\Z")
_BEFORE_ATTRIBUTES: Final = frozenset(")`*_]}~")


def autolink(state: State, _: bool) -> bool:
    """`<https://example.com>`: the address is the text."""
    found = _ANGLES.match(state.src, state.pos)
    if found is None:
        return False
    state.push("link_open", "a", 1)
    state.pos += 1
    token = state.push("text", "", 0)
    token.content = found[1]
    state.push("link_close", "a", -1).meta = {}
    state.pos = found.end()
    return True


def scheme(state: State, _: bool) -> bool:
    """`://`: an address that stands in the text as it is, so that no emphasis is found in it (GFM)."""
    if state.openers or not state.src.startswith("//", state.pos + 1):
        return False
    before = state.src[max(0, state.pos - 5) : state.pos]
    named = _SCHEME.search(before)
    if named is None or not _may_begin(state, state.pos - len(named[0])):
        return False
    return _bare(state, state.pos + 3)


def web(state: State, _: bool) -> bool:
    """`www.`: the same."""
    if state.openers or not state.src.startswith("www.", state.pos) or not _may_begin(state, state.pos):
        return False
    return _bare(state, state.pos + 4)


def emoji(state: State, _: bool) -> bool:
    """`:tada:` → 🎉. Names that are none stay text."""
    found = _EMOJI.match(state.src, state.pos)
    if found is None or (state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] == ":")):
        return False
    sign = _emoji(found[1])
    if not sign:
        return False
    token = state.push("text_special", "", 0)
    token.content, token.markup = sign, found[0]
    state.pos = found.end()
    return True


def dollar(state: State, _: bool) -> bool:
    """`$x$` and `$$x$$`. As in Pandoc no space stands within the dollars, and no digit after them: money is none."""
    double = state.src.startswith("$$", state.pos)
    found = (_TO_DOLLARS if double else _TO_DOLLAR).match(state.src, state.pos + 1 + double)
    if found is None:
        return False
    content = found[0][: -1 - double]
    if not content.strip() or (not double and not _is_formula(state, content, found.end())):
        return False
    quoted = content.startswith("`") and content.endswith("`") and len(content) > 2  # GitHub's own form
    token = state.push("math_inline", "", 0)
    token.content = content[1:-1] if quoted else content
    token.start += 1 + double + quoted
    state.pos = found.end()
    return True


def attributes(state: State, _: bool) -> bool:
    """`{#id}`, `{.class}` and `{: .class}` are for the page's looks. Without a colon: at an end, or after markup."""
    found = ATTRIBUTES.match(state.src, state.pos)
    if found is None:
        return False
    after_markup = state.pos == 0 or state.src[state.pos - 1] in _BEFORE_ATTRIBUTES
    if not (found[0].startswith("{:") or after_markup or _END.match(state.src, found.end())):
        return False
    state.push("attributes", "", 0)
    state.pos = found.end()
    return True


def template(state: State, _: bool) -> bool:
    """A shortcode, a tag of Liquid, a component or an expression of MDX."""
    found = state.finder.at(state.pos) if state.finder else None
    if found is None:
        return False
    state.push("template", "", 0).meta = {"template": found}
    state.pos = found.end
    return True


@cache
def _emoji(name: str) -> str:
    """The sign, or nothing for a name that GitHub and Unicode do not know."""
    from emoji import emojize  # noqa: PLC0415 - its table takes 30 ms to load

    written = f":{name}:"
    sign = emojize(written, language="alias")
    return "" if sign == written else sign


def _is_formula(state: State, content: str, end: int) -> bool:
    if content[0].isspace() or content[-1].isspace() or state.src[end : end + 1].isdigit():
        return False
    if state.pos and state.src[state.pos - 1].isalnum():
        return False
    return not _MONEY.match(content) or (_FORMULA.search(content) is not None)


def _may_begin(state: State, pos: int) -> bool:
    return pos == 0 or state.src[pos - 1] in _MAY_STAND_BEFORE


def _bare(state: State, begin: int) -> bool:
    """Keep an address as text, without the punctuation that ends a sentence (GFM, 6.9)."""
    found = _BARE.match(state.src, begin)
    if found is None or not found[0][0].isalnum():
        return False
    state.keep(state.pos, begin + len(_address(found[0])))
    state.pos = begin + len(_address(found[0]))
    return True


def _address(text: str) -> str:
    unmatched = text.count(")") - text.count("(")
    while text:
        if text[-1] in "?!.,:*_~'\"":
            text = text[:-1]
        elif text[-1] == ")" and unmatched > 0:
            text, unmatched = text[:-1], unmatched - 1
        else:
            return text
    return text
