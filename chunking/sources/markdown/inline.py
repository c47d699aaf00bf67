"""The text of a paragraph → tokens with their places: markdown-it's rules, asked only where their character stands."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, cast

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis, link_pairs, strikethrough
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from chunking.sources.markdown.finder import Finder
from chunking.sources.markdown.tokens import Nesting, Placed

Rule = Callable[["State", bool], bool]

_WEB: Final = "www."


class Opener:
    """An opening bracket that nothing has closed yet."""

    __slots__ = ("content", "delimiters", "has_inner", "kind", "token")

    def __init__(self, kind: str, token: int, delimiters: int, content: int) -> None:
        self.kind = kind  # "link", "image" or "note"
        self.token = token  # index of its token
        self.delimiters = delimiters  # how many marks of emphasis stand before it
        self.content = content  # offset after it
        self.has_inner = False  # another bracket was opened within


class State(StateInline):
    """As markdown-it's, but that the text not yet made a token is a stretch of the source, and so has a place."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], finder: Callable[[str], Finder] | None) -> None:
        self.src, self.md, self.env = src, md, env
        self._new_finder = finder
        self._finder: Finder | None = None
        self.tokens: list[Token] = []
        self.tokens_meta: list[dict[str, Any] | None] = []
        self.pos = self.level = self.linkLevel = self.pendingLevel = 0
        self.posMax = len(src)
        self.delimiters: list[Delimiter] = []
        self.backticks: dict[int, int] = {}
        self.backticksScanned = False
        self.openers: list[Opener] = []
        self.closed = 0  # so many openers from the first on cannot begin a link, as one was found within them
        self.highlight_end = -1  # where the `==` stands that ends what is highlighted
        self._html_terminators: dict[str, int] | None = None
        self._from = self._to = 0  # the text that no token has yet
        self._marks_at = -1  # where the marks of emphasis stand that are being pushed one by one …
        self._mark: Placed | None = None  # … and the last of them

    @property
    def finder(self) -> Finder | None:
        """Finds templates in the text; None where there are none, whatever they look like."""
        if self._finder is None and self._new_finder:
            self._finder = self._new_finder(self.src)
        return self._finder

    @property
    def pending(self) -> str:
        """The text that no token has yet; it stands right before `pos`."""
        return self.src[self._from : self._to]

    @pending.setter
    def pending(self, text: str) -> None:
        self._to = self._from + len(text)

    def append_pending(self, text: str) -> None:
        """Take `text`, which stands at `pos`, for text."""
        self.keep(self.pos, self.pos + len(text))

    def keep(self, start: int, end: int) -> None:
        """Take the source from `start` to before `end` for text."""
        if self._from == self._to:
            self._from = start
        self._to = end

    def pushPending(self) -> Placed:
        """Make the text a token."""
        token = Placed("text", "", 0, self._from)
        token.content = self.src[self._from : self._to]
        self._from = self._to
        self.tokens.append(token)
        return token

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Placed:
        """As in markdown-it, but lean, and with the token's place."""
        if self._to > self._from:
            self.pushPending()
        start = self.pos
        if ttype == "text":
            if self._mark and start == self._marks_at:
                start = self._mark.start + len(self._mark.content)
            self._marks_at = self.pos
        token = self._mark = Placed(ttype, tag, nesting, start)
        self.tokens.append(token)
        return token

    def pair(self, since: int) -> None:
        """Find what is emphasised among the marks from number `since` on, and forget them."""
        if len(self.delimiters) > since:
            before, self.delimiters = self.delimiters[:since], self.delimiters[since:]
            for rule in (link_pairs, strikethrough.postProcess, emphasis.postProcess):
                rule(self)
            self.delimiters = before


class InlineParser:
    """Asks only the rules that begin with the character at hand. Without a rule that applies, it is text."""

    def __init__(self, md: MarkdownIt, rules: Mapping[str, Sequence[Rule]], is_mdx: bool) -> None:
        self._md = md
        self._rules = rules
        self._finder = partial(Finder, is_mdx=is_mdx)
        self._stop = re.compile(f"[{re.escape(''.join(rules))}]")
        self._stop_short = re.compile(f"[{re.escape(''.join(set(rules) - {'w'}))}]")

    def is_plain(self, src: str) -> bool:
        """Whether no rule can apply."""
        return _WEB not in src and not self._stop_short.search(src)

    def parse(self, src: str, env: dict[str, Any], start: int, has_templates: bool) -> list[Placed]:
        """The tokens of the text from `start` on."""
        stop = self._stop if _WEB in src else self._stop_short
        state = State(src, self._md, env, self._finder if has_templates else None)
        state.pos = start
        self._tokenize(state, stop)
        state.pair(0)
        return cast(list[Placed], state.tokens)  # `push` makes no others

    def _tokenize(self, state: State, stop: re.Pattern[str]) -> None:
        src, end, rules, search = state.src, state.posMax, self._rules, stop.search
        pos = state.pos
        while pos < end:
            found = search(src, pos)
            at = found.start() if found else end
            if at > pos:
                state.keep(pos, at)
            if at == end:
                break
            state.pos = at
            for rule in rules[src[at]]:
                if rule(state, False):
                    break
            else:
                state.keep(at, at + 1)
                state.pos = at + 1
            pos = state.pos
        if state.pending:
            state.pushPending()
