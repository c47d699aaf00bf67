"""Jekyll: posts in `_posts`, drafts in `_drafts`, collections, and pages anywhere that have front matter.

https://jekyllrb.com/docs/posts/, https://jekyllrb.com/docs/collections/, https://jekyllrb.com/docs/pages/,
https://jekyllrb.com/docs/permalinks/, https://jekyllrb.com/docs/configuration/options/,
https://jekyllrb.com/docs/configuration/front-matter-defaults/
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from chunking.sites.configuration import first_settings, folder_named, table, texts, word
from chunking.sites.letters import jekyll_pretty
from chunking.sites.preset import Default, Preset, Section
from chunking.sources.books.folder import Folder

_CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_ENDS = {"pretty": "/", "date": ":output_ext", "ordinal": ":output_ext", "none": ":output_ext"}
_WORDS = {"title": "slug", "slug": "slug_lower", "name": "name_lower", "path": "bare_path", "basename": "basename"}
_DATED = re.compile(r"(?:.*/)?(?P<date>\d{2,4}-\d{1,2}-\d{1,2})-(?P<rest>[^/]+)", re.S)
_UNTOLD = (
    "_*",
    ".*",
    r"\#*",
    "~*",
    "*~",
    "gemfiles/",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
    "vendor/ruby/",
)


def _template(text: str) -> str:
    """Jekyll's words in ours."""
    return re.sub(r":([a-z_]+?)(?=_?(?![a-z_]))", lambda found: ":" + _WORDS.get(found[1], found[1]), text)


def _read(preset: Preset, site: Folder) -> Preset:
    config = first_settings(site, _CONFIGS)
    style = word(config.get("permalink")) or "date"
    end = _ENDS.get(style) or next((end for end in ("/", ":output_ext") if style.endswith(end)), "")
    posts, drafts, pages = preset.sections
    template = _template(_STYLES.get(style, style))
    included = tuple(f"!{name}" for name in texts(config.get("include")))
    return replace(
        preset,
        sections=(
            replace(posts, permalink=template),
            replace(drafts, permalink=template),
            *_collections(config, end),
            replace(pages, permalink=f"/:folders/:basename{end}", skipped=(*pages.skipped, *included)),
        ),
        skipped=tuple(map(_pattern, texts(config.get("exclude")))),
        defaults=tuple(_defaults(config.get("defaults"))),
        zone=_zone(word(config.get("timezone"))),
        shows_drafts=config.get("show_drafts") is True,
        shows_future=config.get("future") is True,
    )


def _collections(config: Mapping[str, object], end: str) -> Iterator[Section]:
    """The collections that the site makes pages of."""
    above = folder_named(config.get("collections_dir"), "")
    for label, told in table(config.get("collections")).items():
        values = table(told)
        if values.get("output") is True and label not in ("posts", "drafts"):
            folder = f"{above}/_{label}".lstrip("/")
            own = word(values.get("permalink"))
            template = _template(own or f"/:collection/:path{end}").replace(":collection", label)
            yield Section(
                folder=folder, kind=label, permalink=template, indexes=(), slug="none", needs_head=True, skipped=_UNTOLD
            )


def _defaults(told: object) -> Iterator[Default]:
    """Front matter for all files of a scope; one of a longer path wins over one of a shorter."""
    listed = [table(one) for one in told] if isinstance(told, list) else []
    scopes = [(table(one.get("scope")), table(one.get("values"))) for one in listed]
    for scope, values in sorted(scopes, key=lambda one: len(word(one[0].get("path")))):
        lower = {name.lower(): value for name, value in values.items()}
        yield Default(word(scope.get("path")).strip("/"), word(scope.get("type")), lower)


def _pattern(name: str) -> str:
    """What `exclude` means in a pattern of ours: it begins at the site's root, unless it has a wildcard."""
    return name if "*" in name else "/" + name.lstrip("/")


def _zone(name: str) -> datetime.tzinfo:
    """Where the site has no zone, builds on GitHub and elsewhere are in UTC."""
    try:
        return ZoneInfo(name) if name else datetime.UTC
    except (KeyError, ValueError, OSError):
        return datetime.UTC


PRESET = Preset(
    name="jekyll",
    markers=(
        *((config, "!source/_posts/", "!_toc.yml") for config in _CONFIGS),  # those have Hexo and Jupyter Book
        ("_posts/",),
    ),
    sections=(
        Section(folder="**/_posts", kind="posts", indexes=(), dated=_DATED, only_dated=True, slug="none"),
        Section(folder="**/_drafts", kind="drafts", indexes=(), dated=_DATED, drafts=("*",), slug="none"),
        Section(kind="pages", slug="none", needs_head=True, skipped=_UNTOLD),
    ),
    dates=("date",),
    whole=("permalink",),
    template=_template,
    slugify=jekyll_pretty,
    zone=datetime.UTC,
    authors=("_data/authors.yml",),
    reads=_read,
)
