"""The dialects of API version 1.0: frames told apart by their keys. LMNT's documentation no longer has them.

The first has flags (`flush`, `eof`) and no answers to them; the second, `protocol_version` 2, has commands with nonces
that are answered. Both are read in either; only the second answers. Where extras were asked for, a JSON frame stands
before each frame of audio: clients of the first dialect read them strictly in pairs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.status import WS_1002_PROTOCOL_ERROR

from render.server.envelope import ApiError
from render.server.sessions.messages import Command, Finish, Flush, Reset, Timestamps, text_of, written
from render.server.validation import Fields

_NUMBERS = ("sample_rate", "temperature", "top_p", "protocol_version", "nonce")
_FLAGS = ("return_extras", "send_extras", "flush", "eof")
_RAW = "pcm_s16le"  # what Pipecat asked for as `raw`, and played as 16-bit samples


@dataclass(frozen=True, slots=True)
class Legacy:
    """Dialect 1 or 2. Timestamps count from the start of each utterance."""

    protocol: int = 1
    cumulative: bool = False
    refusal: int = WS_1002_PROTOCOL_ERROR  # as was measured for a wrong key and a wrong field

    def manner(self, init: Fields) -> Fields:
        """`return_extras` (SDK 2.x) or `send_extras` (SDK 1.x) asks for times."""
        fields = typed(init)
        form = _RAW if fields.get("format") == "raw" else fields.get("format", "mp3")
        extras = fields.get("return_extras", fields.get("send_extras", False))
        return {**fields, "format": form, "return_timestamps": extras, "return_durations": False}

    def commands(self, fields: Fields) -> list[Command]:
        commands = list(_commands(typed(fields)))
        known = {"text", "flush", "eof", "command"}
        if not known & fields.keys():
            raise ApiError(400, f"A frame must have one of {', '.join(sorted(known))}")
        return commands

    def ready(self, request_id: str) -> str | None:
        return None

    def completed(self, command: Flush | Reset) -> str | None:
        if self.protocol < 2 or command.nonce is None:
            return None
        return written({"complete": "flush" if isinstance(command, Flush) else "reset", "nonce": command.nonce})

    def before_audio(self, timestamps: Timestamps, *, empty: bool) -> str | None:
        return written({"durations": timestamps, "buffer_empty": empty})

    def after_audio(self, timestamps: Timestamps) -> str | None:
        return None

    def error(self, error: ApiError, request_id: str) -> str:
        return written({"error": error.detail})


def _commands(fields: Fields) -> Iterator[Command]:
    if "text" in fields:
        yield text_of(fields)
    if "command" in fields:
        yield _command(fields)
    if fields.get("flush") is True:
        yield Flush()
    if fields.get("eof") is True:
        yield Finish()


def _command(fields: Fields) -> Command:
    match fields["command"]:
        case "flush":
            return Flush(_nonce(fields))
        case "reset":
            return Reset(_nonce(fields))
        case "eof":
            return Finish()
    raise ApiError(400, "command: must be one of flush, reset, eof")


def _nonce(fields: Fields) -> int | None:
    nonce = fields.get("nonce")
    if isinstance(nonce, bool) or not isinstance(nonce, int | None):
        raise ApiError(400, "nonce: must be an integer")
    return nonce


def typed(fields: Fields) -> Fields:
    """Python's SDK 2.2 to 2.5 writes numbers and booleans as strings."""
    numbers = {name: _number(fields[name]) for name in _NUMBERS if isinstance(fields.get(name), str)}
    flags = {name: _flag(fields[name]) for name in _FLAGS if isinstance(fields.get(name), str)}
    return {**fields, **numbers, **flags}


def _number(value: str) -> object:
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        return value


def _flag(value: str) -> object:
    return {"true": True, "false": False}.get(value.lower(), value)
