"""The voices that a server has: the system's, and those that its user made."""

from collections.abc import Iterator

from render.server.engines import obstacle
from render.server.envelope import ApiError
from render.server.state import State
from render.server.voices import VOICES, Voice


class VoiceBook:
    """All voices by id."""

    def __init__(self, state: State, engine: str = "espeak") -> None:
        self._state, self._engine = state, engine

    def __iter__(self) -> Iterator[Voice]:
        """The system's voices first. Only those that can be spoken here."""
        return (voice for voice in VOICES.values() if not obstacle(voice.engine, self._engine))

    def get(self, voice: str) -> Voice:
        """Raises ApiError, 404."""
        if voice not in VOICES:
            raise ApiError(404, f"voice: there is no voice {shown(voice)}; GET /v1/ai/voice/list names them all")
        if why := obstacle(VOICES[voice].engine, self._engine):
            there = ", ".join(one.id for one in self)
            raise ApiError(404, f"voice: {shown(voice)} cannot speak here. {why} The voices here: {there}")
        return VOICES[voice]


def shown(value: str) -> str:
    """A value in a message: short, quoted, and safe to encode whatever is in it."""
    return ascii(value if len(value) <= 60 else value[:60] + "...")
