"""Markdown → blocks: CommonMark with tables, strikethrough, footnotes and front matter. The only user of markdown-it.

What a listener hears: headings, paragraphs, list items, quotations; tables row by row with their column names; images
by their alternative text; a footnote after the paragraph that refers to it; three words where a code block stood.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from chunking.detection import language_of
from chunking.document import Block, Kind, Piece, Reading
from chunking.errors import InputError
from chunking.places import Lines, SourceText
from chunking.policy import Policy
from chunking.sources import hypertext
from chunking.sources.front_matter import split_front_matter
from chunking.speakable.notices import CODE_OMITTED

# Each level costs markdown-it about three stack frames; deeper text it would drop, so we refuse it.
_MAX_NESTING: Final = 100
_SPACES: Final = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")  # not the no-break space, which means something
_BREAKING: Final = re.compile(r"[\v\f\x1c-\x1f\x85\u2028\u2029]")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_COLUMN_ENDS: Final = (":", "?", "!", ".", "：", "？")


def read(text: str, policy: Policy) -> Reading:
    """The blocks of a Markdown text. Raises InputError for a broken head, and for nesting too deep to be read."""
    front, body = split_front_matter(_UNWRITABLE.sub("", _BREAKING.sub(" ", text)))
    policy = policy.for_document(front)
    language = language_of(body, policy.language)
    environment: dict[str, Any] = {}
    try:
        tokens = _PARSER.parse(body, environment)
    except RecursionError as error:
        raise InputError("lists, quotations or images are nested too deeply to be read; make them flatter") from error
    _refuse_deep(tokens)
    notice = CODE_OMITTED.get(language, "") if policy.code == "announce" else ""
    walk = _Walk(notice, environment.get("footnotes", {}).get("list", {}))
    walk.document(tokens)
    source = SourceText.of(text)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    blocks = [
        replace(block, pieces=tuple(piece._replace(start=starts[block.lines.first - 1]) for piece in block.pieces))
        for block in walk.blocks
    ]
    return Reading(tuple(blocks), source, language, front)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin, move_to_end=False)


_PARSER: Final = _parser()
_CONTAINERS: Final = {"blockquote_open": Kind.QUOTE, "list_item_open": Kind.ITEM}


def _refuse_deep(tokens: Sequence[Token]) -> None:
    """markdown-it drops, without a word, what is nested in a container of the last level."""
    for token in tokens:
        if token.level >= _MAX_NESTING - 1 and (token.type in _CONTAINERS or token.type == "footnote_reference_open"):
            line = token.map[0] + 1 if token.map else 1
            raise InputError(f"line {line}: lists or quotations are nested too deeply to be read; make them flatter")


def _written(text: str) -> str:
    return _SPACES.sub(" ", _UNWRITABLE.sub("", text)).strip()


def _flat(children: Sequence[Token] | None) -> Iterator[Token]:
    """Inline tokens in reading order; an image gives way to those of its alternative text."""
    ahead = list(reversed(children or ()))
    while ahead:
        token = ahead.pop()
        if token.type == "image":
            ahead.extend(reversed(token.children or ()))
        else:
            yield token


def _only_images(children: Sequence[Token] | None) -> list[Token]:
    """The images of a paragraph that has nothing else, linked or not."""
    shown = [token for token in children or () if not token.type.startswith("link_") and token.content.strip()]
    return shown if all(token.type == "image" for token in shown) else []


class _Walk:
    """Goes once through the token stream and collects blocks. One for each document."""

    def __init__(self, notice: str, inline_notes: dict[int, dict[str, Any]]) -> None:
        self.blocks: list[Block] = []
        self._notice = notice  # said for a code block; empty: nothing
        self._inline_notes = inline_notes  # by id, those written as ^[…]
        self._notes: dict[str, list[Token]] = {}  # by label, those defined apart
        self._said: set[int] = set()  # ids of the notes that have had their turn
        self._due: deque[int] = deque()  # ids of notes referred to and not yet spoken
        self._in_note = False
        self._around: list[Kind] = []  # the quotations and list items around, innermost last
        self._level = 0  # of the heading that is open
        self._lines = Lines(1, 1)  # of the block that is open
        self._scene_break = False
        self._columns: list[str] = []  # of the table
        self._in_header = False
        self._row: list[str] | None = None  # the cells read so far

    def document(self, tokens: Sequence[Token]) -> None:
        self._tokens(self._without_notes(tokens))
        self._speak_notes()

    def _without_notes(self, tokens: Sequence[Token]) -> list[Token]:
        """The stream less the footnotes, which are kept by their labels; of two with one label the first counts."""
        streams: list[list[Token]] = [[]]
        for token in tokens:
            if token.type == "footnote_reference_open":
                streams.append([])
                self._notes.setdefault(token.meta["label"], streams[-1])
            elif token.type == "footnote_reference_close":
                streams.pop()
            else:
                streams[-1].append(token)
        return streams[0]

    def _tokens(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            handle = _HANDLERS.get(token.type)
            if handle is not None:
                if token.map:
                    self._lines = Lines(token.map[0] + 1, max(token.map[0] + 1, token.map[1]))
                handle(self, token)

    def _speak_notes(self) -> None:
        """Footnotes stand right after what refers to them; one that a note refers to follows that note."""
        if self._in_note:
            return
        outside = self._around, self._row, self._columns, self._lines
        self._in_note = True
        while self._due:
            note = self._due.popleft()
            self._around, self._row = [Kind.NOTE], None
            self._tokens(self._note(note))
        self._in_note = False
        self._around, self._row, self._columns, self._lines = outside

    def _note(self, note: int) -> list[Token]:
        found = self._inline_notes[note]
        if "tokens" in found:
            return [Token("paragraph_open", "p", 1), Token("inline", "", 0, children=found["tokens"])]
        return self._notes.get(str(found["label"]), [])

    def _add(self, kind: Kind, text: str, lines: Lines | None = None, level: int = 0) -> None:
        written = _written(text)
        if written:
            self.blocks.append(Block(kind, (Piece(written, 0, 0),), lines or self._lines, level, self._scene_break))
            self._scene_break = False

    @property
    def _kind(self) -> Kind:
        if self._in_note:
            return Kind.NOTE
        return self._around[-1] if self._around else Kind.TEXT

    def _heading_kind(self, level: int) -> tuple[Kind, int]:
        """A heading in a quotation or list is part of it, and no border of anything."""
        return (self._kind, 0) if self._around or not level else (Kind.HEADING, level)

    def _text(self, children: Sequence[Token] | None) -> str:
        parts, unseen = [], ""
        for token in _flat(children):
            if token.type == "html_inline":
                if unseen and token.content.lower().startswith(f"</{unseen}"):
                    unseen = ""
                else:
                    unseen = unseen or hypertext.unseen_element(token.content)
                    parts.append("" if unseen else hypertext.shown_by(token.content))
            elif token.type == "footnote_ref":
                self._refer(token.meta["id"])
            elif not unseen:
                parts.append(" " if token.type in ("softbreak", "hardbreak") else token.content)
        return "".join(parts)

    def _refer(self, note: int) -> None:
        if note not in self._said:
            self._said.add(note)
            self._due.append(note)

    # What each kind of token does; the open block's lines are already noted.

    def _open_block(self, token: Token) -> None:
        self._level = int(token.tag[1]) if token.type == "heading_open" else 0

    def _open_container(self, token: Token) -> None:
        self._around.append(_CONTAINERS[token.type])

    def _close_container(self, _: Token) -> None:
        self._around.pop()

    def _inline(self, token: Token) -> None:
        if self._row is not None:
            self._row.append(_written(self._text(token.children)))
            return
        images = [] if self._level else _only_images(token.children)
        for image in images:
            self._add(Kind.IMAGE, self._text([image]))
        if not images:
            kind, level = self._heading_kind(self._level)
            self._add(kind, self._text(token.children), level=level)
        self._speak_notes()

    def _code(self, token: Token) -> None:
        if not token.content.strip() or not self._notice:
            return
        before = self.blocks[-1] if self.blocks else None
        if before and before.kind is Kind.NOTICE and not self._scene_break and before.lines.last < self._lines.first:
            self.blocks[-1] = replace(before, lines=Lines(before.lines.first, self._lines.last))
        else:
            self._add(Kind.NOTICE, self._notice)

    def _html(self, token: Token) -> None:
        first = self._lines.first
        for passage in hypertext.passages(token.content):
            self._scene_break = self._scene_break or passage.after_break
            kind, level = self._heading_kind(passage.level)
            self._add(kind, passage.text, Lines(first + passage.first, first + passage.last), level)

    def _break(self, _: Token) -> None:
        self._scene_break = True

    def _open_row(self, _: Token) -> None:
        self._row = []

    def _open_header(self, _: Token) -> None:
        self._in_header = True

    def _close_row(self, _: Token) -> None:
        cells, self._row = self._row or [], None
        if self._in_header:
            self._columns, self._in_header = cells, False
            return
        self._add(Kind.ROW, "; ".join(_cell(*pair) for pair in zip(self._columns, cells, strict=False) if pair[1]))
        self._speak_notes()

    def _close_table(self, _: Token) -> None:
        self._speak_notes()  # of the header, where no row follows


def _cell(column: str, cell: str) -> str:
    if not column:
        return cell
    return f"{column} {cell}" if column.endswith(_COLUMN_ENDS) else f"{column}: {cell}"


_HANDLERS: Final[dict[str, Callable[[_Walk, Token], None]]] = {
    "heading_open": _Walk._open_block,
    "paragraph_open": _Walk._open_block,
    "inline": _Walk._inline,
    "blockquote_open": _Walk._open_container,
    "blockquote_close": _Walk._close_container,
    "list_item_open": _Walk._open_container,
    "list_item_close": _Walk._close_container,
    "fence": _Walk._code,
    "code_block": _Walk._code,
    "html_block": _Walk._html,
    "hr": _Walk._break,
    "tr_open": _Walk._open_row,
    "thead_open": _Walk._open_header,
    "tr_close": _Walk._close_row,
    "table_close": _Walk._close_table,
}
