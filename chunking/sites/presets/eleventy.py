"""Eleventy: every Markdown file but those that are ignored. Its settings are a program: searched, not run.

https://www.11ty.dev/docs/permalinks/, https://www.11ty.dev/docs/data-eleventy-supplied/#fileslug,
https://www.11ty.dev/docs/ignores/, https://www.11ty.dev/docs/config/#input-directory,
https://www.11ty.dev/docs/data-template-dir/
"""

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from chunking.sites.configuration import folder_named, program, settings_of
from chunking.sites.letters import github
from chunking.sites.preset import MARKDOWN, Default, Preset, Section
from chunking.sources.books.folder import SKIPPED_FOLDERS, Folder

_CONFIGS = (".eleventy.js", *(f"eleventy.config.{suffix}" for suffix in ("js", "mjs", "cjs", "ts", "mts", "cts")))
_NO_PAGES = ("_includes/", "_layouts/", "_data/", "_site/")
_INPUT = re.compile(r"\binput:\s*['\"`]([^'\"`$]+)['\"`]|setInputDirectory\(\s*['\"`]([^'\"`$]+)['\"`]")
# What may stand between {{ and }} in a `permalink`, without the spaces, and our words for it.
_WORDS = {
    "page.fileSlug": ":file_slug",
    "page.filePathStem": "/:file_path_stem",
    "title|slugify": ":title",
    "title|slug": ":title",
    "slug": ":slug",
    "page.date|date:'%Y/%m/%d'": ":year/:month/:day",
    "page.date|date:'%Y-%m-%d'": ":year-:month-:day",
    "page.date|date:'%Y/%m'": ":year/:month",
    "page.date|date:'%Y'": ":year",
}


def _template(text: str) -> str:
    """Eleventy's words in ours; empty where one of them, or a tag, is none that we know."""
    told = re.sub(r"\{\{-?(.*?)-?\}\}", lambda found: _WORDS.get(_bare(found[1]), "{{"), text)
    return "" if "{" in told else told


def _bare(expression: str) -> str:
    return re.sub(r"\s+", "", expression).replace('"', "'")


def _read(preset: Preset, site: Folder) -> Preset:
    found = _INPUT.search(program(site, _CONFIGS))
    folder = folder_named(found[1] or found[2] if found else "", "")
    return replace(
        preset, sections=(replace(preset.sections[0], folder=folder),), defaults=tuple(_defaults(site, folder))
    )


def _defaults(site: Folder, folder: str) -> Iterator[Default]:
    """The data of folders: `posts/posts.json` and `posts/posts.11tydata.json`."""
    for parent, folders, files in os.walk(site.path / folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")) and name not in SKIPPED_FOLDERS)
        place = os.path.relpath(parent, site.path).replace(os.sep, "/")
        own = Path(parent).name
        for name in (f"{own}.json", f"{own}.11tydata.json"):
            if name in files and place != "." and site.has(f"{place}/{name}"):
                values = settings_of(site, f"{place}/{name}")
                yield Default(place, "", {key.lower(): value for key, value in values.items()})


PRESET = Preset(
    name="eleventy",
    markers=tuple((name,) for name in _CONFIGS),
    sections=(Section(suffixes=MARKDOWN, has_namesakes=True, skipped=_NO_PAGES, slug="none"),),
    dates=("date",),
    whole=("permalink",),
    held=(("permalink", False),),
    template=_template,
    slugify=github,
    zone=datetime.UTC,
    ignored=".eleventyignore",
    reads=_read,
)
