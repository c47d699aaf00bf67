"""Quarto: `book.chapters` of `_quarto.yml`. https://quarto.org/docs/books/book-structure.html"""

from chunking.places import Part
from chunking.sources.books.folder import MARKDOWN, Folder
from chunking.sources.books.order import Collected, Order, head
from chunking.sources.books.yaml_nodes import Value, settings

FILES = ("_quarto.yml", "_quarto.yaml")


def order(folder: Folder) -> Order | None:
    """The order of a Quarto project that is a book."""
    found = settings(folder, FILES)
    if found is None:
        return None
    book, collected = found.value.get("book"), Collected(".")
    _collect(book.get("chapters"), collected)
    _collect(book.get("appendices"), collected)
    if not collected.all:
        return None
    front = head(
        title=book.get("title").text,
        author=_authors(book.get("author")),
        language=found.value.get("lang").text,
    )
    return Order(found.name, found.text, collected.all, front, Part(found.name, found.text))


def _collect(listed: Value, collected: Collected) -> None:
    """Take the chapters and parts of a list of chapters, and of those in it."""
    for item in listed.items():
        part = item.get("part")
        if part.text.lower().endswith(MARKDOWN):  # a part is a file of its own, or a title
            collected.chapter(part.text)
        else:
            collected.part(part.text, *part.place)
        path = item.text or item.get("file").text or item.get("href").text
        collected.chapter(path, item.get("text").text)
        _collect(item.get("chapters"), collected)


def _authors(value: Value) -> list[str]:
    """Names, be they texts or mappings with a name."""
    single = [] if value.is_list else [value.get("name").text]
    named = [item.get("name").text for item in value.items()]
    return [name for name in (*value.texts(), *single, *named) if name]
