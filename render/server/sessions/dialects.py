"""Which of its dialects a client speaks: three generations of LMNT's clients are still installed."""

from typing import Protocol

from render.server.envelope import ApiError
from render.server.sessions.legacy import Legacy, typed
from render.server.sessions.messages import Command, Flush, Reset, Timestamps
from render.server.sessions.typed import Typed
from render.server.validation import Fields


class Dialect(Protocol):
    """Frames of the client → commands; what happens → frames for the client, or None where it is not told."""

    @property
    def cumulative(self) -> bool:
        """Whether timestamps count from the start of the stretch, else of the utterance."""
        ...

    @property
    def refusal(self) -> int:
        """The code that closes a session where the client is at fault."""
        ...

    def manner(self, init: Fields) -> Fields:
        """The fields of the first frame under the names, and of the types, of a request for speech."""
        ...

    def commands(self, fields: Fields) -> list[Command]:
        """What a later frame asks for. Raises ApiError."""
        ...

    def ready(self, request_id: str) -> str | None: ...

    def completed(self, command: Flush | Reset) -> str | None: ...

    def before_audio(self, timestamps: Timestamps, *, empty: bool) -> str | None:
        """`empty`: all text that has come so far is spoken."""
        ...

    def after_audio(self, timestamps: Timestamps) -> str | None: ...

    def error(self, error: ApiError, request_id: str) -> str: ...


def dialect_of(init: Fields) -> Dialect:
    """By `lmnt-version`: none or 1.0 is legacy, 1.1 restarts its clock, 1.2 and what may follow do not.

    A first frame with a type is of 1.1 at least, whose documentation has both the type and no need of a version.
    """
    version = str(init.get("lmnt-version") or ("1.1" if init.get("type") == "init" else "1.0"))
    if version == "1.0":
        return Legacy(2 if typed(init).get("protocol_version") == 2 else 1)
    return Typed(cumulative=version != "1.1")
