"""Who wrote a post, as its front matter has it."""

from collections.abc import Mapping

_MOST = 50  # authors of a post
_LONGEST = 200  # code points of a name


def authors_of(front: Mapping[str, object], known: Mapping[str, str]) -> tuple[str, ...]:
    """The names, in their order. `known`: the names that the site has for short keys."""
    value = front.get("authors") or front.get("author")
    listed = value[:_MOST] if isinstance(value, list) else [value]
    names = [_name(one, known) for one in listed]
    return tuple(dict.fromkeys(filter(None, names)))


def known_authors(settings: Mapping[str, object]) -> dict[str, str]:
    """Names by keys, of a file as Docusaurus, Material for MkDocs and Jekyll's themes have it.

    https://docusaurus.io/docs/blog#global-authors, https://squidfunk.github.io/mkdocs-material/plugins/blog/#authors
    """
    below = settings.get("authors")
    entries = below if isinstance(below, Mapping) else settings
    return {str(key): name for key, entry in entries.items() if (name := _name(entry, {}))}


def _name(value: object, known: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        key = value.get("key")
        return _line(value.get("name")) or (known.get(key, "") if isinstance(key, str) else "")
    return known.get(value, _line(value)) if isinstance(value, str) else ""


def _line(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return " ".join(value[:_LONGEST].encode("utf-8", "replace").decode("utf-8").split())
