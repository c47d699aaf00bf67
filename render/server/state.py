"""What outlives the server: the characters used and the voices made. A small SQLite file in a folder."""

import sqlite3
from pathlib import Path

from chunking.errors import InputError

WAIT_SECONDS = 5  # for another server on the same file
_TABLES = """
create table if not exists usage (one integer primary key check (one = 1), characters integer not null);
insert or ignore into usage values (1, 0);
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

    def close(self) -> None:
        self.database.close()
