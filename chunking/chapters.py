"""Blocks → chapters of paragraphs.

Which headings begin chapters: with several h1, each h1; with one, it is the document's title and the h2 do; with none,
the h2, or else the first level that occurs more than once. `Policy.chapter_level` overrides. What stands before them is
a lead: short, it opens the chapter that follows; long, it is a chapter of its own.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from chunking.document import Block, Chapter, Kind, Paragraph, Reading
from chunking.front import told
from chunking.policy import Policy
from chunking.speakable import says_something, speakable

LEAD_CHARACTERS = 600  # code points of the written text: about 40 seconds, more is worth finding by itself
_ORNAMENTS = frozenset("*•·⁂❦❧☙~-–—_=#+✦✧✱✲★☆◦◆◇ ")


@dataclass(slots=True)
class _Section:
    title: str | None  # None: the document's title
    paragraphs: list[Paragraph] = field(default_factory=list)
    is_lead: bool = True  # what stands before the first chapter, or between a part's heading and its first chapter

    @property
    def is_short(self) -> bool:
        return sum(len(paragraph.written) for paragraph in self.paragraphs) <= LEAD_CHARACTERS


def chapters_of(reading: Reading, policy: Policy, fallback_title: str) -> tuple[str, tuple[Chapter, ...]]:
    """The document's title, and its chapters; no chapters when there is nothing to say.

    `fallback_title` is used when neither the front matter nor a single h1 gives one.
    """
    paragraphs = _paragraphs(reading.blocks, policy.language_for(reading.front))
    headings = [paragraph for paragraph in paragraphs if paragraph.kind is Kind.HEADING]
    title = _title(reading, headings) or fallback_title
    level = _chapter_level(headings) if policy.chapter_level is None else policy.chapter_level
    sections = _sections(paragraphs, level)
    return title, tuple(
        Chapter(number, title if section.title is None else section.title, tuple(section.paragraphs))
        for number, section in enumerate(sections, start=1)
    )


def _paragraphs(blocks: Sequence[Block], language: str) -> list[Paragraph]:
    """Every block with something to say. A line of ornaments is a scene break before what follows."""
    paragraphs = []
    scene_break = False
    for block in blocks:
        segments = speakable(block.written, language)
        scene_break = scene_break or block.after_scene_break
        if says_something("".join(segment.spoken for segment in segments)):
            paragraphs.append(Paragraph(block.kind, segments, block.lines, block.level, scene_break))
            scene_break = False
        else:
            scene_break = scene_break or _ORNAMENTS.issuperset(block.written)
    return paragraphs


def _title(reading: Reading, headings: Sequence[Paragraph]) -> str:
    if title := told(reading.front, "title"):
        return title
    first = [heading.written for heading in headings if heading.level == 1]
    return first[0] if len(first) == 1 else ""


def _chapter_level(headings: Sequence[Paragraph]) -> int:
    """The level of the headings that begin chapters; 0 when none does."""
    count = Counter(heading.level for heading in headings)
    if count[1]:
        return 2 if count[1] == 1 else 1
    if count[2]:
        return 2
    return min((level for level, times in count.items() if times > 1), default=0)


def _sections(paragraphs: Sequence[Paragraph], level: int) -> list[_Section]:
    """Cut before each heading of the level, and before higher ones, so a part's heading opens its first chapter."""
    sections: list[_Section] = []
    for paragraph in paragraphs:
        border = paragraph.kind is Kind.HEADING and paragraph.level <= level
        begins = border and paragraph.level == level
        current = sections[-1] if sections else None
        if current is None:
            sections.append(_Section(paragraph.written if begins else None, is_lead=not begins))
        elif begins and current.is_lead and current.is_short:
            current.title, current.is_lead = paragraph.written, False
        elif begins or (border and not current.is_lead):
            sections.append(_Section(paragraph.written, is_lead=not begins))
        sections[-1].paragraphs.append(paragraph)
    return sections
