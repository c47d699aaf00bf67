"""Reading takes' audio, from clips that are checked when they are first opened."""

from collections.abc import Callable
from io import BufferedIOBase

import soundfile

from chunking.errors import OutputError
from render.speech.clips import KeptTake


class ClipReader:
    """Reads spans of clips as PCM. Holds one file open."""

    def __init__(self, place: str, audio: Callable[[str], BufferedIOBase], is_closed: Callable[[], bool]) -> None:
        """`audio` opens a clip's audio; it raises OutputError where that is not what was kept."""
        self._place, self._audio, self._is_closed = place, audio, is_closed
        self._name = ""
        self._bytes: BufferedIOBase | None = None
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
            raise OutputError(f"{self._named(kept.clip)} cannot be read: {error}") from error
        if len(audio) != span.length:
            raise OutputError(f"{self._named(kept.clip)} is too short; delete that folder and run again.")
        return bytes(audio.astype("<i2", copy=False).tobytes())

    def _named(self, clip: str) -> str:
        return f"the kept audio {self._place}/clips/{clip[:2]}/{clip}"

    def _opened(self, name: str) -> soundfile.SoundFile:
        if name != self._name or self._file is None:
            self.close()
            self._bytes = self._audio(name)
            self._file = soundfile.SoundFile(self._bytes)
            self._name = name
        return self._file

    def close(self) -> None:
        for one in (self._file, self._bytes):
            if one is not None:
                one.close()
        self._file = self._bytes = None
