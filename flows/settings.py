"""Settings: `readcast.toml` beside the source, then the environment, then flags; the later wins.

A document's own front matter wins for that document. The API key is no setting: it is read from the environment when
a client is made, and from nowhere else.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from chunking.document import Document
from chunking.errors import InputError
from chunking.front import told
from chunking.languages import language_code
from chunking.lexicon import NOTHING, Lexicon
from chunking.policy import (
    MAX_BYTES,
    Admonitions,
    Boilerplate,
    Code,
    Footnotes,
    Images,
    Links,
    Math,
    Opening,
    Policy,
    Quotes,
    Tables,
    told_language,
)
from chunking.speakable import rules_for
from flows import lexicon_file
from flows.options import StorePlace
from flows.setting_tables import PauseSettings, SiteSettings, SubtitleSettings
from manifests.targets.headers import BY_DEFAULT
from render.pauses import Pauses
from render.subtitles.formats import FORMATS

FILE = "readcast.toml"
_TOLD = "Value error, "  # what pydantic puts before our own messages
_LISTS = re.compile(r"\b(?:frozenset|tuple)\b")  # what TOML and JSON call a list
_NOT_IN_THE_FILE = {"store", "publish_to", "publish_branch", "publish_command"}
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


def _rules(names: frozenset[str]) -> frozenset[str]:
    try:
        rules_for(Policy(rules_off=names))
    except InputError as error:
        raise ValueError(str(error)) from error
    return names


def _no_flag(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("true and false say nothing here")
    return value


_READ = Policy()
_OF_POLICY = {one.name for one in fields(Policy)} - {"chapter_level", "lexicon"}


class Settings(BaseSettings):
    """Everything a user can set."""

    model_config = SettingsConfigDict(
        env_prefix="READCAST_", env_nested_delimiter="__", extra="forbid", frozen=True, validate_default=True
    )
    _from_file: ClassVar[Mapping[str, object]] = {}
    _lexicon: Lexicon = PrivateAttr(NOTHING)

    title: str | None = Field(default=None, description="of the book; else its heading or its file's name")
    author: str = Field(default="", description="shown by players")
    cover: Path | None = Field(default=None, description="a JPEG or PNG file, beside readcast.toml or below")
    speech: str | None = Field(default=None, description="lmnt, local, local:ENGINE, or an address (not in the file)")
    voice: str = Field(default="leah", min_length=1, max_length=200)
    language: Annotated[str, AfterValidator(_language)] = Field(default="auto", description="ISO 639-1, or auto")
    model: str = Field(default="blizzard", min_length=1, max_length=100)
    temperature: float | None = Field(default=None, ge=0, le=5)
    top_p: float | None = Field(default=None, ge=0, le=1)
    chapter_level: Annotated[Literal["auto"] | Annotated[int, Field(ge=0, le=6)], BeforeValidator(_no_flag)] = Field(
        default="auto", description="of the headings that begin chapters; 0: the document is one recording"
    )
    code: Code = Field(default=_READ.code, description="blocks of code: announced in a few words, left out, or read")
    tables: Tables = Field(default=_READ.tables, description="row by row, a sentence on each, or left out")
    footnotes: Footnotes = Field(default=_READ.footnotes, description="where they are said")
    images: Images = Field(default=_READ.images, description="their alternative text, or nothing")
    links: Links = Field(default=_READ.links, description="their text, or that and where they lead")
    math: Math = Field(default=_READ.math, description="LaTeX as words, or nothing")
    quotes: Quotes = Field(default=_READ.quotes, description="whether block quotations are announced")
    admonitions: Admonitions = Field(default=_READ.admonitions, description="whether notes and warnings are announced")
    list_numbers: bool = Field(default=_READ.list_numbers, description="whether numbered lists are said with numbers")
    opening: tuple[Opening, ...] = Field(default=_READ.opening, description="said first, where no heading says it")
    boilerplate: Boilerplate = Field(default=_READ.boilerplate, description="covers, contents, copyright, licences")
    rules_off: Annotated[frozenset[str], AfterValidator(_rules)] = Field(
        default=_READ.rules_off, description="names of rules of speech that are not wanted"
    )
    lexicon: Path | None = Field(default=None, description="a TOML or CSV file, beside readcast.toml or below")
    formats: Annotated[tuple[str, ...], AfterValidator(_formats)] = Field(default=("srt", "vtt"))
    pauses: PauseSettings = PauseSettings()
    subtitles: SubtitleSettings = SubtitleSettings()
    site: SiteSettings = SiteSettings()
    transport: Literal["requests", "sessions"] = Field(
        default="requests", description="how texts are sent: each as a request, or over speech sessions that stay open"
    )
    jobs: int = Field(default=8, ge=1, le=64, description="requests at once")
    price: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="of 1000 characters; not of what a local engine speaks"
    )
    currency: str = Field(default="USD", max_length=20, description="that the price is in")
    confirm_above: int | None = Field(
        default=None, ge=0, description="characters from which a terminal is asked first; default: 50,000 for lmnt"
    )
    store: StorePlace = Field(
        default=None, description="a folder or URL where what was spoken is kept (not in the file)"
    )
    publish_to: StorePlace = Field(
        default=None, description="a folder or URL that recordings are copied to after a run (not in the file)"
    )
    publish_branch: str | None = Field(
        default=None, description="of the source's repository, that manifests are committed on (not in the file)"
    )
    publish_command: str | None = Field(
        default=None, description="run after a run with the manifest's path as its last word (not in the file)"
    )
    cache_seconds: int = Field(
        default=BY_DEFAULT, ge=0, description="that recordings in a bucket may be kept by those who fetch them"
    )
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

    def model_post_init(self, context: object) -> None:
        """Reads the lexicon, so that one that cannot be used is found out before anything else is done."""
        self._lexicon = lexicon_file.read(self.lexicon) if self.lexicon else NOTHING

    @property
    def policy(self) -> Policy:
        """What readers of sources need to know."""
        level = None if self.chapter_level == "auto" else self.chapter_level
        same: dict[str, Any] = {name: getattr(self, name) for name in _OF_POLICY}
        return Policy(chapter_level=level, lexicon=self._lexicon, **same)

    @property
    def pause_lengths(self) -> Pauses:
        return Pauses(**self.pauses.model_dump())

    @property
    def store_place(self) -> str:
        """A path, or a URL."""
        place = self.store or str(Path(platformdirs.user_cache_dir("readcast")) / "store")
        return os.path.expanduser(place)  # noqa: PTH111 - leaves a user that is not there as it is

    def for_document(self, document: Document, path: Path) -> "Settings":
        """With what the document at `path` says of itself. Raises InputError where it says something impossible."""
        named = {name: told(document.front, name) for name in ("title", "voice")}
        named["author"] = told(document.front, "author", "authors")
        named["language"] = language_code(told_language(document.front) or self.language)
        cover = _cover_of(document, path) or self.cover
        return self.model_copy(update={name: text for name, text in named.items() if text} | {"cover": cover})


def _cover_of(document: Document, path: Path) -> Path | None:
    """The picture that a document names, where it is one beside it or below; blogs name others, for other purposes."""
    named = told(document.front, "cover")
    folder = (path if path.is_dir() else path.parent).resolve()
    try:
        cover = (folder / named).resolve()
        return cover if named and cover.is_relative_to(folder) and cover.is_file() else None
    except (OSError, ValueError):
        return None


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
    wrong = next((name for name in found if name in _NOT_IN_THE_FILE), None)
    if wrong or not _NAMED_SERVICE.fullmatch(str(found.get("speech", "local"))):
        wrong = wrong or "speech"
        raise InputError(
            f"{path}: '{wrong}' with this value can only be set by --{wrong.replace('_', '-')} or "
            f"READCAST_{wrong.upper()}: a repository must not decide where your key and your recordings go, and what "
            "is run."
        )
    for name in ("cover", "lexicon"):
        if name in found:
            found[name] = _inside(path, name, str(found[name])) if found[name] else None
    return found


def _inside(path: Path, name: str, value: str) -> Path:
    folder = path.parent.resolve()
    try:
        target = (folder / value).resolve()
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: '{name}' is not the name of a file.") from error
    if not target.is_relative_to(folder):
        raise InputError(f"{path}: '{name}' must lie beside the file or below, not at {value}.")
    return target


_TABLES: Mapping[str, type[BaseModel]] = {"pauses": PauseSettings, "subtitles": SubtitleSettings, "site": SiteSettings}


def _explained(error: ValidationError, path: Path, flags: Mapping[str, object]) -> str:
    """One line for the first problem: which setting, where it was set, and what it may be."""
    first = error.errors()[0]
    top, name = str(first["loc"][0]), _setting(first["loc"])
    if first["type"] == "extra_forbidden":
        known = _TABLES.get(top, Settings).model_fields
        near = get_close_matches(str(first["loc"][-1]), known, 1)
        hint = f"; did you mean '{near[0]}'?" if near else "."
        return f"{_origin(top, path, flags)}: '{name}' is not a setting{hint} `readcast init` lists them."
    what = "it is 'auto', or a number from 0 to 6" if top == "chapter_level" else _LISTS.sub("list", first["msg"])
    if what.startswith(_TOLD):
        return f"{_origin(top, path, flags)}: '{name}' is wrong: {what.removeprefix(_TOLD)}"
    return f"{_origin(top, path, flags)}: '{name}' is wrong: {what}, not {str(first['input'])[:60]!r}."


def _setting(place: tuple[int | str, ...]) -> str:
    """The setting's name; what pydantic adds for the members of a union is left out."""
    known = {*Settings.model_fields, *PauseSettings.model_fields}
    return ".".join(str(part) for n, part in enumerate(place) if n == 0 or part in known or place[0] in _TABLES)


def _origin(setting: str, path: Path, flags: Mapping[str, object]) -> str:
    if flags.get(setting) is not None:
        return f"--{setting}"
    variable = f"READCAST_{setting.upper()}"
    return next((one for one in os.environ if one == variable or one.startswith(f"{variable}__")), str(path))


def _unparsed(error: SettingsError) -> str:
    """For a variable that should be JSON: pydantic-settings names the setting, in quotes."""
    names = [name for name in Settings.model_fields if f'"{name}"' in str(error)]
    return f'READCAST_{names[0].upper() if names else "…"}: write JSON, such as ["srt"] for READCAST_FORMATS.'


def api_key() -> SecretStr | None:
    """The key of the speech service: `LMNT_API_KEY`, else what stands in the file that `LMNT_API_KEY_FILE` names.

    Raises InputError where that file cannot be read.
    """
    key, path = os.environ.get("LMNT_API_KEY", "").strip(), os.environ.get("LMNT_API_KEY_FILE", "")
    if not key and path:
        try:
            key = Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"LMNT_API_KEY_FILE names {path}, which cannot be read.") from error
    return SecretStr(key) if key else None
