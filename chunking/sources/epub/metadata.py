"""What a book says of itself: title, authors, date, language."""

import re
from collections.abc import Mapping
from typing import Any

from chunking.languages import AUTO
from chunking.policy import Policy
from chunking.sources.epub.xml import children, line, local

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TAGS = re.compile(r"<[^<>]*>")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*\s*\Z")


def front_of(root: Any, policy: Policy) -> dict[str, object]:
    """The document's own settings. The language that the user names wins."""
    refined = _refinements(root)
    told = {
        "title": _title(root, refined),
        "author": ", ".join(_authors(root, refined)),
        "date": _date(root),
        "language": _language(root) if policy.language == AUTO else policy.language,
        "description": " ".join(_TAGS.sub(" ", _first(root, "description")).split()),
    }
    return {name: value for name, value in told.items() if value}


def _refinements(root: Any) -> dict[tuple[str, str], str]:
    """What EPUB 3 says of other elements: (id, property) → value."""
    return {
        ((one.get("refines") or "").removeprefix("#"), one.get("property") or ""): line(one)
        for one in children(root, "meta")
        if one.get("refines")
    }


def _title(root: Any, refined: Mapping[tuple[str, str], str]) -> str:
    titles = children(_metadata(root), "title")
    main = [one for one in titles if refined.get((one.get("id") or "", "title-type")) == "main"]
    return next((text for one in (*main, *titles) if (text := line(one))), "")


def _authors(root: Any, refined: Mapping[tuple[str, str], str]) -> list[str]:
    """The creators, in order; where some are said to be authors, these alone."""
    found = [(_role(one, refined), line(one)) for one in children(_metadata(root), "creator")]
    authors = [name for role, name in found if role == "aut"] or [name for _, name in found]
    return list(dict.fromkeys(name for name in authors if name))


def _role(creator: Any, refined: Mapping[tuple[str, str], str]) -> str:
    own = [value for name, value in creator.attrib.items() if name.rpartition("}")[2] == "role"]
    return own[0] if own else refined.get((creator.get("id") or "", "role"), "")


def _date(root: Any) -> str:
    dates = children(_metadata(root), "date")
    published = [one for one in dates if "publication" in one.attrib.values()]
    found = (_DATE.match(line(one)) for one in (*published, *dates))
    return next((day[0] for day in found if day), "")


def _language(root: Any) -> str:
    found = _LANGUAGE.match(_first(root, "language"))
    return found[1].lower() if found and found[1].lower() not in _NO_LANGUAGE else ""


def _first(root: Any, name: str) -> str:
    return next((text for one in children(_metadata(root), name) if (text := line(one))), "")


def _metadata(root: Any) -> Any:
    return next((one for one in root if local(one) == "metadata"), root)
