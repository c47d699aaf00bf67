"""Passages of a book's files → its blocks, and where its contents begin chapters."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from chunking.document import Block, Entry, Kind, Piece
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.epub.chapters import Beginning
from chunking.sources.epub.files import File
from chunking.sources.hypertext.blocks import blocks_of
from chunking.sources.hypertext.notes import Notes
from chunking.sources.hypertext.passage import Passage


class Frame(NamedTuple):
    """What holds for the whole book."""

    text: SourceText
    policy: Policy
    language: str


def laid(files: Sequence[File], pages: Sequence[Sequence[Passage]], frame: Frame) -> tuple[Block, ...]:
    """All blocks of the book. A file that is not read is one, less the notes in it that are."""
    marked = [[_unless_note(passage, file) for passage in page] for file, page in zip(files, pages, strict=True)]
    notes = Notes(marked, frame.policy, frame.language)
    blocks: list[Block] = []
    for file, page in zip(files, pages, strict=True):
        left_out = [passage._replace(left_out=file.reason) for passage in page] if file.reason else page
        placed = list(notes.placed(left_out))
        passages = _as_one(placed) if file.reason else placed
        blocks.extend(blocks_of(passages, frame.text, frame.policy, frame.language))
    return tuple(blocks)


def contents(blocks: Sequence[Block], starts: Sequence[Beginning]) -> tuple[Entry, ...]:
    """Each beginning of a chapter as the block that it is; of two that are the same block the later one."""
    own = [index for index, block in enumerate(blocks) if block.kind is not Kind.NOTE]
    ends = list(accumulate((_end(blocks[index]) for index in own), max))
    titles: dict[int, str] = {}
    for start in starts:
        place = bisect_right(ends, start.offset)
        if place < len(own):
            titles[own[place]] = start.title
    return tuple(Entry(first, title) for first, title in sorted(titles.items()))


def _unless_note(passage: Passage, file: File) -> Passage:
    return passage if passage.note or not file.reason else passage._replace(left_out=file.reason)


def _as_one(passages: Sequence[Passage]) -> list[Passage]:
    """What is left out of a file, as one passage."""
    shown = [passage for passage in passages if passage.pieces]
    if not shown:
        return []
    pieces: list[Piece] = []
    for passage in shown:
        if pieces:
            pieces.append(Piece(" ", passage.start, passage.start))
        pieces.extend(passage.pieces)
    start, end = min(one.start for one in shown), max(one.end for one in shown)
    return [Passage(Kind.TEXT, tuple(pieces), start=start, end=end, left_out=shown[0].left_out)]


def _end(block: Block) -> int:
    last = block.pieces[-1]
    return last.start + len(last.text) if last.end is None else last.end
