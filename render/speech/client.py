"""The client of the detailed endpoint, and the only module that opens a connection."""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from types import TracebackType
from typing import IO, Self, TypeVar

import httpx

from chunking.errors import (
    AnswerBroken,
    BudgetReached,
    RequestRejected,
    ServiceRefused,
    ServiceUnreachable,
    SpeechError,
    StoreFailed,
)
from render.speech.attempts import UNWATCHED, Watch, watched
from render.speech.delivery import API_VERSION, Delivery
from render.speech.retry import Effort, Gate, PassingFault, Patience, asked_wait, is_transient, retrying
from render.speech.service import Service
from render.speech.slots import Slots
from render.speech.wire import (
    ListedVoice,
    Speech,
    message,
    refusal,
    request_body,
    speech_of,
    voices_of,
)

# Seconds. The first byte comes after all is spoken; the local server may speak one request after another.
TIMEOUT = httpx.Timeout(connect=10, read=240, write=60, pool=None)
LOCAL_TIMEOUT = httpx.Timeout(connect=10, read=3600, write=60, pool=None)
LARGEST_ANSWER = 256 * 2**20  # bytes; five minutes of English are 20 MB, but 5000 Chinese characters 110 MB
T = TypeVar("T")
SPOOLED = 2**20  # bytes of an answer held in memory before it goes to disk


# After one of these no other request would fare better.
STOPPING = (ServiceRefused, ServiceUnreachable, StoreFailed, BudgetReached)


def nothing() -> None:
    """The check of a service that nobody watches."""


