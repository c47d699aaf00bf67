"""Pieces, written one after the other from the text of a block, with their places in the source."""

import sys

from chunking.document import Mark, Piece
from chunking.sources.markdown.placement import Placement


class Writer:
    """Joins what stands in the source one right after the other. Offsets are those in the block's text, rising."""

    def __init__(self, placement: Placement) -> None:
        self.pieces: list[Piece] = []
        self._placement = placement
        self._bound = -1  # index of the stretch of the placement that we are in
        self._shift = self._next = 0
        self._run: list[str] = []
        self._run_start = self._run_end = -1

    def literal(self, start: int, text: str, mark: Mark = Mark.TEXT) -> None:
        """Text that stands there character for character, but that a line break may read as a space."""
        if start >= self._next:
            self._advance(start)
        if start + len(text) > self._next:
            self._divided(start, text, mark)
            return
        at = start + self._shift
        if mark is not Mark.TEXT:
            self.put(Piece(text, at, None, mark))
            return
        if at != self._run_end:
            self.flush()
            self._run_start = at
        self._run.append(text)
        self._run_end = at + len(text)

    def whole(self, text: str, start: int, end: int, mark: Mark = Mark.TEXT) -> None:
        """A stretch of the block's text that reads as `text`."""
        self.put(Piece(text, self.source(start), self.source(end - 1) + 1 if end > start else self.source(end), mark))

    def put(self, *pieces: Piece) -> None:
        """Pieces whose places are known."""
        self.flush()
        self.pieces.extend(piece for piece in pieces if piece.text)

    def flush(self) -> None:
        """Make a piece of what was joined so far."""
        if self._run:
            if text := "".join(self._run):
                self.pieces.append(Piece(text, self._run_start))
            self._run = []
            self._run_end = -1

    def source(self, offset: int) -> int:
        """Where a character of the block's text stands in the source."""
        return self._placement.source(offset)

    def _advance(self, start: int) -> None:
        bounds = self._placement.bounds
        while start >= self._next:
            self._bound += 1
            self._shift = self._placement.shifts[self._bound]
            self._next = bounds[self._bound + 1] if self._bound + 1 < len(bounds) else sys.maxsize

    def _divided(self, start: int, text: str, mark: Mark) -> None:
        """Text over several lines; where a line begins, markdown-it may have put spaces that are not in the source."""
        done, end = 0, start + len(text)
        while done < len(text):
            size = min(end, self._next) - start - done
            part = text[done : done + size]
            shown = part.lstrip(" \t") if done else part
            self.literal(start + done + len(part) - len(shown), shown, mark)
            done += size
            if done < len(text):
                self._advance(start + done)
