"""How good a track is: its cues held against the limits, counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chunking.words import word_spans
from render.subtitles.columns import letters, width
from render.subtitles.cue import Cue
from render.subtitles.limits import CueLimits

LIMITS = ("lines", "columns", "words", "speed", "shortest", "longest", "gap")
STEP, STEPS = 4, 8  # of the histogram: characters a second, and how many steps; the last has all that is faster
WORST = 5  # cues that are named


@dataclass(frozen=True, slots=True)
class Fault:
    """A cue that is outside a limit."""

    cue: int  # its number in the track, from 1
    start: int  # ms
    limit: str
    reason: str
    weight: float  # how far outside: 1 is at the limit, more is worse


@dataclass(frozen=True, slots=True)
class Quality:
    """One track, or several together."""

    cues: int = 0
    words: int = 0
    inside: int = 0  # cues that are within every limit
    outside: tuple[int, ...] = (0,) * len(LIMITS)  # cues, for each of LIMITS
    speeds: tuple[int, ...] = (0,) * STEPS  # cues under 4 characters a second, under 8 … and the rest
    worst: tuple[Fault, ...] = ()

    @property
    def share(self) -> float:
        """Of the cues that are within every limit; 1 where there are none."""
        return self.inside / self.cues if self.cues else 1.0


def quality_of(cues: Sequence[Cue], limits: CueLimits) -> Quality:
    """How the cues of one track keep its limits."""
    followings = [cue.start for cue in cues[1:]]
    faults: list[Fault] = []
    for number, (cue, following) in enumerate(zip(cues, [*followings, None], strict=True), 1):
        faults += (Fault(number, cue.start, *found) for found in _faults(cue, following, limits))
    speeds = [min(STEPS - 1, int(speed(cue) // STEP)) for cue in cues]
    return Quality(
        cues=len(cues),
        words=sum(_words(cue) for cue in cues),
        inside=len(cues) - len({fault.cue for fault in faults}),
        outside=tuple(len({fault.cue for fault in faults if fault.limit == limit}) for limit in LIMITS),
        speeds=tuple(map(speeds.count, range(STEPS))),
        worst=tuple(sorted(faults, key=lambda fault: (-fault.weight, fault.cue))[:WORST]),
    )


def speed(cue: Cue) -> float:
    """Characters to be read in a second."""
    return sum(map(letters, cue.lines)) * 1000 / (cue.end - cue.start)


def _words(cue: Cue) -> int:
    return sum(len(word_spans(line)) for line in cue.lines)


def _faults(cue: Cue, following: int | None, limits: CueLimits) -> Iterator[tuple[str, str, float]]:
    """The limit that is broken, what the cue is, and how far outside that is."""
    duration = cue.end - cue.start
    count, wide = len(cue.lines), max(map(width, cue.lines))
    if count > limits.lines:
        yield "lines", f"{count} lines, more than {limits.lines}", 10.0
    if wide > limits.columns:
        yield "columns", f"a line of {wide} columns, more than {limits.columns}", 10.0
    words = len(" ".join(cue.lines).split())
    if limits.most_words and words > limits.most_words:
        yield "words", f"{words} words, more than {limits.most_words}", 10.0
    yield from _too_fast(cue, words, limits)
    if duration < limits.shortest:
        yield "shortest", f"shown for {duration} ms, less than {limits.shortest}", limits.shortest / duration
    if duration > limits.longest:
        yield "longest", f"shown for {duration} ms, more than {limits.longest}", duration / limits.longest
    gap = limits.gap if following is None else following - cue.end
    if gap < limits.gap or limits.gap < gap < limits.close_gaps_under:
        yield "gap", f"{gap} ms before the next cue, not {limits.gap} or from {limits.close_gaps_under} on", 1.0


def _too_fast(cue: Cue, words: int, limits: CueLimits) -> Iterator[tuple[str, str, float]]:
    duration = cue.end - cue.start
    needed = int(limits.reading_time(sum(map(letters, cue.lines)), words))
    if duration >= needed:
        return
    allowed = f"more than {limits.characters_per_second}"
    if limits.per_word * words == needed:
        yield "speed", f"{words} words in {duration} ms, less than {limits.per_word} for each", needed / duration
    else:
        yield "speed", f"{speed(cue):.1f} characters a second, {allowed}", needed / duration


def together(qualities: Sequence[Quality]) -> Quality:
    """Several tracks as one. Which cues are the worst is not told, since their numbers are those of a track."""
    return Quality(
        cues=sum(one.cues for one in qualities),
        words=sum(one.words for one in qualities),
        inside=sum(one.inside for one in qualities),
        outside=tuple(sum(one.outside[place] for one in qualities) for place in range(len(LIMITS))),
        speeds=tuple(sum(one.speeds[place] for one in qualities) for place in range(STEPS)),
    )
