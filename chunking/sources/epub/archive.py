"""The zip archive of a book: what is in it is read one file at a time, in memory, and never more than is bearable.

An archive is untrusted. Nothing is unpacked to disk, so a name is only a name: those that a book cannot refer to
(absolute ones, `..`, `\\`, links) are as good as not there. Sizes are counted while inflating, never believed.
"""

import io
import stat
import struct
import zipfile
import zlib
from collections import Counter

from chunking.errors import InputError
from chunking.policy import Policy

MOST_ENTRIES = 10_000
_TEXT_FACTOR = 2  # times the limit on a source: what all texts of a book may be together
_MOST_INFLATED = 20  # times the archive's size, and a little: prose is three or four times as long as its archive
_LITTLE = 500_000  # bytes
_STEP = 1 << 16
_METHODS = frozenset(
    {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
)  # OCF 3.3, 4.2 "ZIP container requirements" has no other
_ENTRY_MARK = b"PK\x01\x02"
# What the zipfile module raises for archives that are no archives: see the fuzz in its tests.
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
)


class Archive:
    """A book's files by name."""

    def __init__(self, data: bytes, policy: Policy) -> None:
        if data.count(_ENTRY_MARK) > MOST_ENTRIES:  # each entry costs memory before it can be looked at
            raise InputError(f"more than {MOST_ENTRIES:,} files in the book; pack it anew with fewer")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as error:
            raise InputError(f"not an EPUB: no zip archive, or a broken one ({error}); get the book again") from error
        self._entries = {entry.filename: entry for entry in self._zip.infolist() if _is_file(entry)}
        self._times = Counter(entry.filename for entry in self._zip.infolist())
        self._left = min(_TEXT_FACTOR * policy.max_bytes, _MOST_INFLATED * len(data) + _LITTLE)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def text(self, name: str) -> bytes:
        """A file that is text. Raises InputError where it is missing or broken, or too much when inflated."""
        data = self.read(name, self._left)
        if data is None:
            raise InputError(
                f"{name}: the book's texts are far larger than a book's may be when inflated (a zip bomb?); "
                "split the book, or raise the limit on a source's size"
            )
        self._left -= len(data)
        return data

    def read(self, name: str, limit: int) -> bytes | None:
        """A file of any kind; None where it is larger than the limit. Raises InputError for a missing or broken one."""
        entry = self._entries.get(name)
        if entry is None:
            raise InputError(f"{name}: missing in the book; get the book again")
        if self._times[name] > 1:
            raise InputError(f"{name}: twice in the book, and there is no telling which counts; get the book again")
        if entry.flag_bits & 1:
            raise InputError(f"{name}: encrypted; only books without copy protection can be read")
        if entry.compress_type not in _METHODS:
            raise InputError(f"{name}: compressed in a way that books are not; pack the book again")
        try:
            return self._inflated(entry, limit)
        except _FAULTS as error:
            raise InputError(f"{name}: broken in the archive ({error or 'cut off'}); get the book again") from error

    def _inflated(self, entry: zipfile.ZipInfo, limit: int) -> bytes | None:
        parts: list[bytes] = []
        size = 0
        with self._zip.open(entry) as file:
            while part := file.read(_STEP):
                size += len(part)
                if size > limit:
                    return None
                parts.append(part)
        return b"".join(parts)


def _is_file(entry: zipfile.ZipInfo) -> bool:
    """Whether an entry is a plain file, with a name that a book can refer to."""
    parts = entry.filename.split("/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return not (is_link or "\\" in entry.orig_filename or ".." in parts or "" in parts or ":" in parts[0])
