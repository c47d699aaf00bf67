"""A chapter's timeline as cues: what is shown, and from when to when.

Timeline ──pieces──▶ words with spacing and width ──cutting──▶ drafts ──the limits on time──▶ Cues
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from render.samples import Milliseconds, to_milliseconds
from render.subtitles.columns import letters
from render.subtitles.cutting import Cut, cuts_of, text_of
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
    words: int  # between spaces


def cues_of(timeline: Timeline, limits: CueLimits = DEFAULT) -> tuple[Cue, ...]:
    """Every word of the chapter in its written form, in order, none across the border of two paragraphs."""
    spoken = [paragraph for paragraph in timeline.paragraphs if paragraph.words]
    paragraphs = [pieces_of(paragraph, limits, timeline.language) for paragraph in spoken]
    finish = to_milliseconds(timeline.length) + limits.gap  # the last cue may stay until the audio ends
    cut = zip(paragraphs, cuts_of(paragraphs, finish, limits), strict=True)
    return _timed([_draft(pieces, one) for pieces, cuts in cut for one in cuts], finish, limits)


def _draft(pieces: Sequence[Piece], cut: Cut) -> _Draft:
    lines = [text_of(pieces[first:after]) for first, after in pairwise(cut) if first < after]
    shown = pieces[cut.first : cut.after]
    words = 1 + sum(len(piece.gap) for piece in shown[1:])
    return _Draft(shown[0].start, max(piece.end for piece in shown), tuple(lines), words)


def _timed(drafts: Sequence[_Draft], finish: int, limits: CueLimits) -> tuple[Cue, ...]:
    if not drafts:
        return ()
    starts = [drafts[0].start]
    for draft in drafts[1:]:
        # Of two cues at the same millisecond, which only words without times of their own can make, the second is late.
        starts.append(max(draft.start, starts[-1] + 1))
    followings = [*starts[1:], max(finish, starts[-1] + 1)]
    reading = limits.reading_time(
        np.array([sum(map(letters, draft.lines)) for draft in drafts]), np.array([draft.words for draft in drafts])
    )
    voices = np.array([draft.voice for draft in drafts])
    ends = limits.ends(np.array(starts), voices, np.array(followings), reading).tolist()
    timed = zip(drafts, starts, ends, strict=True)
    return tuple(Cue(Milliseconds(start), Milliseconds(end), draft.lines) for draft, start, end in timed)
