"""The table of doubts: each a function from the evidence to sentences for people, none for nearly all paragraphs."""

from collections.abc import Callable, Iterator, Sequence

from render.speech.judging.energy import long_silence, silent_words, unclaimed
from render.speech.judging.evidence import Evidence
from render.speech.judging.length import cut_short, drawn_out, too_short
from render.speech.judging.loudness import clicks, clipped, faint, jumps, lopsided
from render.speech.judging.noise import hissing, steady
from render.speech.judging.pace import odd_pace
from render.speech.judging.words import extra, missing, rushed

Doubt = Callable[[Evidence], Iterator[str]]

WORD_DOUBTS: tuple[Doubt, ...] = (missing, extra, rushed, odd_pace)
SOUND_DOUBTS: tuple[Doubt, ...] = (silent_words, unclaimed, long_silence, steady, hissing, faint, jumps)
CLIP_DOUBTS: tuple[Doubt, ...] = (clicks, clipped, lopsided, cut_short, too_short, drawn_out)  # of an answer as it came

DOUBTS = (*WORD_DOUBTS, *SOUND_DOUBTS, *CLIP_DOUBTS)


def doubts_of(found: Evidence, doubts: Sequence[Doubt] = DOUBTS) -> tuple[str, ...]:
    """Everything that is in doubt about one paragraph."""
    return tuple(sentence for doubt in doubts for sentence in doubt(found))
