"""Folders that are books: several files in an order that one of them, or their names, give → one reading.

To add a kind: a module with `order(folder) -> Order | None`, a line in KINDS, cases in `tests/chunking/sources`.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from chunking.policy import MAX_BYTES, Policy
from chunking.sources.books import bookdown, leanpub, mdbook, mkdocs, numbered, quarto
from chunking.sources.books.folder import Folder
from chunking.sources.books.joined import Book, Reader, joined
from chunking.sources.books.order import Finder, Order

__all__ = ["KINDS", "Book", "is_book", "read_book"]

# A folder is the first of these that it can be.
KINDS: Mapping[str, Finder] = MappingProxyType(
    {
        "mdBook": mdbook.order,
        "MkDocs": mkdocs.order,
        "Bookdown": bookdown.order,
        "Quarto": quarto.order,
        "Leanpub": leanpub.order,
        "numbered files": numbered.order,
    }
)


def is_book(path: Path) -> bool:
    """Whether a folder is one book, not a collection. Raises InputError for an order file that cannot be read."""
    return _order(Folder(path, MAX_BYTES)) is not None


def read_book(path: Path, policy: Policy, readers: Mapping[str, Reader]) -> Book | None:
    """The book that a folder is; None where it is none. Raises InputError for one that cannot be read."""
    folder = Folder(path, policy.max_bytes)
    order = _order(folder)
    return joined(folder, order, policy, readers) if order else None


def _order(folder: Folder) -> Order | None:
    return next((found for find in KINDS.values() if (found := find(folder))), None)
