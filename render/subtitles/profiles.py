"""Kinds of subtitles, one line each: a name → its limits. A language may have numbers of its own in them.

Sources: Netflix's Timed Text Style Guide (general requirements 215758617, timing 360051554394) and its guides for the
languages, as Subtitle Edit checks them; the BBC's subtitle guidelines; the podcast namespace's transcript tag.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from chunking.errors import InputError
from render.subtitles.grammar import ASSUMED
from render.subtitles.limits import CueLimits

_SPEEDS = {"en": 20, "ar": 20, "hi": 22, "ja": 4, "ko": 12, "zh": 9}  # characters a second; in any other language:
_SPEED = 17
_COLUMNS = {"ja": 26, "ko": 32, "zh": 32, "th": 35}  # 13 full-width characters in Japanese, 16 in Korean and Chinese

UNLIMITED = 100_000
_SENTENCES = CueLimits(
    columns=UNLIMITED,
    lines=1,
    one_sentence=True,
    shortest=0,
    longest=UNLIMITED * 1000,
    characters_per_second=UNLIMITED,
    gap=0,
    close_gaps_under=0,
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of subtitles."""

    limits: CueLimits
    own_speed: bool = False  # each language has its own reading speed
    own_columns: bool = False  # and some a width of their own

    def limits_for(self, language: str) -> CueLimits:
        """For texts in a language, ISO 639-1; English where it is empty."""
        language = language or ASSUMED
        speed = _SPEEDS.get(language, _SPEED) if self.own_speed else self.limits.characters_per_second
        columns = _COLUMNS.get(language, self.limits.columns) if self.own_columns else self.limits.columns
        return replace(self.limits, characters_per_second=speed, columns=columns)


DEFAULT_PROFILE = "netflix"
PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        DEFAULT_PROFILE: Profile(CueLimits(), own_speed=True, own_columns=True),
        "bbc": Profile(
            CueLimits(columns=37, shortest=1000, characters_per_second=25, per_word=333, gap=0, close_gaps_under=1000)
        ),
        "podcast": Profile(CueLimits(columns=32), own_speed=True),
        "shorts": Profile(
            CueLimits(columns=20, lines=1, most_words=4, shortest=300, longest=3000, characters_per_second=30, gap=0)
        ),
        "chapters": Profile(_SENTENCES),
    }
)


@dataclass(frozen=True, slots=True)
class CueStyle:
    """What a user wants cues to be: a profile, and numbers of the user's own instead of some of its limits."""

    profile: str = DEFAULT_PROFILE
    own: tuple[tuple[str, int], ...] = ()  # the name of a limit, and its number

    def limits_for(self, language: str) -> CueLimits:
        """Raises InputError where there is no such profile, or where its limits and the own ones make no cue."""
        if self.profile not in PROFILES:
            raise InputError(f"there is no profile '{self.profile}'; there are: {', '.join(PROFILES)}.")
        try:
            return replace(PROFILES[self.profile].limits_for(language), **dict(self.own))  # type: ignore[arg-type]
        except ValueError as error:
            raise InputError(f"[subtitles]: {error}.") from error
