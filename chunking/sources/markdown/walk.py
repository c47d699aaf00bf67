"""The block structure of a document → blocks, in the order in which they are heard."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from markdown_it.token import Token

from chunking.document import Block, Kind, Piece
from chunking.places import Lines
from chunking.sources.directives import Directive
from chunking.sources.markdown import admonitions, notes, single
from chunking.sources.markdown.folding import clean
from chunking.sources.markdown.parser import Parsed, Parser
from chunking.sources.markdown.phrasing import NoteMark, Phrase
from chunking.sources.markdown.placement import Placement, of_lines
from chunking.sources.markdown.scene import Scene
from chunking.sources.markdown.setting import Setting
from chunking.sources.markdown.tables import Table
from chunking.sources.markdown.texts import Texts
from chunking.sources.markdown.tokens import Block as BlockToken
from chunking.sources.markdown.tokens import end_of
from chunking.speakable.notices import QUOTATION

_CONTAINERS: Final = {
    "blockquote_open": Kind.QUOTE,
    "list_item_open": Kind.ITEM,
    "dd_open": Kind.ITEM,
    "admonition_open": Kind.TEXT,
}
_BEGINS: Final = frozenset({"fence", "code_block", "math_block", "container_open"})  # blocks that are one token
# A generator puts the table of contents there: `[TOC]`, or `* TOC` with `{:toc}` below.
_PLACE_OF_CONTENTS: Final = re.compile(r"\[(?:TOC|toc)\]|[^\n]*\n\{:\s*toc[^}]*\}")


class Walk:
    """Goes once through a document. What is within a note is read like the rest, at another time."""

    def __init__(self, parser: Parser, parsed: Parsed, setting: Setting) -> None:
        self._tokens = parsed.tokens
        self._setting = setting
        self._notes = notes.Notes()
        self._late: list[tuple[int, list[Block]]] = []  # notes for the ends of chapters, by the blocks before them
        self._scene = Scene(setting, [], Lines(1, 1))
        self._stream: Sequence[Token] = ()
        self._at = 0  # index in it
        self._texts = Texts(parser, parsed.env, setting, self._refer)

    def document(self) -> list[Block]:
        """Its blocks, also those that are left out."""
        self._read(self._notes.without(self._tokens))
        self._speak_notes()
        blocks = self._scene.collector.blocks
        if self._late:
            blocks = notes.at_ends_of_chapters(blocks, self._late, self._setting.policy)
        return [*blocks, *self._unused_notes()]

    def _read(self, tokens: Sequence[Token]) -> None:
        """Take every token, and treat as it asks what stands behind a comment for us."""
        outside, self._stream = (self._stream, self._at), tokens
        collector, handlers = self._scene.collector, _HANDLERS
        holds: list[tuple[int, int, Directive]] = []
        for index, token in enumerate(tokens):
            if collector.asked and (token.nesting or token.type in _BEGINS):
                asked = collector.take_asked()
                if asked and token.nesting >= 0:
                    holds.append((end_of(tokens, index), len(collector.blocks), asked))
            if handle := handlers.get(token.type):
                if token.map and token.type != "inline":
                    self._scene.lines = Lines(token.map[0] + 1, max(token.map[0] + 1, token.map[1]))
                self._at = index
                handle(self, token)
            while holds and holds[-1][0] <= index:
                _, since, asked = holds.pop()
                collector.apply(asked, since)
        self._stream, self._at = outside

    def _unused_notes(self) -> list[Block]:
        """Notes that nothing refers to, and what only these refer to."""
        blocks = [block for note in self._notes.unused() for block in self._within_note(note)]
        for note in self._notes.due():
            blocks += self._within_note(note)
        return [block._replace(left_out=notes.NOT_REFERRED_TO) for block in blocks]

    # Notes.

    def _refer(self, mark: NoteMark) -> Sequence[Piece]:
        """What is said where a note's mark stands: nothing, unless the policy wants the note there."""
        scene = self._scene
        self._notes.refer(mark.note, scene.lines)
        is_heading = scene.opener is not None and scene.opener.type == "heading_open"
        if self._setting.policy.footnotes != "inline" or scene.in_note or is_heading:
            return ()
        said: list[Piece] = []
        for called in self._notes.due():
            for block in self._within_note(called):
                if not block.left_out:
                    said += [*([Piece(" ", mark.offset, mark.offset)] if said else []), *block.pieces]
        return notes.within_sentence(said, mark, self._setting.language) if said else ()

    def _speak_notes(self) -> None:
        """What notes say after what refers to them; one that a note refers to follows that note."""
        if self._scene.in_note:
            return
        collector, footnotes = self._scene.collector, self._setting.policy.footnotes
        for called in self._notes.due():
            blocks = self._within_note(called)
            if footnotes == "end":
                self._late.append((len(collector.blocks), blocks))
            elif footnotes == "skip":
                collector.add([block._replace(left_out=block.left_out or notes.LEFT_OUT) for block in blocks])
            else:
                collector.add(blocks)

    def _within_note(self, note: notes.Called) -> list[Block]:
        outside, self._scene = self._scene, Scene(self._setting, [Kind.NOTE], note.lines, in_note=True)
        if note.text:
            self._scene.collector.add([Block(Kind.NOTE, clean(note.text), note.lines)])
        self._read(note.blocks)
        blocks = self._scene.collector.blocks
        self._scene = outside
        return blocks

    # What each kind of token does; the open block's lines are already noted.

    def _open_text(self, token: Token) -> None:
        self._scene.opener = token

    def _open_container(self, token: Token) -> None:
        self._scene.around.append(_CONTAINERS[token.type])
        self._scene.opener = None

    def _close_container(self, _: Token) -> None:
        self._scene.around.pop()
        self._scene.numbers.clear()

    def _open_item(self, token: Token) -> None:
        self._open_container(token)
        if self._setting.policy.list_numbers and token.info and token.map:
            begin, _ = self._setting.span(*token.map)
            self._scene.numbers.append((token.info, begin))

    def _open_quotation(self, token: Token) -> None:
        self._open_container(token)
        scene = self._scene
        scene.callout = admonitions.callout(self._stream, self._at)
        if scene.callout is None and self._setting.policy.quotes == "announce" and token.map:
            said = QUOTATION.get(self._setting.language, "")
            start, _ = self._setting.span(*token.map)
            place = self._setting.source.index(">", start)
            line = self._setting.at(place, place)
            scene.collector.add([Block(Kind.NOTICE, (Piece(said, place, place + 1),), line)] if said else [])

    def _open_admonition(self, token: Token) -> None:
        self._open_container(token)
        start = token.meta["at"]
        place = (start, self._setting.source.index(token.info, start) + len(token.info))
        self._scene.herald(admonitions.Herald(token.info, self._texts.title(*token.meta["title"]), place))

    def _open_colons(self, token: Token) -> None:
        title = self._texts.title(*token.meta["title"])
        self._scene.herald(admonitions.container(token, title, self._setting))

    def _inline(self, token: Token) -> None:
        scene, content = self._scene, token.content
        if scene.table is not None:
            self._cell(token)
        elif content and not (content[-1] in "]}" and _PLACE_OF_CONTENTS.fullmatch(content)):
            assert isinstance(token, BlockToken)
            level, starts = _level(scene.opener), token.starts
            if level and scene.opener and scene.opener.markup.startswith("#"):
                starts = [starts[0] + level]
            placement = of_lines(content, starts, self._setting.source)
            begin = self._callout(content, placement) if scene.callout else 0
            if begin < len(content):
                self._text(self._texts.phrase(content, placement, begin, token.has_templates), level)
        if scene.table is None and not scene.in_note:
            self._speak_notes()

    def _text(self, phrase: Phrase, level: int) -> None:
        """The blocks of a text, treated as a comment in it asks."""
        scene = self._scene
        collector, since = scene.collector, len(scene.collector.blocks)
        for herald in phrase.heralds:
            self._scene.herald(herald)
        if phrase.only_images and not level:
            collector.add(self._texts.images(phrase.images, scene.lines))
        else:
            scene.say(clean(phrase.pieces), level)
            if phrase.images:
                collector.add(self._texts.silent_images(phrase.images, scene.lines))
        if phrase.comments and (asked := self._texts.asked(phrase.comments)):
            if since < len(collector.blocks):
                collector.apply(asked, since)
            else:
                collector.ask(asked)

    def _callout(self, content: str, placement: Placement) -> int:
        """Announce the admonition that a quotation is; the offset at which its own text begins."""
        scene = self._scene
        callout, scene.callout = scene.callout, None
        assert callout
        line, _, _ = content.partition("\n")
        start = placement.source(0)
        title = clean(self._texts.phrase(line, placement, callout.marked).pieces) if callout.title else ()
        self._scene.herald(admonitions.Herald(callout.kind, title, (start, start + callout.marked)))
        return len(line) + 1

    def _single(self, token: Token) -> None:
        single.read(token, self._scene, self._texts)

    def _break(self, _: Token) -> None:
        self._scene.collector.scene_break = True

    def _open_table(self, token: Token) -> None:
        assert token.map
        self._scene.table = Table(self._setting, (token.map[0], token.map[1]))

    def _open_row(self, _: Token) -> None:
        if self._scene.table:
            self._scene.table.open_row()

    def _cell(self, token: Token) -> None:
        table = self._scene.table
        assert table and isinstance(token, BlockToken)
        placement = table.placement(token.content, token.starts[0])
        phrase = self._texts.phrase(token.content, placement, 0, token.has_templates)
        table.cell(clean(phrase.pieces), self._texts.asked(phrase.comments))

    def _close_row(self, _: Token) -> None:
        if self._scene.table:
            rows = self._scene.table.close_row(self._scene.lines)
            self._scene.collector.add(rows)
            if rows:
                self._speak_notes()

    def _close_table(self, _: Token) -> None:
        table, self._scene.table = self._scene.table, None
        if table:
            self._scene.collector.add(table.close())
            self._speak_notes()


def _level(opener: Token | None) -> int:
    return int(opener.tag[1]) if opener is not None and opener.type == "heading_open" else 0


_HANDLERS: Final[Mapping[str, Callable[[Walk, Token], None]]] = MappingProxyType(
    {
        "heading_open": Walk._open_text,
        "paragraph_open": Walk._open_text,
        "inline": Walk._inline,
        "blockquote_open": Walk._open_quotation,
        "blockquote_close": Walk._close_container,
        "list_item_open": Walk._open_item,
        "list_item_close": Walk._close_container,
        "dt_open": Walk._open_text,
        "dd_open": Walk._open_container,
        "dd_close": Walk._close_container,
        "admonition_open": Walk._open_admonition,
        "admonition_close": Walk._close_container,
        "container_open": Walk._open_colons,
        **dict.fromkeys(single.KINDS, Walk._single),
        "hr": Walk._break,
        "table_open": Walk._open_table,
        "tr_open": Walk._open_row,
        "tr_close": Walk._close_row,
        "table_close": Walk._close_table,
    }
)
