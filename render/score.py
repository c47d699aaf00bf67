"""Takes and pauses → the chapter's score: what is played in which order, and when each word is heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chunking.document import Paragraph
from chunking.mapping import WrittenWord, written_words
from chunking.places import SourceText
from render.pauses import Pauses
from render.samples import Samples, Span, exact_length, from_milliseconds
from render.speech.alignment import Heard
from render.speech.clips import KeptTake
from render.timeline import TimedParagraph, TimedWord, Timeline


@dataclass(frozen=True, slots=True)
class Rest:
    """Silence."""

    length: Samples


@dataclass(frozen=True, slots=True)
class Score:
    """One chapter, ready to be played: the parts touch and sum to the timeline's length."""

    parts: tuple[KeptTake | Rest, ...]
    timeline: Timeline


def compose(
    paragraphs: Sequence[Paragraph], takes: Sequence[KeptTake], pauses: Pauses, text: SourceText, language: str = ""
) -> Score:
    """The chapter whose paragraphs, read from `text`, have these takes, one each and in order. Needs at least one.

    The last silence is up to 1 ms longer than set, so that the length survives in an MP3.
    """
    rests = [pauses.between(before, after) for before, after in pairwise(paragraphs)]
    parts: list[KeptTake | Rest] = [Rest(from_milliseconds(pauses.head))]
    for take, rest in zip(takes, [*rests, from_milliseconds(pauses.tail)], strict=True):
        parts += [take, Rest(rest)]
    played = sum(part.length for part in parts)
    length = exact_length(played)
    parts[-1] = Rest(Samples(parts[-1].length + length - played))
    return Score(tuple(parts), Timeline(tuple(_timed(paragraphs, parts, text)), length, language))


def at_new_places(timeline: Timeline, paragraphs: Sequence[Paragraph], text: SourceText) -> Timeline:
    """The same timeline, its words where they stand in `text`, from which the same paragraphs have been read again."""
    moved = (
        replace(timed, words=tuple(_at_new_places(timed, paragraph, text)))
        for timed, paragraph in zip(timeline.paragraphs, paragraphs, strict=True)
    )
    return replace(timeline, paragraphs=tuple(moved))


def _at_new_places(timed: TimedParagraph, paragraph: Paragraph, text: SourceText) -> Iterator[TimedWord]:
    for word, now in zip(timed.words, written_words(paragraph, text), strict=True):
        yield replace(word, place=now.place, emphasised=now.emphasised)


def _timed(
    paragraphs: Sequence[Paragraph], parts: Sequence[KeptTake | Rest], text: SourceText
) -> Iterator[TimedParagraph]:
    rising = iter(paragraphs)
    position = 0
    for part in parts:
        if isinstance(part, KeptTake):
            yield _placed(next(rising), part, Samples(position), text)
        position += part.length


def _placed(paragraph: Paragraph, kept: KeptTake, start: Samples, text: SourceText) -> TimedParagraph:
    span = Span(start, Samples(start + kept.length))
    words = tuple(
        TimedWord(word.text, when.moved(start - kept.take.span.start), word.reworded, word.place, word.emphasised)
        for word, when in _heard_words(paragraph, kept, text)
    )
    treated = paragraph.treatment
    return TimedParagraph(paragraph.kind, paragraph.written, span, words, treated.voice or "", treated.language or "")


def _heard_words(paragraph: Paragraph, kept: KeptTake, text: SourceText) -> Iterator[tuple[WrittenWord, Span]]:
    """Each word as written, and when it is heard on the clip's clock."""
    heard = kept.take.words
    first, latest = 0, kept.take.span.start
    for word in written_words(paragraph, text):
        low, high = word.spoken_range
        while first < len(heard) and heard[first].end <= low:
            first += 1
        span = _when(heard, first, low, high) or Span(latest, latest)
        begin = max(span.start, latest)
        latest = max(span.end, begin)
        yield word, Span(begin, latest)


def _when(heard: Sequence[Heard], first: int, low: int, high: int) -> Span | None:
    """When the spoken characters from `low` to `high` are heard; None where they have no letter or digit."""
    last = first
    while last < len(heard) and heard[last].start < high:
        last += 1
    if last == first:
        return None
    return Span(_moment(heard[first], low), _moment(heard[last - 1], high))


def _moment(word: Heard, place: int) -> Samples:
    """When the character at `place` begins, its word's time shared out evenly."""
    offset = min(max(place - word.start, 0), word.end - word.start)
    return Samples(word.span.start + word.span.length * offset // max(1, word.end - word.start))
