"""An output in a bucket. What is worked on lies in the user's cache folder; what counts lies in the bucket.

When a run begins, one list of the bucket tells what is there; manifests that are new are fetched, recordings are not: a
file is intact where the list shows what was noted of it (`manifests/targets/there.py`), so an unchanged document costs
no request of its own. A document that was made is sent, and then its recordings are removed from the cache folder. What
could not be sent waits there for the next run.

A bucket has no locks. Two machines that narrate one document at the same time both send it, and the last manifest wins;
lines of the ledger that one has sent while the other was about to may be lost then, and nothing else. On one machine
the working folder is locked as any other. The cache folder may be deleted between two runs: that costs requests to the
bucket, and after a run whose sending failed the lines of that run in the ledgers.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import platformdirs

from chunking.errors import OutputError, ReadcastError
from flows.wording import shortened
from manifests import ledger
from manifests.files import NAME, is_plain, load, remove_listed, sha256_of
from manifests.model import FileRecord, Manifest
from manifests.targets.notes import Notes
from manifests.targets.places import target_at
from manifests.targets.sending import Item, here, item_of, put, recorded, remove, send
from manifests.targets.target import Listed, Target
from manifests.targets.there import There, by_folder, in_threads, there
from render.buckets import AT_ONCE
from render.files import alone_in, has_drafts, written_whole
from render.speech.delivery import digest

NEXT = {
    "read": "See that it is there and that you may read it, then run again",
    "written": "See that it can be reached and that you may write there; what was spoken is kept. Run again to send it",
}


class BucketOutput:
    """Recordings below a URL."""

    def __init__(self, url: str) -> None:
        """Looks at what is there, and fetches the output's own manifest. Raises InputError or OutputError."""
        self._target = target_at(url, "the output")
        self.place = self._target.place
        home = Path(platformdirs.user_cache_dir("readcast")) / "outputs" / digest(self.place)[:16]
        self.folder = home / "recordings"
        self._notes = Notes(home / "known")
        self._there: dict[Path, There] = {}
        self._listed: Mapping[str, Mapping[str, Listed]] = {}
        self.look_again()
        self.fetch([self.folder])

    def look_again(self) -> None:
        with _failures(self.place, "read"):
            self._listed = by_folder(self._target)
            if not self._listed:
                self._target.check()
        self._there.clear()

    def shown(self, path: Path) -> str:
        below = self._below(path)
        return f"{self.place}/{below}" if below else self.place

    def registered(self, folder: Path) -> str:
        return self.shown(folder)

    def fetch(self, folders: Sequence[Path]) -> None:
        with _failures(self.place, "read"):
            in_threads(self._fetch, folders, AT_ONCE)

    def _fetch(self, folder: Path) -> None:
        there, path = self._at(folder), folder / NAME
        if NAME not in there.listed:
            if there.noted.get(NAME) and there.noted[NAME].mark:  # it was there, and somebody has removed it
                path.unlink(missing_ok=True)
            return
        if not (there.known(NAME) and path.exists()):  # else what is here is what is there, or is newer and waits
            self._fetch_manifest(folder, there)
        there.learn({file.path: file.bytes for file in _files_of(folder)})

    def _fetch_manifest(self, folder: Path, there: There) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with alone_in(folder):
                self._target.fetch(there.path(NAME), folder / NAME)
        except OutputError:
            return  # another run on this machine is at work there; who wants to write will be told
        there.note({NAME: sha256_of(folder / NAME)})

    def intact(self, folder: Path, files: Sequence[FileRecord]) -> bool:
        there = self._at(folder)
        return all(there.holds(file.path, file.sha256) or _is_here(folder, file) for file in files)

    def is_done(self, folder: Path, manifest: Manifest) -> bool:
        there = self._at(folder)
        sent = {file.path: file.sha256 for chapter in manifest.chapters for file in chapter.files}
        sent |= {name: sha256_of(folder / name) for name in (NAME, ledger.NAME) if (folder / name).exists()}
        is_there = all(there.holds(name, sha256) for name, sha256 in sent.items())
        too_much = there.noted.keys() & there.listed.keys() - sent.keys() - {ledger.NAME}
        return is_there and not too_much and not has_drafts(folder)

    def bring(self, folder: Path, files: Sequence[FileRecord]) -> None:
        with _failures(self.place, "read"):
            for file in files:
                if not _is_here(folder, file):
                    self._target.fetch(self._at(folder).path(file.path), folder / file.path)

    @contextmanager
    def content(self, path: Path) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="readcast-") as folder:
            copy = Path(folder) / path.name
            self._target.fetch(self._below(path), copy)
            yield copy

    def send(self, folder: Path, seconds: int) -> None:
        found = load(folder)
        if isinstance(found, Manifest) and self.is_done(folder, found):
            return
        with _failures(self.place, "written"):
            now = there(self._target, self._below(folder), self._notes)
            files = _files_of(folder)
            items = [recorded(file, partial(here, folder / file.path), seconds) for file in files]
            send(now, items, [*self._ledger(folder, now), item_of(folder / NAME)])
            self._there[folder] = now
            for file in files:
                (folder / file.path).unlink(missing_ok=True)

    def send_ledger(self, folder: Path) -> None:
        with _failures(self.place, "written"):
            now = there(self._target, self._below(folder), self._notes)
            for item in self._ledger(folder, now):
                put(now, item)

    def remove(self, folder: Path) -> None:
        with _failures(self.place, "written"):
            remove(there(self._target, self._below(folder), self._notes))
        remove_listed(folder)

    def send_collection(self) -> None:
        with _failures(self.place, "written"):
            put(there(self._target, "", self._notes), item_of(self.folder / NAME))

    def _ledger(self, folder: Path, now: There) -> list[Item]:
        """The document's ledger with all lines that are here or there; none where nothing was ever asked from here."""
        path = folder / ledger.NAME
        if not path.exists():
            return []
        if ledger.NAME in now.listed and not now.holds(ledger.NAME, sha256_of(path)):
            written_whole(path, ledger.united(self._target.get(now.path(ledger.NAME)), path.read_bytes()))
        return [item_of(path)]

    def _at(self, folder: Path) -> There:
        """A document's folder as it was when the run began, or when it was sent."""
        if folder not in self._there:
            below = self._below(folder)
            self._there[folder] = There(self._target, below, self._notes, self._listed.get(below, {}))
        return self._there[folder]

    def _below(self, path: Path) -> str:
        below = path.relative_to(self.folder).as_posix()
        return "" if below == "." else below


