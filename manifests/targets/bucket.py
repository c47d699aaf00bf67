"""A bucket of an object store as a target, through fsspec: s3://, gs:// and what else it knows."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from manifests.targets.headers import Headers
from manifests.targets.target import Listed
from render.buckets import modified, opened, os_errors, protocol_of, secret_of, shown
from render.files import draft_of

NOTED = "readcast-sha256"  # the name of an object's metadata
PIECE = 2**20  # bytes read at once
_MARKS = ("ETag", "etag", "generation", "md5Hash", "content_md5")


def _of_s3(headers: Headers) -> dict[str, Any]:
    metadata = {NOTED: headers.sha256}
    return {"ContentType": headers.content_type, "CacheControl": headers.cache_control, "Metadata": metadata}


def _of_google(headers: Headers) -> dict[str, Any]:
    fixed = {"cache_control": headers.cache_control}
    return {
        "content_type": headers.content_type,
        "metadata": {NOTED: headers.sha256},
        "fixed_key_metadata": fixed,
    }


def _of_azure(headers: Headers) -> dict[str, Any]:
    told = {"content_type": headers.content_type, "cache_control": headers.cache_control}
    return {"content_settings": told}


# How each backend is told; any other is told nothing, and says by itself what it makes of a file's name.
TOLD: Mapping[str, Callable[[Headers], dict[str, Any]]] = MappingProxyType(
    {
        **dict.fromkeys(("s3", "s3a"), _of_s3),
        **dict.fromkeys(("gs", "gcs"), _of_google),
        **dict.fromkeys(("az", "abfs", "abfss"), _of_azure),
    }
)


class BucketTarget:
    """Objects below a URL."""

    def __init__(self, url: str, what: str) -> None:
        """Raises InputError where nothing here knows such URLs; talks to nobody yet."""
        self.place, self.secret = shown(url).rstrip("/"), secret_of(url)
        self._protocol = protocol_of(url)
        self._files, self._root = opened(url, what)

    @os_errors
    def check(self) -> None:
        bucket = self._root.partition("/")[0]
        if bucket and not self._files.exists(bucket):
            raise FileNotFoundError(f"there is no {bucket}")

    @os_errors
    def files(self, below: str = "", *, deep: bool = False) -> Mapping[str, Listed]:
        folder = self._path(below)
        with suppress(FileNotFoundError):
            found = self._files.find(folder, maxdepth=None if deep else 1, detail=True)
            return {
                path.removeprefix(f"{self._root}/"): Listed(int(one["size"] or 0), _mark(one))
                for path, one in found.items()
                if path != folder and one["type"] == "file"
            }
        return {}

    @os_errors
    def get(self, name: str) -> bytes:
        return bytes(self._files.cat_file(self._path(name)))

    @os_errors
    def fetch(self, name: str, to: Path) -> None:
        with draft_of(to) as draft:
            self._files.get_file(self._path(name), str(draft))

    @os_errors
    def sha256(self, name: str) -> str:
        return self._noted(name) or self._hashed(name)

    def _noted(self, name: str) -> str:
        """What was noted when the object was put; empty where nothing was, or cannot be."""
        if TOLD.get(self._protocol) is _of_s3:
            return str(self._files.metadata(self._path(name)).get(NOTED, ""))
        return str((self._files.info(self._path(name)).get("metadata") or {}).get(NOTED, ""))

    def _hashed(self, name: str) -> str:
        found = hashlib.sha256()
        with self._files.open(self._path(name), "rb") as file:
            while piece := file.read(PIECE):
                found.update(piece)
        return found.hexdigest()

    @os_errors
    def put(self, path: Path, name: str, headers: Headers) -> None:
        tell = TOLD.get(self._protocol)
        self._files.put_file(str(path), self._path(name), **(tell(headers) if tell else {}))

    @os_errors
    def delete(self, name: str) -> None:
        with suppress(FileNotFoundError, KeyError):
            self._files.rm_file(self._path(name))

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root


def _mark(found: Mapping[str, Any]) -> str:
    """Changes whenever the object is written: the hash or number that the backend gives it, and its time."""
    told = next((str(found[name]) for name in _MARKS if found.get(name)), "")
    at = modified(found)
    return f"{told} {at}" if told or at else ""
