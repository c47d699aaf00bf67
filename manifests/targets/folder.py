"""A folder as a target, such as one that a web server shows."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from shutil import copyfile

from manifests.files import sha256_of
from manifests.targets.headers import Headers
from manifests.targets.target import Listed
from render.files import DRAFT, draft_of


class FolderTarget:
    """Files below a folder, each put in place by one rename."""

    def __init__(self, root: Path) -> None:
        self.place = str(root)
        self._root = root

    def check(self) -> None:
        self._root.mkdir(parents=True, exist_ok=True)

    def files(self, below: str = "", *, deep: bool = False) -> Mapping[str, Listed]:
        folder = self._root / below
        with suppress(FileNotFoundError):
            paths: Iterable[Path] = folder.rglob("*") if deep else folder.iterdir()
            there = {path: path.stat() for path in paths if path.is_file() and not path.name.endswith(DRAFT)}
            return {
                path.relative_to(self._root).as_posix(): Listed(found.st_size, str(found.st_mtime_ns))
                for path, found in there.items()
            }
        return {}

    def get(self, name: str) -> bytes:
        return (self._root / name).read_bytes()

    def fetch(self, name: str, to: Path) -> None:
        with draft_of(to) as draft:
            copyfile(self._root / name, draft)

    def sha256(self, name: str) -> str:
        return sha256_of(self._root / name)

    def put(self, path: Path, name: str, headers: Headers) -> None:
        target = self._root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with draft_of(target) as draft:
            copyfile(path, draft)

    def delete(self, name: str) -> None:
        target = self._root / name
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self._root or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()
