"""The files of a folder that may be documents, whatever site it is."""

import os
from collections.abc import Iterator
from pathlib import Path

from chunking.errors import InputError
from chunking.sites.patterns import Patterns
from chunking.sources import READERS, known_suffixes
from chunking.sources.books.folder import SKIPPED_FOLDERS

IGNORING = ".gitignore"
_WRITTEN = ("manifest.json", "ledger.jsonl")  # what an output of readcast has, and hardly anything else
_LARGEST = 1_000_000  # bytes of a file of patterns that are read
_Ignoring = tuple[tuple[str, Patterns], ...]  # the patterns of the folders above, outermost first, and where they hold


def names_in(folder: Path) -> list[str]:
    """The paths below the folder, with `/`, of all files that can be read, in the order of their parts.

    Left out: hidden files and folders, node_modules, linked folders, linked files that lie outside, what `.gitignore`
    names, and what readcast itself has written. Raises InputError when the folder cannot be read.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "no such folder"
        raise InputError(f"{folder}: {what}; name a folder with {known_suffixes()} files")
    home = folder.resolve()
    found = [name for name in _below(folder) if _is_source(folder / name, home)]
    return sorted(found, key=lambda name: name.split("/"))


def _below(folder: Path) -> Iterator[str]:
    ignoring: dict[str, _Ignoring] = {}
    for parent, folders, files in os.walk(folder, onerror=_refuse_unreadable):
        place = os.path.relpath(parent, folder).replace(os.sep, "/") + "/"
        place = "" if place == "./" else place
        here = ignoring[place] = _ignoring(parent, place, ignoring)
        below = [name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS]
        below = [name for name in below if not _is_ignored(f"{place}{name}/", here)]
        folders[:] = [name for name in below if not _is_output(Path(parent, name))]
        plain = [place + name for name in files if not name.startswith(".")]
        yield from (name for name in plain if not _is_ignored(name, here))


def _ignoring(parent: str, place: str, known: dict[str, _Ignoring]) -> _Ignoring:
    """The patterns that hold in a folder: its own and those of the folders above."""
    above = known.get(place[: place.rstrip("/").rfind("/") + 1], ()) if place else ()
    own = patterns_of(Path(parent, IGNORING))
    return (*above, (place, own)) if own else above


def patterns_of(path: Path) -> Patterns | None:
    """The patterns of a file such as `.gitignore`; None where there is none. A link is not followed, as by git."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8", "replace").removeprefix("\ufeff")
        return Patterns(text.splitlines())
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def _is_ignored(name: str, ignoring: _Ignoring) -> bool:
    """The file of patterns that is nearest to a name decides, if it speaks of it."""
    for place, patterns in reversed(ignoring):
        verdict = patterns.verdict(name[len(place) :])
        if verdict is not None:
            return verdict
    return False


def _is_output(folder: Path) -> bool:
    """Whether readcast wrote a folder: a transcript in it is no new source, which would be paid for."""
    return all((folder / name).is_file() for name in _WRITTEN)


def _refuse_unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: cannot be read ({error.strerror}); check its permissions") from error


def _is_source(path: Path, home: Path) -> bool:
    """Whether a file has a known suffix and lies in the folder, also when it is a link."""
    if path.suffix.lower() not in READERS:
        return False
    return path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(home))
