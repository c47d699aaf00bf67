"""Doubts about the words: those that are missing, those that are there twice, those that nobody sent."""

from collections.abc import Iterator

from render.samples import RATE
from render.speech.judging.evidence import SHOWN, Evidence, together

RUSHED = 70  # letters a second: nobody says a word in that time
RUSHED_FROM = 8  # letters


def missing(found: Evidence) -> Iterator[str]:
    """Words of the text that the answer does not have."""
    if found.missing:
        yield f"not heard: {found.named(sorted(found.missing))}"


def extra(found: Evidence) -> Iterator[str]:
    """Words of the answer that the text does not have, or has once."""
    for one in found.extra:
        what = "said twice" if one.doubled else "heard, but not in the text"
        yield f"{what}: {' '.join(one.words)[:SHOWN]} (at {found.seconds(one.span.start):.1f} s)"


def rushed(found: Evidence) -> Iterator[str]:
    """Words that the answer has no time for."""
    hasty = [at for at in found.there if found.heard[at].span.length * RUSHED < len(found.text(at, at)) * RATE]
    for run in together(hasty):
        if len(found.text(run[0], run[-1])) >= RUSHED_FROM:
            yield f"no time to say it: {found.text(run[0], run[-1])[:SHOWN]}"
