"""The token stream → blocks."""

import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from markdown_it.token import Token

from chunking.document import Block, Kind, Mark, Piece
from chunking.errors import InputError
from chunking.pieces import folded
from chunking.places import Lines
from chunking.policy import Policy
from chunking.sources import hypertext
from chunking.sources.markdown.admonitions import Callout, callout, title_of_kind
from chunking.sources.markdown.directives import BY_DIRECTIVE, NONE, Directive, directives_in, parsed
from chunking.sources.markdown.embedded import Event
from chunking.sources.markdown.inline import Ground, Inline, cell, paragraph, without_filler
from chunking.sources.markdown.parser import MAX_NESTING
from chunking.sources.markdown.tables import Row, row_pieces, summary
from chunking.sources.markdown.text import Reader
from chunking.speakable.notices import CODE_OMITTED, QUOTATION

_CONTAINERS: Final = {"blockquote_open": Kind.QUOTE, "list_item_open": Kind.ITEM, "dd_open": Kind.ITEM}
_DIAGRAMS: Final = frozenset({"mermaid", "plantuml", "dot", "graphviz", "ditaa", "d2"})
_SHOWN: Final = 400  # code points of code that are kept to be shown to proof-readers


def refuse_deep(tokens: Sequence[Token]) -> None:
    """markdown-it drops, without a word, what is nested in a container of the last level. Raises InputError."""
    for token in tokens:
        if token.level >= MAX_NESTING - 1 and (token.type in _CONTAINERS or token.type == "footnote_reference_open"):
            line = token.map[0] + 1 if token.map else 1
            raise InputError(f"line {line}: lists or quotations are nested too deeply to be read; make them flatter")


