"""POST /v1/ai/speech/convert: a recording in another voice. LMNT had it up to its SDK 2.5.1, and dropped it in 1.1.

A stand-in: the recording's pitch is moved to that of the voice, nothing else of it changes.
"""

import asyncio
from typing import IO

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from render.server.endpoints.speech import MEDIA_TYPES
from render.server.settings import Settings
from render.server.speech import Order
from render.server.uploads import file_in, texts, uploaded
from render.server.validation import read_order

LARGEST = 1024 * 1024  # bytes; LMNT said "1 MB"


async def convert(request: Request) -> Response:
    """Its fields are those of a request for speech, without a text. The language changes nothing."""
    settings: Settings = request.app.state.settings
    async with uploaded(request, LARGEST) as form:
        order = read_order(texts(form) | {"text": "-"}, settings, streamed=True)
        audio = file_in(form, {"audio": 1}, LARGEST)
        made = await asyncio.to_thread(_converted, order, audio.file)
    return Response(made, media_type=MEDIA_TYPES[order.format])


ROUTES = [Route("/v1/ai/speech/convert", convert, methods=["POST"])]


def _converted(order: Order, audio: IO[bytes]) -> bytes:
    from render.server.conversion import converted  # noqa: PLC0415 - numpy: not needed where workers speak

    return converted(order, audio)
