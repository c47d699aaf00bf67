"""A server in front of the speech server: it passes requests on, or does one thing wrong for each step of a script.

It shows what a client sent, and what a client makes of answers that a healthy server cannot be asked for. With a
certificate for LMNT's own host name it stands where clients look that cannot be told another address.
"""

import asyncio
import json
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from queue import Queue
from urllib.parse import urlsplit

PIECE = 16 * 1024  # bytes
REQUEST_ID = "req_" + "front" * 4 + "22"


@dataclass(frozen=True)
class Received:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        return json.loads(self.body)


@dataclass(frozen=True)
class Exchange:
    """A request, and where it came from."""

    request: Received
    head: bytes  # the request line and headers, as they arrived
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    upstream: str  # the speech server's address


Step = Callable[[Exchange], Awaitable[None]]


@dataclass
class Front:
    """What is behind it, what it is to do next, and what it has seen."""

    upstream: str
    script: list[Step] = field(default_factory=list)
    requests: list[Received] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def play(self, *steps: Step) -> None:
        """Forgets what was, and takes one step for each request; when there are no more, all goes well."""
        self.script[:] = steps
        self.requests.clear()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: one request, since every answer ends with its connection."""
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            request = await _received(head, reader)
            self.requests.append(request)
            step = self.script.pop(0) if self.script else passed
            await step(Exchange(request, head, reader, writer, self.upstream))
        writer.close()


async def _received(head: bytes, reader: asyncio.StreamReader) -> Received:
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ")
    pairs = (line.partition(":") for line in lines[1:] if line)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return Received(method, path, headers, await _body(headers, reader))


async def _body(headers: dict[str, str], reader: asyncio.StreamReader) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", "0")))
    body = bytearray()
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return bytes(body)


async def passed(exchange: Exchange) -> None:
    """The speech server's answer, as it comes."""
    await _passed(exchange, None)


def cut(after: int) -> Step:
    """The speech server's answer until so many bytes of its body; then the connection breaks."""
    return lambda exchange: _passed(exchange, after)


def status(code: int, slug: str = "scripted_error", **headers: str) -> Step:
    """An error in LMNT's envelope. Underscores in header names stand for hyphens."""

    async def step(exchange: Exchange) -> None:
        error = {"type": slug, "message": f"scripted {code}"}
        body = json.dumps({"type": "error", "error": error, "request_id": REQUEST_ID}).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        fields = {"content-type": "application/json", "request-id": REQUEST_ID, **named}
        exchange.writer.write(_head(f"HTTP/1.1 {code} Scripted", {**fields, "content-length": str(len(body))}) + body)
        await exchange.writer.drain()

    return step


async def hung_up(_: Exchange) -> None:
    """No answer: the connection ends."""


async def silent(exchange: Exchange) -> None:
    """No answer while the client cares to wait."""
    await exchange.reader.read()


async def _passed(exchange: Exchange, most: int | None) -> None:
    address = urlsplit(exchange.upstream)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        writer.write(_for_upstream(exchange) + exchange.request.body)
        back = _copy(reader, exchange.writer) if most is None else _part(reader, exchange.writer, most)
        if "upgrade" not in exchange.request.headers:
            return await back
        await _either(back, _copy(exchange.reader, writer))
    finally:
        writer.close()


def _for_upstream(exchange: Exchange) -> bytes:
    """The request's head, to the address where the speech server really is, and for one answer only."""
    request = exchange.request
    fields = {**request.headers, "host": urlsplit(exchange.upstream).netloc}
    if "upgrade" not in request.headers:
        fields["connection"] = "close"
    if fields.pop("transfer-encoding", None):
        fields["content-length"] = str(len(request.body))
    return _head(exchange.head.split(b"\r\n", 1)[0].decode("latin-1"), fields)


def _head(first: str, fields: dict[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()


async def _part(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int) -> None:
    writer.write(await reader.readuntil(b"\r\n\r\n"))
    while most > 0 and (piece := await reader.read(min(most, PIECE))):
        writer.write(piece)
        most -= len(piece)
        await writer.drain()


async def _either(*ways: Awaitable[None]) -> None:
    """Until one side has closed."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def fronting(upstream: str, *script: Step, tls: ssl.SSLContext | None = None) -> Iterator[Front]:
    """A front in a thread of its own, for the block."""
    front = Front(upstream, list(script))
    ready: Queue[Callable[[], object]] = Queue()
    thread = threading.Thread(target=lambda: asyncio.run(_listen(front, tls, ready)))
    thread.start()
    stop = ready.get(timeout=10)
    try:
        yield front
    finally:
        stop()
        thread.join()


async def _listen(front: Front, tls: ssl.SSLContext | None, ready: "Queue[Callable[[], object]]") -> None:
    server = await asyncio.start_server(front.serve, "127.0.0.1", 0, ssl=tls)
    front.port = server.sockets[0].getsockname()[1]
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    ready.put(lambda: loop.call_soon_threadsafe(stopped.set))
    await stopped.wait()
    server.close()
