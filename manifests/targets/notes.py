"""What is known of the files at a target, so that a list of them tells which are what they should be.

A note is believed only where the file still has the size and the mark that it had when it was noted; losing notes
costs requests, never a recording. They also tell which files at the target we have put there ourselves. One file for
each folder of a target, in the user's cache folder.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from render.files import written_whole
from render.speech.delivery import digest


class Noted(msgspec.Struct, frozen=True):
    """One file that we have put at a target, or seen there."""

    bytes: int
    mark: str  # as `Listed.mark`; empty: it was about to be put
    sha256: str


class Notes:
    """Of one target."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of(self, below: str) -> dict[str, Noted]:
        """By the names of the files in one folder of the target."""
        try:
            return msgspec.json.decode(self._path(below).read_bytes(), type=dict[str, Noted])
        except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
            return {}

    def keep(self, below: str, noted: Mapping[str, Noted]) -> None:
        """Instead of what was known of that folder."""
        with suppress(OSError):  # a cache folder that cannot be written costs requests and nothing else
            self._folder.mkdir(parents=True, exist_ok=True)
            written_whole(self._path(below), msgspec.json.encode(noted))

    def _path(self, below: str) -> Path:
        return self._folder / f"{digest(below)[:24]}.json"
