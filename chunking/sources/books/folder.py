"""The files of a book's folder, and none outside of it."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from chunking.errors import InputError
from chunking.sources.files import content, decoded, printable

MARKDOWN = (".md", ".markdown", ".mdx", ".rmd", ".qmd")
SKIPPED_FOLDERS = frozenset({"node_modules"})


class Folder:
    """A folder that may be a book. `limit`: the bytes that may be read of all its files together."""

    def __init__(self, path: Path, limit: int) -> None:
        self.path = path
        self._home = path.resolve()
        self._left = limit
        self._limit = limit

    def has(self, name: str) -> bool:
        """Whether there is such a file in the folder, by its path below it."""
        found = self._inside(name)
        try:
            return found is not None and found.is_file()
        except OSError:  # a name that is too long
            return False

    def lies_outside(self, name: str) -> bool:
        """Whether a path leads out of the folder, be it by `..`, from the root, or by a link."""
        return self._inside(name) is None

    def data(self, name: str) -> bytes:
        """A file's content. Raises InputError where the book's files are over the limit, or this cannot be read."""
        found = self._inside(name)
        assert found is not None, name
        try:
            data = content(found, self._limit)
        except InputError as error:
            raise InputError(f"{printable(name)}: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"its files are over the limit of {self._limit:,} bytes; split it or raise the limit")
        return data

    def text(self, name: str) -> str:
        """A file's text. Raises InputError that names the file."""
        data = self.data(name)
        try:
            return decoded(data)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error

    def documents(self, below: str = ".") -> list[str]:
        """The paths of all Markdown files in a folder below, but hidden ones."""
        return sorted(self._documents(below), key=lambda name: PurePosixPath(name).parts)

    def _documents(self, below: str) -> Iterator[str]:
        for parent, folders, files in os.walk(self.path / below):
            folders[:] = [name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS]
            for name in files:
                found = (Path(parent) / name).relative_to(self.path).as_posix()
                if not name.startswith(".") and name.lower().endswith(MARKDOWN) and self.has(found):
                    yield found

    def _inside(self, name: str) -> Path | None:
        try:
            found = (self._home / name).resolve()
            return found if found.is_relative_to(self._home) else None
        except (OSError, ValueError, RuntimeError):  # a name too long, with a zero in it, a circle of links
            return None
