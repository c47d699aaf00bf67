"""Quarto: `book.chapters` of `_quarto.yml`. https://quarto.org/docs/books/book-structure.html"""

from chunking.errors import InputError
from chunking.places import Part
from chunking.sources.books.folder import MARKDOWN, Folder
from chunking.sources.books.order import Collected, Order, head
from chunking.sources.books.yaml_nodes import MOST, Value, values

FILES = ("_quarto.yml", "_quarto.yaml")


def order(folder: Folder) -> Order | None:
    """The order of a Quarto project that is a book."""
    name = next(filter(folder.has, FILES), None)
    if name is None:
        return None
    text = folder.text(name)
    settings = values(text, name)
    book = _Book(name)
    book.list(settings.get("book", "chapters"))
    book.list(settings.get("book", "appendices"))
    if not book.collected.all:
        return None
    front = head(
        title=settings.get("book", "title").text,
        author=_authors(settings.get("book", "author")),
        language=settings.get("lang").text,
    )
    return Order(name, text, book.collected.all, front, Part(name, text))


class _Book:
    """Walks the lists of a book's chapters."""

    def __init__(self, name: str) -> None:
        self.collected = Collected(".")
        self._name = name
        self._left = MOST

    def list(self, value: Value) -> None:
        for item in value.items():
            self._left -= 1
            if self._left < 0:
                raise InputError(f"{self._name}: the book has more than {MOST:,} entries; divide it")
            if item.text:
                self.collected.chapter(item.text)
            self._part(item.get("part"))
            self._link(item)
            self.list(item.get("chapters"))

    def _part(self, part: Value) -> None:
        """A part is a title, or a file of its own."""
        if part.text.lower().endswith(MARKDOWN):
            self.collected.chapter(part.text)
        else:
            self.collected.part(part.text, *part.place)

    def _link(self, item: Value) -> None:
        path = item.get("file").text or item.get("href").text
        if path:
            self.collected.chapter(path, item.get("text").text)


def _authors(value: Value) -> list[str]:
    """Names, be they texts or mappings with a name."""
    single = [] if value.is_list else [value.get("name").text]
    named = [item.get("name").text for item in value.items()]
    return [name for name in (*value.texts(), *single, *named) if name]
