"""A page of a site and the head of its file → what is told of the post."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chunking.sites.authors import authors_of
from chunking.sites.dates import date_in_path, date_of, day, in_zone
from chunking.sites.heads import Head, head_of
from chunking.sites.holding import why_held
from chunking.sites.pages import Page
from chunking.sites.permalinks import permalink
from chunking.sites.preset import Default, Preset
from chunking.sites.words import Facts
from chunking.sources.files import printable

_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.M)


@dataclass(frozen=True, slots=True)
class Post:
    """One document of a folder."""

    name: str  # its path below the folder, with `/`, printable
    path: Path
    permalink: str  # where the site shows it, from the site's root, percent-encoded
    date: datetime.datetime | None  # with its zone; of the front matter, else of its path; None: neither says
    authors: tuple[str, ...]  # of the front matter
    held: str  # why it is not narrated, in a few words; empty: it is


@dataclass(frozen=True, slots=True)
class Context:
    """What is the same for all posts of a site."""

    folder: Path
    preset: Preset
    sections: frozenset[str]  # folders that have a page of their own
    authors: Mapping[str, str]  # names by short keys
    now: datetime.datetime
    drafts: bool  # whether drafts and posts of the future are narrated as well


def post_of(page: Page, context: Context) -> Post | None:
    """What is told of a page; None where its file turns out to be no page."""
    preset = context.preset
    path = context.folder / page.name
    head = head_of(path)
    if page.section.needs_head and not head.is_there:
        return None
    front = _with_defaults(head.front, page, preset.defaults)
    date, shown = _dates(front, page, preset)
    facts = Facts(page, front, shown, preset, _heading(head), _sections(page, context.sections))
    return Post(
        name=printable(page.name),
        path=path,
        permalink=permalink(facts),
        date=date,
        authors=authors_of(front, context.authors),
        held=why_held(facts, head, context.now, context.drafts),
    )


def _with_defaults(front: Mapping[str, object], page: Page, defaults: tuple[Default, ...]) -> Mapping[str, object]:
    """The front matter and, beneath it, what the site gives to the file's folder."""
    values: dict[str, object] = {}
    for default in defaults:
        is_below = not default.folder or f"{page.name}/".startswith(f"{default.folder}/")
        if is_below and default.kind in ("", page.section.kind):
            values |= default.values
    return {**values, **front} if values else front


def _dates(
    front: Mapping[str, object], page: Page, preset: Preset
) -> tuple[datetime.datetime | None, datetime.datetime | None]:
    """The moment of the post, and the same as the site's permalinks have it: a day alone is that day in every zone."""
    value = next((front[key] for key in preset.dates if date_of(front.get(key))), None)
    told = date_of(value)
    if told is None:
        told = (day(page.day) if page.day else None) or date_in_path(page.name.rpartition(".")[0])
        return told, told
    return told, in_zone(told, preset.zone) if isinstance(value, datetime.datetime | str) else told


def _heading(head: Head) -> str:
    found = _HEADING.search(head.text)
    return found[1] if found else ""


def _sections(page: Page, homes: frozenset[str]) -> tuple[str, ...]:
    """The folders of a page that are sections in Hugo's sense: the outermost, and those with a page of their own.

    https://gohugo.io/content-management/sections/
    """
    places = ["/".join(page.folders[: depth + 1]) for depth in range(len(page.folders))]
    return tuple(
        folder for folder, place in zip(page.folders, places, strict=True) if "/" not in place or place in homes
    )
