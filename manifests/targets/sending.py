"""Sending one folder of recordings to a target: only what is not there, and nothing before what it speaks of.

New and changed files come first, then the ledger where it is sent, the manifest last; only then are files removed that
we had put there and that are no more. So whoever sees a manifest sees all of its files. A chapter that is made again
keeps its name: for the moment until the new manifest is there, the old one speaks of a file that is newer than itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from manifests import ledger
from manifests.files import NAME, is_plain, sha256_of
from manifests.model import FileRecord, Manifest
from manifests.targets.headers import BY_DEFAULT, Headers, headers_of
from manifests.targets.there import There, in_threads

Content = Callable[[], AbstractContextManager[Path]]


@dataclass(frozen=True, slots=True)
class Item:
    """One file that is to be at a target."""

    name: str  # in its folder
    bytes: int
    headers: Headers
    content: Content  # where it is read from


@contextmanager
def here(path: Path) -> Iterator[Path]:
    """A file of this machine. Raises FileNotFoundError that says so where it is gone."""
    if not path.exists():
        raise FileNotFoundError(f"{path.name} was there when the run began, and is gone")
    yield path


def item_of(path: Path) -> Item:
    """A file as it is now, under its own name."""
    return Item(path.name, path.stat().st_size, headers_of(path.name, sha256_of(path)), partial(here, path))


def recorded(file: FileRecord, content: Content, seconds: int = BY_DEFAULT) -> Item:
    """A file as a manifest has it. Those who fetch it may keep it for so many seconds."""
    return Item(file.path, file.bytes, headers_of(file.path, file.sha256, seconds), content)


def send(there: There, items: Sequence[Item], last: Sequence[Item]) -> int:
    """Makes the folder at the target hold these files, `last` in their order. Returns how many it put and removed.

    Nothing else that lies there is touched. Raises OSError, with some of it done; the next time does the rest.
    """
    wanted = {item.name: item for item in (*items, *last)}
    there.learn({name: item.bytes for name, item in wanted.items()})
    missing = [item.name for item in items if not _has(there, item)]
    ending = [item for item in last if not _has(there, item)]
    gone = sorted(_ours(there, wanted) - wanted.keys())
    if not (missing or ending or gone):
        return 0
    there.expect({name: wanted[name].headers.sha256 for name in (*missing, *(item.name for item in ending))})
    in_threads(lambda name: _put(there, wanted[name]), missing)
    for item in ending:
        _put(there, item)
    for name in gone:
        there.target.delete(there.path(name))
    _note(there, list(wanted.values()))
    return len(missing) + len(ending) + len(gone)


def put(there: There, item: Item) -> bool:
    """Puts one file where it is not there yet, and removes nothing. Returns whether it had to. Raises OSError."""
    there.learn({item.name: item.bytes})
    if _has(there, item):
        return False
    there.expect({item.name: item.headers.sha256})
    _put(there, item)
    _note(there, [item])
    return True


def remove(there: There) -> int:
    """Removes what we have put into a folder, its manifest first, but no ledger. Returns how many files that were."""
    ours = _ours(there, {})
    for name in sorted(ours, key=lambda name: name != NAME):
        there.target.delete(there.path(name))
    there.noted.clear()
    there.list_again()
    there.note({})
    return len(ours)


def _has(there: There, item: Item) -> bool:
    return there.holds(item.name, item.headers.sha256)


def _note(there: There, items: Sequence[Item]) -> None:
    """Lists the folder, and notes what was put there, where it can be that and not already another one's."""
    there.list_again()
    sizes = {name: found.bytes for name, found in there.listed.items()}
    there.note({item.name: item.headers.sha256 for item in items if sizes.get(item.name) == item.bytes})


def _put(there: There, item: Item) -> None:
    with item.content() as path:
        there.target.put(path, there.path(item.name), item.headers)


def _ours(there: There, wanted: Mapping[str, Item]) -> set[str]:
    """The files that we have put there: as was noted, and as the manifest there says. No ledger is ever removed."""
    return (there.noted.keys() | _of_manifest(there, wanted)) & there.listed.keys() - {ledger.NAME}


def _of_manifest(there: There, wanted: Mapping[str, Item]) -> set[str]:
    """The files that the manifest at the target speaks of, where it is another than the one that is sent."""
    if NAME not in there.listed or (NAME in wanted and _has(there, wanted[NAME])):
        return set()
    try:
        found = Manifest.model_validate_json(there.target.get(there.path(NAME)))
    except (FileNotFoundError, ValidationError):
        return set()
    return {file.path for chapter in found.chapters for file in chapter.files if is_plain(file.path)} | {NAME}
