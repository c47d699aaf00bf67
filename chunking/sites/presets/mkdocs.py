"""MkDocs: what is below `docs`. https://www.mkdocs.org/user-guide/writing-your-docs/#file-layout,
https://www.mkdocs.org/user-guide/configuration/ (`docs_dir`, `use_directory_urls`, `exclude_docs`, `draft_docs`)

And the posts of Material for MkDocs: https://squidfunk.github.io/mkdocs-material/plugins/blog/
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from chunking.sites.configuration import first_settings, folder_named, table, word
from chunking.sites.letters import github
from chunking.sites.preset import MARKDOWN, Preset, Section
from chunking.sources.books.folder import Folder

_CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
_NO_PAGES = ("/templates/",)
_WORDS = {"{slug}": ":headed", "{file}": ":basename", "{categories}": ":slugified_categories[0:1]"}
_DATE = {"yyyy": ":year", "MM": ":month", "dd": ":day"}  # in `post_url_date_format`


def _read(preset: Preset, site: Folder) -> Preset:
    config = first_settings(site, _CONFIGS)
    docs = folder_named(config.get("docs_dir"), "docs")
    page = replace(
        preset.sections[0],
        folder=docs,
        permalink="/:path.html" if config.get("use_directory_urls") is False else "/:path/",
        skipped=(*_NO_PAGES, *word(config.get("exclude_docs")).splitlines()),
        drafts=tuple(word(config.get("draft_docs")).splitlines()),
    )
    blog = _blog(config)
    if blog is None:
        return replace(preset, sections=(page,))
    place = folder_named(blog.get("blog_dir"), "blog")
    posts = _posts(blog, page, place)
    return replace(preset, sections=(posts, page), authors=(f"{docs}/{place}/.authors.yml".replace("//", "/"),))


def _posts(blog: Mapping[str, object], page: Section, place: str) -> Section:
    date = re.sub(r"yyyy|MM|dd", lambda part: _DATE[part[0]], word(blog.get("post_url_date_format")) or "yyyy/MM/dd")
    own = (word(blog.get("post_url_format")) or "{date}/{slug}").replace("{date}", date)
    for theirs, ours in _WORDS.items():
        own = own.replace(theirs, ours)
    below = word(blog.get("post_dir")).replace("{blog}", place).strip("/") or f"{place}/posts".lstrip("/")
    end = page.permalink.removeprefix("/:path")
    template = f"/{place}/{own}".replace("//", "/") + end
    return replace(page, only=f"{below}/", permalink=template, indexes=())


def _blog(config: Mapping[str, object]) -> Mapping[str, object] | None:
    """The settings of Material's blog; None where it is not used."""
    plugins = config.get("plugins")
    listed = plugins if isinstance(plugins, list) else list(table(plugins))
    for one in listed:
        if one in ("blog", "material/blog"):
            return table(table(plugins).get(str(one)))
        if isinstance(one, Mapping) and ("blog" in one or "material/blog" in one):
            return table(one.get("blog", one.get("material/blog")))
    return None


PRESET = Preset(
    name="mkdocs",
    markers=tuple((name,) for name in _CONFIGS),
    sections=(
        Section(
            folder="docs",
            indexes=("index", "README"),
            has_one_index=True,
            suffixes=MARKDOWN,
            skipped=_NO_PAGES,
            slug="none",
        ),
    ),
    dates=("date",),
    slugify=github,
    reads=_read,
)