@contextmanager
def copy_of(url: str, ends: Sequence[str]) -> Iterator[Path]:
    """The files below a URL whose names end so, in a folder that is removed in the end. Raises OutputError."""
    target = target_at(url, "the output")
    with tempfile.TemporaryDirectory(prefix="readcast-") as name:
        folder = Path(name)
        with _failures(target.place, "read"):
            _copy(target, folder, tuple(ends))
        try:
            yield folder
        except ReadcastError as error:  # which names the copy, and the user knows only the URL
            error.args = (str(error).replace(str(folder), target.place),)
            raise


def _copy(target: Target, folder: Path, ends: tuple[str, ...]) -> None:
    wanted = [name for name in target.files(deep=True) if name.endswith(ends) and all(map(is_plain, name.split("/")))]
    for parent in {(folder / name).parent for name in wanted}:
        parent.mkdir(parents=True, exist_ok=True)
    in_threads(lambda name: target.fetch(name, folder / name), wanted, AT_ONCE)


def _files_of(folder: Path) -> list[FileRecord]:
    """What the manifest in a folder speaks of; nothing where it is a collection's, or none."""
    found = load(folder)
    files = (file for chapter in found.chapters for file in chapter.files) if isinstance(found, Manifest) else ()
    return [file for file in files if is_plain(file.path)]


def _is_here(folder: Path, file: FileRecord) -> bool:
    """Whether a file that was not sent yet is in the working folder. Always hashed: its manifest may be another's."""
    path = folder / file.path
    return (
        is_plain(file.path) and path.exists() and path.stat().st_size == file.bytes and sha256_of(path) == file.sha256
    )


@contextmanager
def _failures(place: str, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = shortened(str(error.strerror or error), 300)
        raise OutputError(f"{place} cannot be {what}: {reason}. {NEXT[what]}.") from error
