"""What stands at the head of a file: as little of it is read as that takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chunking.errors import InputError
from chunking.sources.books.folder import MARKDOWN  # whose reader knows front matter
from chunking.sources.front_matter import front_matter, may_have_front_matter

_FIRST = 8 * 1024  # bytes; nearly every head ends within them
_MOST = 64 * 1024  # bytes; a head that is longer counts as none


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one file."""

    front: Mapping[str, object]  # its settings, by keys in small letters; empty also where they cannot be read
    is_there: bool  # whether it has such settings, if only none
    text: str  # the beginning of what follows
    is_all: bool  # whether nothing but white space follows


NO_HEAD = Head({}, False, "", False)


def head_of(path: Path) -> Head:
    """The head of a file; none where there is none, where it cannot be read, and where it is over 64 KiB."""
    if path.suffix.lower() not in MARKDOWN:
        return NO_HEAD
    try:
        with path.open("rb") as file:
            data = file.read(_FIRST)
            if len(data) == _FIRST and may_have_front_matter(data.decode("utf-8", "ignore").lstrip("\ufeff")):
                data += file.read(_MOST - _FIRST)
            is_whole = not file.read(1)
    except OSError:  # whoever reads the document says so
        return NO_HEAD
    return _parsed(data.decode("utf-8", "replace").removeprefix("\ufeff"), is_whole)


def _parsed(text: str, is_whole: bool) -> Head:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        front, end = front_matter(text)
    except InputError:
        return NO_HEAD
    rest = text[end:]
    lower = {key.lower(): value for key, value in front.items()}
    return Head(lower, end > 0, rest, end > 0 and is_whole and not rest.strip())
