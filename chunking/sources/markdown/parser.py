"""markdown-it, set up for what writers use, and for knowing where everything stands."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_inline import backtick, emphasis, entity, escape, html_inline, newline, strikethrough
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from chunking.errors import InputError
from chunking.sources.markdown import brackets, dialects, signs
from chunking.sources.markdown.extension import extension
from chunking.sources.markdown.inline import InlineParser
from chunking.sources.markdown.ruling import QuickRuler, quick_setext, quick_table
from chunking.sources.markdown.tokens import BlockState, Placed

# Each level costs markdown-it about three stack frames; deeper text it would drop, so we refuse it.
MAX_NESTING: Final = 100
_OPTIONS: Final = {"maxNesting": MAX_NESTING, "tasklists": True, "strikethrough_single_tilde": True}
_INTERRUPTS: Final[RuleOptionsType] = {"alt": ["paragraph", "reference", "blockquote", "list"]}
_CONTAINERS: Final = frozenset(
    {"blockquote_open", "list_item_open", "footnote_reference_open", "dd_open", "admonition_open"}
)
_RULES: Final = {
    "\n": (newline,),
    "\\": (escape,),
    "`": (backtick,),
    "~": (strikethrough.tokenize,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "[": (brackets.opened,),
    "!": (brackets.image_opened,),
    "^": (brackets.note_opened, dialects.caret),
    "]": (brackets.closed,),
    "<": (signs.autolink, signs.template, html_inline),
    "&": (entity,),
    ":": (signs.scheme, dialects.icon, signs.emoji),
    "w": (signs.web,),
    "$": (signs.dollar,),
    "{": (signs.attributes, dialects.role, signs.template),
    "=": (dialects.highlight,),
    "%": (dialects.comment,),
    "+": (dialects.keys,),
}


class Parsed(NamedTuple):
    """The block structure of a text."""

    tokens: list[Token]
    ends: list[int]  # the offset of the end of each line
    env: dict[str, Any]  # markdown-it's: the definitions of links and notes


class _MarkdownIt(MarkdownIt):
    """Leaves addresses as they are written; nothing is made of them that could do harm."""

    def normalizeLink(self, url: str) -> str:
        return url

    def validateLink(self, _: str) -> bool:
        return True


class Parser:
    """Reads the block structure of a text, and the text of one block."""

    def __init__(self, is_mdx: bool) -> None:
        self._is_mdx = is_mdx
        self._md = _MarkdownIt("commonmark", _OPTIONS).enable("table").use(deflist_plugin)
        self._md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
        if is_mdx:
            self._md.disable("code")  # what is indented in MDX is indented for looks
        self._md.block.ruler.before("table", "extension", extension, _INTERRUPTS)
        self._md.block.ruler.at("table", quick_table, {"alt": ["paragraph", "reference"]})
        self._md.block.ruler.at("lheading", quick_setext)
        self._md.block.ruler = QuickRuler(self._md.block.ruler)
        self._inline = InlineParser(self._md, _RULES, is_mdx)

    def blocks(self, text: str) -> Parsed:
        """The blocks, their text not looked into yet."""
        env: dict[str, Any] = {}
        state = BlockState(text + "\n", self._md, env, self._is_mdx)  # else `> ` at the very end breaks it
        try:
            self._md.block.tokenize(state, 0, state.lineMax)
        except RecursionError as error:
            raise InputError(
                "lists, quotations or notes are nested too deeply to be read; make them flatter"
            ) from error
        _refuse_deep(state.tokens)
        return Parsed(state.tokens, state.eMarks, env)

    def is_plain(self, content: str) -> bool:
        """Whether the text of a block says just what stands there."""
        return self._inline.is_plain(content)

    def text(self, content: str, env: dict[str, Any], start: int = 0, has_templates: bool = True) -> list[Placed]:
        """What stands in the text of a block, from `start` on."""
        return self._inline.parse(content, env, start, has_templates)


@cache
def parser(is_mdx: bool) -> Parser:
    """The parser for Markdown, or that for MDX."""
    return Parser(is_mdx)


def _refuse_deep(tokens: Sequence[Token]) -> None:
    """markdown-it drops, without a word, what is nested in a container of the last level."""
    for token in tokens:
        if token.nesting > 0 and token.level >= MAX_NESTING - 1 and token.type in _CONTAINERS:
            line = token.map[0] + 1 if token.map else 1
            raise InputError(f"line {line}: lists or quotations are nested too deeply to be read; make them flatter")
