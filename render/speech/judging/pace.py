"""Doubts about how fast a paragraph was spoken."""

from collections.abc import Iterator
from math import exp, log

from render.samples import RATE
from render.speech.judging.evidence import Evidence

SLOWEST, FASTEST = 2.0, 45.0  # letters a second; between Chinese read slowly and English read at 500 wpm
JUDGED_FROM = 30  # letters and digits: the pace of a shorter text says little
DIGITS = 0.02  # share from which a pace says nothing of the voice: a service may say any number of words for a digit
SPREADS, LEAST = 5.0, 0.5  # how far a logarithm may be off: spreads of the voice's own, but at least by e^0.5 = 1.65


def odd_pace(found: Evidence) -> Iterator[str]:
    """A pace that nobody speaks at, or that this voice does not speak at."""
    pace = _pace(found)
    if pace and not SLOWEST <= pace <= FASTEST:
        yield f"spoken at {pace:.1f} letters a second"
    elif (telling := telling_pace(found)) and found.usual:
        off = log(telling / found.usual.pace)
        if abs(off) > max(LEAST, SPREADS * found.usual.spread):
            way = f"{exp(abs(off)):.1f} times {'faster' if off > 0 else 'slower'} than this voice usually speaks"
            yield f"spoken at {telling:.1f} letters a second, {way}"


def telling_pace(found: Evidence) -> float | None:
    """Letters a second, where they say something of the voice; else None."""
    pace = _pace(found)
    return pace if pace and sum(map(str.isdigit, found.spoken)) < DIGITS * len(found.spoken) else None


def _pace(found: Evidence) -> float | None:
    """Letters a second in the words that were heard; None where they are too few to tell.

    Without the pauses between them: five exclamations of two words each are not spoken slowly.
    """
    words = [found.heard[at] for at in found.there]
    letters = sum(word.end - word.start for word in words)
    if letters < JUDGED_FROM:
        return None
    return letters * RATE / max(1, sum(word.span.length for word in words))
