"""Files → documents. One module per format, one line each in READERS; only this module opens files.

To add a format: a module with `read(text, policy) -> Reading` (or of bytes), its suffixes in READERS, cases in
`tests/chunking`.
"""

import codecs
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from chunking.chapters import chapters_of
from chunking.document import Document, Reading
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import epub, html, markdown, text

Reader = Callable[[bytes, Policy], Reading]


def _of_text(read: Callable[[str, Policy], Reading]) -> Reader:
    """The reader of a format that is text in UTF-8, with any line ends."""
    return lambda data, policy: read(decoded(data).replace("\r\n", "\n").replace("\r", "\n"), policy)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".md": _of_text(markdown.read),
        ".markdown": _of_text(markdown.read),
        ".mdx": _of_text(markdown.read),
        ".txt": _of_text(text.read),
        ".html": html.read,
        ".htm": html.read,
        ".xhtml": html.read,
        ".epub": epub.read,
    }
)

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+(?=\S)")  # as blogs put before the names of their posts
_BYTE_ORDER_MARK = "\ufeff"
_SKIPPED_FOLDERS = frozenset({"node_modules"})


def read_document(path: Path, policy: Policy) -> Document:
    """A source file, ready to be spoken. Raises InputError when there is no such file, or none that can be spoken."""
    reader = _reader(path)
    data = _bytes(path, policy.max_bytes)
    try:
        reading = reader(data, policy)
        title, chapters = chapters_of(reading, policy.for_document(reading.front), title_from_name(path))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    if not chapters:
        raise InputError(f"{path}: nothing to speak; the file has no text besides markup and settings")
    return Document(
        name=printable(path.name),
        sha256=hashlib.sha256(data).hexdigest(),
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

    Left out: hidden files and folders, node_modules, linked folders, and linked files that lie outside. Raises
    InputError when the folder cannot be read or has no source.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "no such folder"
        raise InputError(f"{folder}: {what}; name a folder with {_known_suffixes()} files")
    home = folder.resolve()
    found = [path for path in _files_below(folder) if _is_source(path, home)]
    if not found:
        raise InputError(f"{folder}: no document to speak in it; put {_known_suffixes()} files there")
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def printable(name: str) -> str:
    """A file's name as text: what is not UTF-8 in it becomes a question mark."""
    return name.encode("utf-8", "replace").decode("utf-8")


def title_from_name(path: Path) -> str:
    """`2026-03-05-a-quiet-week.md` → "A quiet week"."""
    stem = printable(path.stem)
    words = re.sub(r"[\s_-]+", " ", _DATE.sub("", stem, count=1)).strip() or stem
    return words[:1].upper() + words[1:]


def _known_suffixes() -> str:
    return " or ".join(sorted(READERS, key=len))


def _reader(path: Path) -> Reader:
    try:
        return _reader_of(path)
    except OSError as error:  # a folder that may not be entered, a name that is too long
        raise InputError(f"{path}: cannot be looked at ({error.strerror}); check the path") from error


def _reader_of(path: Path) -> Reader:
    if path.is_dir():
        raise InputError(f"{path}: is a folder, not a file; name a {_known_suffixes()} file in it")
    if not path.exists():
        raise InputError(f"{path}: no such file; check the path")
    if not path.is_file():
        raise InputError(f"{path}: is not a regular file; name a {_known_suffixes()} file")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        kind = f"files ending in {path.suffix}" if path.suffix else "files without a suffix"
        raise InputError(f"{path}: {kind} cannot be read; give a {_known_suffixes()} file")
    return reader


def _bytes(path: Path, limit: int) -> bytes:
    """The file's content. At most one byte over the limit is read, also when the file grows meanwhile."""
    try:
        size = path.stat().st_size
        data = b""
        if size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if max(size, len(data)) > limit:
        raise InputError(f"{path}: {size:,} bytes are over the limit of {limit:,}; split the file or raise the limit")
    return data


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, without a byte order mark. Raises InputError."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise InputError("the file is empty; write something to be spoken")
    nul = data.find(b"\0")
    if nul >= 0:
        raise InputError(f"a binary file, or text not in UTF-8 (byte {nul} is zero); save it as UTF-8 text")
    try:
        return data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"line {line}, byte {error.start}: not UTF-8; save the file as UTF-8") from error


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=_refuse_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _SKIPPED_FOLDERS]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _refuse_unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: cannot be read ({error.strerror}); check its permissions") from error


def _is_source(path: Path, home: Path) -> bool:
    """Whether a file has a known suffix and lies in the folder, also when it is a link."""
    if path.suffix.lower() not in READERS:
        return False
    return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(home))
