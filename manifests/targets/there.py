"""One folder at a target: which files lie there, and what is known of their content."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from manifests.targets import Listed, Target
from manifests.targets.notes import Noted, Notes

AT_ONCE = 4  # files of one folder; folders are looked at side by side
N = TypeVar("N")
T = TypeVar("T")


@dataclass(slots=True)
class There:
    """A folder at a target, as it was when it was listed. Every method may raise OSError."""

    target: Target
    below: str  # its name at the target; empty: the target itself
    notes: Notes
    listed: Mapping[str, Listed]  # by the names in the folder
    noted: dict[str, Noted] = field(init=False)
    learnt: dict[str, str] = field(default_factory=dict)  # hashes that were found out since

    def __post_init__(self) -> None:
        self.noted = self.notes.of(self.below)

    def path(self, name: str) -> str:
        """A file's name at the target."""
        return f"{self.below}/{name}" if self.below else name

    def known(self, name: str) -> str:
        """The hash of a file's content, as far as it is known; else empty."""
        found, note = self.listed.get(name), self.noted.get(name)
        if found is None:
            return ""
        is_as_noted = note is not None and note.mark and (found.bytes, found.mark) == (note.bytes, note.mark)
        return note.sha256 if note and is_as_noted else self.learnt.get(name, "")

    def holds(self, name: str, sha256: str) -> bool:
        """Whether the file is there with this content, as far as is known. `learn` before, to know it for sure."""
        return self.known(name) == sha256

    def learn(self, sizes: Mapping[str, int]) -> None:
        """Finds out what those of the files are that are there in the size that they should have."""
        unknown = [name for name, size in sizes.items() if self._may_be(name, size) and not self.known(name)]
        if unknown:
            hashes = in_threads(lambda name: self.target.sha256(self.path(name)), unknown)
            self.note(dict(zip(unknown, hashes, strict=True)))

    def _may_be(self, name: str, size: int) -> bool:
        return name in self.listed and self.listed[name].bytes == size

    def note(self, hashes: Mapping[str, str]) -> None:
        """From now on it is known what these files are, as they are listed."""
        self.learnt |= hashes
        listed = {name: self.listed[name] for name in hashes if name in self.listed}
        self.noted |= {name: Noted(found.bytes, found.mark, hashes[name]) for name, found in listed.items()}
        self.notes.keep(self.below, self.noted)

    def expect(self, hashes: Mapping[str, str]) -> None:
        """Notes which files are about to be put, so that they are known as ours whatever happens now."""
        self.noted = {name: Noted(0, "", sha256) for name, sha256 in hashes.items()} | self.noted
        self.notes.keep(self.below, self.noted)

    def list_again(self) -> None:
        """The files as they are now. Notes of files that are no more are dropped."""
        self.listed, self.learnt = _in(self.target.files(self.below), self.below), {}
        self.noted = {name: note for name, note in self.noted.items() if name in self.listed}


def there(target: Target, below: str, notes: Notes) -> There:
    """A folder as it is now."""
    return There(target, below, notes, _in(target.files(below), below))


def by_folder(target: Target) -> dict[str, dict[str, Listed]]:
    """Every file of a target, by the folder that it lies in and its name there: one look at all of it."""
    files: dict[str, dict[str, Listed]] = {}
    for path, found in target.files(deep=True).items():
        below, _, name = path.rpartition("/")
        files.setdefault(below, {})[name] = found
    return files


def _in(files: Mapping[str, Listed], below: str) -> dict[str, Listed]:
    return {path.removeprefix(f"{below}/" if below else ""): found for path, found in files.items()}


def in_threads(work: Callable[[N], T], names: Sequence[N], at_once: int = AT_ONCE) -> list[T]:
    """What the work gives for each name, some at once. Raises what the first that failed has raised."""
    with ThreadPoolExecutor(at_once, "target") as threads:
        return list(threads.map(work, names))
