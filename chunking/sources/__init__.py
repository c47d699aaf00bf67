"""Files → documents. One module per format, one line each in READERS; what a folder's files are together: `books`.

To add a format: a module with `read(text, policy) -> Reading` (or of bytes), its suffixes in READERS, cases in
`tests/chunking`.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from chunking.chapters import chapters_of
from chunking.document import Document, Reading
from chunking.errors import InputError, NothingToSpeak
from chunking.policy import Policy
from chunking.sources import epub, html, markdown, text
from chunking.sources.books import KINDS, is_book, read_book
from chunking.sources.files import content, decoded, printable, title_from_name, title_of

__all__ = ["READERS", "Reader", "is_book", "known_suffixes", "printable", "read_document", "title_from_name"]

Reader = Callable[[bytes, Policy], Reading]


def _of_text(read: Callable[[str, Policy], Reading]) -> Reader:
    """The reader of a format that is text in UTF-8, with any line ends."""
    return lambda data, policy: read(decoded(data), policy)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".md": _of_text(markdown.read),
        ".markdown": _of_text(markdown.read),
        ".mdx": _of_text(markdown.read_mdx),
        ".rmd": _of_text(markdown.read),
        ".qmd": _of_text(markdown.read),
        ".txt": _of_text(text.read),
        ".html": html.read,
        ".htm": html.read,
        ".xhtml": html.read,
        ".epub": epub.read,
    }
)


def read_document(path: Path, policy: Policy) -> Document:
    """A source file, or a folder that is a book, ready to be spoken.

    Raises InputError when there is no such file, or none that can be spoken.
    """
    source = path.resolve() if path.name in ("", "..") else path
    try:
        is_folder = path.is_dir()
        reading, sha256 = _read_folder(path, policy) if is_folder else _read_file(path, policy)
        fallback = title_of(printable(source.name)) if is_folder else title_from_name(source)
        title, chapters = chapters_of(reading, policy.for_document(reading.front), fallback)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except OSError as error:  # a folder that may not be entered, a name that is too long
        raise InputError(f"{path}: cannot be looked at ({error.strerror}); check the path") from error
    if not chapters:
        raise NothingToSpeak(f"{path}: nothing to speak; there is no text besides markup and settings")
    return Document(
        name=printable(source.name),
        sha256=sha256,
        title=title,
        language=reading.language,
        front=reading.front,
        text=reading.text,
        chapters=chapters,
        unknown=reading.unknown,
        cover=reading.cover,
    )


def known_suffixes() -> str:
    """For messages: what a document's name may end with."""
    return " or ".join(sorted(READERS, key=len))


def _read_folder(path: Path, policy: Policy) -> tuple[Reading, str]:
    """A book, and the hash of its files."""
    book = read_book(path, policy, READERS)
    if book is None:
        kinds = ", ".join(KINDS)
        raise InputError(f"is a folder, and no book ({kinds}); name a {known_suffixes()} file in it")
    return book.reading, book.sha256


def _read_file(path: Path, policy: Policy) -> tuple[Reading, str]:
    """What a file has, and the hash of its bytes."""
    if not path.exists():
        raise InputError("no such file; check the path")
    if not path.is_file():
        raise InputError(f"is not a regular file; name a {known_suffixes()} file")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"files ending in {path.suffix}" if path.suffix else "files without a suffix"
        raise InputError(f"{kind} cannot be read; give a {known_suffixes()} file")
    data = content(path, policy.max_bytes)
    return reader(data, policy), hashlib.sha256(data).hexdigest()
