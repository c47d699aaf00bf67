"""Writing files so that a crash leaves the old one or the new one, never a part."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chunking.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]

DRAFT = ".readcast-draft"  # how the names of unfinished files end


@contextmanager
def draft_of(target: Path) -> Iterator[Path]:
    """A path beside `target` to write to; renamed to `target` at the end, removed on an error."""
    draft = _draft_name(target)
    try:
        yield draft
        synced(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def written_whole(target: Path, content: bytes) -> None:
    """Writes `target` by one rename."""
    with draft_of(target) as draft:
        draft.write_bytes(content)


def put_if_absent(target: Path, content: bytes) -> None:
    """Writes `target` whole unless it is there: of two writers the first wins."""
    draft = _draft_name(target)
    try:
        draft.write_bytes(content)
        os.link(draft, target)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


class FolderBusy(OutputError):
    """Another run is at work on an output folder."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keeps other runs out of an output folder for the block. Raises FolderBusy where one is at work there."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise FolderBusy(f"another run is at work on {folder}. Wait for its end, or choose another with -o.") from error
    except OSError:
        return  # a file system without locks


def wait_for_lock(handle: int) -> None:
    """Waits until no other process holds the open file's lock. It is given back when the file is closed."""
    if fcntl is not None:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)


def remove_drafts(folder: Path) -> None:
    """Removes what a killed run was writing. Where that cannot be done, the first file written says why."""
    for draft in folder.glob(f".*{DRAFT}"):
        with suppress(OSError):
            draft.unlink()


def has_drafts(folder: Path) -> bool:
    """Whether a killed run has left what it was writing. Raises OSError where there is no such folder."""
    return any(path.name.endswith(DRAFT) for path in folder.iterdir())


def _draft_name(target: Path) -> Path:
    return target.with_name(f".{target.name[:50]}.{uuid.uuid4().hex[:8]}{DRAFT}")


def synced(*paths: Path) -> None:
    """Makes what was written to these files and folders outlast a power cut."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
