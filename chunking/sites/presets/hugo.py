"""Hugo: what is below `content`, by path, and as `[permalinks]` has it.

https://gohugo.io/content-management/urls/, https://gohugo.io/content-management/page-bundles/,
https://gohugo.io/content-management/build-options/, https://gohugo.io/configuration/permalinks/,
https://gohugo.io/configuration/front-matter/ (dates), https://gohugo.io/content-management/multilingual/
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from chunking.sites.configuration import first_settings, folder_named, table, texts, word
from chunking.sites.letters import Letters, hugo, hugo_cased, without_accents
from chunking.sites.preset import MARKDOWN, Preset, Section
from chunking.sources.books.folder import Folder

_CONFIGS = tuple(
    f"{place}.{suffix}"
    for place in ("hugo", "config", "config/_default/hugo", "config/_default/config")
    for suffix in ("toml", "yaml", "yml", "json")
)
# What older sites have beside `config.toml`, which others have as well.
_OTHERS = (("archetypes/",), ("content/", "layouts/"), ("content/", "themes/"))
_PARTS = ("permalinks", "languages", "frontmatter")  # that may have a file of their own in config/_default
_DATED = re.compile(r"(?P<folders>(?:.*/)?)(?P<date>\d{4}-\d{2}-\d{2})[-_ ]*(?P<rest>[^/]+)", re.S)
_WORDS = {
    "slug": "slug_or_title",
    "filename": "name",
    "slugorfilename": "last",
    "contentbasename": "name",
    "slugorcontentbasename": "last",
}


def _template(text: str) -> str:
    """Hugo's words in ours; what does not end in a suffix ends with a slash. Addresses of other sites are refused."""
    ours = re.sub(r":([a-z]+)", lambda word: ":" + _WORDS.get(word[1], word[1]), text)
    return ours if ours.endswith("/") or PurePosixPath(ours).suffix else ours + "/"


def _read(preset: Preset, site: Folder) -> Preset:
    config = _config(site)
    dates = texts(table(config.get("frontmatter")).get("date"))
    letters = _letters(config)
    page = replace(
        preset.sections[0],
        permalink="/:path.html" if config.get("uglyurls") is True else "/:path/",
        segment=letters,
        dated=_DATED if ":filename" in dates else None,
    )
    return replace(
        preset,
        sections=_sections(config, page),
        slugify=letters,
        shows_drafts=config.get("builddrafts") is True,
        shows_future=config.get("buildfuture") is True,
        shows_expired=config.get("buildexpired") is True,
    )


def _letters(config: Mapping[str, object]) -> Letters:
    letters = hugo_cased if config.get("disablepathtolower") is True else hugo
    is_bare = config.get("removepathaccents") is True
    return (lambda text: letters(without_accents(text))) if is_bare else letters


def _config(site: Folder) -> dict[str, object]:
    """The settings of the site; like Hugo we do not look at the case of their names."""
    config = dict(first_settings(site, _CONFIGS))
    for part in _PARTS:
        own = first_settings(site, [f"config/_default/{part}.{suffix}" for suffix in ("toml", "yaml", "yml", "json")])
        config |= {part: own} if own else {}
    return {name.lower(): value for name, value in config.items()}


def _sections(config: Mapping[str, object], page: Section) -> tuple[Section, ...]:
    """For each folder of content one for each part of it with a permalink of its own, then one for the rest."""
    templates = _templates(table(config.get("permalinks")))
    found = []
    for folder, prefix, languages in _contents(config):
        rest = replace(page, folder=folder, prefix=prefix, languages=languages)
        parts = [replace(rest, only=only, permalink=template) for only, template in templates]
        found += [*parts, rest]
    return tuple(found)


def _templates(permalinks: Mapping[str, object]) -> list[tuple[str, str]]:
    """What paths begin with and the template for these, the longest first. Those of sections are no posts'."""
    own = {**permalinks, **table(permalinks.get("page"))}
    folders = sorted((name for name in own if word(own[name])), key=len, reverse=True)
    return [("/" if name == "/" else name.strip("/") + "/", _template(word(own[name]))) for name in folders]


def _contents(config: Mapping[str, object]) -> list[tuple[str, str, Mapping[str, str]]]:
    """The folders of content, what permalinks of each begin with, and what those of files with a language do."""
    usual = folder_named(config.get("contentdir"), "content")
    default = word(config.get("defaultcontentlanguage")).lower() or "en"
    in_folder = config.get("defaultcontentlanguageinsubdir") is True
    told = {code.lower(): table(value) for code, value in table(config.get("languages")).items()}
    prefixes = {code: "" if code == default and not in_folder else f"/{code}" for code in told}
    folders = {usual: prefixes.get(default, "")}
    for code, values in told.items():
        own = next((value for name, value in values.items() if name.lower() == "contentdir"), None)
        folders |= {folder_named(own, usual): prefixes[code]} if own else {}
    return [(folder, folders[folder], prefixes) for folder in sorted(folders, key=len, reverse=True)]


PRESET = Preset(
    name="hugo",
    markers=(
        *(("hugo." + suffix,) for suffix in ("toml", "yaml", "yml", "json")),
        *((f"config/_default/{name}.*",) for name in ("hugo", "config")),
        *(("config." + suffix, *others) for suffix in ("toml", "yaml", "yml", "json") for others in _OTHERS),
    ),
    sections=(
        Section(
            folder="content",
            indexes=("_index",),
            bundles=("index",),
            has_resources=True,
            suffixes=MARKDOWN,
            segment=hugo,
        ),
    ),
    dates=("date", "publishdate", "pubdate", "published", "lastmod", "modified"),
    published=("publishdate", "pubdate", "published"),
    whole=("url",),
    held=(
        ("headless", True),
        ("build.render", "never"),
        ("build.render", "link"),
        ("build.render", False),
        ("_build.render", "never"),
        ("_build.render", False),
    ),
    template=_template,
    slugify=hugo,
    reads=_read,
)
