"""A sound file that a client sent → its sound, and how high and how fast its voice speaks.

Imported in the thread that needs it: numpy is no part of a server whose workers speak.
"""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from chunking.errors import InputError
from render.audio.recordings import measured_sound
from render.audio.recordings.sound import Sound, opened
from render.server.envelope import ApiError

LOOKED_AT = 60  # seconds from the beginning; LMNT asks for 5 to 10


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording holds."""

    sound: Sound
    hertz: float | None  # median pitch; None where nothing is voiced, as in a whisper
    pace: float | None  # syllables a second of speech; None without any
    seconds: float  # of it that are not silent, in its first minute


def examined(path: Path, field: str) -> Heard:
    """Raises ApiError where the file holds no sound; `field` is its name in the request."""
    sound = _decoded(path, field)
    voice = measured_sound(replace(sound, samples=sound.samples[: LOOKED_AT * sound.rate])).voice
    return Heard(sound, voice.pitch, voice.pace, voice.speech)


def _decoded(path: Path, field: str) -> Sound:
    try:
        return opened(path)
    except InputError as error:  # its message has the path of a temporary file
        kinds = "wav, mp3, mp4, m4a, webm, ogg or flac"
        raise ApiError(400, f"{field}: no sound can be read from it; send speech as {kinds}") from error


def spooled(file: IO[bytes]) -> Path:
    """A copy with a name, for ffmpeg. Whoever asked for it removes it."""
    with tempfile.NamedTemporaryFile(delete=False) as named:
        while piece := file.read(2**20):
            named.write(piece)
    return Path(named.name)
