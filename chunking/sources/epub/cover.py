"""The picture on a book's cover."""

from chunking.errors import InputError
from chunking.sources.epub.archive import Archive
from chunking.sources.epub.package import Package

_LARGEST = 10_000_000  # bytes
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # PNG, JPEG


def cover_of(archive: Archive, package: Package) -> bytes | None:
    """The cover, if the book has one that is a PNG or a JPEG, and not too large. A broken one is as good as none."""
    for item in package.covers:
        try:
            data = archive.read(item.path, _LARGEST)
        except InputError:
            continue
        if data is not None and data.startswith(_PICTURES):
            return data
    return None
