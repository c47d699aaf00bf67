"""MkDocs: the `nav` of `mkdocs.yml`. https://www.mkdocs.org/user-guide/configuration/#nav"""

from chunking.errors import InputError
from chunking.places import Part
from chunking.sources.books.folder import Folder
from chunking.sources.books.order import Collected, Order, head
from chunking.sources.books.yaml_nodes import MOST, Value, values

FILES = ("mkdocs.yml", "mkdocs.yaml")


def order(folder: Folder) -> Order | None:
    """The order of a MkDocs site that has a `nav`."""
    name = next(filter(folder.has, FILES), None)
    if name is None:
        return None
    text = folder.text(name)
    settings = values(text, name)
    home = settings.get("docs_dir").text or "docs"
    nav = _Nav(name, home)
    nav.list(settings.get("nav"))
    if not nav.collected.all:
        return None
    front = head(
        title=settings.get("site_name").text,
        author=settings.get("site_author").text,
        language=settings.get("theme", "language").text,
    )
    return Order(name, text, nav.collected.all, front, Part(name, text), home)


class _Nav:
    """Walks the lists of a `nav`."""

    def __init__(self, name: str, home: str) -> None:
        self.collected = Collected(home)
        self._name = name
        self._left = MOST

    def list(self, value: Value) -> None:
        for item in value.items():
            self._left -= 1
            if self._left < 0:
                raise InputError(f"{self._name}: the nav has more than {MOST:,} entries; divide the book")
            if item.text:
                self.collected.chapter(item.text)
            for title, below in item.pairs():
                self._entry(title, below)

    def _entry(self, title: Value, value: Value) -> None:
        if value.is_list:
            self.collected.part(title.text, *title.place)
            self.list(value)
        elif value.text:
            self.collected.chapter(value.text, title.text)
