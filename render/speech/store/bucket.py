"""A shelf in an object store, through fsspec: s3://, gs://, memory:// and what else fsspec knows.

Put-if-absent is the object store's own: on S3 `If-None-Match: *`, on Google Storage a generation of 0, both of which
fsspec calls the mode "create". Where a backend has none we look first, put, and read back the winner. There, of two
writers of one name in the same instant, both may have their content accepted and one of them lost: an answer is then
asked for once more, and nothing that is torn is ever used.
"""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BufferedIOBase
from typing import Any, TypeVar

from render.buckets import AT_ONCE, modified, opened, os_errors, protocol_of, secret_of, shown
from render.speech.store.shelf import Found

HAVE_CREATE = {"s3", "s3a", "gs", "gcs", "memory"}  # put-if-absent of their own
T = TypeVar("T")


class BucketShelf:
    """Objects below a URL. A folder is moved object by object: its last one last, or gone first."""

    near = False
    lock_file = None

    def __init__(self, url: str) -> None:
        """Raises InputError where nothing here knows such URLs; talks to nobody yet."""
        self.place, self.secret = shown(url), secret_of(url)
        self._files, self._root = opened(url, "the store")
        self._has_create = protocol_of(url) in HAVE_CREATE

    @os_errors
    def get(self, name: str) -> bytes:
        return bytes(self._files.cat_file(self._path(name)))

    @os_errors
    def get_all(self, names: Sequence[str]) -> dict[str, bytes]:
        def one(name: str) -> bytes | None:
            try:
                return self.get(name)
            except FileNotFoundError:
                return None

        contents = zip(names, self._each(one, names), strict=True)
        return {name: content for name, content in contents if content is not None}

    def open(self, name: str) -> BufferedIOBase:
        return io.BytesIO(self.get(name))

    @os_errors
    def look(self, name: str) -> Found:
        found = self._files.info(self._path(name))
        return Found(name, int(found["size"]), modified(found))

    def files(self, folder: str) -> Iterator[Found]:
        for path, found in sorted(self._listed(folder).items()):
            yield Found(path.removeprefix(f"{self._root}/"), int(found["size"] or 0), modified(found))

    def put(self, names: Sequence[str], content: bytes, *, replacing: bool = False) -> list[str]:
        def one(name: str) -> bool:
            return self._replaced(name, content) if replacing else self._created(name, content)

        return [name for name, is_ours in zip(names, self._each(one, names), strict=True) if not is_ours]

    def put_folder(self, name: str, files: Mapping[str, bytes]) -> bool:
        """In their order: whoever sees the last one sees all."""
        return all([self._created(f"{name}/{file}", content) for file, content in files.items()])

    @os_errors
    def delete(self, name: str) -> None:
        with suppress(FileNotFoundError, KeyError):
            self._files.rm_file(self._path(name))

    @os_errors
    def move_folder(self, name: str, to: str) -> None:
        found = list(self.files(name))
        if not found:
            raise FileNotFoundError(name)
        for file in found:
            self._replaced(to + file.name.removeprefix(name), self.get(file.name))
        self.remove_folder(name)

    def remove_folder(self, name: str) -> None:
        for file in reversed(list(self.files(name))):
            self.delete(file.name)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _each(self, work: Callable[[str], T], names: Sequence[str]) -> list[T]:
        with ThreadPoolExecutor(AT_ONCE, "store") as threads:
            return list(threads.map(work, names))

    @os_errors
    def _listed(self, folder: str) -> dict[str, Any]:
        try:
            return dict(self._files.find(self._path(folder), detail=True))
        except FileNotFoundError:
            return {}

    @os_errors
    def _created(self, name: str, content: bytes) -> bool:
        """Whether ours is what stands there now."""
        if self._has_create:
            try:
                self._files.pipe_file(self._path(name), content, mode="create")
                return True
            except FileExistsError:
                return False
        if not self._files.exists(self._path(name)):
            self._files.pipe_file(self._path(name), content)
        return self.get(name) == content

    @os_errors
    def _replaced(self, name: str, content: bytes) -> bool:
        self._files.pipe_file(self._path(name), content)
        return True
