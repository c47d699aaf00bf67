"""Audio as it is made, for listening at once. LMNT API 1.1, `POST /v1/ai/speech/bytes`."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx

from chunking.errors import AnswerBroken
from render.speech.connection import Connection, of_request
from render.speech.delivery import Delivery
from render.speech.retry import Effort, PassingFault
from render.speech.wire import stream_body

BYTES = "/v1/ai/speech/bytes"


@dataclass(frozen=True, slots=True)
class Streamed:
    """What came."""

    size: int  # bytes
    request_id: str


async def streamed(
    connection: Connection, text: str, delivery: Delivery, audio: str, take: Callable[[bytes], object]
) -> Streamed:
    """Has `text` (at most 5000 characters) spoken as a file of the format `audio`; `take` gets each piece as it comes.

    Asked again only as long as nothing was handed on. Raises what `render.speech.faults` lists; a stream that breaks
    off is an error, never a shorter file.
    """
    body = stream_body(text, delivery, audio)

    async def once(effort: Effort) -> Streamed:
        effort.send()
        request = connection.request("POST", BYTES, content=body, headers={"content-type": "application/json"})
        return await _passed_on(connection, request, take)

    answer, _ = await connection.persistently(once)
    return answer


async def _passed_on(connection: Connection, request: httpx.Request, take: Callable[[bytes], object]) -> Streamed:
    size = 0
    try:
        async with connection.answer_to(request) as response:
            async for piece in response.aiter_bytes():
                take(piece)
                size += len(piece)
            if not size:
                raise AnswerBroken(f"the answer holds no audio{of_request(response)}")
            return Streamed(size, str(response.headers.get("request-id", "none")))
    except PassingFault as passing:
        if not size:
            raise
        raise passing.fault.kind(f"{passing}, after {size:,} bytes of audio. {passing.fault.step}") from passing


async def fetched(connection: Connection, url: str, take: Callable[[bytes], object]) -> Streamed:
    """A file that the service refers to, such as a voice's preview, handed on in the same way. It costs nothing.

    Another host than the service's is not given the key.
    """

    async def once(effort: Effort) -> Streamed:
        effort.send()
        return await _passed_on(connection, connection.request_outside(url), take)

    answer, _ = await connection.persistently(once)
    return answer
