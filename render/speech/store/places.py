"""A path or URL → the shelf there."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from render.speech.store.folder import FolderShelf
from render.speech.store.shelf import Shelf


def is_url(place: str) -> bool:
    """Whether it is one for fsspec; `file://` is a folder as any other."""
    return "://" in place and not place.startswith("file://")


def shelf_at(place: str) -> Shelf:
    """Opens it; a folder is made where it is not there. Raises OSError, and InputError for a URL nothing knows."""
    if is_url(place):
        from render.speech.store.bucket import BucketShelf  # noqa: PLC0415 - fsspec takes 0.1 s

        return BucketShelf(place)
    return FolderShelf(folder_of(place))


def folder_of(place: str) -> Path:
    """The folder that a path or a `file://` URL names."""
    return Path(unquote(urlsplit(place).path)) if place.startswith("file://") else Path(place)
