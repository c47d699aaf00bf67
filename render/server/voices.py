"""The voices of the local server: a handful of espeak-ng settings under names.

The first four carry the names of LMNT's stock voices, so that a setting made for one service works with the other.
"""

from dataclasses import dataclass


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


_TABLE = (
    Voice("leah", "Leah", "female", "Calm and even; the preview voice", "f2", 48, 144),
    Voice("brandon", "Brandon", "male", "Broad and direct", "m3", 42, 146),
    Voice("morgan", "Morgan", "male", "Low and unhurried", "m7", 34, 134),
    Voice("elowen", "Elowen", "female", "Light and quick", "f4", 56, 152),
    Voice("tilda", "Tilda", "female", "Clear and bright", "f3", 60, 142),
    Voice("ines", "Ines", "female", "Soft, a storyteller's pace", "f5", 46, 134),
    Voice("rufus", "Rufus", "male", "Dry and precise", "klatt4", 45, 144),
    Voice("oskar", "Oskar", "male", "Brisk, for news and notes", "m1", 50, 154),
)

VOICES = {voice.id: voice for voice in _TABLE}
