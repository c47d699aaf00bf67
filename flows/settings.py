"""Settings: `readcast.toml` beside the source, then the environment, then flags; the later wins.

A document's own front matter wins for that document. The API key is no setting: it is read from the environment when
a client is made, and from nowhere else.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, ClassVar, Literal

import platformdirs
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from chunking.document import Document
from chunking.errors import InputError
from chunking.languages import language_code
from chunking.policy import MAX_BYTES, Policy
from render.pauses import Pauses
from render.subtitles.formats import FORMATS

FILE = "readcast.toml"
_NAMED_SERVICE = re.compile(r"lmnt|local(:.*)?")  # any other value is an address


def _language(named: str) -> str:
    try:
        return language_code(named)
    except InputError as error:
        raise ValueError(str(error)) from error


def _formats(names: tuple[str, ...]) -> tuple[str, ...]:
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise ValueError(f"there is no subtitle format '{unknown[0]}'; there are: {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in names)


Milliseconds = Annotated[int, Field(ge=0, le=60_000)]


class PauseSettings(BaseModel):
    """Milliseconds of silence; the names are those of `render.pauses.Pauses`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    head: Milliseconds = Pauses().head
    tail: Milliseconds = Pauses().tail
    paragraph: Milliseconds = Pauses().paragraph
    item: Milliseconds = Pauses().item
    heading: Milliseconds = Pauses().heading
    before_heading: Milliseconds = Pauses().before_heading
    scene: Milliseconds = Pauses().scene
    piece: Milliseconds = Pauses().piece


class Settings(BaseSettings):
    """Everything a user can set."""

    model_config = SettingsConfigDict(
        env_prefix="READCAST_", env_nested_delimiter="__", extra="forbid", frozen=True, validate_default=True
    )
    _from_file: ClassVar[Mapping[str, object]] = {}

    title: str | None = Field(default=None, description="of the book; else its heading or its file's name")
    author: str = Field(default="", description="shown by players")
    cover: Path | None = Field(default=None, description="a JPEG or PNG file, beside readcast.toml or below")
    speech: str | None = Field(default=None, description="lmnt, local, local:ENGINE, or an address (not in the file)")
    voice: str = Field(default="leah", min_length=1, max_length=200)
    language: Annotated[str, AfterValidator(_language)] = Field(default="auto", description="ISO 639-1, or auto")
    model: str = Field(default="blizzard", min_length=1, max_length=100)
    temperature: float | None = Field(default=None, ge=0, le=5)
    top_p: float | None = Field(default=None, ge=0, le=1)
    chapter_level: Literal["auto"] | Annotated[int, Field(ge=0, le=6)] = Field(
        default="auto", description="of the headings that begin chapters; 0: the document is one recording"
    )
    code: Literal["announce", "skip"] = Field(default="announce", description="what is said in place of a code block")
    formats: Annotated[tuple[str, ...], AfterValidator(_formats)] = Field(default=("srt", "vtt"))
    pauses: PauseSettings = PauseSettings()
    jobs: int = Field(default=8, ge=1, le=64, description="requests at once")
    store: Path | None = Field(default=None, description="where what was spoken is kept (not in the file)")
    max_bytes: int = Field(default=MAX_BYTES, ge=1, description="a larger source is refused")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then the environment, then the file: the first that knows a name wins."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, dict(cls._from_file))

    @property
    def policy(self) -> Policy:
        """What readers of sources need to know."""
        level = None if self.chapter_level == "auto" else self.chapter_level
        return Policy(language=self.language, chapter_level=level, code=self.code, max_bytes=self.max_bytes)

    @property
    def pause_lengths(self) -> Pauses:
        return Pauses(**self.pauses.model_dump())

    @property
    def store_folder(self) -> Path:
        return (self.store or Path(platformdirs.user_cache_dir("readcast")) / "store").expanduser()

    def for_document(self, document: Document) -> "Settings":
        """With what the document says of itself. Raises InputError where it says something impossible."""
        front = {name: document.front.get(name) for name in ("title", "author", "voice", "language")}
        front["language"] = front["language"] or document.front.get("lang")
        if isinstance(front["author"], list):
            front["author"] = ", ".join(map(str, front["author"]))
        told = {name: text.strip() for name, text in front.items() if isinstance(text, str) and text.strip()}
        if "language" in told:
            told["language"] = language_code(told["language"])
        return self.model_copy(update=told)


def load(folder: Path, flags: Mapping[str, object]) -> Settings:
    """The settings for sources in `folder`. Raises InputError that names the setting that is wrong."""
    path = folder / FILE
    found = type("Settings", (Settings,), {"_from_file": _file(path), "__module__": __name__})
    try:
        settings: Settings = found(**{name: value for name, value in flags.items() if value is not None})
    except ValidationError as error:
        raise InputError(_explained(error, path, flags)) from error
    except SettingsError as error:
        raise InputError(_unparsed(error)) from error
    return settings


def _file(path: Path) -> Mapping[str, object]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    if "store" in found or not _NAMED_SERVICE.fullmatch(str(found.get("speech", "local"))):
        wrong = "store" if "store" in found else "speech"
        raise InputError(
            f"{path}: '{wrong}' with this value can only be set by --{wrong} or READCAST_{wrong.upper()}: "
            "a repository must not decide where your key and your recordings go."
        )
    if found.get("cover"):
        found["cover"] = _inside(path, str(found["cover"]))
    return found


def _inside(path: Path, cover: str) -> Path:
    folder = path.parent.resolve()
    target = (folder / cover).resolve()
    if not target.is_relative_to(folder):
        raise InputError(f"{path}: 'cover' must lie beside the file or below, not at {cover}.")
    return target


def _explained(error: ValidationError, path: Path, flags: Mapping[str, object]) -> str:
    """One line for the first problem: which setting, where it was set, and what it may be."""
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"] if isinstance(part, int) or part.isidentifier())
    top = str(first["loc"][0])
    where = f"READCAST_{top.upper()}" if f"READCAST_{top.upper()}" in os.environ else str(path)
    where = f"--{top}" if flags.get(top) is not None else where
    if first["type"] == "extra_forbidden":
        near = get_close_matches(name, Settings.model_fields, 1)
        hint = f"; did you mean '{near[0]}'?" if near else "."
        return f"{where}: '{name}' is not a setting{hint} `readcast init` lists them."
    return f"{where}: '{name}' is wrong: {first['msg']}, not {str(first['input'])[:60]!r}."


def _unparsed(error: SettingsError) -> str:
    """For a variable that should be JSON: pydantic-settings names the setting, in quotes."""
    names = [name for name in Settings.model_fields if f'"{name}"' in str(error)]
    return f'READCAST_{names[0].upper() if names else "…"}: write JSON, such as ["srt"] for READCAST_FORMATS.'


def api_key() -> SecretStr | None:
    """The key of the speech service, from `LMNT_API_KEY`."""
    key = os.environ.get("LMNT_API_KEY", "").strip()
    return SecretStr(key) if key else None
