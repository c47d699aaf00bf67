"""Docusaurus: `docs`, `blog` and the Markdown of `src/pages`. Its settings are a program: searched, not run.

https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs (`slug`, `id`, number prefixes, `exclude`),
https://docusaurus.io/docs/blog (dates in names, authors), https://docusaurus.io/docs/creating-pages,
https://docusaurus.io/docs/versioning
"""

import re
from dataclasses import replace

from chunking.errors import InputError
from chunking.sites.configuration import folder_named, program
from chunking.sites.preset import MDX, Preset, Section
from chunking.sources.books.folder import Folder

_SUFFIXES = ("js", "ts", "mjs", "cjs", "mts", "cts")
_CONFIGS = tuple(f"docusaurus.config.{suffix}" for suffix in _SUFFIXES)
_NO_PAGES = ("_*",)  # files and folders
# A number and a separator, but no version (7.0-foo) and no date (2021-11-foo).
_NUMBER = re.compile(r"\A(?!\d+[-_.]\d)\d+\s*[-_.]+\s*(?=[^-_.\s])")
_DATED = re.compile(r"(?P<folders>.*)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<rest>.*?)", re.S)


def _read(preset: Preset, site: Folder) -> Preset:
    """With `path`, `routeBasePath` and `trailingSlash`, where they are written plainly."""
    text = program(site, _CONFIGS)
    found = re.search(r"\btrailingSlash:\s*(true|false)\b", text)
    slash = {"true": "/", "false": ""}.get(found[1] if found else "")
    docs, blog, pages = (_configured(section, text, slash) for section in preset.sections)
    return replace(
        preset, sections=(*_versions(docs, site, slash), blog, pages), authors=(f"{blog.folder}/authors.yml",)
    )


def _configured(section: Section, text: str, slash: str | None) -> Section:
    kind = section.kind
    own = re.search(rf"\b{kind}['\"]?:\s*\{{([^{{}}]*)", text)
    written = own[1] if own else ""
    path, route = (re.search(rf"\b{key}:\s*['\"`]([^'\"`$]*)", written) for key in ("path", "routeBasePath"))
    base = "/" + (route[1].strip("/") if route else "" if kind == "pages" else kind)
    return replace(
        section,
        folder=folder_named(path[1] if path else "", section.folder),
        prefix=base.rstrip("/"),
        permalink=section.permalink + (slash or ""),
        home="/:path" if slash == "" else section.home,
    )


def _versions(docs: Section, site: Folder, slash: str | None) -> list[Section]:
    """The docs; where they have versions those of the latest, and those of the next as drafts."""
    latest = _latest(site)
    if not latest:
        return [docs]
    released = replace(docs, folder=f"versioned_docs/version-{latest}")
    return [released, replace(docs, prefix=docs.prefix + "/next", drafts=("*",))]


def _latest(site: Folder) -> str:
    """The first name of `versions.json`; empty where there is no such list."""
    if not site.has("versions.json"):
        return ""
    found = re.match(r"\s*\[\s*\"([^\"/\\]+)\"", site.text("versions.json"))
    if found is None:
        raise InputError("versions.json: is no list of names of versions; correct it, or choose the preset `plain`")
    return found[1]


PRESET = Preset(
    name="docusaurus",
    markers=tuple((name,) for name in _CONFIGS),
    sections=(
        Section(
            folder="docs",
            kind="docs",
            suffixes=MDX,
            permalink="/:path",
            indexes=("index", "readme"),
            any_case=True,
            has_namesakes=True,
            numbered=_NUMBER,
            skipped=_NO_PAGES,
            slug="rooted",
            names=("id",),
        ),
        Section(
            folder="blog",
            kind="blog",
            suffixes=MDX,
            permalink="/:dated/:path",
            indexes=(),
            bundles=("index",),
            dated=_DATED,
            skipped=_NO_PAGES,
            slug="path",
        ),
        Section(folder="src/pages", kind="pages", suffixes=MDX, permalink="/:path", skipped=_NO_PAGES, slug="path"),
    ),
    dates=("date",),
    held=(("unlisted", True),),
    reads=_read,
)
