"""Speech sessions: texts spoken over connections that stay open. LMNT API 1.2, `WS /v1/ai/speech/stream`.

A session speaks with one voice in one language; a text is sent and flushed, and what comes until the flush is complete
is its speech. So a text may have any length, and is spoken from its first sentence on. A session that fails is closed;
asking again opens another.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO

import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException

from chunking.errors import AnswerBroken, SpeechError
from render.samples import RATE
from render.speech import diagnosis
from render.speech.attempts import Watch
from render.speech.client import SpeechClient, whole
from render.speech.connection import nothing
from render.speech.delivery import Delivery
from render.speech.envelope import message, slug
from render.speech.faults import Again, Fault
from render.speech.retry import PassingFault, Patience
from render.speech.service import Service
from render.speech.wire import UNDECODABLE, Answer, Speech, Stamp, checked

API_VERSION = "1.2"  # the first in which times count on from one piece of audio to the next
PATH = "/v1/ai/speech/stream"
CONNECT_SECONDS = 10
SILENT_SECONDS = 240  # without a frame, as long as a request may take for its first byte
LARGEST_FRAME = 2**24  # bytes


class Frame(msgspec.Struct, frozen=True):
    """A message of the service that is not audio."""

    type: str
    request_id: str = ""
    nonce: int | None = None
    timestamps: list[Stamp] | None = None


@dataclass(slots=True)
class Session:
    """One connection, and the way it speaks."""

    delivery: Delivery
    connection: ClientConnection
    request_id: str = "none"
    nonce: int = 0

    async def spoken(self, text: str, audio: IO[bytes]) -> list[Stamp]:
        """Writes the speech to `audio`, 16-bit mono PCM, and returns its timestamps."""
        self.nonce += 1
        await self._send({"type": "text", "text": text})
        await self._send({"type": "flush", "nonce": self.nonce})
        stamps: list[Stamp] = []
        while True:
            received = await self._received()
            if isinstance(received, bytes):
                audio.write(received)
                continue
            frame = self._frame(received)
            stamps += frame.timestamps or ()
            if frame.type == "flush_complete" and frame.nonce == self.nonce:
                return stamps

    async def _send(self, fields: dict[str, object]) -> None:
        await self.connection.send(json.dumps(fields, ensure_ascii=False))

    async def _received(self) -> str | bytes:
        async with asyncio.timeout(SILENT_SECONDS):
            return await self.connection.recv()

    def _frame(self, text: str) -> Frame:
        try:
            frame = msgspec.json.decode(text, type=Frame)
        except UNDECODABLE as error:
            raise AnswerBroken(f"a message of the session is not what LMNT's API describes: {error}") from error
        self.request_id = frame.request_id or self.request_id
        if frame.type == "error":
            raise _failure(text.encode(), self.request_id)
        return frame


@dataclass(slots=True)
class Sessions:
    """The open sessions of a service. As many as there are texts spoken at once."""

    service: Service
    _idle: list[Session] = field(default_factory=list)

    @asynccontextmanager
    async def one(self, delivery: Delivery) -> AsyncIterator[Session]:
        """A session for the block: an idle one that speaks in this way, or a new one.

        Raises PassingFault for what may pass, and for the rest what `render.speech.faults` lists.
        """
        session = next((one for one in self._idle if one.delivery == delivery), None)
        if session:
            self._idle.remove(session)
        try:
            session = session or await self._opened(delivery)
            yield session
        except BaseException as error:
            if session:
                await _closed(session)
            if isinstance(error, (OSError, TimeoutError, WebSocketException)):
                raise _fault(error) from error
            raise
        self._idle.append(session)

    async def close(self) -> None:
        """Ends them all."""
        await asyncio.gather(*map(_closed, self._idle))
        self._idle.clear()

    async def _opened(self, delivery: Delivery) -> Session:
        connection = await connect(
            "ws" + self.service.url.removeprefix("http") + PATH,
            open_timeout=CONNECT_SECONDS,
            max_size=LARGEST_FRAME,
            user_agent_header="readcast",
            proxy=None if self.service.is_local else True,
        )
        session = Session(delivery, connection)
        try:
            await session._send(_first_message(self.service, delivery))
        except BaseException:
            await _closed(session)
            raise
        return session


class SessionClient(SpeechClient):
    """Speaks texts over sessions; all else is asked for as by any client."""

    def __init__(
        self,
        service: Service,
        *,
        jobs: int = 8,
        patience: Patience | None = None,
        check: Callable[[], None] = nothing,
    ) -> None:
        super().__init__(service, jobs=jobs, patience=patience, check=check)
        self._sessions = Sessions(service)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._sessions.close()
        await super().__aexit__(kind, error, trace)

    async def _received_speech(
        self, text: str, delivery: Delivery, spool: IO[bytes], watch: Watch
    ) -> Callable[[], Speech]:
        await self.passed()
        await watch.sends()
        try:
            async with self._sessions.one(delivery) as session:
                stamps = await session.spoken(text, spool)
        except PassingFault:
            self._check()
            raise
        self._answered = time.monotonic()
        return lambda: checked(Answer(whole(spool), stamps), session.request_id)


def _first_message(service: Service, delivery: Delivery) -> dict[str, object]:
    """Without `type`, as LMNT's own clients send it. A session has no model and no sampling settings."""
    return {
        "X-API-Key": service.headers()["x-api-key"],
        "lmnt-version": API_VERSION,
        "voice": delivery.voice,
        "language": delivery.language,
        "format": "pcm_s16le",
        "sample_rate": RATE,
        "return_timestamps": True,
    }


def _failure(body: bytes, request_id: str) -> SpeechError:
    """The error that a message of the service means. It has no status, only LMNT's word for it."""
    word = slug(body)
    fault = diagnosis.of_slug(word)
    said = f"{word or 'an error'}, {message(body)} (request-id {request_id})"
    return _error(fault, said).with_status(next(iter(fault.statuses), 0))


def _fault(error: Exception) -> SpeechError:
    """What a connection that failed means. A refused handshake has the status of an HTTP answer."""
    if isinstance(error, InvalidStatus):
        answer = error.response
        body, status = bytes(answer.body or b""), answer.status_code
        fault = diagnosis.of_answer(status, body, answer.headers.get("x-should-retry"))
        said = diagnosis.answered(status, body, answer.headers.get("request-id", "none"))
        return _error(fault, said).with_status(status)
    fault = diagnosis.of_session(error)
    return _error(fault, f"the session ended, {str(error) or type(error).__name__}")


def _error(fault: Fault, said: str) -> SpeechError:
    return diagnosis.refusal(fault, said) if fault.again is Again.NO else PassingFault(fault, f"{fault.what}: {said}")


async def _closed(session: Session) -> None:
    with suppress(OSError, WebSocketException):
        await session.connection.close()
