"""A chapter's timeline as cues: what is shown, and from when to when.

Timeline ──pieces──▶ words with spacing and width ──cutting──▶ drafts ──the limits on time──▶ Cues
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from render.samples import Milliseconds, to_milliseconds
from render.subtitles.columns import letters
from render.subtitles.cue import Cue, CueWord
from render.subtitles.cutting import Cut, cuts_of
from render.subtitles.limits import DEFAULT, CueLimits, Integers
from render.subtitles.pieces import Piece, pieces_of
from render.subtitles.table import text_of
from render.timeline import TimedParagraph, Timeline


@dataclass(frozen=True, slots=True)
class _Draft:
    """A cue before it is known when it leaves. Times in ms."""

    start: int
    voice: int  # when its last word ends
    lines: tuple[str, ...]
    words: tuple[CueWord, ...]
    paragraph: TimedParagraph  # that it is of
    opens: bool  # and whether it begins it


def cues_of(timeline: Timeline, limits: CueLimits = DEFAULT) -> tuple[Cue, ...]:
    """Every word of the chapter in its written form, in order, none across the border of two paragraphs."""
    spoken = [paragraph for paragraph in timeline.paragraphs if paragraph.words]
    paragraphs = [pieces_of(paragraph, limits, timeline.language) for paragraph in spoken]
    finish = to_milliseconds(timeline.length) + limits.gap  # the last cue may stay until the audio ends
    cut = zip(spoken, paragraphs, cuts_of(paragraphs, finish, limits), strict=True)
    drafts = [_draft(paragraph, pieces, one) for paragraph, pieces, cuts in cut for one in cuts]
    return _timed(drafts, finish, limits, timeline.language)


def _draft(paragraph: TimedParagraph, pieces: Sequence[Piece], cut: Cut) -> _Draft:
    lines = [pieces[first:after] for first, after in pairwise(cut) if first < after]
    words = tuple(_word(piece, number) for number, line in enumerate(lines) for piece in line)
    voice = max(piece.end for piece in pieces[cut.first : cut.after])
    shown = tuple(map(text_of, lines))
    return _Draft(pieces[cut.first].start, voice, shown, words, paragraph, opens=cut.first == 0)


def _word(piece: Piece, line: int) -> CueWord:
    start, end = Milliseconds(piece.start), Milliseconds(piece.end)
    return CueWord(piece.text, start, end, line, piece.gap, piece.emphasised)


def _timed(drafts: Sequence[_Draft], finish: int, limits: CueLimits, language: str) -> tuple[Cue, ...]:
    if not drafts:
        return ()
    starts = [drafts[0].start]
    for draft in drafts[1:]:
        # Of two cues at the same millisecond, which only words without times of their own can make, the second is late.
        starts.append(max(draft.start, starts[-1] + 1))
    followings = [*starts[1:], max(finish, starts[-1] + 1)]
    voices, reading = np.array([draft.voice for draft in drafts]), _reading(drafts, limits)
    ends = limits.ends(np.array(starts), voices, np.array(followings), reading)
    timed = zip(drafts, starts, ends.tolist(), strict=True)
    return tuple(_cue(draft, Milliseconds(start), Milliseconds(end), language) for draft, start, end in timed)


def _reading(drafts: Sequence[_Draft], limits: CueLimits) -> Integers:
    shown = np.array([sum(map(letters, draft.lines)) for draft in drafts])
    words = np.array([1 + sum(len(word.gap) for word in draft.words[1:]) for draft in drafts])
    found: Integers = limits.reading_time(shown, words)
    return found


def _cue(draft: _Draft, start: Milliseconds, end: Milliseconds, language: str) -> Cue:
    of = draft.paragraph
    opens = of.kind if draft.opens else None
    return Cue(start, end, draft.lines, draft.words, opens, of.voice, of.language or language)
