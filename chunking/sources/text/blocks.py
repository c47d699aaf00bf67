"""Passages → blocks, in the order in which they are spoken."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chunking.document import Block, Kind, Piece
from chunking.pieces import folded
from chunking.places import Lines, Stretch
from chunking.policy import Policy
from chunking.sources.text.brackets import Bracket, bracket
from chunking.sources.text.brackets import Kind as Bracketed
from chunking.sources.text.divisions import Rank, division
from chunking.sources.text.notes import Notes, notes
from chunking.sources.text.numbering import is_number
from chunking.sources.text.outline import chapter_rank, levels
from chunking.sources.text.parts import PAGE_NUMBER, Parts
from chunking.sources.text.passages import Passage, Shape
from chunking.sources.text.prose import Prose, Reference

FOOTNOTE, IMAGE, HEADING_OF_NOTES = "footnote", "image", "heading of the footnotes"
_ENDED = tuple('.!?…:;"”’»)]*_')  # a page whose text ends in none of these ends within a sentence
_MOST_PIECES = 1000  # of a paragraph that runs over pages; more is none
_QUOTED_ROW = re.compile(r"^[ \t]*>[> \t]*(?P<said>[^\n]*)", re.M)
_SEPARATES = tuple(".!?…:;,—–-)")


@dataclass(frozen=True, slots=True)
class Laid:
    """The blocks of a file, the ranks of those that are headings, by index, and what is emphasised."""

    blocks: tuple[Block, ...]
    ranks: Mapping[int, Rank]
    emphasis: Sequence[Stretch]


def blocks(source: str, found: Parts, policy: Policy, *, is_gutenberg: bool) -> Laid:
    """All passages as blocks; the notes where the policy wants them."""
    body = [index for index in range(len(found.passages)) if index not in found.left_out]
    defined = notes(found.passages, body)
    prose = Prose(source, is_gutenberg, defined.labels)
    layout = _Layout(found, policy, defined, prose)
    layout.lay()
    return Laid(tuple(layout.blocks), layout.ranks, prose.emphasis)


class _Layout:
    """Goes once through the passages and collects blocks. One for each file."""

    def __init__(self, found: Parts, policy: Policy, defined: Notes, prose: Prose) -> None:
        self.blocks: list[Block] = []
        self.ranks: dict[int, Rank] = {}
        self._passages, self._left_out = found.passages, found.left_out
        self._headings = found.headings
        self._titles = frozenset(found.headings.titles.values())
        self._levels, self._chapters = levels(found.headings.ranks), chapter_rank(found.headings.ranks)
        self._policy, self._notes, self._prose = policy, defined, prose
        self._scene_break = False
        self._due: deque[int] = deque()  # passages of notes that are to be spoken
        self._unended = -1  # the block that ends within a sentence, if its page ends here
        self._said: set[int] = set()

    def lay(self) -> None:
        place = 0
        while place < len(self._passages):
            if place in self._left_out:
                place = self._leave_out(place)
                continue
            if place not in self._titles:
                self._lay(place)
            place += 1
        self._say_notes()

    def _leave_out(self, first: int) -> int:
        """Neighbours that are left out for one reason are one block. The index of the passage after them."""
        reason, end = self._left_out[first], first + 1
        while self._left_out.get(end) == reason:
            end += 1
        start, last = self._passages[first], self._passages[end - 1]
        pieces, _ = self._prose.pieces(start.start, last.end)
        self.blocks.append(Block(Kind.TEXT, pieces, Lines(start.lines.first, last.lines.last), left_out=reason))
        self._unended = self._unended if reason == PAGE_NUMBER else -1
        return end

    def _lay(self, index: int) -> None:
        passage = self._passages[index]
        bracketed = bracket(passage.text)
        if passage.shape is Shape.BREAK:
            self._scene_break = True
        elif index in self._headings.ranks or passage.shape is Shape.UNDERLINED:
            self._heading(index, passage)
        elif index in self._notes.definitions:
            self._note_in_place(index)
        elif bracketed and bracketed.kind is not Bracketed.NOTE:
            self._bracket(passage, bracketed)
        elif self._notes.heads(self._passages, index):
            self._add(Kind.TEXT, self._read(passage)[0], passage.lines, left_out=HEADING_OF_NOTES)
        elif passage.shape is Shape.QUOTE:
            self._quotation(index, passage)
        else:
            self._text(index, passage)

    def _add(self, kind: Kind, pieces: Sequence[Piece], lines: Lines, *, level: int = 0, left_out: str = "") -> None:
        self.blocks.append(Block(kind, tuple(pieces), lines, level, self._scene_break, left_out=left_out))
        self._scene_break = False
        self._unended = len(self.blocks) - 1 if kind is Kind.TEXT and pieces and not left_out else -1

    def _read(self, passage: Passage) -> tuple[tuple[Piece, ...], tuple[Reference, ...]]:
        return self._prose.pieces(passage.start, passage.end)

    def _heading(self, index: int, passage: Passage) -> None:
        rank = self._headings.ranks.get(index)
        below = self._levels[self._chapters] + 1 if self._chapters else passage.level
        level = self._levels[rank] if rank is not None else below
        if rank in (self._chapters, Rank.NAMED) or (self._chapters and level < self._levels[self._chapters]):
            self._say_notes()
        title = self._headings.titles.get(index)
        rows = _rows(passage) if title is None else [passage, self._passages[title]]
        pieces, references = self._joined(rows)
        if rank is not None:
            self.ranks[len(self.blocks)] = rank
        self._add(Kind.HEADING, pieces, Lines(passage.lines.first, rows[-1].lines.last), level=min(level, 6))
        self._refer(index, references)

    def _joined(self, rows: Sequence[Passage]) -> tuple[tuple[Piece, ...], tuple[Reference, ...]]:
        """A heading's number and its title as one text, with a full stop between them."""
        pieces, references = self._read(rows[0])
        if len(rows) == 1:
            return pieces, references
        title, more = self._read(rows[1])
        between = " " if pieces and pieces[-1].text.endswith(_SEPARATES) else ". "
        separator = Piece(between, rows[0].end, rows[1].start)
        return folded([*pieces, separator, *title]), (*references, *more)

    def _note_in_place(self, index: int) -> None:
        """A note that something refers to is spoken there."""
        if self._policy.footnotes == "skip":
            passage = self._passages[index]
            self._add(Kind.NOTE, self._note(index), passage.lines, left_out=FOOTNOTE)
        elif index not in self._notes.used:
            self._add(Kind.NOTE, self._note(index), self._passages[index].lines)

    def _note(self, index: int) -> tuple[Piece, ...]:
        passage, found = self._passages[index], self._notes.definitions[index]
        pieces, references = self._prose.pieces(passage.start + found.start, passage.start + found.end)
        self._refer(index, references)
        return pieces

    def _bracket(self, passage: Passage, found: Bracket) -> None:
        pieces, _ = self._prose.pieces(passage.start + found.start, passage.start + found.end)
        if found.kind is not Bracketed.IMAGE:
            self._add(Kind.NOTE, pieces, passage.lines)
        elif pieces and self._policy.images == "alt":
            self._add(Kind.IMAGE, pieces, passage.lines)
        else:
            self._add(Kind.IMAGE, self._read(passage)[0], passage.lines, left_out=IMAGE)

    def _quotation(self, index: int, passage: Passage) -> None:
        """The rows of a quotation without the marks before them."""
        pieces: list[Piece] = []
        references: list[Reference] = []
        for row in _QUOTED_ROW.finditer(passage.text):
            said, more = self._prose.pieces(passage.start + row.start("said"), passage.start + row.end())
            pieces += [*([Piece(" ", passage.start + row.start() - 1)] if pieces else []), *said]
            references += more
        self._add(Kind.QUOTE, folded(pieces), passage.lines)
        self._refer(index, references)
        if self._policy.footnotes == "after-paragraph":
            self._say_notes()

    def _text(self, index: int, passage: Passage) -> None:
        is_item = passage.shape is Shape.ITEM
        said = is_item and self._policy.list_numbers and any(map(str.isdigit, passage.text[: passage.mark]))
        start = passage.start + (passage.mark if is_item and not said else 0)
        pieces, references = self._prose.pieces(start, passage.end)
        if self._policy.footnotes == "inline":
            pieces, references = folded(self._with_notes(index, start, passage.end, references)), ()
        if not self._goes_on(index, passage, pieces):
            self._add(Kind.ITEM if is_item else Kind.TEXT, pieces, passage.lines)
        self._refer(index, references)
        if self._policy.footnotes == "after-paragraph":
            self._say_notes()

    def _with_notes(self, index: int, start: int, end: int, references: Sequence[Reference]) -> Iterator[Piece]:
        """The text with each note in brackets where it is referred to."""
        for label, first, last in references:
            yield from self._prose.pieces(start, first)[0]
            note = self._notes.referred(label, index)
            passage, found = self._passages[note], self._notes.definitions[note]
            yield Piece(" (", first, last)
            yield from self._prose.pieces(passage.start + found.start, passage.start + found.end)[0]
            yield Piece(")", last - 1, last)
            start = last
        text = self._prose.source[start:end]
        spaced = len(text) - len(text.lstrip())
        if spaced:
            yield Piece(" ", start)
        yield from self._prose.pieces(start + spaced, end)[0]

    def _goes_on(self, index: int, passage: Passage, pieces: tuple[Piece, ...]) -> bool:
        """Whether a page ended within the paragraph before; then this is the rest of it."""
        paged = passage.new_page or self._left_out.get(index - 1) == PAGE_NUMBER
        place = self._unended
        if place < 0 or not paged or not pieces or passage.shape is not Shape.PROSE or self._scene_break:
            return False
        before = self.blocks[place]
        last = before.pieces[-1]
        if not pieces[0].text[0].islower() or last.text.endswith(_ENDED) or len(before.pieces) > _MOST_PIECES:
            return False
        end = last.start + len(last.text) if last.end is None else last.end
        joint = () if last.text.endswith("-") else (Piece(" ", end, passage.start),)
        lines = Lines(before.lines.first, passage.lines.last)
        self.blocks[place] = before._replace(pieces=(*before.pieces, *joint, *pieces), lines=lines)
        return True

    def _refer(self, index: int, references: Sequence[Reference]) -> None:
        for reference in references:
            note = self._notes.referred(reference.label, index)
            if note not in self._said and self._policy.footnotes != "skip":
                self._said.add(note)
                self._due.append(note)

    def _say_notes(self) -> None:
        """The notes that are due; one that a note refers to follows it."""
        while self._due:
            index = self._due.popleft()
            self._add(Kind.NOTE, self._note(index), self._passages[index].lines)


def _rows(passage: Passage) -> list[Passage]:
    """A heading whose title stands in the row below, in two; any other as it is."""
    first = passage.rows[0]
    found = division(first)
    bare = found.bare if found else is_number(first)
    if not bare or "\n" not in passage.text:
        return [passage]
    end = passage.text.index("\n")
    title = passage.text[end:]
    start = end + len(title) - len(title.lstrip())
    number = replace(passage, end=passage.start + end, text=passage.text[:end])
    return [number, replace(passage, start=passage.start + start, text=passage.text[start:])]
