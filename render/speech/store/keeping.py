"""The store: keeps clips, finds takes, and knows which output is made of which clips."""

import errno
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from chunking.errors import StoreFailed
from render.speech.clips import Clip, KeptTake
from render.speech.store import names
from render.speech.store.description import TooNew, clip_id, files_of
from render.speech.store.folder import LEFT_OVER
from render.speech.store.places import shelf_at
from render.speech.store.reading import ClipReader
from render.speech.store.shelf import Shelf
from render.speech.store.shelved import Clips
from render.speech.store.turns import Turns
from render.speech.store.users import User, Users

READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class Store:
    """A place for clips, shared by every book, process and machine that uses it.

    Every method raises StoreFailed where the place cannot be read or written: what cannot be read is not taken for
    something that was never kept, which would be paid for again.
    """

    def __init__(self, place: Path | str | Shelf) -> None:
        """Opens the folder or URL, and finishes what a killed run had begun."""
        self._closed = threading.Event()
        self._entries: dict[str, str] = {}  # of takes that were looked up all at once: key → clip
        with failures(str(place), "used"):
            self.shelf: Shelf = shelf_at(str(place)) if isinstance(place, Path | str) else place
        self.place = self.shelf.place
        self.clips, self.users, self.turns = Clips(self.shelf), Users(self.shelf), Turns(self.shelf.lock_file)
        with failures(self.place, "used"):
            self._recover()

    def find(self, key: str) -> KeptTake | None:
        """The take of this key, or None. Its audio is there, but was not read yet."""
        with failures(self.place, "read"):
            described = self.clips.described(clip) if (clip := self.entered(key)) else None
            return described.kept(key) if described else None

    def find_sound(self, key: str) -> KeptTake | None:
        """As `find`, for one that is about to be heard: where reading is cheap, its audio has been checked."""
        kept = self.find(key)
        if kept is None or not self.shelf.near:
            return kept
        with failures(self.place, "read"):
            return kept if self.clips.is_sound(kept.clip) else None

    def is_damaged(self, key: str) -> bool:
        """Whether the take was kept once, and what was kept is not usable any more."""
        return bool(self.entered(key)) and self.find(key) is None

    def expect(self, keys: Sequence[str]) -> None:
        """Where each look takes a journey: looks for all of these at once, so that `find` has them at hand."""
        if self.shelf.near:
            return
        with failures(self.place, "read"):
            found = self.shelf.get_all([names.entry(key) for key in dict.fromkeys(keys)])
            entries = {name.rpartition("/")[2]: _clip_in(content) for name, content in found.items()}
            self.clips.described_all(list(entries.values()))
            self._entries |= entries

    def keep(self, clip: Clip, *, replacing: bool = False) -> None:
        """Puts a clip in its place, whole or not at all, and enters its takes. Then no power cut takes it away.

        A take that is there already stays, unless `replacing`: then the new one is used from now on.
        """
        with failures(self.place, "written"):
            keys = [take.key for take in clip.takes]
            self.adopt(clip_id(clip.pcm, clip.takes), files_of(clip), keys, replacing=replacing)

    def adopt(self, clip: str, files: Mapping[str, bytes], keys: Sequence[str], *, replacing: bool = False) -> None:
        """Puts the files of a clip in place, which have been checked, and enters these of its takes."""
        self.shelf.put([names.mark(clip)], b"")
        self.clips.put(clip, files)
        self.enter(keys, clip, replacing=replacing)
        self.shelf.delete(names.mark(clip))

    def remove(self, clip: str) -> None:
        """Removes a clip for good, and first the entries that lead to it."""
        described = self.clips.described(clip, complete=False)
        for key in described.takes if described else ():
            if self.entered(key) == clip:
                self._entries.pop(key, None)
                self.shelf.delete(names.entry(key))
        self.clips.remove(clip)

    def enter(self, keys: Sequence[str], clip: str, *, replacing: bool = False) -> None:
        """From now on the takes are found in this clip, but for those that are found in another."""
        entries = {names.entry(key): key for key in keys}
        for key in keys:
            self._entries.pop(key, None)
        taken = self.shelf.put(list(entries), clip.encode("ascii"), replacing=replacing)
        if stale := [name for name in taken if self.find(entries[name]) is None]:
            self.shelf.put(stale, clip.encode("ascii"), replacing=True)

    def entered(self, key: str) -> str:
        """The clip that a take's entry names, whether it is there or not; empty where there is none."""
        if key in self._entries:
            return self._entries[key]
        with failures(self.place, "read"):
            try:
                return _clip_in(self.shelf.get(names.entry(key)))
            except FileNotFoundError:
                return ""

    def register(self, output: str, clips: Iterable[str], *, ended: bool, will_keep: bool) -> None:
        """Notes what an output needs, so that nobody removes it.

        For a run that will keep something that is also the proof, before anything is paid, that it can be kept. For
        any other a store that can only be read does without.
        """
        with failures(self.place, "written"):
            try:
                self.users.register(output, clips, ended=ended)
            except OSError as error:
                if will_keep or error.errno not in READ_ONLY:
                    raise

    def knows(self, output: str) -> bool:
        """Whether the output has registered."""
        with failures(self.place, "read"):
            return self.users.knows(output)

    def outputs(self) -> list[User]:
        """Those that have registered, in the order of their names."""
        with failures(self.place, "read"):
            return list(self.users.all())

    @contextmanager
    def reader(self) -> Iterator[ClipReader]:
        """Reads takes' audio; takes of one clip in a row are read from one open file."""
        reader = ClipReader(self.place, self.clips.audio, self._closed.is_set)
        try:
            yield reader
        finally:
            reader.close()

    def close(self) -> None:
        """No more audio is read: chapters that are still being assembled, in threads, end at their next paragraph.

        Nothing is asked for any more either, so others may.
        """
        self._closed.set()
        self.turns.close()

    def _recover(self) -> None:
        """Enters the takes of clips that were put in place just before a run was killed."""
        for mark in self.shelf.files("pending"):
            clip = mark.name.rpartition("/")[2]
            described = self.clips.described(clip, complete=False) if names.is_id(clip) else None
            if described:
                self.enter(list(described.takes), clip)
            if described or time.time() - mark.modified > LEFT_OVER:
                self.shelf.delete(mark.name)


def _clip_in(entry: bytes) -> str:
    """The id that an entry holds; empty where it holds none."""
    try:
        text = entry.decode("ascii")
    except UnicodeDecodeError:
        return ""
    return text if names.is_id(text) else ""


@contextmanager
def failures(place: str, what: str) -> Iterator[None]:
    """What keeps the store from being used, written or read is an error that says what to do."""
    try:
        yield
    except TooNew as error:
        raise StoreFailed(f"the store {place} was written by a newer readcast; update this one.") from error
    except OSError as error:
        told = f"{error.strerror or error}. {_NEXT[what]}; what was kept before is safe."
        raise StoreFailed(f"the store {place} cannot be {what}: {told}") from error


_NEXT = {
    "used": "Choose another with --store",
    "written": "Free some space or choose another with --store",
    "read": "See that its disk or network is there, or choose another with --store",
}
