"""Pictures that a user names."""

from pathlib import Path

from chunking.errors import InputError

IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
LARGEST = 10_000_000  # bytes


def cover_from(path: Path) -> bytes:
    """The picture's bytes. Raises InputError where it is none."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise InputError(f"the cover {path} cannot be read: {error.strerror}.") from error
    if not content.startswith(IMAGES):
        raise InputError(f"the cover {path} is not a JPEG or PNG file of at most {LARGEST:,} bytes.")
    return content
