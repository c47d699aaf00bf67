"""Answer → takes: is every word there, does the sound bear it out, and is there a silence to cut each paragraph out at?

`doubts.py` has the table of what may be in doubt, with one module for each kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from chunking.document import JOINER, Chunk
from chunking.errors import AnswerBroken
from render.audio.clicks import clicks_in
from render.audio.cutting import cut_points, samples_of, trimmed
from render.audio.profile import Profile, profile_of
from render.audio.recordings.clipping import Clipping, clipping_in
from render.audio.recordings.sound import Sound
from render.samples import RATE, WIDTH, Samples, Span
from render.speech.alignment import Alignment, Extra, Heard, align
from render.speech.clips import Take
from render.speech.delivery import Delivery
from render.speech.judging.doubts import doubts_of
from render.speech.judging.evidence import Evidence
from render.speech.judging.pace import telling_pace
from render.speech.judging.paces import Paces
from render.speech.wire import Speech


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer gave for one paragraph: a take, or None where it could not be cut out."""

    take: Take | None
    doubts: tuple[str, ...] = ()
    lost: int = 0  # letters that were not heard

    @property
    def good(self) -> bool:
        return self.take is not None and not self.doubts

    @property
    def rank(self) -> tuple[bool, int, int]:
        """The lower the better."""
        return self.take is None, len(self.doubts), self.lost


@dataclass(frozen=True, slots=True)
class Listener:
    """Who judges: knows how fast the voice usually speaks."""

    paces: Paces
    delivery: Delivery

    def told(self, parts: Sequence[Evidence]) -> list[Evidence]:
        """The evidence with the voice's usual pace, to which the answer itself adds."""
        paces = [pace for part in parts if (pace := telling_pace(part))]
        usual = self.paces.usual(self.delivery, paces)
        return [replace(part, usual=usual) for part in parts]

    def learn(self, parts: Sequence[Evidence], verdicts: Sequence[Judged]) -> None:
        """Takes note of the paces of what is good."""
        good = (part for part, verdict in zip(parts, verdicts, strict=True) if verdict.good)
        self.paces.learn(self.delivery, [pace for part in good if (pace := telling_pace(part))])


def judged(chunk: Chunk, keys: Sequence[str], speech: Speech, listener: Listener | None = None) -> list[Judged]:
    """One verdict for each paragraph of the chunk, in order. Raises AnswerBroken where no word was found at all."""
    alignment = align(chunk.text, speech.elements)
    if alignment.heard and len(alignment.missing) == len(alignment.heard):
        raise AnswerBroken(f"none of the words were spoken (request-id {speech.request_id})")
    parts = list(_parts(chunk, alignment))
    extents = _extents(parts)
    rooms = _rooms(speech.pcm, extents)
    evidence = list(_evidence(parts, extents, rooms, speech.pcm))
    evidence = listener.told(evidence) if listener else evidence
    verdicts = [_verdict(key, one, room, speech.pcm) for key, one, room in zip(keys, evidence, rooms, strict=True)]
    if listener:
        listener.learn(evidence, verdicts)
    return verdicts


@dataclass(frozen=True, slots=True)
class _Part:
    """One paragraph's words, at their places in its own spoken form."""

    spoken: str
    heard: tuple[Heard, ...]
    missing: frozenset[int]  # indexes in `heard`
    extra: tuple[Extra, ...]


def _parts(chunk: Chunk, alignment: Alignment) -> Iterator[_Part]:
    offset, index, found = 0, 0, alignment.heard
    last = len(chunk.paragraphs) - 1
    for number, paragraph in enumerate(chunk.paragraphs):
        spoken, first = paragraph.spoken, index
        while index < len(found) and found[index].start < offset + len(spoken):
            index += 1
        heard = tuple(replace(one, start=one.start - offset, end=one.end - offset) for one in found[first:index])
        missing = frozenset(at - first for at in range(first, index) if at in alignment.missing)
        upto = index if number < last else index + 1
        extra = tuple(replace(one, before=one.before - first) for one in alignment.extra if first <= one.before < upto)
        yield _Part(spoken, heard, missing, extra)
        offset += len(spoken) + len(JOINER)


def _extents(parts: Sequence[_Part]) -> list[Span]:
    """From the first to the last word of each paragraph; an empty moment where it has none."""
    extents: list[Span] = []
    for part in parts:
        before = extents[-1].end if extents else Samples(0)
        extents.append(Span(part.heard[0].span.start, part.heard[-1].span.end) if part.heard else Span(before, before))
    return extents


def _rooms(pcm: bytes, extents: Sequence[Span]) -> list[Span | None]:
    """From cut to cut; None where there is no silence to cut at."""
    cuts = cut_points(pcm, [Span(a.end, max(a.end, b.start)) for a, b in pairwise(extents)])
    borders = [Samples(0), *cuts, Samples(len(pcm) // WIDTH)]
    return [_room(*found) for found in zip(borders[:-1], borders[1:], extents, strict=True)]


def _room(start: Samples | None, end: Samples | None, words: Span) -> Span | None:
    if start is None or end is None or not start <= words.start <= words.end <= end:
        return None
    return Span(start, end)


def _evidence(
    parts: Sequence[_Part], extents: Sequence[Span], rooms: Sequence[Span | None], pcm: bytes
) -> Iterator[Evidence]:
    profile: Profile = profile_of(pcm)
    clicks, length = clicks_in(samples_of(pcm)), Samples(len(pcm) // WIDTH)
    for part, extent, room in zip(parts, extents, rooms, strict=True):
        space = room or extent
        clipping = _clipping(pcm, space)
        words = (part.spoken, part.heard, part.missing, part.extra)
        yield Evidence(*words, space, profile, clipping, length, extents[-1].end, clicks)


def _clipping(pcm: bytes, room: Span) -> Clipping:
    samples = samples_of(pcm)[room.start : room.end]
    return clipping_in(Sound(samples, RATE, 1, cut=False)) if len(samples) else Clipping(0.0, 0)


def _verdict(key: str, found: Evidence, room: Span | None, pcm: bytes) -> Judged:
    doubts = doubts_of(found)
    lost = sum(found.heard[at].end - found.heard[at].start for at in found.missing)
    if room is None:
        return Judged(None, ("no silence to cut it out at", *doubts), lost)
    words = Span(found.heard[0].span.start, found.heard[-1].span.end) if found.heard else Span(room.start, room.start)
    return Judged(Take(key, trimmed(pcm, room, words), found.heard, doubts), doubts, lost)
