"""What a generator's own settings say: files in YAML, TOML or JSON. Those that are programs are searched, never run."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping

import yaml

from chunking.errors import InputError
from chunking.sources.books.folder import Folder
from chunking.sources.files import is_blank

_LARGEST = 500_000  # code points
_NEXT = "correct it, or choose the preset `plain`"


class _Loader(yaml.SafeLoader):  # libyaml's own falls over lists 30,000 deep
    """YAML in which tags of programs, such as MkDocs' `!ENV` and `!!python/name:`, mean nothing."""


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    return None


_Loader.add_multi_constructor("!", _nothing)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)


def first_settings(site: Folder, names: Iterable[str]) -> Mapping[str, object]:
    """What the first of these files says that is there; nothing where none is. Raises InputError that names it."""
    name = next(filter(site.has, names), None)
    return settings_of(site, name) if name else {}


def settings_of(site: Folder, name: str) -> Mapping[str, object]:
    """What one file says. Raises InputError that names it."""
    text = _text(site, name)
    try:
        value = _parsed(text, name)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        yaml.YAMLError,
    ) as error:
        raise InputError(f"{name}: cannot be read ({' '.join(str(error).split())[:200]}); {_NEXT}") from error
    return {str(key): one for key, one in value.items()} if isinstance(value, dict) else {}


def _text(site: Folder, name: str) -> str:
    """The text of a file, which may be empty."""
    text = "" if is_blank(site.data(name)) else site.text(name)
    if len(text) > _LARGEST:
        raise InputError(f"{name}: {len(text):,} characters are too many for settings; {_NEXT}")
    return text


def _parsed(text: str, name: str) -> object:
    if name.endswith(".toml"):
        return tomllib.loads(text)
    return json.loads(text or "{}") if name.endswith(".json") else yaml.load(text, _Loader)


def program(site: Folder, names: Iterable[str]) -> str:
    """The text of the first of these programs that is there, without lines that are comments; empty where none is."""
    name = next(filter(site.has, names), None)
    return re.sub(r"^[ \t]*(?://|\*|/\*).*$", "", _text(site, name), flags=re.M) if name else ""


def table(value: object) -> Mapping[str, object]:
    """A setting that is a table of others; an empty one where it is anything else."""
    return {str(key): one for key, one in value.items()} if isinstance(value, Mapping) else {}


def texts(value: object) -> tuple[str, ...]:
    """A setting that is a list of texts, or one text; without what is in it beside texts."""
    listed = value if isinstance(value, list) else [value]
    return tuple(one for one in listed if isinstance(one, str) and one)


def word(value: object) -> str:
    """A setting that is a text; empty where it is anything else."""
    return value if isinstance(value, str) else ""


def folder_named(value: object, usual: str) -> str:
    """A setting that names a folder below the site; empty for the site itself, the usual one where it names none."""
    path = word(value).strip().removeprefix("./").strip("/")
    if not word(value).strip() or ".." in path.split("/"):
        return usual
    return "" if path == "." else path
