"""The last step of every permalink: a path that is safe to show, whatever a front matter or a name says."""

import re
from urllib.parse import quote, unquote, urlsplit

_SAFE = "!$&'()*+,;=:@~"  # in a part of a path, RFC 3986 section 3.3; letters, digits and -._ besides
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LONGEST = 2000  # code points


def address(path: str) -> str:
    """The path from the site's root, percent-encoded, without `.`, `..`, empty parts and control characters.

    The slash at the end stays; `/index.html` there becomes one.
    """
    path = path[:_LONGEST].encode("utf-8", "replace").decode("utf-8")
    parts = [unquote(part, errors="replace") for part in path.split("/")]
    parts = [_CONTROL.sub("", part) for part in parts]
    kept = [quote(part, safe=_SAFE) for part in _resolved(parts)]
    if kept and kept[-1] == "index.html":
        return "/" + "".join(f"{part}/" for part in kept[:-1])
    is_folder = path.endswith("/") or not parts[-1]
    return "/" + "/".join(kept) + ("/" if kept and is_folder else "")


def path_of(text: str) -> str:
    """A path as it is; of a whole address, with scheme and host, only its path."""
    try:
        return urlsplit(text).path if re.match(r"[a-z][a-z0-9+.-]*://", text, re.I) else text
    except ValueError:
        return text


def _resolved(parts: list[str]) -> list[str]:
    """The parts without empty ones and dots; `..` takes away the part before it, as browsers do."""
    kept: list[str] = []
    for part in parts:
        if part.strip() == "..":
            kept = kept[:-1]
        elif part.strip() and not _leads_away(part):
            kept.append(part)
    return kept


def _leads_away(part: str) -> bool:
    """Whether a part is `.` or `..`, also one that a server or browser divides at `%2F` or `\\`."""
    return any(one.strip() in (".", "..") for one in re.split(r"[/\\]", part))
