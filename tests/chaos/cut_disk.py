"""A disk that remembers what was done to it, and every state that a power cut can leave it in.

What was written to a file lasts once the file was synced; before, all of it may be there, none, half, or zeros of its
length. A name (made, removed, changed) lasts once the folder it stands in was synced, and a rename once its target's
was; before, each may have happened or not, whatever came after it.
"""

import itertools
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from render.speech.store.disk import Disk

ALL_OF = 6  # names in doubt up to which every combination is tried; of more, a sample
SAMPLE = 40
TORN: tuple[Callable[[bytes], bytes], ...] = (
    lambda content: content,
    lambda content: b"",
    lambda content: content[: len(content) // 2],
    lambda content: bytes(len(content)),
)


@dataclass
class File:
    """What a name leads to."""

    content: bytes
    synced: bool = False


@dataclass
class Folder:
    """Names, each for a file or another folder."""

    names: dict[str, "File | Folder"] = field(default_factory=dict)


@dataclass
class Change:
    """One change of names that may not have reached the disk: in `folder` and, of a rename, also where it came from."""

    folder: Folder
    name: str
    target: File | Folder | None  # None: the name goes away
    source: tuple[Folder, str] | None = None

    def apply(self, names: dict[int, dict[str, "File | Folder"]]) -> None:
        here = names.setdefault(id(self.folder), {})
        if self.source:
            names.setdefault(id(self.source[0]), {}).pop(self.source[1], None)
        if self.target is None:
            here.pop(self.name, None)
        else:
            here[self.name] = self.target


class CutDisk(Disk):
    """Does what `Disk` does, and calls `cut` after each step with what the disk may look like now."""

    def __init__(self, root: Path, cut: Callable[["CutDisk"], None]) -> None:
        self.root, self.cut = root, cut
        self.top = Folder()
        self.lasting: list[Change] = []
        self.doubtful: list[Change] = []

    def make_folder(self, path: Path) -> None:
        is_new = not path.exists()
        super().make_folder(path)
        if is_new:
            self._change(path, Folder())

    def write(self, path: Path, content: bytes) -> None:
        super().write(path, content)
        self._change(path, File(content))

    def sync(self, path: Path) -> None:
        super().sync(path)
        if not path.is_relative_to(self.root):
            return
        found = self._at(path)
        if isinstance(found, File):
            found.synced = True
        else:
            self.lasting += [one for one in self.doubtful if one.folder is found]
            self.doubtful = [one for one in self.doubtful if one.folder is not found]
        self.cut(self)

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self._change(target, self._at(source))

    def rename(self, source: Path, target: Path) -> None:
        super().rename(source, target)
        moved, folder = self._at(source), self._folder(source.parent)
        del folder.names[source.name]
        self._change(target, moved, (folder, source.name))

    def unlink(self, path: Path) -> None:
        if path.exists():
            super().unlink(path)
            self._remove(path)

    def remove_tree(self, path: Path) -> None:
        if path.exists():
            for below in sorted(path.rglob("*"), reverse=True):
                below.rmdir() if below.is_dir() else below.unlink()
                self._remove(below)
            path.rmdir()
            self._remove(path)

    def states(self, chance: random.Random) -> Iterator[tuple[list[Change], Callable[[bytes], bytes]]]:
        """Which of the doubtful changes happened, and what became of contents that were not synced."""
        for happened in _subsets(len(self.doubtful), chance):
            for torn in TORN:
                yield [one for one, is_there in zip(self.doubtful, happened, strict=True) if is_there], torn

    def state_of(self, happened: Sequence[Change], torn: Callable[[bytes], bytes]) -> dict[str, bytes | None]:
        """What stands on the disk: each file's content, and None for each folder."""
        names: dict[int, dict[str, File | Folder]] = {}
        for change in self.lasting:
            change.apply(names)
        for change in happened:
            change.apply(names)
        return dict(_walked(self.top, "", names, torn))

    def _at(self, path: Path) -> File | Folder:
        found: File | Folder = self.top
        for part in path.relative_to(self.root).parts:
            assert isinstance(found, Folder)
            found = found.names[part]
        return found

    def _folder(self, path: Path) -> Folder:
        found = self._at(path)
        assert isinstance(found, Folder)
        return found

    def _change(self, path: Path, target: File | Folder, source: tuple[Folder, str] | None = None) -> None:
        folder = self._folder(path.parent)
        folder.names[path.name] = target
        self.doubtful.append(Change(folder, path.name, target, source))
        self.cut(self)

    def _remove(self, path: Path) -> None:
        folder = self._folder(path.parent)
        del folder.names[path.name]
        self.doubtful.append(Change(folder, path.name, None))
        self.cut(self)


def _subsets(number: int, chance: random.Random) -> Iterator[tuple[bool, ...]]:
    if number <= ALL_OF:
        yield from itertools.product((True, False), repeat=number)
        return
    yield (True,) * number
    yield (False,) * number
    for at in range(number):  # all but one, and one alone
        yield tuple(place != at for place in range(number))
        yield tuple(place == at for place in range(number))
    for _ in range(SAMPLE):
        yield tuple(chance.random() < 0.5 for _ in range(number))


def _walked(
    folder: Folder, path: str, names: dict[int, dict[str, File | Folder]], torn: Callable[[bytes], bytes]
) -> Iterator[tuple[str, bytes | None]]:
    for name, target in names.get(id(folder), {}).items():
        if isinstance(target, Folder):
            yield f"{path}{name}", None
            yield from _walked(target, f"{path}{name}/", names, torn)
        else:
            yield f"{path}{name}", target.content if target.synced else torn(target.content)


def written_out(state: dict[str, bytes | None], below: Path) -> Path:
    """Makes a new folder in which everything stands as in `state`."""
    root = below / uuid.uuid4().hex
    root.mkdir()
    for name, content in state.items():
        if content is None:
            (root / name).mkdir(parents=True, exist_ok=True)
        else:
            (root / name).write_bytes(content)
    return root
