"""The voices of the local server: a handful of espeak-ng settings under names.

The first four carry the names of LMNT's stock voices, so that a setting made for one service works with the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice that every engine can speak with."""

    id: str
    name: str
    gender: str  # "female" or "male"
    description: str
    variant: str  # a file in espeak-ng-data/voices/!v; espeak ignores an unknown one silently
    pitch: int  # espeak-ng's, 0 to 99
    rate: int  # espeak-ng's, 80 to 500; English prose is heard 1.18 to 1.24 times as fast, pauses included
    range: int = 50  # espeak-ng's, 0 (monotone) to 100: how far the pitch moves
    engine: str = ""  # the one engine that has this voice; empty: every engine speaks it in its own way
    owner: str = "system"  # or "me": made by the user
    starred: bool = False
    tags: tuple[str, ...] = ()

    def varied(self, temperature: float, top_p: float) -> "Voice":
        """The voice as these sampling settings of LMNT's have it speak.

        There, a higher temperature gives more expression, and a lower top_p a steadier delivery. Nothing here is
        sampled: the pitch moves further, or the pace is a little quicker, by the same amount every time. LMNT's
        defaults (1 and 0.8) change nothing.
        """
        pitch_range = min(100, round(self.range * min(temperature, 2.0)))
        rate = round(self.rate * (1 + (top_p - 0.8) / 4))
        return replace(self, range=pitch_range, rate=min(max(rate, 80), 500))

    @classmethod
    def from_fields(cls, fields: Mapping[str, Any]) -> "Voice":
        """The voice whose `asdict` went through JSON."""
        return cls(**{**fields, "tags": tuple(fields["tags"])})


_TABLE = (
    Voice("leah", "Leah", "female", "Calm and even; the preview voice", "f2", 48, 144),
    Voice("brandon", "Brandon", "male", "Broad and direct", "m3", 42, 146),
    Voice("morgan", "Morgan", "male", "Low and unhurried", "m7", 34, 134),
    Voice("elowen", "Elowen", "female", "Light and quick", "f4", 56, 152),
    Voice("tilda", "Tilda", "female", "Clear and bright", "f3", 60, 142),
    Voice("ines", "Ines", "female", "Soft, a storyteller's pace", "f5", 46, 134),
    Voice("rufus", "Rufus", "male", "Dry and precise", "klatt4", 45, 144),
    Voice("oskar", "Oskar", "male", "Brisk, for news and notes", "m1", 50, 154),
    Voice("joe", "Joe", "male", "Natural: a neural voice, English only", "", 50, 136, engine="piper"),
)

VOICES = {voice.id: voice for voice in _TABLE}
