"""Carrying clips from one store to another: through a tar file, which unpacked is a store itself, or directly."""

import io
import tarfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chunking.errors import InputError, OutputError
from render.files import draft_of
from render.speech.store import names
from render.speech.store.description import AUDIO, DESCRIPTION, Damaged, TooNew, read
from render.speech.store.keeping import Store, failures
from render.speech.store.upkeep import folders


@dataclass(frozen=True, slots=True)
class Parcel:
    """One clip on its way."""

    clip: str
    files: dict[str, bytes]  # its audio, then its description
    entered: tuple[str, ...]  # the takes that are found in it
    modified: float = 0.0  # seconds since 1970

    @property
    def bytes(self) -> int:
        return sum(map(len, self.files.values()))


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of it."""

    clips: int  # that are in the other place now
    bytes: int
    refused: tuple[str, ...] = ()  # clips that are not what was once kept


def packed(store: Store, wanted: Collection[str] | None = None) -> Iterator[Parcel]:
    """The store's clips, or those that are wanted, as they lie there: who takes them looks whether they are whole."""
    with failures(store.place, "read"):
        for folder in folders(store, "clips"):
            if wanted is None or folder.clip in wanted:
                contents = store.shelf.get_all([f"{folder.name}/{name}" for name in (AUDIO, DESCRIPTION)])
                files = {name.rpartition("/")[2]: content for name, content in contents.items()}
                yield Parcel(folder.clip, files, _entered_in(store, folder.clip, files), folder.modified)


def unpacked(store: Store, parcels: Iterable[Parcel]) -> Carried:
    """Checks each clip and keeps it. A take that is there already stays."""
    clips, size, refused = 0, 0, []
    for parcel in parcels:
        if not is_whole(parcel):
            refused.append(parcel.clip)
            continue
        with failures(store.place, "written"):
            store.adopt(parcel.clip, parcel.files, parcel.entered)
        clips, size = clips + 1, size + parcel.bytes
    return Carried(clips, size, tuple(refused))


def is_whole(parcel: Parcel) -> bool:
    """Whether the clip is what was once kept."""
    if set(parcel.files) != {AUDIO, DESCRIPTION}:
        return False
    try:
        found = read(parcel.files[DESCRIPTION], parcel.clip)
        found.check_audio(io.BytesIO(parcel.files[AUDIO]))
    except (Damaged, TooNew):
        return False
    return set(parcel.entered) <= set(found.takes)


def write_tar(path: Path, parcels: Iterable[Parcel]) -> Carried:
    """Writes those that are whole to one file, which is there whole or not at all. Raises OutputError."""
    clips, size, refused = 0, 0, []
    try:
        with draft_of(path) as draft, tarfile.open(draft, "w") as tar:
            for parcel in parcels:
                if not is_whole(parcel):
                    refused.append(parcel.clip)
                    continue
                for name, content in _members(parcel):
                    _add(tar, name, content, parcel.modified)
                clips, size = clips + 1, size + parcel.bytes
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}. Choose another file.") from error
    return Carried(clips, size, tuple(refused))


def read_tar(path: Path) -> Iterator[Parcel]:
    """The clips in a file, one at a time. Nothing but clips and entries is read. Raises InputError."""
    try:
        with tarfile.open(path, "r:*") as tar:
            found = {member.name.removeprefix("./"): member for member in tar if member.isfile()}
            _check_end(tar)
            entered = _entered(tar, found)
            clips = dict.fromkeys(place[0] for name in found if (place := names.file_of_clip(name)))
            for clip in clips:
                files = {file: _content(tar, found, clip, file) for file in (AUDIO, DESCRIPTION)}
                yield Parcel(clip, files, tuple(entered.get(clip, ())))
    except (OSError, tarfile.TarError) as error:
        raise InputError(f"{path} cannot be read as a file that `readcast store export` wrote: {error}.") from error


def _entered_in(store: Store, clip: str, files: dict[str, bytes]) -> tuple[str, ...]:
    try:
        takes = read(files.get(DESCRIPTION, b""), clip).takes
    except Damaged:
        return ()
    return tuple(key for key in takes if store.entered(key) == clip)


def _members(parcel: Parcel) -> Iterator[tuple[str, bytes]]:
    yield from ((f"{names.clip_folder(parcel.clip)}/{name}", content) for name, content in parcel.files.items())
    yield from ((names.entry(key), parcel.clip.encode("ascii")) for key in parcel.entered)


def _add(tar: tarfile.TarFile, name: str, content: bytes, modified: float) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime = len(content), int(modified)
    tar.addfile(member, io.BytesIO(content))


def _check_end(tar: tarfile.TarFile) -> None:
    """A whole file has blocks of zeros at its end; without them tarfile is content with what there is."""
    assert tar.fileobj is not None
    tar.fileobj.seek(tar.offset)
    if len(tar.fileobj.read(tarfile.BLOCKSIZE)) < tarfile.BLOCKSIZE:
        raise tarfile.ReadError("it ends too early")


def _entered(tar: tarfile.TarFile, found: dict[str, tarfile.TarInfo]) -> dict[str, list[str]]:
    """The takes that are found in each clip."""
    entered: dict[str, list[str]] = {}
    for name, member in found.items():
        if (key := names.key_of_entry(name)) and member.size == 64 and (file := tar.extractfile(member)):
            entered.setdefault(file.read().decode("ascii", "replace"), []).append(key)
    return entered


def _content(tar: tarfile.TarFile, found: dict[str, tarfile.TarInfo], clip: str, file: str) -> bytes:
    member = found.get(f"{names.clip_folder(clip)}/{file}")
    content = tar.extractfile(member) if member else None
    return content.read() if content else b""
