"""Where the recordings of a run are to be: in a folder, or in a bucket of an object store.

ffmpeg writes to files, and a run needs what the last one has recorded. So an output at a URL is worked on in a folder
of this machine, and each document is sent when it has been made. The rest of the flow only knows that folder.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from chunking.errors import InputError
from manifests.files import intact, remove_listed
from manifests.model import FileRecord, Manifest
from render.files import has_drafts
from render.speech.store.places import folder_of, is_url


class OutputPlace(Protocol):
    """An output. Every `folder` is one document's, or the output's own; methods raise OutputError."""

    @property
    def folder(self) -> Path:
        """The folder of this machine that the run writes to."""
        ...

    def shown(self, path: Path) -> str:
        """What people are to be told of a file or folder in there."""
        ...

    def registered(self, folder: Path) -> str:
        """The name under which a store knows a document's recordings, on whatever machine they were made."""
        ...

    def fetch(self, folders: Sequence[Path]) -> None:
        """Brings the manifests that others have put there since."""
        ...

    def look_again(self) -> None:
        """Forgets what was there, since other runs have been at work on it."""
        ...

    def intact(self, folder: Path, files: Sequence[FileRecord]) -> bool:
        """Whether the files are still what they were when the manifest was written."""
        ...

    def is_done(self, folder: Path, manifest: Manifest) -> bool:
        """Whether all of a document is where it should be, and a run has left nothing behind."""
        ...

    def bring(self, folder: Path, files: Sequence[FileRecord]) -> None:
        """Has these files in the folder, so that they can be changed."""
        ...

    def content(self, path: Path) -> AbstractContextManager[Path]:
        """A recording to be read: where it is on this machine for the block."""
        ...

    def send(self, folder: Path, seconds: int) -> None:
        """Brings a finished document to where it should be. Who fetches its recordings may keep them for `seconds`."""
        ...

    def send_ledger(self, folder: Path) -> None:
        """Brings what was paid for a document that failed to where it should be."""
        ...

    def remove(self, folder: Path) -> None:
        """Removes what a document's manifest lists, and the manifest; its ledger stays, which tells what was paid."""
        ...

    def send_collection(self) -> None:
        """Brings the collection's own manifest to where it should be."""
        ...


@dataclass(frozen=True, slots=True)
class FolderOutput:
    """A folder of this machine: everything is where it should be as soon as it is made."""

    folder: Path

    def shown(self, path: Path) -> str:
        return str(path)

    def registered(self, folder: Path) -> str:
        return str(folder.absolute())

    def fetch(self, folders: Sequence[Path]) -> None:
        pass

    def look_again(self) -> None:
        pass

    def intact(self, folder: Path, files: Sequence[FileRecord]) -> bool:
        return intact(folder, files)

    def is_done(self, folder: Path, manifest: Manifest) -> bool:
        return not has_drafts(folder) and all(intact(folder, chapter.files) for chapter in manifest.chapters)

    def bring(self, folder: Path, files: Sequence[FileRecord]) -> None:
        pass

    def content(self, path: Path) -> AbstractContextManager[Path]:
        return nullcontext(path)

    def send(self, folder: Path, seconds: int) -> None:
        pass

    def send_ledger(self, folder: Path) -> None:
        pass

    def remove(self, folder: Path) -> None:
        remove_listed(folder)

    def send_collection(self) -> None:
        pass


def output_at(out: Path | str) -> OutputPlace:
    """Opens a folder, or a URL, and has what it holds at hand. Raises InputError or OutputError."""
    if not is_url(str(out)):
        return FolderOutput(folder_of(str(out)))
    from flows.bucket_output import BucketOutput  # noqa: PLC0415 - fsspec takes 0.1 s

    return BucketOutput(str(out))


def only_folder(out: str, what: str) -> Path:
    """The folder that an output is. Raises InputError for a URL, where `what` was to be done cannot be."""
    if is_url(out):
        raise InputError(f"{what} works on a folder; copy {called(out)} to one first.")
    return folder_of(out)


@contextmanager
def copied(out: str, *ends: str) -> Iterator[Path]:
    """An output to be read: its folder; of a URL a copy for the block, of the files whose names have one of these ends.

    Raises OutputError where it cannot be read.
    """
    if not is_url(out):
        yield folder_of(out)
        return
    from flows.bucket_output import copy_of  # noqa: PLC0415 - fsspec takes 0.1 s

    with copy_of(out, ends) as folder:
        yield folder


def called(out: str) -> str:
    """What people are to be told of an output: a URL without a name and password that may stand in it."""
    if not is_url(out):
        return out
    from render.buckets import shown  # noqa: PLC0415 - fsspec takes 0.1 s

    return shown(out)
