"""A proxy in front of the real speech server, in which things go wrong as `faults` lists them. It counts."""

import asyncio
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import httpx
from faults import ALL_RIGHT, FAULTS, STORM, Fault, Moment

SPEECH = ("POST", "/v1/ai/speech")
Choose = Callable[[str, int], Fault]  # a text, and how often it has been asked for before → what happens to it


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(frozen=True)
class Seen:
    """A text that was sent, and what came of it."""

    text: str
    fault: Fault


def seeded(seed: int, share: float) -> Choose:
    """A share of all requests goes wrong: always the same ones, in whatever order they come."""

    def choose(text: str, times: int) -> Fault:
        dice = random.Random(f"{seed}:{times}:{text}")
        return dice.choice(FAULTS) if dice.random() < share else ALL_RIGHT

    return choose


@dataclass
class Proxy:
    """What is behind it, what is to happen, and what it has seen."""

    upstream: str
    choose: Choose
    stall: float  # seconds: of a service that hangs, and that a storm of 429 lasts
    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    paid: int = 0  # characters that the service has spoken
    _storm: float = 0.0  # on the monotonic clock, when it is over

    def happened(self) -> Counter[str]:
        """How often each fault came to pass."""
        return Counter(one.fault.name for one in self.seen)

    def accounts(self) -> Counter[tuple[str, int]]:
        """What a ledger has to say: what came of each request, and its characters."""
        return Counter((one.fault.effect, len(one.text)) for one in self.seen)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one request."""
        with suppress(OSError, asyncio.IncompleteReadError):
            request = await _received(reader)
            async with httpx.AsyncClient(base_url=self.upstream, timeout=600, trust_env=False) as client:
                await self._answered(request, client, writer)
        with suppress(OSError):
            writer.close()

    async def _answered(self, request: Request, client: httpx.AsyncClient, writer: asyncio.StreamWriter) -> None:
        async def asked() -> bytes:
            answer = await client.request(request.method, request.path, content=request.body, headers=_kind(request))
            if (request.method, request.path) == SPEECH:
                self.paid += len(json.loads(request.body)["text"])
            return answer.content

        fault, dice = ALL_RIGHT, random.Random(0)
        if (request.method, request.path) == SPEECH:
            fault, dice = self._next(json.loads(request.body)["text"])
        await fault.event(Moment(writer, asked, dice, self.stall))

    def _next(self, text: str) -> tuple[Fault, random.Random]:
        times = sum(one.text == text for one in self.seen)
        fault = STORM if time.monotonic() < self._storm else self.choose(text, times)
        if fault is STORM:
            self._storm = max(self._storm, time.monotonic() + self.stall / 10)
        self.seen.append(Seen(text, fault))
        return fault, random.Random(f"{times}:{text}")


def _kind(request: Request) -> dict[str, str]:
    return {name: request.headers[name] for name in ("content-type", "x-api-key") if name in request.headers}


async def _received(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ")
    pairs = (line.partition(":") for line in head[1:] if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Request(method, path, headers, await reader.readexactly(int(headers.get("content-length", "0"))))


@contextmanager
def chaos(upstream: str, choose: Choose, stall: float) -> Iterator[Proxy]:
    """A proxy on a free port of loopback, in a thread of its own."""
    proxy, loop, ready = Proxy(upstream, choose, stall), asyncio.new_event_loop(), threading.Event()
    stopped = asyncio.Event()

    async def run() -> None:
        async with await asyncio.start_server(proxy.serve, "127.0.0.1", 0) as server:
            proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            ready.set()
            await stopped.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    try:
        assert ready.wait(10)
        yield proxy
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()
