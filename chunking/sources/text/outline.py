"""Headings → their levels, and where chapters begin."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chunking.document import Block, Entry
from chunking.sources.text.divisions import Rank

_LEAD = 2000  # code points, about two minutes: a title page or a part's motto opens the chapter after it
_DEEPEST = 6
# What chapters are, where there is any: the first of these; else the smallest of the parts above them.
_CHAPTERS = (Rank.CHAPTER, Rank.SCENE, Rank.NUMBERED, Rank.NUMBER)
_PARTS = (Rank.ACT, Rank.PART, Rank.BOOK, Rank.VOLUME)


def chapter_rank(ranks: Mapping[int, Rank]) -> Rank | None:
    """The rank of the headings that begin chapters; None where there are no chapters."""
    present = set(ranks.values())
    return next((rank for rank in (*_CHAPTERS, *_PARTS, Rank.CAPITALS, Rank.NAMED) if rank in present), None)


def levels(ranks: Mapping[int, Rank]) -> dict[Rank, int]:
    """The level of each rank: 1 for the title, then the parts in the order in which they come, then the chapters."""
    chapters = chapter_rank(ranks)
    if chapters is None:
        return {Rank.TITLE: 1}
    present = list(dict.fromkeys(rank for _, rank in sorted(ranks.items())))
    above = [rank for rank in present if rank in _PARTS and rank < chapters]
    below = sorted(rank for rank in present if rank > chapters and rank is not Rank.NAMED)
    found = {rank: min(level, _DEEPEST) for level, rank in enumerate([*above, chapters, *below], start=2)}
    return {**found, Rank.TITLE: 1, Rank.NAMED: found[chapters]}


def entries(blocks: Sequence[Block], ranks: Mapping[int, Rank]) -> tuple[Entry, ...] | None:
    """Where chapters begin; None where the levels of the headings alone tell. `ranks` are those of blocks, by index."""
    chapters = chapter_rank(ranks)
    if chapters is None or chapters is Rank.CAPITALS:
        return None
    return tuple(_named_apart(list(_entries(blocks, ranks, chapters))))


@dataclass(slots=True)
class _Open:
    """A heading with whatever follows it: of a part, until a chapter begins, or of a chapter."""

    first: int  # index of the first of its blocks
    titles: list[str] = field(default_factory=list)  # of the part and the chapter, as they follow one another
    is_chapter: bool = False
    is_numbered: bool = False  # a chapter that is no preface or the like
    length: int = 0  # code points of text since the heading

    @property
    def entry(self) -> Entry:
        return Entry(self.first, self.titles[-1])


def _entries(blocks: Sequence[Block], ranks: Mapping[int, Rank], chapters: Rank) -> Iterator[tuple[Entry, str]]:
    """Each chapter's entry, and the title of the part that it is in."""
    current = _Open(0)
    part = ""
    for index, block in enumerate(blocks):
        rank = ranks.get(index)
        level = rank in (chapters, Rank.NAMED)
        if rank is None or not (level or (rank in _PARTS and rank < chapters)):
            current.length += 0 if block.left_out or rank is Rank.TITLE else len(block.written)
            continue
        opens = current.length <= (0 if current.is_chapter else _LEAD)
        if not opens and current.titles:
            yield current.entry, part if current.is_numbered else ""
        if not opens or not current.titles:
            current = _Open(current.first if opens else index)
        if not level:
            part = block.written
        elif current.is_chapter:  # with chapters of its own, as the epilogues of some novels have
            part = current.titles[-1]
        current.titles.append(block.written)
        current.is_chapter, current.is_numbered, current.length = level, rank is chapters, 0
    if current.titles:
        yield current.entry, part if current.is_numbered else ""


def _named_apart(found: Sequence[tuple[Entry, str]]) -> Iterator[Entry]:
    """The entries; where titles come again, as they do when every part counts anew, with the part's before them."""
    times = Counter(entry.title for entry, part in found if part)
    again = any(number > 1 for number in times.values())
    for entry, part in found:
        named = again and part not in ("", entry.title)
        yield replace(entry, title=f"{part.rstrip('.:')}: {entry.title}") if named else entry
