"""A network that goes wrong as scripted, in front of the real speech server in this process."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import httpx

from render.server.app import AppOptions, create_app

Step = Callable[[httpx.Response], httpx.Response]  # the server's answer → what arrives in its place; or it raises

HOSTS = frozenset({"speech.test"})


class Misbehaving(httpx.AsyncBaseTransport):
    """Each request takes one step of the script; when that has come to its end, all goes well."""

    def __init__(self, *script: Step, engine: str = "tone", latency: float = 0.0) -> None:
        self._server = httpx.ASGITransport(create_app(engine, AppOptions(latency=latency, hosts=HOSTS)))
        self._script = list(script)
        self._open = 0
        self.requests: list[httpx.Request] = []
        self.arrivals: list[float] = []  # seconds, of each request
        self.most_at_once = 0  # requests whose answer was not yet read to its end

    @property
    def texts(self) -> list[str]:
        """What was to be spoken, in the order of the requests."""
        return [json.loads(request.content)["text"] for request in self.requests]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.arrivals.append(time.monotonic())
        step = self._script.pop(0) if self._script else good
        self._open += 1
        self.most_at_once = max(self.most_at_once, self._open)
        try:
            answer = await self._server.handle_async_request(request)
            await answer.aread()
            answer = step(answer)
        except BaseException:
            self._open -= 1
            raise
        return httpx.Response(answer.status_code, headers=answer.headers, stream=_Read(answer.stream, self._closed))

    def _closed(self) -> None:
        self._open -= 1


class _Read(httpx.AsyncByteStream):
    """An answer on its way, and what to do when it has been read or given up."""

    def __init__(self, stream: Any, closed: Callable[[], None]) -> None:
        self._stream, self._on_close = stream, closed

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._stream:
            await asyncio.sleep(0)  # lets others run, as a socket does
            yield piece

    async def aclose(self) -> None:
        self._on_close()


class _CutShort(httpx.AsyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content[: len(self._content) // 2]
        raise httpx.RemoteProtocolError("peer closed connection without sending complete message body")


def good(answer: httpx.Response) -> httpx.Response:
    """The answer as it is."""
    return answer


def status(code: int, message: str = "scripted", **headers: str) -> Step:
    """An error in LMNT's envelope. Underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    body = {"type": "error", "error": {"type": "scripted_error", "message": message}, "request_id": "req_scripted"}
    return lambda _: httpx.Response(code, json=body, headers={"request-id": "req_scripted", **named})


def unconnected(_: httpx.Response) -> httpx.Response:
    """No answer at all."""
    raise httpx.ConnectError("All connection attempts failed")


def unanswered(_: httpx.Response) -> httpx.Response:
    """An answer that takes too long."""
    raise httpx.ReadTimeout("")


def cut_short(answer: httpx.Response) -> httpx.Response:
    """The connection ends in the middle of the body."""
    return httpx.Response(200, headers=_without_length(answer), stream=_CutShort(answer.content))


def not_json(answer: httpx.Response) -> httpx.Response:
    """Half of a body that claims to be whole."""
    return httpx.Response(200, headers=_without_length(answer), content=answer.content[: len(answer.content) // 2])


def altered(change: Callable[[dict[str, Any]], object]) -> Step:
    """A good answer whose fields `change` has changed in place."""

    def step(answer: httpx.Response) -> httpx.Response:
        fields = answer.json()
        change(fields)
        return httpx.Response(200, headers=_without_length(answer), json=fields)

    return step


def without_words(*words: str) -> Step:
    """The timestamps of these words are not in the answer."""

    def change(fields: dict[str, Any]) -> None:
        fields["timestamps"] = [one for one in fields["timestamps"] if one["text"] not in words]

    return altered(change)


def _without_length(answer: httpx.Response) -> Mapping[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "content-length"}
