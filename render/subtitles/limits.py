"""What a cue may be, so that it can be read with ease.

The numbers are those of Netflix's Timed Text Style Guide (general requirements 215758617, timing 360051554394) for
English, but for the shortest cue: theirs is 5/6 s, ours a whole second, since nothing here is cut to a film.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueLimits:
    """The limits of one kind of subtitle. Times are milliseconds."""

    columns: int = 42  # of one line; hard
    lines: int = 2  # of one cue; hard, 1 or 2
    shortest: int = 1000  # a cue is shown at least so long, where the next one leaves room
    longest: int = 7000  # and at most so long, where the voice allows
    characters_per_second: int = 20  # wished: columns of text to read in a second
    gap: int = 83  # between two cues: two frames of a film
    close_gaps_under: int = 500  # a shorter pause is no pause: the cue before it stays until the gap

    def __post_init__(self) -> None:
        if self.lines not in (1, 2) or self.columns < 2:
            raise ValueError(f"a cue has 1 or 2 lines of at least 2 columns, not {self.lines} of {self.columns}")

    def end(self, start: int, voice: int, following: int, columns: int) -> int:
        """When a cue leaves: it starts at `start`, its last word ends at `voice`, the next cue starts at `following`.

        Never before the voice ends, never after `following`. It stays longer to reach `shortest`; to be read at the
        wished speed at most `close_gaps_under` longer, and only into a pause that stays open.
        """
        latest = following - self.gap
        if latest <= max(voice, start):  # the words touch, or nearly
            return min(voice, following) if voice > start else following
        readable = start + columns * 1000 // self.characters_per_second
        lingering = min(readable, voice + self.close_gaps_under, following - self.close_gaps_under)
        end = max(voice, start + self.shortest, lingering)
        return latest if following - end < self.close_gaps_under else end


DEFAULT = CueLimits()
