"""Reading and writing `manifest.json`, and the hashes of the files it lists."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError

from chunking.errors import InputError, OutputError
from manifests.model import Collection, FileRecord, Manifest
from render.files import written_whole

NAME = "manifest.json"


def load(folder: Path) -> Manifest | Collection | None:
    """The manifest of an output folder, or None where it has none. Raises InputError for one that cannot be read."""
    try:
        text = (folder / NAME).read_text("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{folder / NAME} cannot be read: {error}.") from error
    kind: type[BaseModel] = Collection if '"kind": "collection"' in text[:100] else Manifest
    try:
        found = kind.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "its beginning"
        raise InputError(f"{folder / NAME} is not a manifest of this version: {first['msg']} at {place}.") from error
    assert isinstance(found, (Manifest, Collection))
    return found


def save(folder: Path, manifest: Manifest | Collection) -> None:
    """Writes the manifest by one rename, and not at all where the same one is there. Raises OutputError."""
    content = (manifest.model_dump_json(indent=1, exclude_defaults=False) + "\n").encode("utf-8")
    target = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != content:
            written_whole(target, content)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror}. Choose another folder with -o.") from error


def described(path: Path, *, samples: int | None = None, cues: int | None = None) -> FileRecord:
    """The record of a file that has just been made."""
    return FileRecord(path=path.name, bytes=path.stat().st_size, sha256=sha256_of(path), samples=samples, cues=cues)


def is_plain(name: str) -> bool:
    """Whether it names a file in its folder, and nothing elsewhere."""
    return Path(name).name == name and name not in ("", "..") and "\\" not in name


def sha256_of(path: Path) -> str:
    """Of a file's bytes, read a piece at a time."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def intact(folder: Path, files: Sequence[FileRecord]) -> bool:
    """Whether the files are still what the manifest in `folder` says.

    A file that is older than the manifest needs only its size looked at; any other is hashed. So is one of the same
    moment, which may have been changed after the manifest was written, within one tick of the file system's clock.
    """
    written = (folder / NAME).stat().st_mtime_ns
    return all(_is_intact(folder / file.path, file, written) for file in files)


def _is_intact(path: Path, file: FileRecord, written: int) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    if found.st_size != file.bytes:
        return False
    return found.st_mtime_ns < written or sha256_of(path) == file.sha256


def remove_listed(folder: Path) -> None:
    """Removes what a document's manifest lists, and the manifest. Its ledger stays, which tells what was paid."""
    found = load(folder)
    if not isinstance(found, Manifest):
        return
    try:
        for file in (file for chapter in found.chapters for file in chapter.files):
            if file.path == Path(file.path).name:
                (folder / file.path).unlink(missing_ok=True)
        (folder / NAME).unlink()
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}.") from error
    with suppress(OSError):  # a folder that still holds something stays
        folder.rmdir()
