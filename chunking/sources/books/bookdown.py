"""Bookdown: `_bookdown.yml` with `rmd_files`, or all files by name. https://bookdown.org/yihui/bookdown/usage.html"""

from collections.abc import Mapping

from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Collected, Order
from chunking.sources.books.yaml_nodes import Value, settings
from chunking.sources.front_matter import split_front_matter

FILE = "_bookdown.yml"
_INDEX = ("index.Rmd", "index.rmd", "index.md")
_TOLD = {"title": "title", "author": "author", "date": "date", "lang": "language", "language": "language"}


def order(folder: Folder) -> Order | None:
    """The order of a Bookdown project."""
    found = settings(folder, (FILE,))
    if found is None:
        return None
    collected = Collected(".")
    for name in _listed(found.value.get("rmd_files")) or _by_name(folder):
        collected.chapter(name)
    index = next(filter(folder.has, _INDEX), None)
    front = _front(folder.text(index)) if index else {}
    return Order(found.name, found.text, collected.all, front)


def _listed(value: Value) -> list[str]:
    """The files, where they are a list, or a list for each format of the output."""
    return value.texts() or next((found for _, below in value.pairs() if (found := below.texts())), [])


def _by_name(folder: Folder) -> list[str]:
    """All R Markdown files beside the order file: the index first, none that begins with an underscore."""
    found = [name for name in folder.documents() if "/" not in name and name.lower().endswith(".rmd")]
    return sorted((name for name in found if name[0] != "_"), key=lambda name: (name not in _INDEX, name))


def _front(text: str) -> Mapping[str, object]:
    told, _ = split_front_matter(text)
    return {_TOLD[name]: value for name, value in told.items() if name in _TOLD and value}
