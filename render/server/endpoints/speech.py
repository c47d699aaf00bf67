"""POST /v1/ai/speech/bytes: the audio as it is made. POST /v1/ai/speech: all of it, and the time of every word."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing
from typing import IO, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from render.server.bodies import read_fields
from render.server.envelope import ApiError
from render.server.growing import PIECE
from render.server.paying import paid
from render.server.settings import Settings
from render.server.validation import read_order

T = TypeVar("T")
QUIET_SECONDS = 20  # without a byte of a detailed answer; LMNT's clients give up after 60, and then ask again
MEDIA_TYPES = {  # those of mp3 and pcm_s16le were seen in LMNT's answers; the rest follow them
    "aac": "audio/aac",
    "mp3": "audio/mpeg",
    "ulaw": "audio/wav",
    "wav": "audio/wav",
    "webm": "audio/webm",
    "pcm_s16le": "application/vnd.lmnt.audio-int16",
    "pcm_f32le": "application/vnd.lmnt.audio-fp32",
}


async def detailed(request: Request) -> Response:
    """LMNT's "generate detailed". `timestamps` is there only when it was asked for.

    What takes long begins with white space, so that no client takes it for lost. From then on a failure can only cut
    the connection. No length is told before: LMNT's client for Node would wait for ever for the rest of it.
    """
    settings: Settings = request.app.state.settings
    order = read_order(await read_fields(request), settings, streamed=False)
    speaking = asyncio.create_task(paid(order, settings, lambda: _while_there(request, settings.speaker.speak(order))))
    try:
        await asyncio.wait([speaking], timeout=QUIET_SECONDS)
    except asyncio.CancelledError:
        speaking.cancel()
        raise
    if speaking.done():
        speaking.result()  # raises what went wrong, while there is a status to say it with
    return StreamingResponse(_spoken(speaking), media_type="application/json")


async def streamed(request: Request) -> Response:
    """LMNT's "generate". A failure after the first piece cuts the connection: the answer then has no proper end."""
    settings: Settings = request.app.state.settings
    order = read_order(await read_fields(request), settings, streamed=True)
    pieces = settings.speaker.stream(order)
    first = await paid(order, settings, lambda: anext(pieces))
    return StreamingResponse(_from(first, pieces), media_type=MEDIA_TYPES[order.format])


ROUTES = [
    Route("/v1/ai/speech/bytes", streamed, methods=["POST"]),
    Route("/v1/ai/speech", detailed, methods=["POST"]),
]


async def _while_there(request: Request, speaking: Coroutine[Any, Any, T]) -> T:
    """What comes of speaking, unless the client goes away before: then nothing more is spoken for it."""
    task, gone = asyncio.create_task(speaking), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait([task, gone], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ApiError(400, "The client went away.")
        return task.result()
    finally:
        task.cancel()
        gone.cancel()
        await asyncio.wait([task, gone])


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _spoken(speaking: "asyncio.Task[IO[bytes]]") -> AsyncIterator[bytes]:
    """The answer; before it white space, of which any may stand before a JSON object, until there is one."""
    try:
        while not speaking.done():
            yield b" "
            await asyncio.wait([speaking], timeout=QUIET_SECONDS)
    finally:
        speaking.cancel()
    with speaking.result() as file:
        while piece := file.read(PIECE):  # without a thread: it was written a moment ago and lies in memory
            yield piece
            await asyncio.sleep(0)  # lets the loop hear that the client has gone, and serve the others


async def _from(first: bytes, pieces: AsyncGenerator[bytes]) -> AsyncIterator[bytes]:
    async with aclosing(pieces):
        yield first
        async for piece in pieces:
            yield piece
