"""Blocks → chapters of paragraphs.

Where the source has contents of its own, they tell where chapters begin. Else headings do: with several h1, each h1;
with one, it is the document's title and the h2 do; with none, the h2, or else the first level that occurs more than
once. `Policy.chapter_level` overrides. What stands before them is a lead: short, it opens the chapter that follows;
long, it is a chapter of its own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from chunking.document import Block, Chapter, Kind, LeftOut, Paragraph, Reading, Segment
from chunking.front import told
from chunking.policy import Policy
from chunking.speakable import Rules, phrase_of, rules_for, says_something, speakable
from chunking.speakable.closing import closing_mark

LEAD_CHARACTERS = 600  # code points of the written text: about 40 seconds, more is worth finding by itself
_ORNAMENTS = frozenset("*•·⁂❦❧☙~-–—_=#+✦✧✱✲★☆◦◆◇ ")


@dataclass(slots=True)
class _Section:
    title: str | None  # None: the document's title
    paragraphs: list[Paragraph] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    is_lead: bool = True  # what stands before the first chapter, or between a part's heading and its first chapter

    @property
    def is_short(self) -> bool:
        return sum(len(paragraph.written) for paragraph in self.paragraphs) <= LEAD_CHARACTERS


class _Placed(NamedTuple):
    """A block, how it is spoken where it is, and whether the source's own contents begin a chapter with it."""

    block: Block
    spoken: Paragraph | None
    begins: str | None = None  # the chapter's title


def chapters_of(reading: Reading, policy: Policy, fallback_title: str) -> tuple[str, tuple[Chapter, ...]]:
    """The document's title, and its chapters; no chapters when there is nothing to say.

    `policy` is the document's own (`Policy.for_document`). `fallback_title` is used when neither the front matter nor a
    single h1 gives one.
    """
    placed = list(_spoken(reading, rules_for(policy)))
    headings = [one.spoken for one in placed if one.spoken and one.spoken.kind is Kind.HEADING]
    title = _title(reading, headings) or fallback_title
    if policy.chapter_level is None and reading.contents is not None:
        sections = _listed(placed)
    else:
        levels = (heading.level for heading in headings)
        level = chapter_level(levels) if policy.chapter_level is None else policy.chapter_level
        sections = _sections(placed, level)
    spoken = [section for section in sections if section.paragraphs]
    return title, tuple(
        Chapter(
            number,
            title if section.title is None else section.title,
            tuple(section.paragraphs),
            tuple(section.left_out),
        )
        for number, section in enumerate(spoken, start=1)
    )


def _spoken(reading: Reading, rules: Rules) -> Iterator[_Placed]:
    """Every block with something to say. A line of ornaments is a scene break before what follows."""
    titles = {entry.first: entry.title for entry in reading.contents or ()}
    scene_break, begins = False, None
    for index, block in enumerate(reading.blocks):
        begins = titles.get(index, begins)
        scene_break = scene_break or block.after_scene_break
        segments = () if block.left_out else _segments(block, reading.language, rules)
        if any(says_something(segment.spoken) for segment in segments):
            yield _Placed(block, _paragraph(block, segments, scene_break), begins)
            scene_break, begins = False, None
        elif block.left_out:
            yield _Placed(block, None)
        else:
            scene_break = scene_break or _ORNAMENTS.issuperset(block.written)


def _segments(block: Block, language: str, rules: Rules) -> tuple[Segment, ...]:
    if block.say is not None:
        return (Segment(block.written, block.say, "directive"), Segment("", closing_mark(block.say, language)))
    return speakable(phrase_of(block, block.treatment.language or language), rules)


def _paragraph(block: Block, segments: tuple[Segment, ...], scene_break: bool) -> Paragraph:
    return Paragraph(
        kind=block.kind,
        segments=segments,
        lines=block.lines,
        pieces=block.pieces,
        level=block.level,
        after_scene_break=scene_break,
        treatment=block.treatment,
    )


def _title(reading: Reading, headings: Sequence[Paragraph]) -> str:
    if title := told(reading.front, "title"):
        return title
    first = [heading.written for heading in headings if heading.level == 1]
    return first[0] if len(first) == 1 else ""


def chapter_level(levels: Iterable[int]) -> int:
    """The level of the headings that begin chapters, of those that a document has; 0 when none does."""
    count = Counter(levels)
    if count[1]:
        return 2 if count[1] == 1 else 1
    if count[2]:
        return 2
    return min((level for level, times in count.items() if level and times > 1), default=0)


def _listed(placed: Sequence[_Placed]) -> list[_Section]:
    """Cut where the source's own contents say. What stands before the first entry opens it, or is a lead of its own."""
    sections = [_Section(None)]
    for one in placed:
        current = sections[-1]
        if one.begins is not None:
            if current.is_lead and current.is_short:
                current.title, current.is_lead = one.begins, False
            else:
                sections.append(_Section(one.begins, is_lead=False))
        _put(sections[-1], one)
    return sections


def _sections(placed: Sequence[_Placed], level: int) -> list[_Section]:
    """Cut before each heading of the level, and before higher ones, so a part's heading opens its first chapter."""
    sections = [_Section(None)]
    for one in placed:
        if one.spoken is not None:
            _open_section(sections, one.spoken, level)
        _put(sections[-1], one)
    return sections


def _open_section(sections: list[_Section], paragraph: Paragraph, level: int) -> None:
    border = paragraph.kind is Kind.HEADING and paragraph.level <= level
    begins = border and paragraph.level == level
    current = sections[-1]
    if not current.paragraphs:
        current.title, current.is_lead = paragraph.written if begins else None, not begins
    elif begins and current.is_lead and current.is_short:
        current.title, current.is_lead = paragraph.written, False
    elif begins or (border and not current.is_lead):
        sections.append(_Section(paragraph.written, is_lead=not begins))


def _put(section: _Section, one: _Placed) -> None:
    if one.spoken is not None:
        section.paragraphs.append(one.spoken)
    else:
        block = one.block
        section.left_out.append(LeftOut(len(section.paragraphs), block.written, block.lines, block.left_out))
