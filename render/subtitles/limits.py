"""What a cue may be, so that it can be read with ease. `profiles.py` has the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class CueLimits:
    """The limits of one kind of subtitle. Times are milliseconds."""

    columns: int = 42  # of one line; hard
    lines: int = 2  # of one cue; hard, 1 or 2
    most_words: int = 0  # in one cue; hard; 0: as many as fit
    one_sentence: bool = False  # a cue is one sentence, however long; nothing else is cut
    shortest: int = 833  # a cue is shown at least so long, where the next one leaves room: 5/6 s
    longest: int = 7000  # and at most so long, where the voice allows
    characters_per_second: int = 20  # to be read, spaces included
    per_word: int = 0  # time to read one word; 0: only characters count
    gap: int = 84  # between two cues: two frames of a film at 24 a second, rounded up
    close_gaps_under: int = 500  # a shorter pause is no pause: the cue before it stays until the gap

    def __post_init__(self) -> None:
        if self.lines not in (1, 2) or self.columns < 2:
            raise ValueError(f"a cue has 1 or 2 lines of at least 2 columns, not {self.lines} of {self.columns}")

    @classmethod
    def of(cls, numbers: Mapping[str, int]) -> "CueLimits":
        """What `asdict` made of limits, after it was written as JSON."""
        found: dict[str, Any] = {**numbers, "one_sentence": bool(numbers.get("one_sentence"))}
        return cls(**found)

    def reading_time(self, letters: Any, words: Any) -> Any:
        """How long these many characters and words are to be shown at least, as whole numbers or arrays of them."""
        return np.maximum(-(-letters * 1000 // self.characters_per_second), words * self.per_word)

    def ends(self, start: Integers, voice: Integers, following: Integers, reading: Integers) -> Integers:
        """When cues leave that start at `start`, whose last word ends at `voice`; the next cue starts at `following`.

        Two frames before the next cue, even where the voice is still at its last sound; never after `following`. A cue
        stays longer to reach `shortest`; for the time that `reading` it takes at most `close_gaps_under` longer,
        and only into a pause that stays open.
        """
        latest = np.where(following - self.gap > start, following - self.gap, following)
        lingering = np.minimum(start + reading, np.minimum(voice, following) + self.close_gaps_under)
        lingering = np.minimum(lingering, following - self.close_gaps_under)
        wanted = np.maximum(np.maximum(voice, start + self.shortest), lingering)
        return np.where(following - wanted < max(self.close_gaps_under, self.gap), latest, wanted)


DEFAULT = CueLimits()
