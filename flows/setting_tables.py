"""The tables of `readcast.toml`: `[pauses]`, `[subtitles]` and `[site]`."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chunking.sites import PRESETS
from render.pauses import Pauses
from render.subtitles.profiles import DEFAULT_PROFILE, PROFILES, CueStyle


def _profile(name: str) -> str:
    if name not in PROFILES:
        raise ValueError(f"there is no profile '{name}'; there are: {', '.join(PROFILES)}")
    return name


def _preset(name: str) -> str:
    if name != "auto" and name not in PRESETS:
        raise ValueError(f"there is no site generator '{name}' here; there are: auto, {', '.join(PRESETS)}")
    return name


Pause = Annotated[int, Field(ge=0, le=60_000)]
Milliseconds = Annotated[int | None, Field(ge=0, le=600_000)]


class PauseSettings(BaseModel):
    """Milliseconds of silence; the names are those of `render.pauses.Pauses`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    head: Pause = Pauses().head
    tail: Pause = Pauses().tail
    paragraph: Pause = Pauses().paragraph
    item: Pause = Pauses().item
    heading: Pause = Pauses().heading
    before_heading: Pause = Pauses().before_heading
    scene: Pause = Pauses().scene
    piece: Pause = Pauses().piece


class SubtitleSettings(BaseModel):
    """A profile, and numbers instead of its own; their names are those of `render.subtitles.limits.CueLimits`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    profile: Annotated[str, AfterValidator(_profile)] = DEFAULT_PROFILE
    inside: float = Field(default=95.0, ge=0, le=100, description="per cent of the cues, for --strict")
    columns: int | None = Field(default=None, ge=2, le=200, description="of a line")
    lines: int | None = Field(default=None, ge=1, le=2, description="of a cue")
    most_words: int | None = Field(default=None, ge=0, le=100, description="in a cue; 0: as many as fit")
    shortest: Milliseconds = None
    longest: Milliseconds = None
    characters_per_second: int | None = Field(default=None, ge=1, le=1000)
    per_word: Milliseconds = None
    gap: Milliseconds = None
    close_gaps_under: Milliseconds = None

    @property
    def style(self) -> CueStyle:
        """What cues are to be."""
        own = self.model_dump(exclude={"profile", "inside"}, exclude_none=True)
        return CueStyle(self.profile, tuple(own.items()))


class SiteSettings(BaseModel):
    """Which documents of a folder are narrated."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    preset: Annotated[str, AfterValidator(_preset)] = Field(
        default="auto", description="the generator whose conventions hold; auto: by the files that are there"
    )
    include: tuple[str, ...] = Field(default=(), description="patterns as in .gitignore; empty: everything")
    exclude: tuple[str, ...] = Field(default=(), description="patterns of what is left out")
    drafts: bool = Field(default=False, description="whether drafts and posts of the future are narrated")
    keep_withdrawn: int = Field(default=30, ge=0, le=36_500, description="days that a removed document's files stay")
