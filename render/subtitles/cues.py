"""A chapter's timeline as cues: what is shown, and from when to when.

Timeline ──pieces──▶ words with spacing and width ──cutting──▶ drafts ──the limits on time──▶ Cues
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from render.samples import Milliseconds, to_milliseconds
from render.subtitles.columns import width
from render.subtitles.cue import Cue, CueWord
from render.subtitles.cutting import Cutter
from render.subtitles.limits import DEFAULT, CueLimits
from render.subtitles.pieces import Piece, pieces_of
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
    paragraphs = [pieces_of(paragraph, limits) for paragraph in spoken]
    finish = to_milliseconds(timeline.length) + limits.gap  # the last cue may stay until the audio ends
    followings = [*(pieces[0].start for pieces in paragraphs[1:]), finish]
    followed = zip(spoken, paragraphs, followings, strict=False)
    drafts = [draft for each in followed for draft in _drafts(*each, limits)]
    return tuple(_timed(drafts, finish, limits, timeline.language))


def _drafts(paragraph: TimedParagraph, pieces: Sequence[Piece], following: int, limits: CueLimits) -> Iterable[_Draft]:
    cutter = Cutter(pieces, following, limits)
    for first, after in cutter.cuts():
        voice = max(piece.end for piece in pieces[first:after])
        lines = cutter.lines(first, after)
        words = tuple(_words(pieces[first:after], lines))
        yield _Draft(pieces[first].start, voice, lines, words, paragraph, opens=first == 0)


def _words(pieces: Sequence[Piece], lines: Sequence[str]) -> Iterator[CueWord]:
    """The pieces at their places on the lines that were made of them."""
    line = taken = 0
    for piece in pieces:
        if taken == len(lines[line]):
            line, taken = line + 1, 0
        taken += (len(piece.gap) if taken else 0) + len(piece.text)
        start, end = Milliseconds(piece.start), Milliseconds(piece.end)
        yield CueWord(piece.text, start, end, line, piece.gap, piece.emphasised)


def _timed(drafts: Sequence[_Draft], finish: int, limits: CueLimits, language: str) -> Iterable[Cue]:
    starts: list[int] = []
    for draft in drafts:
        # Of two cues at the same millisecond, which only words without times of their own can make, the second is late.
        starts.append(max(draft.start, starts[-1] + 1) if starts else draft.start)
    followings = pairwise([*starts, max(finish, starts[-1] + 1)] if starts else [])
    for draft, (start, following) in zip(drafts, followings, strict=True):
        columns = sum(map(width, draft.lines))
        end = limits.end(start, draft.voice, following, columns)
        of = draft.paragraph
        opens = of.kind if draft.opens else None
        spoken = (of.voice, of.language or language)
        yield Cue(Milliseconds(start), Milliseconds(end), draft.lines, draft.words, opens, *spoken)
