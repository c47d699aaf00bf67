"""Footnotes and endnotes go where the user wants to hear them."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from chunking.document import Kind, Piece
from chunking.pieces import folded
from chunking.policy import Policy
from chunking.sources.hypertext.passage import Passage, Reference
from chunking.speakable.notices import FOOTNOTE

_CHAPTER_LEVEL = 2  # a heading of this level or a higher one ends the notes of what is before it


class Notes:
    """The notes of all files of a source, each said once, where the first mark stands that refers to it.

    `note` and `references` of the passages name a note in the same way, whatever file it is in.
    """

    def __init__(self, files: Iterable[Sequence[Passage]], policy: Policy, language: str) -> None:
        self._policy = policy
        self._word = FOOTNOTE.get(language, "")
        self._notes: dict[str, list[Passage]] = {}
        body: list[Passage] = []
        for passages in files:
            for passage in passages:
                (self._notes.setdefault(passage.note, []) if passage.note else body).append(passage)
        self._referred = self._reached(body)
        self._said: set[str] = set()

    def placed(self, passages: Sequence[Passage]) -> Iterator[Passage]:
        """What is read of a file, its notes in their places. Notes that nothing refers to stay where they stand."""
        at_end: list[Passage] = []
        for passage in passages:
            if passage.note in self._referred:
                continue
            if passage.kind is Kind.HEADING and passage.level <= _CHAPTER_LEVEL:
                yield from at_end
                at_end = []
            said, notes = self._with_notes(passage)
            yield said
            if self._policy.footnotes == "end":
                at_end.extend(notes)
            else:
                yield from notes
        yield from at_end

    def _reached(self, body: Iterable[Passage]) -> frozenset[str]:
        """The notes that a mark in the text refers to, or a mark in such a note."""
        due = deque(reference.target for passage in body if not passage.left_out for reference in passage.references)
        reached: set[str] = set()
        while due:
            target = due.popleft()
            if target in self._notes and target not in reached:
                reached.add(target)
                due.extend(reference.target for passage in self._notes[target] for reference in passage.references)
        return frozenset(reached)

    def _with_notes(self, passage: Passage) -> tuple[Passage, list[Passage]]:
        """A passage, and the notes that follow it."""
        if passage.left_out:
            return passage, []
        if passage.note and self._policy.footnotes == "skip":
            return passage._replace(left_out="footnote"), []
        if self._policy.footnotes == "inline":
            return self._filled(passage), []
        return passage, list(self._due(passage.references))

    def _due(self, references: Iterable[Reference]) -> Iterator[Passage]:
        due = deque(references)
        while due:
            for passage in self._take(due.popleft()):
                yield passage._replace(left_out="footnote") if self._policy.footnotes == "skip" else passage
                due.extend(passage.references)

    def _take(self, reference: Reference) -> Sequence[Passage]:
        """The note, if it has not had its turn."""
        if reference.target in self._said or reference.target not in self._referred:
            return ()
        self._said.add(reference.target)
        return self._notes[reference.target]

    def _filled(self, passage: Passage) -> Passage:
        """The passage with its notes where their marks stand."""
        filled: list[Piece] = []
        done = 0
        for reference in passage.references:
            notes = list(self._due([reference]))
            if not notes:
                continue
            while done < len(passage.pieces) and passage.pieces[done].start < reference.offset:
                filled.append(passage.pieces[done])
                done += 1
            filled.extend(self._in_brackets(notes, reference.offset))
        return passage._replace(pieces=folded((*filled, *passage.pieces[done:])))

    def _in_brackets(self, notes: Sequence[Passage], offset: int) -> Iterator[Piece]:
        yield Piece(f" ({self._word}", offset, offset)
        for note in notes:
            yield Piece(" ", offset, offset)
            yield from note.pieces
        yield Piece(")", offset, offset)
