"""Names of files in a book, and links between them."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit


class Target(NamedTuple):
    """What a link names."""

    path: str  # of a file in the archive
    fragment: str = ""  # the id of an element in it


def resolved(link: str, source: str) -> Target | None:
    """What a link in the file `source` names; None for one that leads out of the book."""
    try:
        parts = urlsplit(link.strip())
    except ValueError:  # such as a bracket that is not closed
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    fragment = unquote(parts.fragment)
    if not parts.path:
        return Target(source, fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(parts.path)))
    return None if path.startswith("../") or path in ("..", ".") else Target(path, fragment)
