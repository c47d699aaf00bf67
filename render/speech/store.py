"""Where clips are kept: nothing that was paid for is lost, and a take is found by what can be heard.

ROOT/clips/ab/<clip>/audio.flac, clip.json   one request's answer, put in place by one rename
ROOT/takes/ab/<take>                         the id of the clip that holds the take; the first writer wins
ROOT/pending/<clip>                          stands while a clip is in place and its takes are not yet all entered
"""

import hashlib
import io
import json
import shutil
import tempfile
import threading
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import soundfile

from chunking.errors import OutputError, StoreFailed
from render.audio.cutting import samples_of
from render.files import put_if_absent, synced, written_whole
from render.samples import RATE, WIDTH, Samples, Span
from render.speech.alignment import Heard
from render.speech.clips import Clip, KeptTake, Take
from render.speech.delivery import digest

VERSION = 1
REMEMBERED = 16  # clips whose contents are held in memory
LEFT_OVER = 86_400  # seconds after which an unfinished clip is a leftover


class Store:
    """A folder of clips, shared by every book and every process on it."""

    def __init__(self, root: Path) -> None:
        """Opens the folder, making it where it is not there, and finishes what a killed run had begun."""
        self._root = root
        self._known: OrderedDict[str, dict[str, KeptTake]] = OrderedDict()
        self._closed = threading.Event()
        self._lock = threading.Lock()  # around `_known`: chapters are assembled in threads
        try:
            for name in ("clips", "takes", "pending", "damaged", "tmp"):
                (root / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(
                f"the store {root} cannot be used: {error.strerror}. Choose another with --store."
            ) from error
        with _disk_errors(root):
            self._recover()

    def find(self, key: str) -> KeptTake | None:
        """The take of this key, or None."""
        try:
            clip = self._entry(key).read_text("ascii")
        except (FileNotFoundError, UnicodeDecodeError):
            return None
        return self._takes(clip).get(key)

    def keep(self, clip: Clip, *, replacing: bool = False) -> None:
        """Puts a clip in its place, whole or not at all, and enters its takes.

        A take that is there already stays, unless `replacing`: then the new one is used from now on.
        """
        with _disk_errors(self._root):
            name = _clip_id(clip)
            written_whole(self._root / "pending" / name, b"")
            self._put(name, clip)
            for take in clip.takes:
                self._enter(take.key, name, replacing)
            (self._root / "pending" / name).unlink(missing_ok=True)

    @contextmanager
    def reader(self) -> Iterator["ClipReader"]:
        """Reads takes' audio; takes of one clip in a row are read from one open file."""
        reader = ClipReader(self._clip, self._closed.is_set)
        try:
            yield reader
        finally:
            reader.close()

    def close(self) -> None:
        """No more audio is read: chapters that are still being assembled, in threads, end at their next paragraph."""
        self._closed.set()

    def _clip(self, name: str) -> Path:
        return self._root / "clips" / name[:2] / name

    def _entry(self, key: str) -> Path:
        return self._root / "takes" / key[:2] / key

    def _put(self, name: str, clip: Clip) -> None:
        if self._takes(name):
            return
        self._clip(name).parent.mkdir(exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=self._root / "tmp"))
        try:
            (draft / "audio.flac").write_bytes(_flac(clip.pcm))
            (draft / "clip.json").write_text(_described(clip, draft / "audio.flac"), "utf-8")
            synced(draft / "audio.flac", draft / "clip.json", draft)
            self._place(draft, name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _place(self, draft: Path, name: str) -> None:
        """Renames the finished clip into its place, unless another process has just put the same one there."""
        target = self._clip(name)
        try:
            draft.rename(target)
        except OSError:
            if self._takes(name):
                return
            # What stands there is damaged: out of the way, but not thrown away. Where nothing does, this raises too.
            target.rename(self._root / "damaged" / f"{name}.{uuid.uuid4().hex[:8]}")
            draft.rename(target)
        synced(target.parent)

    def _enter(self, key: str, clip: str, replacing: bool) -> None:
        entry = self._entry(key)
        entry.parent.mkdir(exist_ok=True)
        if replacing or (entry.exists() and self.find(key) is None):
            written_whole(entry, clip.encode("ascii"))
        else:
            put_if_absent(entry, clip.encode("ascii"))

    def _recover(self) -> None:
        """Enters the takes of clips that were put in place just before a run was killed; removes its leftovers."""
        for mark in (self._root / "pending").iterdir():
            takes = self._takes(mark.name)
            for key in takes:
                self._enter(key, mark.name, replacing=False)
            if takes or _is_old(mark):
                mark.unlink(missing_ok=True)
        for draft in (self._root / "tmp").iterdir():
            if _is_old(draft):
                shutil.rmtree(draft, ignore_errors=True)

    def _takes(self, clip: str) -> dict[str, KeptTake]:
        """All takes of a clip; none where it is not there or not whole."""
        with self._lock:
            if clip in self._known:
                self._known.move_to_end(clip)
                return self._known[clip]
        takes = _read(self._clip(clip), clip)
        if takes:
            with self._lock:
                self._known[clip] = takes
                if len(self._known) > REMEMBERED:
                    self._known.popitem(last=False)
        return takes


class ClipReader:
    """Reads spans of clips as PCM. Holds one file open."""

    def __init__(self, locate: Callable[[str], Path], is_closed: Callable[[], bool]) -> None:
        self._locate, self._is_closed = locate, is_closed
        self._name = ""
        self._file: soundfile.SoundFile | None = None

    def pcm(self, kept: KeptTake) -> bytes:
        """The take's audio, 16-bit mono. Raises OutputError where the clip cannot be read."""
        if self._is_closed():
            raise OutputError("the run was stopped")
        span = kept.take.span
        try:
            file = self._opened(kept.clip)
            file.seek(span.start)
            audio = file.read(span.length, dtype="int16")
        except (soundfile.SoundFileError, OSError) as error:
            raise OutputError(f"the kept audio {self._locate(kept.clip)} cannot be read: {error}") from error
        if len(audio) != span.length:
            raise OutputError(
                f"the kept audio {self._locate(kept.clip)} is too short; delete that folder and run again."
            )
        return bytes(audio.astype("<i2", copy=False).tobytes())

    def _opened(self, name: str) -> soundfile.SoundFile:
        if name != self._name or self._file is None:
            self.close()
            self._file = soundfile.SoundFile(self._locate(name) / "audio.flac")
            self._name = name
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _is_old(path: Path) -> bool:
    """Whether no process can still be at work on it."""
    try:
        return time.time() - path.stat().st_mtime > LEFT_OVER
    except FileNotFoundError:
        return False


def _clip_id(clip: Clip) -> str:
    """A hash of the contents, so that the same answer is kept once."""
    return digest([hashlib.sha256(clip.pcm).hexdigest(), _takes_json(clip)])


def _takes_json(clip: Clip) -> list[object]:
    return [
        {
            "key": take.key,
            "span": [take.span.start, take.span.end],
            "words": [[word.start, word.end, word.span.start, word.span.end] for word in take.words],
            "doubts": list(take.doubts),
        }
        for take in clip.takes
    ]


def _flac(pcm: bytes) -> bytes:
    """Lossless. Encoded in memory: where a disk is full libsndfile leaves half a file and says nothing."""
    encoded = io.BytesIO()
    soundfile.write(encoded, samples_of(pcm), RATE, format="FLAC", subtype="PCM_16")
    return encoded.getvalue()


def _described(clip: Clip, audio: Path) -> str:
    described = {
        "version": VERSION,
        "request_id": clip.request_id,
        "characters": clip.characters,
        "samples": len(clip.pcm) // WIDTH,
        "audio_bytes": audio.stat().st_size,
        "takes": _takes_json(clip),
    }
    return json.dumps(described, ensure_ascii=False, indent=None) + "\n"


def _read(folder: Path, name: str) -> dict[str, KeptTake]:
    """The takes that a clip's folder describes; none where anything about it is not as it was written."""
    try:
        described = json.loads((folder / "clip.json").read_text("utf-8"))
        if described["version"] != VERSION or (folder / "audio.flac").stat().st_size != described["audio_bytes"]:
            return {}
        takes = [_take(one) for one in described["takes"]]
        return {take.key: KeptTake(take, name, described["request_id"], described["characters"]) for take in takes}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _take(described: dict[str, Any]) -> Take:
    words = tuple(Heard(start, end, _span(first, last)) for start, end, first, last in described["words"])
    return Take(str(described["key"]), _span(*described["span"]), words, tuple(map(str, described["doubts"])))


def _span(start: int, end: int) -> Span:
    return Span(Samples(start), Samples(end))


@contextmanager
def _disk_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFailed(
            f"the store {root} cannot be written: {error.strerror or error}. Free some space or choose another with "
            "--store; what was kept before is safe."
        ) from error
