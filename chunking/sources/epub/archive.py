"""The zip file of an EPUB, opened as something that an enemy may have made.

Nothing is written to a disk; a name is only looked up, never followed; what is inflated is counted, whatever the
headers say.
"""

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO
from urllib.parse import unquote, urlsplit

from chunking.errors import InputError

MOST_ENTRIES = 20_000
_STEP = 2**16
# What zipfile and its decompressors raise for files that are damaged, or not what they say.
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The files of an EPUB by their paths. At most `limit` bytes are inflated in all."""

    def __init__(self, data: bytes, limit: int) -> None:
        """Raises InputError where the bytes are no zip file, or one with too many entries."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except BROKEN as error:
            raise InputError(f"not an EPUB: the file is no zip archive, or a damaged one ({error})") from error
        if len(entries) > MOST_ENTRIES:
            raise InputError(f"an EPUB with {len(entries):,} files is not read; at most {MOST_ENTRIES:,} are")
        self._limit = self._left = limit
        self._entries: Mapping[str, zipfile.ZipInfo] = {entry.filename: entry for entry in entries}

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def read(self, path: str) -> bytes:
        """The content of a file. Raises InputError where there is none, or more than the limit leaves."""
        entry = self._entries.get(path)
        if entry is None:
            raise InputError(f"not a sound EPUB: {path[:200]!r} is not in it")
        try:
            with self._zip.open(entry) as file:
                return self._read(file)
        except BROKEN as error:
            raise InputError(f"not a sound EPUB: {path[:200]!r} cannot be unpacked ({error})") from error

    def _read(self, file: IO[bytes]) -> bytes:
        parts = []
        while part := file.read(_STEP):
            self._left -= len(part)
            if self._left < 0:
                raise InputError(f"the EPUB holds more than {self._limit:,} bytes of text; split it or raise the limit")
            parts.append(part)
        return b"".join(parts)


def resolved(href: str, base: str) -> tuple[str, str]:
    """The path in the archive and the fragment that a link in the file `base` leads to.

    The path is empty for a link that leads out of the book.
    """
    try:
        address = urlsplit(href.strip())
    except ValueError:
        return "", ""
    if address.scheme or address.netloc:
        return "", ""
    if not address.path:
        return base, unquote(address.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(address.path)))
    inside = not path.startswith(("/", "..")) and "\\" not in path
    return (path if inside else ""), unquote(address.fragment)