class Walk:
    """Goes once through the token stream and collects blocks. One for each document."""

    def __init__(self, ground: Ground, policy: Policy, language: str, events: Sequence[Event]) -> None:
        self.blocks: list[Block] = []
        self._ground, self._policy, self._language = ground, policy, language
        self._events = deque(events)  # what stands between the blocks, in order
        self._reader = Reader(ground, policy, self._refer)
        self._notice = CODE_OMITTED.get(language, "") if policy.code == "announce" else ""
        self._announced = -1  # index of the block that announces the code before this, where nothing came between
        self._notes: dict[str, list[Token]] = {}  # footnotes by label, those defined apart
        self._inline_notes: dict[int, dict[str, Any]] = {}  # by id, those written as ^[…]
        self._said: set[int] = set()  # ids of the notes that have had their turn
        self._due: deque[tuple[int, Inline | None]] = deque()  # notes referred to and not yet spoken
        self._in_note = False
        self._around: list[Kind] = []  # the quotations and list items around, innermost last
        self._numbers: list[int] = []  # of the next items of the ordered lists around; 0: not numbered
        self._level, self._opened = 0, ""  # of the heading that is open, and the marks that open it
        self._first = self._last = 0  # lines of the block that is open, from 0, the last excluded
        self._scene_break = False
        self._rows: list[Row] | None = None  # of the table that is open
        self._directive: Directive | None = None  # for the next block
        self._treated: list[tuple[int, Directive]] = []  # level of the tokens that close what they hold for
        self._title: bool | None = None  # whether the next text is an admonition's title, and is its own and no kind
        self._prefix: tuple[Piece, ...] = ()  # the number of a list item, for its first paragraph

    def document(self, tokens: Sequence[Token], inline_notes: dict[int, dict[str, Any]]) -> None:
        """Reads everything."""
        self._inline_notes = inline_notes
        self._tokens(self._without_notes(tokens))
        self._take_events(len(self._ground.text) + 1)
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
            if token.map and token.type != "inline":
                self._first, self._last = token.map[0], max(token.map[0] + 1, token.map[1])
                if self._events and self._rows is None and not self._in_note:
                    self._take_events(self._ground.line(self._first)[1])
            if self._directive is not None and token.nesting >= 0 and token.type not in ("html_block", "inline"):
                self._open_treated(token)
            handle = _HANDLERS.get(token.type)
            if handle is not None:
                handle(self, token)
            if self._treated and token.nesting <= 0 and token.level <= self._treated[-1][0]:
                self._treated.pop()

    # Directives.

    def _open_treated(self, token: Token) -> None:
        directive, self._directive = self._directive or NONE, None
        self._treated.append((token.level, directive.within(self._treated[-1][1] if self._treated else NONE)))

    def _direct(self, said: str, offset: int) -> None:
        line = self._ground.text.count("\n", 0, offset) + 1
        self._directive = parsed(said, line, self._directive or NONE)

    def _add(self, block: Block) -> None:
        """Puts a block at the end, treated as the directives around it say."""
        if not block.pieces:
            return
        self._announced = -1 if block.kind is not Kind.CODE else self._announced
        block = replace(block, after_scene_break=self._scene_break) if self._scene_break else block
        if self._treated:
            block = self._treat(block)
        self._scene_break = self._scene_break and bool(block.left_out)
        self.blocks.append(block)

    def _treat(self, block: Block) -> Block:
        level, directive = self._treated[-1]
        if directive.skip:
            return replace(block, left_out=block.left_out or BY_DIRECTIVE)
        if block.left_out:
            return block
        treatment = directive.treatment
        if directive.say is not None or treatment.pause is not None:  # of several blocks only the first
            rest = Directive(directive.say is not None, None, treatment._replace(pause=None))
            self._treated[-1] = (level, rest)
        return replace(block, say=directive.say, treatment=treatment)

    def _add_text(self, kind: Kind, pieces: Sequence[Piece], level: int = 0) -> None:
        found = folded((*self._prefix, *pieces))
        if found:
            self._prefix = ()
            self._add(Block(kind, found, self._lines, level))

    @property
    def _lines(self) -> Lines:
        return Lines(self._first + 1, self._last)

    @property
    def _kind(self) -> Kind:
        if self._in_note:
            return Kind.NOTE
        return self._around[-1] if self._around else Kind.TEXT

    def _heading_kind(self, level: int) -> tuple[Kind, int]:
        """A heading in a quotation or list is part of it, and no border of anything."""
        return (self._kind, 0) if self._around or not level else (Kind.HEADING, level)

    # Footnotes.

    def _refer(self, note: int, inline: Inline | None) -> tuple[Piece, ...]:
        """A mark that refers to a note; what is said where it stands."""
        if note in self._said:
            return ()
        self._said.add(note)
        if self._policy.footnotes == "inline" and not self._in_note:
            return self._note_within(note, inline)
        self._due.append((note, inline))
        return ()

    def _note_within(self, note: int, inline: Inline | None) -> tuple[Piece, ...]:
        walk = Walk(self._ground, self._policy, self._language, ())
        walk._notes, walk._inline_notes, walk._said, walk._in_note = self._notes, self._inline_notes, self._said, True
        walk._around, walk._first, walk._last = [Kind.NOTE], self._first, self._last
        walk._tokens(self._note(note))
        return self._reader.note(walk.blocks, self._language)

    def _speak_notes(self) -> None:
        """Footnotes stand right after what refers to them; one that a note refers to follows that note."""
        if self._in_note or not self._due:
            return
        outside = self._around, self._rows, self._first, self._last, self._treated, self._prefix, self._announced
        self._in_note, self._treated, self._prefix = True, [], ()
        begun = len(self.blocks)
        while self._due:
            note, inline = self._due.popleft()
            self._around, self._rows = [Kind.NOTE], None
            self._reader.within = inline
            self._tokens(self._note(note))
            self._reader.within = None
        self._in_note = False
        self._around, self._rows, self._first, self._last, self._treated, self._prefix, self._announced = outside
        if self._policy.footnotes == "skip":
            self.blocks[begun:] = [replace(block, left_out="footnote") for block in self.blocks[begun:]]

    def _note(self, note: int) -> list[Token]:
        found = self._inline_notes[note]
        if "tokens" in found:
            inline = Token("inline", "", 0, children=found["tokens"], content=found["content"])
            return [Token("paragraph_open", "p", 1), inline]
        return self._notes.get(str(found["label"]), [])

    def _paragraph_ends(self) -> None:
        if self._policy.footnotes != "end":
            self._speak_notes()

    # What stands between the blocks: directives, titles and captions in markup that the parser does not know.

    def _take_events(self, before: int) -> None:
        while self._events and self._events[0].offset < before:
            event = self._events.popleft()
            if event.directive is not None:
                self._direct(event.directive, event.offset)
                continue
            first = self._ground.text.count("\n", 0, event.offset)
            lines = Lines(first + 1, first + 1 + self._ground.text.count("\n", event.offset, event.end))
            pieces = folded(event.pieces)
            if event.left_out == "code" and self._notice:
                self._announce(event.offset, event.end, lines)
            if event.admonition:
                pieces = title_of_kind(event.admonition, event.offset, event.end, self._language, self._policy)
            self._add(Block(event.kind, pieces, lines, left_out=event.left_out))

    # What each kind of token does; the open block's lines are already noted.

    def _open_block(self, token: Token) -> None:
        level = int(token.tag[1]) if token.type == "heading_open" else 0
        if level in (1, 2) and self._policy.footnotes == "end" and not self._around:
            self._speak_notes()
        self._level, self._opened = level, token.markup

    def _open_container(self, token: Token) -> None:
        self._around.append(_CONTAINERS[token.type])
        if token.type == "list_item_open" and self._numbers and self._numbers[-1] and self._policy.list_numbers:
            number, self._numbers[-1] = self._numbers[-1], self._numbers[-1] + 1
            self._prefix = self._number_piece(number)
        elif token.type == "blockquote_open" and self._policy.quotes == "announce" and not self._in_note:
            self._announce_quotation()

    def _announce_quotation(self) -> None:
        start, _ = self._ground.line(self._first)
        at = self._ground.text.find(">", start)
        if said := QUOTATION.get(self._language, ""):
            self._add(Block(Kind.NOTICE, (Piece(said, at, at + 1),), Lines(self._first + 1, self._first + 1)))

    def _number_piece(self, number: int) -> tuple[Piece, ...]:
        start, end = self._ground.line(self._first)
        marker = re.compile(r"\d{1,9}[.)]").search(self._ground.text, start, end)
        at, after = marker.span() if marker else (start, start)
        return (Piece(f"{number}.", at, after), Piece(" ", after, after))

    def _close_container(self, _: Token) -> None:
        self._around.pop()
        self._prefix = ()

    def _open_list(self, token: Token) -> None:
        start = token.attrs.get("start", 1) if token.type == "ordered_list_open" else 0
        self._numbers.append(int(start))

    def _close_list(self, _: Token) -> None:
        self._numbers.pop()

    def _inline(self, token: Token) -> None:
        if self._rows is not None:
            self._read_cell(token)
            return
        title, self._title = self._title, None
        if title is False:
            return
        first = self._first if token.map is None else token.map[0]
        inline = self._reader.within or paragraph(self._ground, token.content, first, self._marks())
        if (found := self._callout(token, inline)) is not None:
            token, inline = found
        images = [] if self._level else self._reader.only_images(token.children)
        for image in images:
            self._add_image(image, inline, token.content)
        if not images:
            kind, level = (Kind.NOTICE, 0) if title else self._heading_kind(self._level)
            pieces = self._reader.pieces(token.children, inline, token.content, heading=self._level > 0)
            for said, offset in self._reader.directives():
                self._direct(said, offset)
            if self._directive is not None:
                self._open_treated(token)
                self._add_text(kind, pieces, level)
                self._treated.pop()
            else:
                self._add_text(kind, pieces, level)
        self._paragraph_ends()

    def _marks(self) -> int:
        """The characters that open a heading, where the parser drops as many at its end."""
        if not self._opened.startswith("#"):
            return 0
        start, end = self._ground.line(self._first)
        return max(self._ground.text.find(self._opened, start, end) - start, 0) + len(self._opened)

    def _add_image(self, image: Token, inline: Inline, content: str) -> None:
        pieces = folded(self._reader.pieces([image], inline, content))
        start = inline.at(image.map[0] if image.map else 0)
        if not pieces:
            address = str(image.attrs.get("src", ""))[:80] or "image"
            self._add(
                Block(Kind.IMAGE, (Piece(address, start, start + 1),), self._lines, left_out="image without text")
            )
        elif self._policy.images == "skip":
            self._add(Block(Kind.IMAGE, pieces, self._lines, left_out="image"))
        else:
            self._add_text(Kind.IMAGE, pieces)

    def _callout(self, token: Token, inline: Inline) -> tuple[Token, Inline] | None:
        """`[!NOTE]` at the beginning of a quotation: it is announced, and what follows it is its text."""
        if not (self._around and self._around[-1] is Kind.QUOTE and token.content.startswith(("[!", "\\[!"))):
            return None
        found = callout(token.content)
        if found is None:
            return None
        self._add_callout(found, inline)
        return self._reader.after(token, inline, found.end)

    def _add_callout(self, found: Callout, inline: Inline) -> None:
        at, after = inline.at(0), inline.at(found.title_start)
        pieces = title_of_kind(found.kind, at, after, self._language, self._policy)
        if found.title:
            pieces = folded([Piece(found.title, after)])
        self._add(Block(Kind.NOTICE, pieces, Lines(self._first + 1, self._first + 1)))

    def _open_admonition(self, token: Token) -> None:
        """MkDocs' `!!! note`: without a title of its own its kind is announced, and the parser's is passed over."""
        kind, given = str(token.meta.get("tag", "")), '"' in token.info
        self._title = given if token.content else None
        if not given:
            start, end = self._ground.line(self._first)
            at = max(self._ground.text.find(kind, start, end), start)
            pieces = title_of_kind(kind, at, at + len(kind), self._language, self._policy)
            self._add(Block(Kind.NOTICE, pieces, Lines(self._first + 1, self._first + 1)))

    def _code(self, token: Token) -> None:
        if not token.content.strip():
            return
        start, end = self._ground.line(self._first)[0], self._ground.line(self._last - 1)[1]
        announced = token.info.split()[:1] and token.info.split()[0].lower() in _DIAGRAMS
        if self._policy.code == "read" and not announced:
            self._read_code(token)
            return
        if self._policy.code != "skip" and not self._omitting():
            self._announce(start, end, self._lines)
        shown = " ".join(token.content[:_SHOWN].split())
        shown += " …" if len(token.content) > _SHOWN else ""
        self._add(Block(Kind.CODE, (Piece(shown, start, end, Mark.CODE),), self._lines, left_out="code"))

    def _omitting(self) -> bool:
        """Whether what was announced last holds for this code too; if so it reaches as far."""
        if self._announced < 0 or self._scene_break:
            return False
        before = self.blocks[self._announced]
        if before.lines.last >= self._first + 1:
            return False
        self.blocks[self._announced] = replace(before, lines=Lines(before.lines.first, self._last))
        return True

    def _announce(self, start: int, end: int, lines: Lines) -> None:
        notice = self._notice or CODE_OMITTED.get(self._language, "")
        if notice and not (self._treated and self._treated[-1][1].skip):
            self._add(Block(Kind.NOTICE, (Piece(notice, start, end),), lines))
            self._announced = len(self.blocks) - 1

    def _read_code(self, token: Token) -> None:
        """Each line that shows anything is a block."""
        first = self._first + (token.type == "fence")
        for number, line in enumerate(token.content.rstrip("\n").split("\n")):
            shown = line.strip()
            if shown:
                start, end = self._ground.line(first + number)
                at = self._ground.text.rfind(shown, start, end)
                piece = Piece(shown, max(at, start), None if at >= 0 else end, Mark.CODE)
                pieces = folded(without_filler(piece))
                self._add(Block(Kind.CODE, pieces, Lines(first + number + 1, first + number + 1)))

    def _formula(self, token: Token) -> None:
        shown = token.content.strip()
        start, end = self._ground.line(self._first)[0], self._ground.line(self._last - 1)[1]
        at = self._ground.text.find(shown, start, end)
        pieces = folded(without_filler(Piece(shown, max(at, start), None if at >= 0 else end, Mark.MATH)))
        left_out = "formula" if self._policy.math == "skip" else ""
        self._add(Block(Kind.MATH, pieces, self._lines, left_out=left_out))

    def _html(self, token: Token) -> None:
        base = self._ground.line(self._first)[0]
        end = self._ground.line(self._last - 1)[1]
        html = self._ground.text[base:end]
        for offset, said in directives_in(html):
            self._direct(said, base + offset)
        for passage in hypertext.passages(html, base, self._policy):
            self._scene_break = self._scene_break or passage.after_break
            if not passage.pieces:
                continue
            kind, level = passage.kind, 0
            if kind in (Kind.TEXT, Kind.HEADING):
                kind, level = self._heading_kind(passage.level)
            first = self._first + html.count("\n", 0, passage.start - base)
            last = first + html.count("\n", passage.start - base, max(passage.start, passage.end - 1) - base)
            if self._directive is not None:
                self._open_treated(token)
            pieces = folded(part for piece in passage.pieces for part in without_filler(piece))
            self._add(Block(kind, pieces, Lines(first + 1, last + 1), level, left_out=passage.left_out))

    def _break(self, _: Token) -> None:
        self._scene_break = True

    # Tables.

    def _open_table(self, _: Token) -> None:
        self._rows = []

    def _open_row(self, _: Token) -> None:
        if self._rows is not None:
            start, end = self._ground.line(self._first)
            self._rows.append(Row(self._lines, start, end))

    def _read_cell(self, token: Token) -> None:
        row = self._rows[-1] if self._rows else None
        if row is None:
            return
        inline = cell(self._ground, token.content, row.place, row.end)
        row.place = min(row.end, inline.at(len(token.content)))
        row.cells.append(folded(self._reader.pieces(token.children, inline, token.content)))
        row.notes.extend(self._due)
        self._due.clear()

    def _close_table(self, _: Token) -> None:
        rows, self._rows = self._rows or [], None
        header, *body = rows or [Row(self._lines, 0, 0)]
        left_out = self._instead_of(header, body)
        self._due.extend(header.notes)
        for row in body:
            if pieces := row_pieces(header, row):
                self._add(Block(Kind.ROW, pieces, row.lines, left_out=left_out))
            self._due.extend(row.notes)
            self._paragraph_ends()
        self._paragraph_ends()  # of the header, where no row follows

    def _instead_of(self, header: Row, body: Sequence[Row]) -> str:
        """Why the rows of a table are left out, after what is said in their place; empty where they are read."""
        if self._policy.tables != "summary":
            return "table" if self._policy.tables == "skip" else ""
        said = summary(header, len(body), self._language)
        if not said:
            return ""
        end = body[-1].end if body else header.end
        lines = Lines(header.lines.first, body[-1].lines.last if body else header.lines.last)
        self._add(Block(Kind.NOTICE, (Piece(said, header.start, end),), lines))
        return "table"


_HANDLERS: Final[dict[str, Callable[[Walk, Token], None]]] = {
    "heading_open": Walk._open_block,
    "paragraph_open": Walk._open_block,
    "dt_open": Walk._open_block,
    "inline": Walk._inline,
    "blockquote_open": Walk._open_container,
    "blockquote_close": Walk._close_container,
    "list_item_open": Walk._open_container,
    "list_item_close": Walk._close_container,
    "dd_open": Walk._open_container,
    "dd_close": Walk._close_container,
    "ordered_list_open": Walk._open_list,
    "ordered_list_close": Walk._close_list,
    "bullet_list_open": Walk._open_list,
    "bullet_list_close": Walk._close_list,
    "admonition_open": Walk._open_admonition,
    "admonition_title_open": Walk._open_block,
    "fence": Walk._code,
    "code_block": Walk._code,
    "math_block": Walk._formula,
    "math_block_label": Walk._formula,
    "html_block": Walk._html,
    "hr": Walk._break,
    "table_open": Walk._open_table,
    "tr_open": Walk._open_row,
    "table_close": Walk._close_table,
}
