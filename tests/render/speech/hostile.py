"""A server on a socket that does, for every request, one thing that services do when they fail."""

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Hostile:
    """Where it listens, and how often it was asked."""

    port: int = 0
    requests: int = 0


@asynccontextmanager
async def hostile(answer: Answer) -> AsyncIterator[Hostile]:
    """Reads each request's head and what has come of its body, lets `answer` do as it likes, and closes."""
    found = Hostile()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
            await _read(reader)
            found.requests += 1
            await answer(writer)
            await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        found.port = server.sockets[0].getsockname()[1]
        yield found


async def _read(reader: asyncio.StreamReader) -> None:
    """A request; of a TLS handshake only the beginning, since no request comes before it is answered."""
    if await reader.readexactly(1) == b"\x16":
        return
    await reader.readexactly(_length(await reader.readuntil(b"\r\n\r\n")))


def _length(head: bytes) -> int:
    named = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    return int(named[0]) if named else 0


def status(code: int, *headers: str, body: bytes | None = None, slug: str = "some_error") -> Answer:
    """An error in LMNT's envelope, or with another body."""
    envelope = {"type": "error", "error": {"type": slug, "message": "The words."}, "request_id": "req_hostile"}
    content = json.dumps(envelope).encode() if body is None else body
    lines = [f"HTTP/1.1 {code} x", "request-id: req_hostile", f"content-length: {len(content)}", *headers]

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join([*lines, "", ""]).encode() + content)

    return answer


def sent(raw: bytes) -> Answer:
    """These bytes, and no more."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return answer


async def reset(writer: asyncio.StreamWriter) -> None:
    """The connection is torn down in the middle of nothing."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def silent(writer: asyncio.StreamWriter) -> None:
    """Longer than the client of the tests waits."""
    await asyncio.sleep(0.6)
