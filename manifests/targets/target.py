"""What is needed of a place that recordings are put in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from manifests.targets.headers import Headers


@dataclass(frozen=True, slots=True)
class Listed:
    """A file at a target, as a list shows it."""

    bytes: int
    mark: str  # another one whenever the file was written; empty where the target gives none


class Target(Protocol):
    """Files below one place. Names have slashes. Every method raises OSError, and nothing but OSError.

    There are no locks: of two writers of one file the last wins.
    """

    @property
    def place(self) -> str:
        """The folder or URL, as a user may see it."""
        ...

    def check(self) -> None:
        """Raises an error where nothing could be put in any case; before the first file is."""
        ...

    def files(self, below: str = "", *, deep: bool = False) -> Mapping[str, Listed]:
        """Those in the folder `below`, by their full names; `deep`: those in its folders too."""
        ...

    def get(self, name: str) -> bytes:
        """A small file's content. Raises FileNotFoundError where it is not there."""
        ...

    def fetch(self, name: str, to: Path) -> None:
        """Writes a file's content to a path, which then is there whole."""
        ...

    def sha256(self, name: str) -> str:
        """Of a file's content: as it was noted when the file was put, else by reading all of it."""
        ...

    def put(self, path: Path, name: str, headers: Headers) -> None:
        """Puts the content of a local file, whole or not at all."""
        ...

    def delete(self, name: str) -> None:
        """Removes a file, where it is there; of a folder also the folders that it leaves empty."""
        ...
