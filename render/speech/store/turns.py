"""Whose turn it is to ask for a take: of several runs over one store that want the same one, one asks, the others wait.

Each take is a byte of one file, and a turn is a lock on that byte (POSIX `lockf`). So the end of a process gives its
turns back, however it ends. Locks hold between the processes of a machine, and over a network file system as far as it
has them. Where there are none, two runs may ask for the same text; each enters it in its ledger, and one take is used.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]


class Turns:
    """The turns of one process. Within it they are no obstacle to each other."""

    def __init__(self, path: Path | None) -> None:
        """`path` is the file, which is made where it is not there; None where nothing can be locked."""
        self._path = path if fcntl is not None else None
        self._handle: int | None = None

    @property
    def known(self) -> bool:
        """Whether it can be known that others are asking."""
        return self._path is not None

    def take(self, keys: Sequence[str]) -> bool:
        """Has the turn for all of these takes, or, where another process has it for any of them, for none."""
        handle = self._opened()
        if handle is None:
            return True
        held: list[str] = []
        for key in keys:
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _byte_of(key))
            except (BlockingIOError, PermissionError):  # POSIX allows either for "another has it"
                self.give_back(held)
                return False
            except OSError:  # a file system without locks
                self._path = None
                return True
            held.append(key)
        return True

    def give_back(self, keys: Sequence[str]) -> None:
        """Lets others have the turn."""
        handle = self._handle
        if handle is None:
            return
        for key in keys:
            with suppress(OSError):
                fcntl.lockf(handle, fcntl.LOCK_UN, 1, _byte_of(key))

    def close(self) -> None:
        """Gives all of them back."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = self._path = None

    def _opened(self) -> int | None:
        if self._handle is None and self._path is not None:
            try:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            except OSError:  # a store that can only be read
                self._path = None
        return self._handle


def _byte_of(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:6], "big")
