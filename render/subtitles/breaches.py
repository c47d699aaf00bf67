"""Which limits a cue breaks, in words."""

from collections.abc import Iterator

from render.subtitles.columns import width
from render.subtitles.cue import Cue
from render.subtitles.limits import CueLimits


def breaches(cue: Cue, following: Cue | None, limits: CueLimits) -> Iterator[str]:
    """Each broken limit in a few words. `following` is the next cue, None after the last."""
    if len(cue.lines) > limits.lines:
        yield f"{len(cue.lines)} lines, not {limits.lines}"
    if (widest := max(map(width, cue.lines))) > limits.columns:
        yield f"{widest} columns, not {limits.columns}"
    if (shown := cue.end - cue.start) < limits.shortest:
        yield f"{shown / 1000:.2f} s, under {limits.shortest / 1000:.2f} s"
    if shown > limits.longest:
        yield f"{shown / 1000:.2f} s, over {limits.longest / 1000:.2f} s"
    if (speed := reading_speed(cue)) > limits.characters_per_second:
        yield f"{speed:.1f} characters a second, over {limits.characters_per_second}"
    if following is not None and following.start - cue.end < limits.gap:
        yield f"{following.start - cue.end} ms to the next, under {limits.gap}"


def reading_speed(cue: Cue) -> float:
    """Columns of text to read in a second."""
    return sum(map(width, cue.lines)) * 1000 / (cue.end - cue.start)
