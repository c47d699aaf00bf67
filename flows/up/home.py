"""Where `readcast up` keeps Prefect's database and its logs, and the note by which other commands find it."""

from contextlib import suppress
from pathlib import Path

import platformdirs

from render.files import written_whole


def folder() -> Path:
    """Prefect's home, of this user."""
    return Path(platformdirs.user_data_dir("readcast")) / "prefect"


def note_address(api: str) -> None:
    """For the other commands, as long as this one runs."""
    written_whole(_note(), api.encode())


def forget_address() -> None:
    _note().unlink(missing_ok=True)


def noted_address() -> str | None:
    """The API of the `readcast up` that runs, or of one that was killed: whoever uses it finds out."""
    with suppress(OSError, UnicodeDecodeError):
        return _note().read_text("utf-8") or None
    return None


def _note() -> Path:
    return folder() / "readcast-up.address"
