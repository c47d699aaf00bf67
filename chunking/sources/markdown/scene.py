"""Where in a document we are, and what is heard from there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from chunking.document import Block, Kind, Piece
from chunking.places import Lines
from chunking.sources.markdown.admonitions import Callout, Herald, announced
from chunking.sources.markdown.collecting import Collector
from chunking.sources.markdown.setting import Setting
from chunking.sources.markdown.tables import Table


@dataclass(slots=True)
class Scene:
    """Where in the document we are; within a note there is another."""

    setting: Setting
    around: list[Kind]  # the quotations and list items around, innermost last
    lines: Lines  # of the block that is open
    in_note: bool = False
    collector: Collector = field(default_factory=Collector)
    opener: Token | None = None  # the heading that is open, or whatever else begins a text
    numbers: list[tuple[str, int]] = field(default_factory=list)  # of list items that have said nothing yet
    callout: Callout | None = None  # that the next text begins with
    table: Table | None = None

    @property
    def kind(self) -> Kind:
        if self.in_note:
            return Kind.NOTE
        return self.around[-1] if self.around else Kind.TEXT

    def herald(self, herald: Herald) -> None:
        """Say what the source says of an admonition before its text."""
        line = Lines(self.lines.first, self.lines.first)
        self.collector.add(announced(herald, line, self.setting))

    def say(self, pieces: tuple[Piece, ...], level: int) -> None:
        """A heading in a quotation or list is part of it, and no border of anything."""
        if pieces:
            kind, level = (self.kind, 0) if self.around or not level else (Kind.HEADING, level)
            numbered = (*self._take_numbers(pieces[0].start), *pieces) if self.numbers else pieces
            self.collector.add([Block(kind, numbered, self.lines, level)])

    def _take_numbers(self, before: int) -> list[Piece]:
        """The numbers of the list items that begin here; the innermost stands right before the text."""
        pieces: list[Piece] = []
        for number, begin in reversed(self.numbers):
            at = max(self.setting.source.rfind(number + mark, begin, before) for mark in ".)")
            if at >= 0:
                end = at + len(number) + len(".")
                pieces[:0] = [Piece(f"{number}.", at, end), Piece(" ", end, end + 1)]
                before = at
        self.numbers.clear()
        return pieces

    def as_here(self, block: Block) -> Block:
        """A block of HTML, of the kind that it has here."""
        if block.kind is Kind.HEADING and self.around:
            return block._replace(kind=self.kind, level=0)
        return block._replace(kind=self.kind) if block.kind is Kind.TEXT or self.in_note else block

    def add_alone(self, blocks: Sequence[Block]) -> None:
        """Blocks that are one token; what is asked for the next block is for them."""
        asked, since = (
            self.collector.take_asked() if any(block.pieces for block in blocks) else None,
            len(self.collector.blocks),
        )
        self.collector.add(blocks)
        if asked:
            self.collector.apply(asked, since)
