"""What a book's order file says: its chapters, and what the book is called."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from chunking.places import Part
from chunking.sources.books.folder import Folder

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)  # an address, not a file
_MARKUP = re.compile(r"[`*]|(?<!\w)_|_(?!\w)|\\(?=[^\w\s])")


class PartTitle(NamedTuple):
    """A title above several chapters, and where the order file has it."""

    title: str
    start: int  # offset of its first character
    end: int  # offset after its last


class Chapter(NamedTuple):
    """A file that is a chapter."""

    name: str  # its path below the book's folder
    title: str = ""  # as the order file has it; empty: what the file says of itself
    parts: tuple[PartTitle, ...] = ()  # that begin with it


@dataclass(frozen=True, slots=True)
class Order:
    """A book: its chapters in order, and what is told of it."""

    file: str  # the order file's path below the book's folder; empty where the files' names are the order
    text: str  # of the order file
    chapters: tuple[Chapter, ...]
    front: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))  # title, author, language
    told: Part | None = None  # the file that tells the front, where that is not a chapter
    home: str = "."  # the folder, below the book's, whose documents are expected to be chapters
    suffix: str = ""  # how all chapters are read, whatever their names; empty: by their names
    prepared: Callable[[bytes], bytes] = bytes  # a chapter as its reader gets it, with every character in its place


Finder = Callable[[Folder], Order | None]  # the order of a book of one kind, or None where the folder is none


class Collected:
    """Chapters as an order file lists them, one after the other."""

    def __init__(self, home: str) -> None:
        self._chapters: dict[str, Chapter] = {}
        self._home = PurePosixPath(home)
        self._parts: list[PartTitle] = []

    @property
    def all(self) -> tuple[Chapter, ...]:
        return tuple(self._chapters.values())

    def part(self, title: str, start: int, end: int) -> None:
        """A title that stands above the chapters after it."""
        if plain := plain_title(title):
            self._parts.append(PartTitle(plain, start, end))

    def chapter(self, path: str, title: str = "") -> None:
        """A listed file. What is listed twice, and what lies on another site, is not."""
        name = unquote(re.split(r"[#?]", path.strip(), maxsplit=1)[0])
        if not name or _ELSEWHERE.match(name):
            return
        name = normpath(self._home / name)
        if name not in self._chapters:
            self._chapters[name] = Chapter(name, plain_title(title), tuple(self._parts))
            self._parts.clear()


def plain_title(markdown: str) -> str:
    """A title without the marks of Markdown, on one line."""
    return " ".join(_MARKUP.sub("", markdown).split())


def head(**told: str | Sequence[str] | None) -> Mapping[str, object]:
    """What is told of the book, as front matter has it; what is not told is not there."""
    kept = {name: list(value) if not isinstance(value, str) else value for name, value in told.items() if value}
    return MappingProxyType(kept)


def texts(values: object) -> list[str]:
    """The texts of a value that should be one or a list of such."""
    listed: Iterable[object] = values if isinstance(values, list) else [values]
    return [value for value in listed if isinstance(value, str) and value.strip()]
