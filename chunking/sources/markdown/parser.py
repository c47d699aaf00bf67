"""markdown-it, set up to read what authors write, and to tell where each stretch of it stands."""

from typing import Any, Final, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Each level costs markdown-it about three stack frames; deeper text it would drop, so we refuse it.
MAX_NESTING: Final = 100


class _Tracing(StateInline):
    """Notes in the `map` of each inline token the offset at which it begins in the inline text."""

    _begun: int | None = None  # where the text that is not a token yet begins

    def append_pending(self, text: str) -> None:
        if self._begun is None:
            self._begun = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.map = [self._begun if self._begun is not None else self.pos]
        self._begun = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos]
        return token


class _TracingInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _Tracing(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
    parser.inline = _TracingInline()
    parser.configure("commonmark", {"html": True, "maxNesting": MAX_NESTING, "strikethrough_single_tilde": True})
    parser.enable(["table", "strikethrough"])
    parser.disable(["fragments_join", "text_join"])  # joined, text no longer tells where each part of it stood
    parser.use(footnote_plugin, move_to_end=False).use(deflist_plugin).use(admon_plugin)
    return parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_blank_lines=False)


_PARSER: Final = _parser()


def tokens_of(text: str) -> tuple[list[Token], dict[int, dict[str, Any]]]:
    """The tokens of a Markdown text, and by their ids the footnotes that are written as ^[…].

    Raises RecursionError where images are nested too deeply.
    """
    environment: dict[str, Any] = {}
    tokens = _PARSER.parse(text, environment)
    return tokens, environment.get("footnotes", {}).get("list", {})
