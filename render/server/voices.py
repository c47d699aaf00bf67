"""The voices of the local server: espeak-ng settings under names.

Most carry the names of LMNT's stock voices, so that a setting made for one service works with the other. They are not
those voices. Where LMNT's documentation says something of a voice, this one fits it: morgan is a British woman, brandon
reads the news.
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
    accents: tuple[str, ...] = ()  # espeak-ng voices, such as "en-gb-x-rp": how it speaks those languages
    hertz: float = 0  # the median pitch of its speech, as measured: where `convert` moves a recording's; 0: unknown

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
        return cls(**{**fields, "tags": tuple(fields["tags"]), "accents": tuple(fields["accents"])})


RP = ("en-gb-x-rp",)
NORTH = ("en-gb-x-gbclan",)
MIDLANDS = ("en-gb-x-gbcwmd",)
SCOTLAND = ("en-gb-scotland",)
CARIBBEAN = ("en-029",)
NEW_YORK = ("en-us-nyc",)

# Each has a variant of its own: a file in espeak-ng-data/voices/!v. Hertz are those of espeakng-loader 0.2.4.
_TABLE = (
    Voice("leah", "Leah", "female", "Calm and even; the preview voice", "f2", 48, 144, hertz=188),
    Voice("brandon", "Brandon", "male", "Broad and direct, a newscaster", "m3", 42, 150, hertz=96),
    Voice("morgan", "Morgan", "female", "British, clear and unhurried", "f1", 44, 138, accents=RP, hertz=167),
    Voice("elowen", "Elowen", "female", "Light and quick, for conversation", "f4", 56, 152, hertz=188),
    Voice("tilda", "Tilda", "female", "Clear and bright", "f3", 60, 142, hertz=226),
    Voice("ines", "Ines", "female", "Soft, a storyteller's pace", "f5", 46, 134, hertz=195),
    Voice("rufus", "Rufus", "male", "Dry and precise", "klatt3", 45, 144, hertz=96),
    Voice("oskar", "Oskar", "male", "Brisk, for news and notes", "m1", 50, 154, hertz=92),
    Voice("lily", "Lily", "female", "Young and lively", "Annie", 46, 148, hertz=229),
    Voice("chloe", "Chloe", "female", "Warm, with a smile", "linda", 40, 144, hertz=201),
    Voice("natalie", "Natalie", "female", "Full and close, for long listening", "steph", 44, 140, hertz=171),
    Voice("juniper", "Juniper", "female", "Cool and level", "shelby", 52, 146, hertz=179),
    Voice(
        "vesper", "Vesper", "female", "Northern English, an older woman", "grandma", 36, 136, accents=NORTH, hertz=181
    ),
    Voice("daniel", "Daniel", "male", "British, deep and resonant", "m7", 40, 142, accents=RP, hertz=96),
    Voice("lucas", "Lucas", "male", "Soft-spoken and young", "m2", 56, 144, hertz=106),
    Voice("miles", "Miles", "male", "New York, dark and slow", "m8", 46, 138, accents=NEW_YORK, hertz=81),
    Voice("huxley", "Huxley", "male", "From the English Midlands, plain", "m6", 50, 146, accents=MIDLANDS, hertz=100),
    Voice("oliver", "Oliver", "male", "Open and strong", "Michael", 46, 146, hertz=101),
    Voice("warrick", "Warrick", "male", "Scottish, rough and low", "m4", 44, 142, accents=SCOTLAND, hertz=87),
    Voice("zain", "Zain", "male", "Caribbean, bright and easy", "m5", 54, 146, accents=CARIBBEAN, hertz=105),
    Voice("joe", "Joe", "male", "Natural: a neural voice, English only", "", 50, 136, engine="piper"),
)

VOICES = {voice.id: voice for voice in _TABLE}
