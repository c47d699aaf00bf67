"""The few things that a folder of the store does to a disk, each by itself, so that a test can stand in between."""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # what some network file systems say of a folder


class Disk:
    """Nothing here outlasts a power cut until the file, and the folder that its name stands in, are synced."""

    def make_folder(self, path: Path) -> None:
        path.mkdir(exist_ok=True)

    def write(self, path: Path, content: bytes) -> None:
        """A file that was not there before."""
        with path.open("xb") as file:
            file.write(content)

    def sync(self, path: Path) -> None:
        """A file's content, or the names in a folder."""
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC or not path.is_dir():
                raise
        finally:
            os.close(handle)

    def link(self, source: Path, target: Path) -> None:
        """A second name. Raises FileExistsError where it is taken: on NFS too the one test that is safe."""
        os.link(source, target)

    def rename(self, source: Path, target: Path) -> None:
        """A file takes the place of another; a folder only that of an empty one."""
        source.rename(target)

    def unlink(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def remove_tree(self, path: Path) -> None:
        with suppress(FileNotFoundError):
            shutil.rmtree(path)
