"""What a preset says: by which files a kind of site is known, which of its files are pages, and where it shows them."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from chunking.sites.letters import Letters, kept
from chunking.sites.patterns import Patterns
from chunking.sources.books.folder import Folder

MARKDOWN = frozenset({".md", ".markdown"})
MDX = frozenset({".md", ".mdx"})
DATES = ("date", "publishdate", "pubdate", "pubdatetime", "published", "created")  # keys, in small letters


@dataclass(frozen=True)
class Section:
    """Files that a site shows by one rule. The first section of a preset that knows a file has it."""

    folder: str = ""  # where they lie below the site; `**/` before it is any folders
    only: str = ""  # what the path below that begins with; `/`: files that lie in no folder below it
    prefix: str = ""  # what its permalinks begin with
    permalink: str = "/:path/"  # its words are those of `chunking.sites.words`
    home: str = "/:path/"  # of a page that stands for its folder
    kind: str = ""  # what Jekyll's `defaults` call it
    suffixes: frozenset[str] = MARKDOWN
    indexes: tuple[str, ...] = ("index",)  # names of files that stand for their folder
    any_case: bool = False  # whether these may have other capitals
    has_one_index: bool = False  # whether beside the first of them the others are no pages
    bundles: tuple[str, ...] = ()  # those whose folder is the name of the page
    has_resources: bool = False  # whether other files beside a bundle's are no pages
    has_namesakes: bool = False  # whether a file with its folder's name stands for the folder
    dated: re.Pattern[str] | None = None  # groups `date` and `rest`, in the path below the folder without the suffix
    only_dated: bool = False  # whether files without a date in their path are no pages
    numbered: re.Pattern[str] | None = None  # what is taken off the beginning of each name
    needs_head: bool = False  # whether a file without front matter is no page
    skipped: tuple[str, ...] = ()  # patterns of files below the folder that are no pages
    drafts: tuple[str, ...] = ()  # patterns of those that are drafts
    segment: Letters = kept  # how a name becomes a part of the permalink
    slug: Literal["last", "rooted", "path", "none"] = "last"  # what the front matter's `slug` takes the place of
    names: tuple[str, ...] = ()  # keys that may have what takes the place of the file's name
    languages: Mapping[str, str] = field(default_factory=dict)  # `de` of `post.de.md` → such a prefix

    @cached_property
    def place(self) -> re.Pattern[str]:
        """Groups `before` and `path` of the path of a file below the site."""
        any_before, plain = self.folder.startswith("**/"), self.folder.removeprefix("**/")
        before = "(?P<before>(?:[^/]+/)*?)" if any_before else ""
        path = r"[^/]+" if self.only == "/" else re.escape(self.only) + ".+"
        return re.compile(before + (re.escape(plain) + "/" if plain else "") + f"(?P<path>{path})", re.S)

    @cached_property
    def skips(self) -> Patterns:
        return Patterns(self.skipped)

    @cached_property
    def holds(self) -> Patterns:
        return Patterns(self.drafts)


@dataclass(frozen=True, slots=True)
class Default:
    """Front matter that the site gives to all files of a folder, where they have none of their own."""

    folder: str  # below the site, or one file; empty: everywhere
    kind: str  # of the section; empty: any
    values: Mapping[str, object]  # keys in small letters


def unchanged(preset: "Preset", site: Folder) -> "Preset":
    """Of a generator whose own settings say nothing of its pages."""
    return preset


@dataclass(frozen=True, slots=True)
class Preset:
    """A kind of site."""

    name: str
    sections: tuple[Section, ...]
    markers: tuple[tuple[str, ...], ...] = ()  # files that are there together; with `!` those that are not
    dates: tuple[str, ...] = DATES  # keys of the front matter that may have the date; the first that has one
    published: tuple[str, ...] = ()  # keys that may say from when on a post is shown; where none does, its date
    whole: tuple[str, ...] = ()  # keys that may have the whole permalink
    held: tuple[tuple[str, object], ...] = ()  # keys and values with which a post is not shown; `a.b` is b below a
    template: Callable[[str], str] = kept  # the generator's own templates in our words; empty for what we cannot tell
    slugify: Letters = kept  # how a title or a slug is written
    zone: datetime.tzinfo | None = None  # whose days stand in permalinks; None: the zone that a date has
    aside: frozenset[str] = frozenset()  # suffixes of files that are pages only where there are no others
    authors: tuple[str, ...] = ()  # files that have the names of authors, by short keys
    skipped: tuple[str, ...] = ()  # patterns of files of the site that are no pages
    ignored: str = ""  # a file of more such patterns
    defaults: tuple[Default, ...] = ()  # a later one wins
    shows_drafts: bool = False
    shows_future: bool = False
    shows_expired: bool = False
    reads: Callable[["Preset", Folder], "Preset"] = unchanged  # with what the generator's own settings say
