"""Files → documents. One module per format, one line each in READERS; what a folder's files are together: `books`.

To add a format: a module with `read(text, policy) -> Reading` (or of bytes), its suffixes in READERS, cases in
`tests/chunking`.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from chunking.chapters import chapters_of
from chunking.document import Document, Reading
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import epub, html, markdown, text
from chunking.sources.books import KINDS, is_book, read_book
from chunking.sources.books.folder import SKIPPED_FOLDERS
from chunking.sources.files import content, decoded, printable, title_from_name, title_of

__all__ = ["READERS", "Reader", "documents_in", "is_book", "printable", "read_document", "title_from_name"]

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
# What a folder has of these is narrated only where it has nothing else: a repository has templates and robots.txt.
_ASIDE = frozenset({".txt", ".html", ".htm", ".xhtml"})
_WRITTEN = ("manifest.json", "ledger.jsonl")  # what an output of readcast has, and hardly anything else


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
        raise InputError(f"{path}: nothing to speak; there is no text besides markup and settings")
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


def documents_in(folder: Path) -> list[Path]:
    """All sources in a folder and below, in the order of their relative paths.

    Left out: hidden files and folders, node_modules, linked folders, linked files that lie outside, and what readcast
    itself has written; plain text and HTML where there is anything else. Raises InputError when the folder cannot be
    read or has no source.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "no such folder"
        raise InputError(f"{folder}: {what}; name a folder with {_known_suffixes()} files")
    home = folder.resolve()
    found = [path for path in _files_below(folder) if _is_source(path, home)]
    if not found:
        raise InputError(f"{folder}: no document to speak in it; put {_known_suffixes()} files there")
    first = [path for path in found if path.suffix.lower() not in _ASIDE]
    return sorted(first or found, key=lambda path: path.relative_to(folder).parts)


def _known_suffixes() -> str:
    return " or ".join(sorted(READERS, key=len))


def _read_folder(path: Path, policy: Policy) -> tuple[Reading, str]:
    """A book, and the hash of its files."""
    book = read_book(path, policy, READERS)
    if book is None:
        kinds = ", ".join(KINDS)
        raise InputError(f"is a folder, and no book ({kinds}); name a {_known_suffixes()} file in it")
    return book.reading, book.sha256


def _read_file(path: Path, policy: Policy) -> tuple[Reading, str]:
    """What a file has, and the hash of its bytes."""
    if not path.exists():
        raise InputError("no such file; check the path")
    if not path.is_file():
        raise InputError(f"is not a regular file; name a {_known_suffixes()} file")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"files ending in {path.suffix}" if path.suffix else "files without a suffix"
        raise InputError(f"{kind} cannot be read; give a {_known_suffixes()} file")
    data = content(path, policy.max_bytes)
    return reader(data, policy), hashlib.sha256(data).hexdigest()


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=_refuse_unreadable):
        below = [name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS]
        folders[:] = [name for name in below if not _is_output(Path(parent, name))]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _is_output(folder: Path) -> bool:
    """Whether readcast wrote a folder: a transcript in it is no new source, which would be paid for."""
    return all((folder / name).is_file() for name in _WRITTEN)


def _refuse_unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: cannot be read ({error.strerror}); check its permissions") from error


def _is_source(path: Path, home: Path) -> bool:
    """Whether a file has a known suffix and lies in the folder, also when it is a link."""
    if path.suffix.lower() not in READERS:
        return False
    return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(home))
