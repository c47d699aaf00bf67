"""Sites to be looked at: files of a folder, and what is told of each."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chunking.sites import Post, Site, Wanted, site_in

NOW = datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC)
Row = tuple[str, str, str | None]  # a path, the front matter without its lines `---`, what is told; None: it is no page


def plant(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes the files, and gives the folder back."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def post(head: str = "", text: str = "Some words.\n") -> str:
    """The text of a post with a front matter, which may be empty."""
    return f"---\n{head}\n---\n\n{text}" if head else f"---\n---\n\n{text}"


def planted(folder: Path, settings: Mapping[str, str], rows: list[Row]) -> dict[str, str]:
    """What is told of each page of a site of these rows; its generator's settings beside them."""
    plant(folder, {**settings, **{name: post(head) for name, head, _ in rows}})
    return told(site(folder))


def site(folder: Path, **said: Any) -> Site:
    return site_in(folder, Wanted(**{"now": NOW, **said}))


def told(found: Site) -> dict[str, str]:
    """By name: the permalink, and why a post is held where it is."""
    return {one.name: f"held: {one.held}" if one.held else one.permalink for one in found.posts}


def only(found: Site) -> Post:
    (one,) = found.posts
    return one
