"""What outlives the server: the characters used and the voices made. A small SQLite file in a folder."""

import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from chunking.errors import InputError

WAIT_SECONDS = 5  # for another server on the same file
_TABLES = """
create table if not exists usage (one integer primary key check (one = 1), characters integer not null);
insert or ignore into usage values (1, 0);
create table if not exists voices (made integer primary key, id text not null unique, fields text not null);
create table if not exists stars (voice text primary key);
"""


class State:
    """An open file of state; several servers may have the same one open."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is made where it is missing; without one nothing outlives the server. Raises InputError."""
        self.folder = folder
        try:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
            place = folder / "state.sqlite" if folder else ":memory:"
            # The threads of a test's event loops; one request at a time touches it all the same.
            self.database = sqlite3.connect(place, WAIT_SECONDS, isolation_level=None, check_same_thread=False)
            self.database.execute("pragma journal_mode = wal")
            self.database.execute("pragma synchronous = normal")
            self.database.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            raise InputError(f"The speech server cannot keep its state in {folder}: {error}.") from error

    @contextmanager
    def changing(self) -> Iterator[None]:
        """What is read and written inside is one change, also for another server. Nothing inside may wait."""
        self.database.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.database.execute("rollback")
            raise
        self.database.execute("commit")

    @cached_property
    def samples(self) -> Path:
        """The folder of the recordings that voices were made from, for this user's eyes only.

        Without a state a temporary one, gone with the server.
        """
        folder = (self.folder or self._temporary()) / "samples"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _temporary(self) -> Path:
        folder = tempfile.mkdtemp(prefix="readcast-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return Path(folder)

    def close(self) -> None:
        self.database.close()
