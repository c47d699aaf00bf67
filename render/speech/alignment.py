"""When each word of a sent text was spoken, found in the elements of the answer, and what is missing there.

A service may add or drop punctuation, split words otherwise, or return spoken forms ("five" for "5"), so words are
found by search, never by index, and only letters and digits are compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from chunking.words import sounded_spans
from render.samples import Samples, Span
from render.speech.wire import Element

TELLING = 6  # letters: shorter words may be abbreviations, spoken in full, so only the first letter is compared
ALIKE = 0.35  # share of letters in common, as difflib counts it


@dataclass(frozen=True, slots=True)
class Heard:
    """A run of letters and digits of the sent text, and when it was spoken."""

    start: int  # character index in the text
    end: int
    span: Span  # in the answer's audio


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every sounded run of the text, in order, and the indexes of those that nothing was heard for."""

    heard: tuple[Heard, ...]
    missing: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Said:
    letters: str
    span: Span


def align(text: str, elements: Sequence[Element]) -> Alignment:
    """The words of `text` on the clock of the answer. Missing ones get the empty span where they should have been."""
    ranges = sounded_spans(text)
    sent = [text[start:end].casefold() for start, end in ranges]
    said = [one for element in _apart(elements) for one in _said(element)]
    spans: list[Span] = []
    missing: set[int] = set()
    for tag, low, high, first, last in _matched(sent, [one.letters for one in said]):
        if tag == "equal":
            spans += [one.span for one in said[first:last]]
            continue
        block = Span(_edge(said, first), _edge(said, last - 1, after=True)) if last > first else _gap(said, first)
        spans += _shared_out(sent[low:high], block)
        if _is_missing(sent[low:high], said[first:last]):
            missing.update(range(low, high))
    heard = tuple(Heard(start, end, span) for (start, end), span in zip(ranges, spans, strict=True))
    return Alignment(heard, frozenset(missing))


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


def _matched(sent: list[str], said: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if sent == said:
        return [("equal", 0, len(sent), 0, len(said))]
    return SequenceMatcher(None, sent, said, autojunk=False).get_opcodes()


def _edge(said: Sequence[_Said], index: int, after: bool = False) -> Samples:
    return said[index].span.end if after else said[index].span.start


def _gap(said: Sequence[_Said], index: int) -> Span:
    """The moment between the word before `index` and the one at it."""
    moment = said[index].span.start if index < len(said) else said[-1].span.end if said else Samples(0)
    return Span(moment, moment)


def _shared_out(words: Sequence[str], block: Span) -> Iterator[Span]:
    whole = sum(map(len, words))
    position = 0
    for word in words:
        yield _part(block, position, position + len(word), whole)
        position += len(word)


def _is_missing(sent: Sequence[str], said: Sequence[_Said]) -> bool:
    """Whether words were left out or are others, not only spoken in another form.

    Digits may be said as the service likes. Of words, at least half of the letters must be there, and they must be
    alike: "doctor" begins as "dr" does, "quite another" shares too little with "one two".
    """
    there, heard = "".join(sent), "".join(one.letters for one in said)
    if not there or (heard and any(character.isdigit() for character in there)):
        return False
    if 2 * len(heard) < len(there):
        return True
    if len(there) < TELLING:
        return there[0] != heard[0]
    return SequenceMatcher(None, there, heard, autojunk=False).ratio() < ALIKE
