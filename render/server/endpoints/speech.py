"""POST /v1/ai/speech: the whole audio and the time of every word, in one JSON object."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from typing import IO

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from render.server import request_ids
from render.server.envelope import ApiError
from render.server.settings import Settings
from render.server.validation import read_order

BODY_LIMIT = 1024 * 1024  # bytes; 5000 characters are at most 60 kB, however they are escaped
PATIENCE = 16 * BODY_LIMIT  # bytes read and dropped: closing on a client that still sends would lose it the answer
PIECE = 64 * 1024  # bytes of an answer in memory at once


async def detailed(request: Request) -> Response:
    """LMNT's "generate detailed". `timestamps` is there only when it was asked for."""
    received = time.monotonic()
    settings: Settings = request.app.state.settings
    body = await _body(request)
    request_ids.settle(request, request_ids.id_of(body))
    order = read_order(body, settings.speaker.engine)
    file = await settings.speaker.speak(order)
    try:
        await asyncio.sleep(max(0.0, received + settings.delay(order.text) - time.monotonic()))
    except BaseException:
        file.close()
        raise
    settings.characters_spoken += len(order.text)
    headers = {"content-length": str(os.fstat(file.fileno()).st_size)}
    # The file is closed twice over: a client that goes away leaves the pieces unread and the task undone.
    return StreamingResponse(_pieces(file), 200, headers, "application/json", BackgroundTask(file.close))


ROUTES = [Route("/v1/ai/speech", detailed, methods=["POST"])]


async def _body(request: Request) -> bytes:
    """The body, or an error where it is too long; what lies beyond the limit is not kept."""
    body = bytearray()
    read = 0
    async for part in request.stream():
        read += len(part)
        if read <= BODY_LIMIT:
            body += part
        elif read > PATIENCE:
            break
    if read > BODY_LIMIT:
        # The connection cannot be used again: the rest of the body may still be on its way.
        raise ApiError(400, f"The body is longer than {BODY_LIMIT} bytes.", {"connection": "close"})
    return bytes(body)


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    """Read without a thread: the file was written a moment ago and lies in memory."""
    with file:
        while piece := file.read(PIECE):
            yield piece
            await asyncio.sleep(0)  # lets the loop hear that the client has gone, and serve the others
