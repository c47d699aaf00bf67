"""A sample → a voice that speaks at its pitch and pace: a stand-in, not a clone."""

import secrets
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from render.server.envelope import ApiError
from render.server.likeness import likeness
from render.server.voices import Voice

NOTE = "A stand-in, not a clone: espeak-ng at the pitch and pace of the sample"
LEAST = 1.0  # seconds that must be heard
_ONE_AT_A_TIME = threading.Lock()  # a decoded sample may take 200 MB


@dataclass(frozen=True, slots=True)
class Wish:
    """What a client asks of a new voice."""

    name: str
    description: str  # empty: one that says what the voice is
    gender: str  # in any words; "male" and "female" choose the timbre. "U" (unknown) where the client said nothing
    tags: tuple[str, ...]


def make_voice(wish: Wish, sample: IO[bytes], folder: Path) -> Voice:
    """Keeps the sample in the folder, under the new voice's id. Takes a second. Raises ApiError, and keeps nothing."""
    from render.server.examining import examined  # noqa: PLC0415 - numpy: not needed where workers speak

    voice_id = secrets.token_hex(8)
    kept = folder / voice_id
    try:
        with kept.open("xb") as file:
            shutil.copyfileobj(sample, file)
        with _ONE_AT_A_TIME:
            heard = examined(kept, "file")
        if round(heard.seconds, 1) < LEAST:
            raise ApiError(400, f"file: {heard.seconds:.1f} s of it are not silent, the least is {LEAST:g} s")
    except BaseException:
        kept.unlink(missing_ok=True)
        raise
    return _voice(voice_id, wish, heard.hertz, heard.pace)


def _voice(voice_id: str, wish: Wish, hertz: float | None, pace: float | None) -> Voice:
    like = likeness(hertz, pace, wish.gender)
    return Voice(
        id=voice_id,
        name=wish.name,
        gender=wish.gender,
        description=wish.description or f"{NOTE} ({like.hertz:.0f} Hz)",
        variant=like.variant,
        pitch=like.pitch,
        rate=like.rate,
        owner="me",
        tags=wish.tags,
        hertz=like.hertz,
    )
