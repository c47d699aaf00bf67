"""The dialect of API versions 1.1 and 1.2: every frame has a `type`."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.status import WS_1008_POLICY_VIOLATION

from render.server.envelope import ApiError, error_body
from render.server.sessions.messages import Command, Finish, Flush, Reset, Timestamps, text_of, written
from render.server.validation import Fields
from render.server.voice_book import shown

_OF_INIT = frozenset({"voice", "format", "language", "sample_rate", "return_timestamps"})  # others have no meaning here


@dataclass(frozen=True, slots=True)
class Typed:
    """Timestamps count from the start of each utterance (1.1), or of the stretch (1.2)."""

    cumulative: bool = False
    refusal: int = WS_1008_POLICY_VIOLATION  # LMNT promises "a close frame with a status code", no number

    def manner(self, init: Fields) -> Fields:
        return {name: value for name, value in init.items() if name in _OF_INIT}

    def commands(self, fields: Fields) -> list[Command]:
        kind = fields.get("type")
        if not isinstance(kind, str) or kind not in _COMMANDS:
            name = shown(kind) if isinstance(kind, str) else "of this frame"
            raise ApiError(400, f"type: {name} is not one of {', '.join(_COMMANDS)}")
        return [_COMMANDS[kind](fields)]

    def ready(self, request_id: str) -> str | None:
        return written({"type": "ready", "request_id": request_id})

    def completed(self, command: Flush | Reset) -> str | None:
        kind = "flush_complete" if isinstance(command, Flush) else "reset_complete"
        return written({"type": kind, "nonce": command.nonce})

    def before_audio(self, timestamps: Timestamps, *, empty: bool) -> str | None:
        return None

    def after_audio(self, timestamps: Timestamps) -> str | None:
        return written({"type": "timestamps", "timestamps": timestamps})

    def error(self, error: ApiError, request_id: str) -> str:
        return written(error_body(error.status_code, error.detail, request_id))


def _nonce(fields: Fields) -> int:
    nonce = fields.get("nonce")
    if isinstance(nonce, bool) or not isinstance(nonce, int):
        raise ApiError(400, "nonce: must be an integer")
    return nonce


_COMMANDS: dict[str, Callable[[Fields], Command]] = {
    "text": text_of,
    "flush": lambda fields: Flush(_nonce(fields)),
    "reset": lambda fields: Reset(_nonce(fields)),
    "finish": lambda _: Finish(),
}
