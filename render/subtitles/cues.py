"""A chapter's timeline as cues: what is shown, and from when to when.

Timeline ──pieces──▶ words with spacing and width ──cutting──▶ drafts ──the limits on time──▶ Cues
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from render.samples import Milliseconds, to_milliseconds
from render.subtitles.columns import width
from render.subtitles.cutting import Cutter
from render.subtitles.limits import DEFAULT, CueLimits
from render.subtitles.pieces import ILLEGIBLE, Piece, pieces_of
from render.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle. What is a cue can be written in every format."""

    start: Milliseconds  # when its first word is first heard
    end: Milliseconds  # after its start, never after the next one's
    lines: tuple[str, ...]  # never blank, no control characters

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a cue runs forward from 0 or later, not from {self.start} to {self.end} ms")
        if not self.lines or any(not line.strip() or ILLEGIBLE.search(line) for line in self.lines):
            raise ValueError(f"a cue has lines of visible text, not {self.lines!r}")


@dataclass(frozen=True, slots=True)
class _Draft:
    """A cue before it is known when it leaves. Times in ms."""

    start: int
    voice: int  # when its last word ends
    lines: tuple[str, ...]


def cues_of(timeline: Timeline, limits: CueLimits = DEFAULT) -> tuple[Cue, ...]:
    """Every word of the chapter in its written form, in order, none across the border of two paragraphs."""
    paragraphs = [pieces_of(paragraph, limits) for paragraph in timeline.paragraphs if paragraph.words]
    finish = to_milliseconds(timeline.length) + limits.gap  # the last cue may stay until the audio ends
    followed = zip(paragraphs, [*(pieces[0].start for pieces in paragraphs[1:]), finish], strict=False)
    drafts = [draft for pieces, following in followed for draft in _drafts(pieces, following, limits)]
    return tuple(_timed(drafts, finish, limits))


def _drafts(pieces: Sequence[Piece], following: int, limits: CueLimits) -> Iterable[_Draft]:
    cutter = Cutter(pieces, following, limits)
    for first, after in cutter.cuts():
        voice = max(piece.end for piece in pieces[first:after])
        yield _Draft(pieces[first].start, voice, cutter.lines(first, after))


def _timed(drafts: Sequence[_Draft], finish: int, limits: CueLimits) -> Iterable[Cue]:
    starts: list[int] = []
    for draft in drafts:
        # Of two cues at the same millisecond, which only words without times of their own can make, the second is late.
        starts.append(max(draft.start, starts[-1] + 1) if starts else draft.start)
    followings = pairwise([*starts, max(finish, starts[-1] + 1)] if starts else [])
    for draft, (start, following) in zip(drafts, followings, strict=True):
        columns = sum(map(width, draft.lines))
        end = limits.end(start, draft.voice, following, columns)
        yield Cue(Milliseconds(start), Milliseconds(end), draft.lines)
