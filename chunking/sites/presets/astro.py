"""Astro: Markdown in `src/pages`, and collections of content, whose addresses are those of the folder of their route.

https://docs.astro.build/en/guides/routing/, https://docs.astro.build/en/guides/content-collections/,
https://docs.astro.build/en/guides/markdown-content/; Starlight: https://starlight.astro.build/guides/pages/
"""

import re
from dataclasses import replace
from pathlib import Path

from chunking.sites.configuration import program
from chunking.sites.letters import github
from chunking.sites.preset import MDX, Preset, Section
from chunking.sources.books.folder import Folder

_CONFIGS = tuple(f"astro.config.{suffix}" for suffix in ("mjs", "js", "ts", "mts", "cjs"))
_NO_PAGES = ("_*",)
_PLACES = ("src/content", "src/data", "content")  # of collections; any other is only in the site's program
_ROUTE = re.compile(r"\[(?:\.\.\.)?\w+\](?:\.astro)?")  # a name that stands for those of a collection's entries


def _read(preset: Preset, site: Folder) -> Preset:
    pages, collection = preset.sections
    if "@astrojs/starlight" in program(site, _CONFIGS):
        return replace(preset, sections=(pages, replace(collection, folder="src/content/docs", permalink="/:path/")))
    found = [(place, name) for place in _PLACES for name in _folders(site.path / place)]
    routes = _routes(site.path / "src/pages")
    strangers = [name for _, name in found if name not in routes]
    bases = dict(zip(strangers, routes - {name for _, name in found}, strict=False)) if len(strangers) == 1 else {}
    own = [replace(collection, folder=f"{place}/{name}", prefix=f"/{bases.get(name, name)}") for place, name in found]
    return replace(preset, sections=(pages, *own))


def _folders(path: Path) -> list[str]:
    """The names of the folders in a folder that may hold entries of collections."""
    if not path.is_dir():
        return []
    return sorted(one.name for one in path.iterdir() if one.is_dir() and not one.name.startswith((".", "_")))


def _routes(pages: Path) -> set[str]:
    """The folders of `src/pages` in which a file stands for all entries of a collection; empty for itself."""
    return {name for name in ("", *_folders(pages)) if any(map(_is_route, _names(pages / name)))}


def _names(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()] if folder.is_dir() else []


def _is_route(name: str) -> bool:
    return _ROUTE.fullmatch(name) is not None


PRESET = Preset(
    name="astro",
    markers=tuple((name,) for name in _CONFIGS),
    sections=(
        Section(folder="src/pages", suffixes=MDX, skipped=_NO_PAGES, slug="none"),
        Section(folder="src/content", suffixes=MDX, skipped=_NO_PAGES, segment=github, slug="path"),
    ),
    slugify=github,
    reads=_read,
)
