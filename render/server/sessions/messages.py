"""What a client asks of a session, and what it hears, in no dialect in particular."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from render.server.envelope import ApiError
from render.server.validation import Fields

Timestamps = list[dict[str, Any]]  # LMNT's: text, start and duration in seconds


@dataclass(frozen=True, slots=True)
class Text:
    """More of the text, cut anywhere."""

    text: str


@dataclass(frozen=True, slots=True)
class Flush:
    """Speak all there is, and say so."""

    nonce: int | None = None  # the client's number for this command; None in the dialect that has none


@dataclass(frozen=True, slots=True)
class Reset:
    """Forget all that is not sent, and say so."""

    nonce: int | None = None


@dataclass(frozen=True, slots=True)
class Finish:
    """Speak all there is, and close."""


Command = Text | Flush | Reset | Finish
Queued = Text | Flush | Finish  # a reset does not wait for its turn


@dataclass(frozen=True, slots=True)
class Spoken:
    """The sound of one utterance."""

    audio: bytes
    samples: int  # its length
    timestamps: Timestamps  # from the start of the utterance; empty where they were not asked for
    head: bytes = b""  # what stands before the audio where it begins a stream


async def next_frame(websocket: WebSocket) -> Fields:
    """The next thing the client says. Raises ApiError where it is no JSON object, WebSocketDisconnect at the end."""
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message["code"])
    if message.get("text") is None:
        raise ApiError(400, "A frame must be text, not binary: one JSON object.")
    try:
        found = json.loads(message["text"])
    except (ValueError, RecursionError) as error:  # RecursionError: thousands of brackets
        raise ApiError(400, "A frame must be one JSON object.") from error
    if not isinstance(found, dict):
        raise ApiError(400, "A frame must be one JSON object.")
    return found


def text_of(fields: Fields) -> Text:
    """The text of a frame. Raises ApiError."""
    if not isinstance(fields.get("text"), str):
        raise ApiError(400, "text: must be a string")
    return Text(fields["text"])


def written(fields: Fields) -> str:
    """A frame; ASCII, since a lone surrogate has no UTF-8."""
    return json.dumps(fields, separators=(",", ":"))
