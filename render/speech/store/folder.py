"""A shelf in a folder: temporary name, fsync of the file, link or rename, fsync of the folder.

Correct without locks, for any number of processes and, on a file system whose link and rename are atomic (NFS is one),
machines. Where a file system has no links (exFAT, some of SMB) of two writers of a name in the same instant the last
wins; what stands there is whole all the same.
"""

import errno
import os
import time
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BufferedIOBase
from pathlib import Path

from render.speech.store.disk import Disk
from render.speech.store.older import move_entries
from render.speech.store.shelf import Found

TOP = ("clips", "takes", "pending", "damaged", "users", "tmp")
LEFT_OVER = 86_400  # seconds after which no process can still be at work on a draft
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}


class FolderShelf:
    """Files in a folder of this machine, or one that is mounted here."""

    near = True

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        """Makes the folder where it is not there, and removes what killed processes left in `tmp`."""
        self._root, self._disk = root.absolute(), disk or Disk()
        self._lasting: set[Path] = set()  # folders whose names outlast a power cut
        self._above = _parents_to_make(self._root)
        self.place = str(root)
        for folder in (*reversed(self._above), *(self._root / name for name in TOP)):
            self._disk.make_folder(folder)
        move_entries(self._root / "takes", self._disk)
        self._tidy()

    @property
    def lock_file(self) -> Path:
        return self._root / "turns"

    def get(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing(name) from None

    def get_all(self, names: Sequence[str]) -> dict[str, bytes]:
        found = {}
        for name in names:
            with suppress(FileNotFoundError):
                found[name] = self.get(name)
        return found

    def open(self, name: str) -> BufferedIOBase:
        try:
            return self._path(name).open("rb")
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing(name) from None

    def look(self, name: str) -> Found:
        try:
            found = self._path(name).stat()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing(name) from None
        return Found(name, found.st_size, found.st_mtime)

    def files(self, folder: str) -> Iterator[Found]:
        for parent, folders, files in os.walk(self._path(folder)):
            folders.sort()
            for file in sorted(files):
                with suppress(FileNotFoundError):
                    yield self.look((Path(parent) / file).relative_to(self._root).as_posix())

    def put(self, names: Sequence[str], content: bytes, *, replacing: bool = False) -> list[str]:
        """One file under many names, so that twenty entries cost one fsync of a file."""
        targets = {name: self._path(name) for name in names}
        folders = {path.parent for path in targets.values()}
        self._settle(folders)
        draft = self._draft()
        try:
            self._disk.write(draft, content)
            if content:
                self._disk.sync(draft)
            taken = [name for name, path in targets.items() if not self._named(draft, path, replacing)]
        finally:
            self._disk.unlink(draft)
        for folder in sorted(folders):
            self._disk.sync(folder)  # for names that were taken too: their writer may not have come so far
        return taken

    def put_folder(self, name: str, files: Mapping[str, bytes]) -> bool:
        target, draft = self._path(name), self._draft()
        self._settle({target.parent})
        self._disk.make_folder(draft)
        try:
            for file, content in files.items():
                self._disk.write(draft / file, content)
                self._disk.sync(draft / file)
            self._disk.sync(draft)
            placed = self._renamed(draft, target)
        finally:
            self._disk.remove_tree(draft)
        self._disk.sync(target.parent)
        return placed

    def delete(self, name: str) -> None:
        self._disk.unlink(self._path(name))

    def move_folder(self, name: str, to: str) -> None:
        target = self._path(to)
        self._settle({target.parent})
        self._disk.rename(self._path(name), target)
        self._disk.sync(target.parent)

    def remove_folder(self, name: str) -> None:
        draft = self._draft()
        self._disk.rename(self._path(name), draft)
        self._disk.remove_tree(draft)

    def _path(self, name: str) -> Path:
        return self._root / name

    def _draft(self) -> Path:
        return self._root / "tmp" / uuid.uuid4().hex

    def _missing(self, name: str) -> OSError:
        """A file that is not there; where the whole folder is not, as on a disk that was taken away, that."""
        if (self._root / "takes").is_dir():
            return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
        return OSError(errno.EIO, "the folder is gone, or something else stands in its place")

    def _settle(self, folders: Collection[Path]) -> None:
        """Makes folders that are not there, and makes their names last: for each once in a process."""
        new = set(folders) - self._lasting
        if not new:
            return
        if new == {self._root}:
            self._settle_above()
        else:
            parents = {folder.parent for folder in new}
            self._settle(parents)
            for folder in sorted(new):
                self._disk.make_folder(folder)
            for parent in sorted(parents):
                self._disk.sync(parent)
        self._lasting |= new

    def _settle_above(self) -> None:
        """Up to the first folder that was there before; one that only its owner may read is synced by its owner."""
        for folder in {self._root, *self._above}:
            with suppress(PermissionError):
                self._disk.sync(folder.parent)

    def _named(self, draft: Path, target: Path, replacing: bool) -> bool:
        """Whether the draft is now at `target` too."""
        if not replacing:
            try:
                self._disk.link(draft, target)
                return True
            except FileExistsError:
                return False
            except OSError as error:
                _raise_unless_without_links(error)
            if target.exists():
                return False
        self._disk.rename(self._twin(draft), target)
        return True

    def _twin(self, draft: Path) -> Path:
        twin = self._draft()
        try:
            self._disk.link(draft, twin)
        except OSError as error:
            _raise_unless_without_links(error)
            self._disk.write(twin, draft.read_bytes())
            self._disk.sync(twin)
        return twin

    def _renamed(self, draft: Path, target: Path) -> bool:
        try:
            self._disk.rename(draft, target)
        except OSError:
            if os.path.lexists(target):
                return False
            raise
        return True

    def _tidy(self) -> None:
        for draft in (self._root / "tmp").iterdir():
            with suppress(OSError):
                if time.time() - draft.lstat().st_mtime > LEFT_OVER:
                    self._disk.remove_tree(draft) if draft.is_dir() else self._disk.unlink(draft)


def _raise_unless_without_links(error: OSError) -> None:
    if error.errno not in _NO_LINKS:
        raise error


def _parents_to_make(root: Path) -> list[Path]:
    """The folder itself and those above it that are not there, the nearest first."""
    missing = [root, *root.parents]
    there = next(at for at, folder in enumerate(missing) if os.path.lexists(folder))
    return missing[:there]
