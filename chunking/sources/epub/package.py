"""The package document (OPF): what a book says of itself, and its files in reading order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from chunking.policy import Policy
from chunking.sources.epub.metadata import front_of
from chunking.sources.epub.paths import resolved
from chunking.sources.epub.xml import children

PAGES = frozenset({"application/xhtml+xml", "text/html", "application/html+xml"})
_MOST_FALLBACKS = 10


class Item(NamedTuple):
    """A file of the book, as its manifest has it."""

    path: str
    media_type: str
    properties: frozenset[str]
    fallback: str  # the id of another item, for readers that cannot read this one


class Place(NamedTuple):
    """One step of the reading order."""

    path: str  # empty where nobody knows
    is_linear: bool
    named: str  # as the spine has it


@dataclass(frozen=True, slots=True)
class Package:
    """A book."""

    path: str
    front: Mapping[str, object]
    items: Mapping[str, Item]  # by id
    spine: tuple[Place, ...]
    guide: Mapping[str, str]  # path → what it is, such as "copyright-page"
    navigation: str  # the path of the navigation document of EPUB 3; empty where there is none
    ncx: str  # the same for EPUB 2
    covers: tuple[Item, ...]  # what may be the cover's picture, the likeliest first


def package_of(root: Any, path: str, policy: Policy) -> Package:
    """A book's package document, read as far as it makes sense."""
    items = _items(root, path)
    spine = next(iter(children(root, "spine")), None)
    ncx = items.get(spine.get("toc") or "") if spine is not None else None
    by_type = (item for item in items.values() if item.media_type == "application/x-dtbncx+xml")
    ncx = ncx or next(by_type, None)
    navigation = next((item.path for item in items.values() if "nav" in item.properties), "")
    return Package(
        path,
        front_of(root, policy),
        items,
        tuple(_places(children(root, "itemref"), items)),
        _guide(root, path),
        navigation,
        ncx.path if ncx else "",
        tuple(_covers(root, items)),
    )


def _items(root: Any, path: str) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for one in children(root, "item"):
        target = resolved(one.get("href") or "", path)
        if target is not None and one.get("id"):
            properties = frozenset((one.get("properties") or "").split())
            kind = (one.get("media-type") or "").strip().lower()
            found.setdefault(one.get("id"), Item(target.path, kind, properties, one.get("fallback") or ""))
    return found


def _places(references: Sequence[Any], items: Mapping[str, Item]) -> list[Place]:
    places: list[Place] = []
    seen: set[str] = set()
    for one in references:
        named = one.get("idref") or ""
        item = _page(items, named)
        if item is None or item.path not in seen:
            places.append(Place(item.path if item else "", one.get("linear") != "no", named))
            seen |= {item.path} if item else set()
    return places


def _page(items: Mapping[str, Item], named: str) -> Item | None:
    """The item of this id, or what stands in for it where it is no page."""
    for _ in range(_MOST_FALLBACKS):
        item = items.get(named)
        if item is None or item.media_type in PAGES:
            return item
        named = item.fallback
    return None


def _guide(root: Any, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in children(root, "reference"):
        target = resolved(one.get("href") or "", path)
        if target is not None and not target.fragment:  # else only a part of a file is meant
            found.setdefault(target.path, (one.get("type") or "").lower())
    return found


def _covers(root: Any, items: Mapping[str, Item]) -> list[Item]:
    named = [one.get("content") or "" for one in children(root, "meta") if one.get("name") == "cover"]
    return [item for item in items.values() if "cover-image" in item.properties] + [
        items[one] for one in named if one in items
    ]
