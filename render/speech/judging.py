"""Answer → takes: is every word there, at a sane pace, and is there a silence to cut each paragraph out at?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chunking.document import JOINER, Chunk
from chunking.errors import AnswerBroken
from render.audio.cutting import cut_points, trimmed
from render.samples import RATE, WIDTH, Samples, Span
from render.speech.alignment import Alignment, Heard, align
from render.speech.clips import Take
from render.speech.wire import Speech

SLOWEST, FASTEST = 2.0, 45.0  # letters and digits a second; between Chinese read slowly and English read at 500 wpm
JUDGED_FROM = 30  # letters and digits: the pace of a shorter text says little


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer gave for one paragraph: a take, or None where it could not be cut out."""

    take: Take | None
    doubts: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        return self.take is not None and not self.doubts


def judged(chunk: Chunk, keys: Sequence[str], speech: Speech) -> list[Judged]:
    """One verdict for each paragraph of the chunk, in order. Raises AnswerBroken where no word was found at all."""
    alignment = align(chunk.text, speech.elements)
    if alignment.heard and len(alignment.missing) == len(alignment.heard):
        raise AnswerBroken(f"none of the words were spoken (request-id {speech.request_id})")
    parts = list(_parts(chunk, alignment))
    extents = _extents(parts)
    cuts = cut_points(speech.pcm, [Span(a.end, max(a.end, b.start)) for a, b in pairwise(extents)])
    borders = [Samples(0), *cuts, Samples(len(speech.pcm) // WIDTH)]
    return [
        _verdict(key, part, _room(speech.pcm, borders[index], borders[index + 1], extents[index]))
        for index, (key, part) in enumerate(zip(keys, parts, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Part:
    """One paragraph's words, at their places in its own spoken form."""

    heard: tuple[Heard, ...]
    missing: tuple[str, ...]


def _parts(chunk: Chunk, alignment: Alignment) -> Iterator[_Part]:
    offset, index, found = 0, 0, alignment.heard
    for paragraph in chunk.paragraphs:
        spoken = paragraph.spoken
        first = index
        while index < len(found) and found[index].start < offset + len(spoken):
            index += 1
        heard = tuple(replace(one, start=one.start - offset, end=one.end - offset) for one in found[first:index])
        missing = tuple(
            spoken[heard[at - first].start : heard[at - first].end]
            for at in range(first, index)
            if at in alignment.missing
        )
        yield _Part(heard, missing)
        offset += len(spoken) + len(JOINER)


def _extents(parts: Sequence[_Part]) -> list[Span]:
    """From the first to the last word of each paragraph; an empty moment where it has none."""
    extents: list[Span] = []
    for part in parts:
        before = extents[-1].end if extents else Samples(0)
        extents.append(Span(part.heard[0].span.start, part.heard[-1].span.end) if part.heard else Span(before, before))
    return extents


def _room(pcm: bytes, start: Samples | None, end: Samples | None, words: Span) -> Span | None:
    if start is None or end is None or not start <= words.start <= words.end <= end:
        return None
    return trimmed(pcm, Span(start, end), words)


def _verdict(key: str, part: _Part, span: Span | None) -> Judged:
    doubts = tuple(_doubts(part))
    if span is None:
        return Judged(None, ("no silence to cut it out at", *doubts))
    return Judged(Take(key, span, part.heard, doubts), doubts)


def _doubts(part: _Part) -> Iterator[str]:
    if part.missing:
        yield f"not heard: {' '.join(part.missing)[:120]}"
    letters = sum(one.end - one.start for one in part.heard)
    if letters >= JUDGED_FROM:
        pace = letters * RATE / max(1, part.heard[-1].span.end - part.heard[0].span.start)
        if not SLOWEST <= pace <= FASTEST:
            yield f"spoken at {pace:.1f} letters a second"
