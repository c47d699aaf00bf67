"""Which files of a folder are posts, and what the conventions of its site say of each.

`presets` has the kinds of sites as data; `pages`, `words` and `permalinks` read them, `holding` says what is not
narrated.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chunking.errors import InputError
from chunking.policy import MAX_BYTES
from chunking.sites.authors import known_authors
from chunking.sites.configuration import settings_of
from chunking.sites.listing import names_in, patterns_of
from chunking.sites.pages import Page, pages_of
from chunking.sites.patterns import Patterns, wanted_patterns
from chunking.sites.posts import Context, Post, post_of
from chunking.sites.preset import Preset
from chunking.sites.presets import PRESETS
from chunking.sources import known_suffixes
from chunking.sources.books.folder import Folder

__all__ = ["AUTO", "PRESETS", "Post", "Preset", "Site", "Wanted", "site_in"]

AUTO = "auto"  # the preset is found from the files that are there


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a user may say about the documents of a folder."""

    now: datetime.datetime  # with its zone; posts dated later are not published yet
    preset: str = AUTO  # a name in PRESETS
    include: tuple[str, ...] = ()  # patterns as in .gitignore, below the folder; empty: all
    exclude: tuple[str, ...] = ()
    drafts: bool = False  # drafts and posts of the future are narrated too


@dataclass(frozen=True, slots=True)
class Site:
    """The documents of a folder."""

    preset: str  # `plain` where no generator's files are there
    posts: tuple[Post, ...]  # in the order of the parts of their paths, held ones among them


def site_in(folder: Path, wanted: Wanted) -> Site:
    """All documents in a folder and below.

    Raises InputError when the folder or the settings of its generator cannot be read, when a preset or a pattern is
    none, and when nothing in the folder is a document.
    """
    try:
        return _site(folder, wanted)
    except OSError as error:  # what may be listed but not looked at, a name that is too long
        raise InputError(f"{folder}: cannot be looked at ({error.strerror}); check its permissions") from error


def _site(folder: Path, wanted: Wanted) -> Site:
    chosen = _Chosen(wanted)
    names = names_in(folder)
    preset, pages = _pages(folder, names, wanted.preset)
    listed = [page for page in pages if chosen.has(page.name)]
    context = Context(folder, preset, _homes(pages), _authors(folder, preset), wanted.now, wanted.drafts)
    found = [post for page in listed if (post := post_of(page, context))]
    if not found:
        raise InputError(_nothing(folder, preset, bool(pages) and not listed))
    return Site(preset.name, tuple(found))


class _Chosen:
    """Which documents the user has asked for."""

    def __init__(self, wanted: Wanted) -> None:
        self._include = wanted_patterns(wanted.include, "the included")
        self._exclude = wanted_patterns(wanted.exclude, "the excluded")
        self._all = not wanted.include

    def has(self, name: str) -> bool:
        return (self._all or self._include.match(name)) and not self._exclude.match(name)


def _nothing(folder: Path, preset: Preset, is_unwanted: bool) -> str:
    if is_unwanted:
        return f"{folder}: none of its documents is included, or all are excluded; change the patterns"
    where = "it" if preset.name == "plain" else f"it by the rules of the preset {preset.name}"
    return f"{folder}: no document to speak in {where}; put {known_suffixes()} files there"


def _pages(folder: Path, names: list[str], wanted: str) -> tuple[Preset, list[Page]]:
    """The preset of a folder and the pages it has by that. A generator that would have none is not the folder's."""
    if wanted != AUTO and wanted not in PRESETS:
        raise InputError(f"there is no preset {wanted!r}; it may be: {AUTO}, {', '.join(PRESETS)}")
    for name, preset in PRESETS.items():
        if wanted == name or (wanted == AUTO and _is_kind(folder, preset)):
            read, pages = _of_kind(folder, preset, names)
            if pages or wanted == name:
                return read, pages
    return PRESETS["plain"], []


def _is_kind(folder: Path, preset: Preset) -> bool:
    """Whether the files are there by which a preset is known."""
    return not preset.markers or any(all(_is_marked(folder, mark) for mark in marks) for marks in preset.markers)


def _is_marked(folder: Path, mark: str) -> bool:
    name = mark.removeprefix("!")
    found = any(folder.glob(name)) if "*" in name else (folder / name).exists()
    return found != mark.startswith("!")


def _of_kind(folder: Path, preset: Preset, names: list[str]) -> tuple[Preset, list[Page]]:
    """The preset with what the generator's settings say, and its pages. Raises InputError that names the folder."""
    ignored = patterns_of(folder / preset.ignored) if preset.ignored else None
    left = [name for name in names if not (ignored and ignored.match(name))]
    try:
        read = preset.reads(preset, Folder(folder, MAX_BYTES))
        return read, _ordered(read, left)
    except InputError as error:
        raise InputError(f"{folder}: {error}") from error


def _ordered(preset: Preset, names: list[str]) -> list[Page]:
    skipped = Patterns(preset.skipped)
    pages = list(pages_of(preset, [name for name in names if not skipped.match(name)]))
    first = [page for page in pages if Path(page.name).suffix.lower() not in preset.aside]
    return sorted(first or pages, key=lambda page: page.name.split("/"))


def _homes(pages: list[Page]) -> frozenset[str]:
    """The folders, below their section's, that have a page of their own."""
    return frozenset("/".join((*page.folders, page.stem)) for page in pages if page.is_home)


def _authors(folder: Path, preset: Preset) -> Mapping[str, str]:
    """The names that the site has for the short keys of its authors."""
    site = Folder(folder, MAX_BYTES)
    try:
        return {key: name for file in preset.authors if site.has(file) for key, name in _known(site, file).items()}
    except InputError as error:
        raise InputError(f"{folder}: {error}") from error


def _known(site: Folder, file: str) -> Mapping[str, str]:
    return known_authors(settings_of(site, file))
