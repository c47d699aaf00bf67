"""When each word of a sent text was spoken, found in the elements of the answer; what is missing there, what is extra.

A service may add or drop punctuation, split words otherwise, or return spoken forms ("five" for "5"), so words are
found by search, never by index, and only letters and digits are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from chunking.words import sounded_spans
from render.samples import Samples, Span
from render.speech.likeness import is_missing, surplus
from render.speech.wire import Element


@dataclass(frozen=True, slots=True)
class Heard:
    """A run of letters and digits of the sent text, and when it was spoken."""

    start: int  # character index in the text
    end: int
    span: Span  # in the answer's audio


@dataclass(frozen=True, slots=True)
class Extra:
    """Words of the answer that the text has no place for."""

    before: int  # index of the sounded run that they stand before; the number of runs where they stand after the last
    words: tuple[str, ...]  # folded
    span: Span  # when they were spoken
    doubled: bool  # the text has the same words just before or after


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every sounded run of the text, in order, the indexes of those that nothing was heard for, and what was extra."""

    heard: tuple[Heard, ...]
    missing: frozenset[int]
    extra: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    letters: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the sent words and the stretch of the said ones that stands in its place."""

    same: bool
    low: int
    high: int
    first: int
    last: int


def align(text: str, elements: Sequence[Element]) -> Alignment:
    """The words of `text` on the clock of the answer. Missing ones get the empty span where they should have been."""
    ranges = sounded_spans(text)
    sent = [text[start:end].casefold() for start, end in ranges]
    said = [one for element in _apart(elements) for one in _said(element)]
    spans: list[Span] = []
    missing: set[int] = set()
    extra: list[Extra] = []
    for block in _matched(sent, [one.letters for one in said]):
        there = said[block.first : block.last]
        if block.same:
            spans += [one.span for one in there]
            continue
        spans += _shared_out(sent[block.low : block.high], _time_of(said, block))
        if is_missing(sent[block.low : block.high], [one.letters for one in there]):
            missing.update(range(block.low, block.high))
        extra += _extra(sent, block, there, _signs(text, ranges, block))
    heard = tuple(Heard(start, end, span) for (start, end), span in zip(ranges, spans, strict=True))
    return Alignment(heard, frozenset(missing), tuple(extra))


def _said(element: Element) -> Iterator[_Said]:
    """The sounded runs of one element, its time shared out over its characters where there are several."""
    for start, end in sounded_spans(element.text):
        yield _Said(element.text[start:end].casefold(), _part(element.span, start, end, len(element.text)))


def _apart(elements: Sequence[Element]) -> Iterator[Element]:
    """The sounded ones, none reaching into the next: a service may round its times, or let words overlap."""
    sounded = [one for one in elements if sounded_spans(one.text)]
    for element, following in zip_longest(sounded, sounded[1:]):
        end = min(element.span.end, following.span.start) if following else element.span.end
        yield Element(element.text, Span(element.span.start, end))


def _part(span: Span, start: int, end: int, whole: int) -> Span:
    if (start, end) == (0, whole):
        return span
    return Span(Samples(span.start + span.length * start // whole), Samples(span.start + span.length * end // whole))


def _matched(sent: list[str], said: list[str]) -> Iterator[_Block]:
    if sent == said:
        yield _Block(True, 0, len(sent), 0, len(said))
        return
    for tag, low, high, first, last in SequenceMatcher(None, sent, said, autojunk=False).get_opcodes():
        yield _Block(tag == "equal", low, high, first, last)


def _time_of(said: Sequence[_Said], block: _Block) -> Span:
    """From the first to the last of the block's words, or the moment between its neighbours where it has none."""
    if block.last > block.first:
        return Span(said[block.first].span.start, said[block.last - 1].span.end)
    at = block.first
    moment = said[at].span.start if at < len(said) else said[-1].span.end if said else Samples(0)
    return Span(moment, moment)


def _shared_out(words: Sequence[str], block: Span) -> Iterator[Span]:
    whole = sum(map(len, words))
    position = 0
    for word in words:
        yield _part(block, position, position + len(word), whole)
        position += len(word)


def _signs(text: str, ranges: Sequence[tuple[int, int]], block: _Block) -> str:
    """What stands in the text around and between the block's words, and is not part of one."""
    start = ranges[block.low - 1][1] if block.low else 0
    end = ranges[block.high][0] if block.high < len(ranges) else len(text)
    return text[start:end]


def _extra(sent: Sequence[str], block: _Block, there: Sequence[_Said], around: str) -> Iterator[Extra]:
    words = tuple(one.letters for one in there)
    if surplus(sent[block.low : block.high], words, around):
        size = len(words)
        neighbours = (tuple(sent[block.low - size : block.low]), tuple(sent[block.high : block.high + size]))
        yield Extra(block.high, words, Span(there[0].span.start, there[-1].span.end), doubled=words in neighbours)
