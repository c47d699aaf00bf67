"""Footnotes: where each is heard. One that is referred to twice is heard once."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from markdown_it.token import Token

from chunking.chapters import chapter_level
from chunking.document import Block, Kind, Piece
from chunking.places import Lines
from chunking.policy import Policy
from chunking.sources.markdown.phrasing import Note, NoteMark
from chunking.speakable.notices import FOOTNOTE

LEFT_OUT: Final = "footnote"
NOT_REFERRED_TO: Final = "footnote without a mark"

_NOWHERE: Final = Lines(1, 1)


class Called(NamedTuple):
    """A note that was referred to."""

    lines: Lines  # of what refers to it
    blocks: Sequence[Token] = ()  # what it says …
    text: Sequence[Piece] = ()  # … or that, where it is written right there


class Notes:
    """The notes of a document, and which of them are still to be heard."""

    def __init__(self) -> None:
        self._defined: dict[str, list[Token]] = {}
        self._repeated: list[list[Token]] = []  # with a label that another note has
        self._said: set[str] = set()
        self._due: deque[Called] = deque()

    def without(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens less the notes, which are kept by their labels; of two with one label the first counts."""
        streams: list[list[Token]] = [[]]
        for token in tokens:
            if token.type == "footnote_reference_open":
                streams.append([])
                if self._defined.setdefault(token.meta["label"], streams[-1]) is not streams[-1]:
                    self._repeated.append(streams[-1])
            elif token.type == "footnote_reference_close":
                streams.pop()
            else:
                streams[-1].append(token)
        return streams[0]

    def refer(self, note: Note, lines: Lines) -> None:
        """A mark of a note was met. `note` is its label, or what it says where it has none."""
        if not isinstance(note, str):
            self._due.append(Called(lines, text=note))
        elif note not in self._said:
            self._said.add(note)
            self._due.append(Called(lines, self._defined.get(note, [])))

    def due(self) -> Iterator[Called]:
        """The notes that were referred to since; also those that these refer to."""
        while self._due:
            yield self._due.popleft()

    def unused(self) -> Iterator[Called]:
        """Those that nothing refers to."""
        yield from (Called(_NOWHERE, tokens) for label, tokens in self._defined.items() if label not in self._said)
        yield from (Called(_NOWHERE, tokens) for tokens in self._repeated)


def within_sentence(said: Sequence[Piece], mark: NoteMark, language: str) -> list[Piece]:
    """A note in brackets where its mark stands."""
    before = " (" if mark.after_text else "("
    word = FOOTNOTE.get(language, "")
    opened = Piece(before + (word + " " if word else ""), mark.offset, mark.offset)
    return [opened, *said, Piece(")", mark.offset, mark.offset)]


def at_ends_of_chapters(
    blocks: Sequence[Block], notes: Sequence[tuple[int, list[Block]]], policy: Policy
) -> list[Block]:
    """The blocks with each note at the end of its chapter. `notes`: behind how many blocks its mark stands, and what
    it says.
    """
    levels = [block.level for block in blocks if block.kind is Kind.HEADING and not block.left_out]
    level = chapter_level(levels) if policy.chapter_level is None else policy.chapter_level
    waiting = deque(notes)
    result: list[Block] = []
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and block.level <= level:
            while waiting and waiting[0][0] <= index:
                result.extend(waiting.popleft()[1])
        result.append(block)
    return [*result, *chain.from_iterable(said for _, said in waiting)]