class SpeechClient:
    """Speaks texts through one service, at most `jobs` requests at once over one pool of connections."""

    def __init__(
        self,
        service: Service,
        *,
        jobs: int = 8,
        patience: Patience | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        check: Callable[[], None] = nothing,
    ) -> None:
        """`transport` replaces the network in tests; `check` raises when the service is known to be gone for good."""
        self._patience = patience or Patience()
        self._slots = Slots(jobs)
        # One answer at a time is in memory, and in one thread: each thread's freed memory stays its own.
        self._decoding = ThreadPoolExecutor(1, "answers")
        self._gate = Gate()
        self._check = check
        self._stopped: SpeechError | StoreFailed | BudgetReached | None = None
        self._answered = 0.0  # on the monotonic clock, when the service last gave an answer
        self._secret = service.headers()["x-api-key"].encode()
        self._http = httpx.AsyncClient(
            base_url=service.url,
            headers=service.headers() | {"lmnt-version": API_VERSION, "content-type": "application/json"},
            timeout=LOCAL_TIMEOUT if service.is_local else TIMEOUT,
            transport=transport,
            trust_env=not service.is_local,  # a proxy for the outside world must not be asked for loopback
            limits=httpx.Limits(max_connections=jobs, max_keepalive_connections=jobs),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._decoding.shutdown()
        await self._http.aclose()

    async def speak(
        self, text: str, delivery: Delivery, accept: Callable[[Speech], T], watch: Watch = UNWATCHED
    ) -> tuple[T, int]:
        """Has `text` (at most 5000 characters) spoken, and asked again where that may help.

        Returns what `accept` makes of the answer, and how many attempts it took. `accept` runs in a thread, one at a
        time since an answer is large; it raises AnswerBroken for an answer that it cannot use. `watch` hears of each
        attempt, and may forbid it.
        Raises KeyRefused, CreditExhausted, RequestRejected, AnswerBroken or ServiceUnreachable.
        """

        async def once(effort: Effort) -> T:
            with tempfile.SpooledTemporaryFile(SPOOLED) as spool, watched(watch):
                async with self._slots.one(len(text), again=effort.attempts > 0):
                    await self._passed()
                    await watch.sends()
                    effort.send()
                    decoded = await self._received_speech(text, delivery, spool)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._decoding, lambda: accept(decoded()))

        return await self._persistently(once)

    async def voices(self) -> list[str]:
        """The ids of the voices that the service offers this key.

        Raises ServiceUnreachable also where something answers that does not speak LMNT's API.
        """
        try:
            listed, _ = await self._persistently(self._listed)
        except (AnswerBroken, RequestRejected) as error:
            raise ServiceUnreachable(f"{self._http.base_url} does not speak LMNT's API: {error}") from error
        return [voice.id for voice in listed]

    async def _persistently(self, once: Callable[[Effort], Awaitable[T]]) -> tuple[T, int]:
        """What `once` returns, and how many attempts it took."""
        effort = Effort()
        try:
            async for attempt in retrying(self._patience, effort):
                with attempt:
                    return await once(effort), effort.attempts
        except PassingFault as fault:
            raise self._given_up(fault, effort) from fault
        except STOPPING as error:
            self._stopped = error
            raise
        raise AssertionError("tenacity ends by an answer or an exception")

    def _given_up(self, fault: PassingFault, effort: Effort) -> SpeechError:
        """Whether it is this request alone that gets no answer, or the service is gone."""
        if effort.begun is not None and self._answered > effort.begun:
            return AnswerBroken(
                f"no answer to one text in {effort.attempts} attempts, though others were answered; the last: {fault}"
            )
        self._stopped = ServiceUnreachable(
            f"no answer from the speech service in {effort.attempts} attempts, the last one: {fault}. "
            "What was spoken is kept; run again later."
        )
        return self._stopped

    async def _received_speech(self, text: str, delivery: Delivery, spool: IO[bytes]) -> Callable[[], Speech]:
        """Has the text spoken into `spool`, once; what is returned decodes it."""
        content = request_body(text, delivery)
        request_id = await self._received(self._http.build_request("POST", "/v1/ai/speech", content=content), spool)
        return lambda: speech_of(whole(spool), request_id)

    async def _listed(self, effort: Effort) -> list[ListedVoice]:
        effort.send()
        with tempfile.SpooledTemporaryFile(SPOOLED) as spool:
            await self._received(self._http.build_request("GET", "/v1/ai/voice/list"), spool)
            spool.seek(0)
            return voices_of(spool.read())

    async def _received(self, request: httpx.Request, spool: IO[bytes]) -> str:
        """Writes a good answer's body to `spool` and returns its request-id; raises what went wrong."""
        await self._passed()
        try:
            response = await self._http.send(request, stream=True)
            async with aclosing(response):
                request_id = str(response.headers.get("request-id", "none"))
                if not response.is_success:
                    error = self._refused(response, await _beginning(response), request_id)
                    raise error.with_status(response.status_code)
                async for piece in response.aiter_bytes(2**16):
                    spool.write(piece)
                    if spool.tell() > LARGEST_ANSWER:
                        raise AnswerBroken(
                            f"the answer is larger than {LARGEST_ANSWER} bytes (request-id {request_id})"
                        )
        except httpx.HTTPError as error:
            self._check()
            raise PassingFault(f"{type(error).__name__} {error}".strip()) from error
        self._answered = time.monotonic()
        return request_id

    async def _passed(self) -> None:
        """Returns when a request may be sent."""
        await self._gate.passed()
        if self._stopped is not None:
            raise self._stopped

    def _refused(self, response: httpx.Response, body: bytes, request_id: str) -> SpeechError:
        body = body.replace(self._secret, b"[the key]")  # services have been seen to quote it
        if not is_transient(response.status_code, response.headers):
            return refusal(response.status_code, body, request_id)
        wait = asked_wait(response.headers)
        if wait:
            self._gate.close_for(wait)
        return PassingFault(f"{response.status_code}, {message(body)} (request-id {request_id})", wait)


async def _beginning(response: httpx.Response) -> bytes:
    """Enough of a refusal's body for its message."""
    async for piece in response.aiter_bytes(10_000):
        return piece
    return b""


def whole(spool: IO[bytes]) -> bytes:
    """All of it."""
    spool.seek(0)
    return spool.read()
