"""Web and e-mail addresses, said in English the way a person would read them out."""

import re
from collections.abc import Iterator

from chunking.speakable.rule import Phrase, Replacement

_URL = re.compile(
    r"(?<![\w@])(?:(?:https?|ftp)://(?:www\.)?|www\.)(?P<host>[\w-]+(?:\.[\w-]+)*)(?P<tail>[:/?#][^\s<>\"]*)?", re.I
)
_EMAIL = re.compile(r"(?<![\w.+-])(?:mailto:)?(?P<who>[\w+-]+(?:\.[\w+-]+)*)@(?P<host>[\w-]+(?:\.[\w-]+)+)", re.I)
_ENDINGS = ".,;:!?'’”»*_~"  # at the end of an address they belong to the sentence around it
_PATH_SIGNS = {".": " dot ", "~": " tilde ", "@": " at ", "+": " plus ", "=": " equals ", "&": " and "}


def urls(phrase: Phrase) -> Iterator[Replacement]:
    """`https://example.com/docs?page=2` → "example dot com slash docs": scheme, query and fragment are not said."""
    for match in _URL.finditer(phrase.text):
        address = _without_ending(match[0])
        host = match["host"]
        tail = address[match.start("tail") - match.start() :] if match["tail"] else ""
        yield Replacement(match.start(), match.start() + len(address), _host(host) + _path(tail))


def emails(phrase: Phrase) -> Iterator[Replacement]:
    """`ann.lee@example.com` → "ann dot lee at example dot com"."""
    for match in _EMAIL.finditer(phrase.text):
        yield Replacement(*match.span(), f"{_host(match['who'])} at {_host(match['host'])}")


def _without_ending(address: str) -> str:
    """The address without what belongs to the sentence: closing punctuation, and brackets that it does not open."""
    while address[-1] in _ENDINGS or (address[-1] in ")]}" and address.count(address[-1]) > _openings(address)):
        address = address[:-1]
    return address


def _openings(address: str) -> int:
    return address.count({")": "(", "]": "[", "}": "{"}[address[-1]])


def _host(name: str) -> str:
    return _folded(name.replace(".", " dot ").replace("-", " dash ").replace("_", " underscore "))


def _path(tail: str) -> str:
    """The port and the words of the path, each part after "slash"; hyphens in a path only part words."""
    before_query = re.split(r"[?#]", tail, maxsplit=1)[0]
    port, *parts = before_query.split("/")
    words = [f" colon {port[1:]}"] if len(port) > 1 else []
    words += [" slash " + _part(part) for part in parts if part]
    return _folded_tail("".join(words))


def _part(part: str) -> str:
    for sign, word in _PATH_SIGNS.items():
        part = part.replace(sign, word)
    return re.sub(r"[-_%]+", " ", part)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _folded_tail(text: str) -> str:
    return " " + _folded(text) if text else ""
