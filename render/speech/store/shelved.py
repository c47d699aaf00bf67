"""The clips on a shelf: described, checked, put in place, put aside when they are damaged."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BufferedIOBase

from chunking.errors import OutputError
from render.speech.store import names
from render.speech.store.description import AUDIO, DESCRIPTION, Damaged, Description, read
from render.speech.store.shelf import Shelf

REMEMBERED = 64  # clips whose descriptions are held in memory


class Clips:
    """What is damaged is never used: it is moved to `damaged/` as soon as it is met."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._known: OrderedDict[str, Description] = OrderedDict()
        self._heard: set[str] = set()  # clips whose audio was checked in this process
        self._lock = threading.Lock()  # chapters are assembled in threads

    def described(self, clip: str, *, complete: bool = True) -> Description | None:
        """What is known of a clip; None where it is not there, or damaged.

        Without `complete` it may be one that is just being written: what is there of it is left to its writer.
        """
        known = self._remembered(clip)
        if known is not None:
            return known
        try:
            found = self._read(names.clip_folder(clip), clip)
        except FileNotFoundError:
            if complete:
                self.put_aside(clip)
            return None
        except Damaged:
            self.put_aside(clip)
            return None
        self._remember(found)
        return found

    def described_all(self, clips: Sequence[str]) -> None:
        """Reads many at once, where that saves time, so that they are known when they are asked for."""
        new = [clip for clip in dict.fromkeys(clips) if names.is_id(clip) and self._remembered(clip) is None]
        contents = self._shelf.get_all([f"{names.clip_folder(clip)}/{DESCRIPTION}" for clip in new])
        for clip in new:
            content = contents.get(f"{names.clip_folder(clip)}/{DESCRIPTION}")
            with suppress(Damaged):
                if content is not None:
                    self._remember(read(content, clip))

    def is_sound(self, clip: str) -> bool:
        """Whether the clip's audio is what was kept: all of it is read, once in a process. Puts it aside if not."""
        try:
            with self._checked(clip):
                return True
        except (Damaged, FileNotFoundError):
            self.put_aside(clip)
            return False

    def audio(self, clip: str) -> BufferedIOBase:
        """The clip's audio, checked. Raises OutputError where it is not what was kept; it is put aside then."""
        try:
            return self._checked(clip)
        except (Damaged, FileNotFoundError) as error:
            self.put_aside(clip)
            raise OutputError(
                f"the kept audio {self._shelf.place}/{names.clip_folder(clip)} cannot be read: it is damaged, and was "
                "put aside. Run again: only its paragraphs are asked for again."
            ) from error

    def put(self, clip: str, files: Mapping[str, bytes]) -> None:
        """Puts a clip in place, unless the same one is there, whole. What is damaged there makes way."""
        folder = names.clip_folder(clip)
        for _ in range(2):
            if self._shelf.put_folder(folder, files) or self.is_sound(clip):
                return
        raise OSError(f"{folder} is damaged and cannot be moved out of the way")

    def put_aside(self, clip: str) -> None:
        """Moves a damaged clip to `damaged/`, or back, where another process has made it whole in the meantime."""
        self.forget(clip)
        folder, aside = names.clip_folder(clip), names.put_aside(clip)
        with suppress(OSError):  # where it cannot be moved, as on a read-only disk, it is not used all the same
            self._shelf.move_folder(folder, aside)
            if self._is_whole(aside, clip):
                whole = {name: self._shelf.get(f"{aside}/{name}") for name in (AUDIO, DESCRIPTION)}
                self._shelf.put_folder(folder, whole)
                self._shelf.remove_folder(aside)

    def remove(self, clip: str) -> None:
        """For good."""
        self.forget(clip)
        with suppress(FileNotFoundError):
            self._shelf.remove_folder(names.clip_folder(clip))

    def forget(self, clip: str) -> None:
        """What was remembered of a clip is looked up anew."""
        with self._lock:
            self._known.pop(clip, None)
            self._heard.discard(clip)

    def _read(self, folder: str, clip: str) -> Description:
        found = read(self._shelf.get(f"{folder}/{DESCRIPTION}"), clip)
        if self._shelf.near and self._shelf.look(f"{folder}/{AUDIO}").bytes != found.audio_bytes:
            raise Damaged("its audio has another length")
        return found

    def _is_whole(self, folder: str, clip: str) -> bool:
        try:
            found = self._read(folder, clip)
            with self._shelf.open(f"{folder}/{AUDIO}") as audio:
                found.check_audio(audio)
        except (Damaged, FileNotFoundError):
            return False
        return True

    def _checked(self, clip: str) -> BufferedIOBase:
        audio = self._shelf.open(f"{names.clip_folder(clip)}/{AUDIO}")
        if clip in self._heard:
            return audio
        try:
            described = self.described(clip)
            if described is None:
                raise Damaged("its description is not what was written")
            described.check_audio(audio)
            audio.seek(0)
        except BaseException:
            audio.close()
            raise
        self._heard.add(clip)
        return audio

    def _remembered(self, clip: str) -> Description | None:
        with self._lock:
            if clip in self._known:
                self._known.move_to_end(clip)
            return self._known.get(clip)

    def _remember(self, found: Description) -> None:
        with self._lock:
            self._known[found.clip] = found
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
