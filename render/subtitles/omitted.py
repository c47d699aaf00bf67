"""How subtitles show the words that are said in place of a block of code."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from chunking.document import Kind
from chunking.speakable.notices import CODE_OMITTED
from render.samples import Span
from render.timeline import TimedParagraph, TimedWord, Timeline

_MARK = "[code]"
_NOTICES = frozenset(CODE_OMITTED.values())


class CodeShown(StrEnum):
    """What a cue shows where a block of code was left out, and the voice says so."""

    SAID = "said"  # what the voice says, as everywhere
    MARK = "mark"  # `[code]`
    NONE = "none"  # there is no cue


def showing_code(timeline: Timeline, shown: CodeShown) -> Timeline:
    """The timeline with its notices of left-out code as they are to be shown."""
    if shown is CodeShown.SAID:
        return timeline
    return replace(timeline, paragraphs=tuple(_shown(timeline, shown)))


def _shown(timeline: Timeline, shown: CodeShown) -> Iterator[TimedParagraph]:
    for paragraph in timeline.paragraphs:
        if paragraph.kind is not Kind.NOTICE or paragraph.written not in _NOTICES:
            yield paragraph
        elif shown is CodeShown.MARK:
            first, last = paragraph.words[0], paragraph.words[-1]
            word = TimedWord(_MARK, Span(first.span.start, last.span.end), place=first.place)
            yield replace(paragraph, written=_MARK, words=(word,))
