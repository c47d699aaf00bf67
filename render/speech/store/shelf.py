"""What a store needs of the place it lies in: files of bytes under names such as `takes/abcd`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Found:
    """A file on a shelf."""

    name: str
    bytes: int
    modified: float  # seconds since 1970, by the clock of where it lies


class Shelf(Protocol):
    """Files that are there whole or not at all, whoever else writes, and that stay once a method has returned.

    A method that cannot do its work raises OSError, and nothing but OSError; FileNotFoundError only where the shelf
    itself is there and the file is not.
    """

    @property
    def place(self) -> str:
        """The folder or URL, as a user may see it."""
        ...

    @property
    def near(self) -> bool:
        """Whether reading all of it costs no more than a disk does."""
        ...

    @property
    def lock_file(self) -> Path | None:
        """A file that processes may lock parts of; None where there can be none."""
        ...

    def get(self, name: str) -> bytes:
        """The file's content."""
        ...

    def get_all(self, names: Sequence[str]) -> dict[str, bytes]:
        """The contents of those that are there; in few round trips where each is long."""
        ...

    def open(self, name: str) -> BufferedIOBase:
        """The file's content, to be read from any place."""
        ...

    def look(self, name: str) -> Found:
        """Its size and age."""
        ...

    def files(self, folder: str) -> Iterator[Found]:
        """Every file in the folder and below, in the order of the names; none where there is no folder."""
        ...

    def put(self, names: Sequence[str], content: bytes, *, replacing: bool = False) -> list[str]:
        """Puts the same content under each name. Returns those that were taken and stay as they are.

        Of two writers of one name the first wins; with `replacing` the last does, and no name is taken.
        """
        ...

    def put_folder(self, name: str, files: Mapping[str, bytes]) -> bool:
        """Puts the files in place together; whoever sees the last of them sees all. False where something is there."""
        ...

    def delete(self, name: str) -> None:
        """Removes a file, where it is there. That alone may be undone by a power cut."""
        ...

    def move_folder(self, name: str, to: str) -> None:
        """Gives a folder another name, which must be free."""
        ...

    def remove_folder(self, name: str) -> None:
        """Removes a folder; a reader sees all of it or nothing (of an object store: its last file goes first)."""
        ...
