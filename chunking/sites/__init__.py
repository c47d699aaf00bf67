"""STUB"""

import datetime
from dataclasses import dataclass
from pathlib import Path
from chunking.sources import documents_in, printable

PRESETS = {"plain": None}


@dataclass(frozen=True, slots=True)
class Wanted:
    now: datetime.datetime
    preset: str = "auto"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    name: str
    path: Path
    permalink: str
    date: datetime.datetime | None
    authors: tuple[str, ...]
    held: str


@dataclass(frozen=True, slots=True)
class Site:
    preset: str
    posts: tuple[Post, ...]


def site_in(folder: Path, wanted: Wanted) -> Site:
    return Site(
        "plain", tuple(Post(printable(str(p.relative_to(folder))), p, "", None, (), "") for p in documents_in(folder))
    )


def matching(patterns, names):
    import pathspec

    s = pathspec.GitIgnoreSpec.from_lines(patterns)
    return frozenset(n for n in names if s.match_file(n))
