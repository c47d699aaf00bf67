"""Doubts about the length: audio that is shorter or longer than the words' times say."""

from collections.abc import Iterator

from render.samples import from_milliseconds, to_seconds
from render.speech.judging.evidence import Evidence

SHORTER = 0.25  # seconds; a last word may end softly
LONGEST = 3.0  # seconds before the first and after the last word of an answer; espeak-ng has 0.4 at most
AT_THE_END = from_milliseconds(2)
LOUD = -15.0  # dB to the speech


def cut_short(found: Evidence) -> Iterator[str]:
    """The audio ends while the last word is being said."""
    there = found.there
    if not there or found.length - found.heard[there[-1]].span.end > AT_THE_END:
        return
    if found.sound.decibels[-1] > found.sound.level + LOUD:
        yield f"the audio ends in the middle of the last word: {found.text(there[-1], there[-1])}"


def too_short(found: Evidence) -> Iterator[str]:
    """The sound ends before the words do: some of it is missing, who knows where, so every paragraph is in doubt."""
    early = to_seconds(found.claimed - found.sound.end)
    if early > SHORTER:
        yield f"the sound of the answer ends {early:.1f} s before its words do"


def drawn_out(found: Evidence) -> Iterator[str]:
    """The audio begins long before the first word of the answer, or goes on long after the last."""
    there = found.there
    if not there:
        return
    before = found.heard[there[0]].span.start if found.room.start == 0 else 0
    after = found.length - found.heard[there[-1]].span.end if found.room.end == found.length else 0
    for seconds, where in ((to_seconds(before), "before the first"), (to_seconds(after), "after the last")):
        if seconds > LONGEST:
            yield f"{seconds:.1f} s of audio {where} word"
