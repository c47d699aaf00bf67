"""Numbered files: `01-intro.md`, `2_the_lamp.md`, `chapter-03.md`. Their names are the order."""

import re
from pathlib import PurePosixPath

from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Chapter, Order

_NUMBER = re.compile(
    r"(?:(?:chapter|chap|ch|part|section|lesson|kapitel|chapitre|cap[ií]tulo|capitolo|hoofdstuk)[-_ .]?)?"
    r"(?P<number>\d{1,3}|0\d{3})(?=$|[-_ .)])(?!-\d{2}-\d{2})",
    re.I,
)
_ASIDE = {"readme", "index", "summary", "changelog", "license", "licence", "contributing", "authors", "code_of_conduct"}
FEWEST = 2


def order(folder: Folder) -> Order | None:
    """The order of a folder in which every Markdown file has a number of its own."""
    names = [name for name in folder.documents() if not is_aside(name)]
    if len(names) < FEWEST or any("/" in name for name in names):
        return None
    found = [(name, _NUMBER.match(PurePosixPath(name).stem)) for name in names]
    numbers = {int(number["number"]): name for name, number in found if number}
    if len(numbers) < len(names):
        return None
    return Order("", "", tuple(Chapter(name) for _, name in sorted(numbers.items())))


def is_aside(name: str) -> bool:
    """Whether a file stands beside a book's chapters in most folders, and is none of them."""
    return PurePosixPath(name).stem.lower() in _ASIDE
