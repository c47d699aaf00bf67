"""markdown-it's tokens, made so that they cost little and know where in the source they stand."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from chunking.sources.markdown.finder import Finder

Nesting = Literal[-1, 0, 1]


class Placed(Token):
    """A token and its place. markdown-it's own sets thirteen fields, which is a fifth of all the time of parsing."""

    __slots__ = ("start",)

    def __init__(self, kind: str, tag: str, nesting: Nesting, start: int = 0) -> None:
        self.type = kind
        self.tag = tag
        self.nesting = nesting
        self.start = start  # of a token within a line of text: its offset there
        self.content = self.markup = self.info = ""


class Block(Placed):
    """A token of the block structure."""

    __slots__ = ("has_templates", "starts")  # both only of text

    has_templates: bool  # what looks like templates in it is meant as such
    starts: Sequence[int]  # the offset in the source of the first character of each of its lines

    def __init__(self, kind: str, tag: str, nesting: Nesting) -> None:
        self.type = kind
        self.tag = tag
        self.nesting = nesting
        self.content = self.markup = self.info = ""
        self.map: list[int] | None = None
        self.meta: dict[str, Any] = {}
        self.attrs = {}


class BlockState(StateBlock):
    """Notes for each stretch of text where its lines begin, behind the marks of the quotations and lists around."""

    unclosed_formula = unclosed_environment = 0  # before this line no displayed formula ends …
    unclosed_comment = 0  # … and no comment
    broken_modules = 0  # whose brackets do not match
    _row: Token | None = None  # of a table, the one being read

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], is_mdx: bool) -> None:
        super().__init__("", md, env, [])
        self.src = src  # ends with a line break
        self.is_mdx = is_mdx
        self.finder = Finder(src, is_mdx)
        self._mark_lines(src.split("\n"))

    def _mark_lines(self, lines: list[str]) -> None:
        """Where each line begins and ends and how far it is indented; an empty one follows the last."""
        self.bMarks = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        self.eMarks = [start + len(line) for start, line in zip(self.bMarks, lines, strict=True)]
        self.tShift = [len(line) - len(line.lstrip(" \t")) for line in lines]
        self.sCount = [_width(line[:indent]) for line, indent in zip(lines, self.tShift, strict=True)]
        self.bsCount = [0] * len(lines)
        self.lineMax = len(lines) - 1

    def push(self, ttype: str, tag: str, nesting: Nesting) -> Token:
        """As in markdown-it, but lean."""
        token = Block(ttype, tag, nesting)
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        if ttype == "inline":
            token.starts = self._starts(self.tokens[-1])
            token.has_templates = not self.finder.is_literal(token.starts[0])
        elif ttype == "tr_open":
            self._row = token
        self.tokens.append(token)
        return token

    def _starts(self, opener: Token) -> list[int]:
        """The lines of what was opened last: markdown-it says which they are before it pushes the text."""
        around = self._row if opener.tag in ("td", "th") else opener
        first, end = around.map if around and around.map else (0, 0)
        return [self.bMarks[line] + self.tShift[line] for line in range(first, max(first + 1, end))]


def _width(indent: str) -> int:
    return len(indent.expandtabs(4)) if "\t" in indent else len(indent)


def end_of(tokens: Sequence[Token], index: int) -> int:
    """Where the block ends that begins with this token."""
    token = tokens[index]
    if token.type == "container_open":
        wanted = ("container_close", token.markup)
        return next((at for at in range(index, len(tokens)) if (tokens[at].type, tokens[at].markup) == wanted), index)
    if token.nesting <= 0:
        return index
    ends = (at for at in range(index, len(tokens)) if tokens[at].nesting < 0 and tokens[at].level == token.level)
    return next(ends, index)
