"""The connection to a service: the only place that opens one. What came back is an answer, or a row of the faults."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from chunking.errors import AnswerBroken, BudgetReached, ServiceRefused, ServiceUnreachable, SpeechError, StoreFailed
from render.speech import diagnosis
from render.speech.attempts import UNWATCHED, Watch
from render.speech.delivery import API_VERSION
from render.speech.faults import BROKEN, Again, Fault
from render.speech.retry import Circuit, Effort, Gate, PassingFault, Patience, asked_wait, retrying
from render.speech.service import Service

# Seconds. The first byte comes after all is spoken; the local server may speak one request after another.
TIMEOUT = httpx.Timeout(connect=10, read=240, write=60, pool=None)
LOCAL_TIMEOUT = httpx.Timeout(connect=10, read=3600, write=60, pool=None)
SMALL_TIMEOUT = httpx.Timeout(connect=5, read=30, write=30, pool=None)  # where nothing is spoken
LARGEST_SMALL = 16 * 2**20  # bytes of an answer that is no speech
# After one of these no other request would fare better.
STOPPING = (ServiceRefused, ServiceUnreachable, StoreFailed, BudgetReached)
UNSURE = "It may have been done all the same: see what `readcast voices list` shows before you try again."
T = TypeVar("T")


def nothing() -> None:
    """The check of a service that nobody watches."""


@dataclass(frozen=True, slots=True)
class Small:
    """An answer that is no speech, whole."""

    body: bytes
    request_id: str


class Connection:
    """One pool of connections to a service, and one patience with it."""

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
        self._gate = Gate()
        self.circuit = Circuit()
        self._check = check
        self._stopped: SpeechError | StoreFailed | BudgetReached | None = None
        self._answered = 0.0  # on the monotonic clock, when the service last gave an answer
        self._secret = service.key.get_secret_value().encode() if service.key else None
        self._http = httpx.AsyncClient(
            base_url=service.url,
            headers=service.headers() | {"lmnt-version": API_VERSION},
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
        await self._http.aclose()

    def request(self, method: str, path: str, **more: Any) -> httpx.Request:
        """A request that is not sent yet; `more` as `httpx.AsyncClient.build_request` takes it."""
        return self._http.build_request(method, path, **more)

    def request_outside(self, url: str) -> httpx.Request:
        """A GET of what the service refers to, perhaps on another host: that one must not see the key."""
        request = self._http.build_request("GET", self._http.base_url.join(url), timeout=SMALL_TIMEOUT)
        if _origin(request.url) != _origin(self._http.base_url):
            del request.headers["x-api-key"], request.headers["lmnt-version"]
        return request

    async def asked(self, path: str, read: Callable[[Small], T], **more: Any) -> T:
        """What `read` makes of the answer to a GET, asked again where that may help, also where `read` cannot use it.

        Raises what `render.speech.faults` lists.
        """

        async def once(effort: Effort) -> T:
            effort.send()
            return read(await self._small(self.request("GET", path, timeout=SMALL_TIMEOUT, **more)))

        found, _ = await self.persistently(once)
        return found

    async def changed(self, build: Callable[[], httpx.Request], read: Callable[[Small], T]) -> T:
        """Has something made, changed or deleted: asked again only where it cannot have been done."""

        async def once(effort: Effort) -> Small:
            effort.send()
            return await self._small(build(), changing=True)

        answer, _ = await self.persistently(once, (PassingFault,))
        try:
            return read(answer)
        except AnswerBroken as error:
            raise AnswerBroken(f"{error}. {UNSURE}") from error

    async def persistently(
        self,
        once: Callable[[Effort], Awaitable[T]],
        passing: tuple[type[SpeechError], ...] = (PassingFault, AnswerBroken),
    ) -> tuple[T, int]:
        """What `once` returns, and how many attempts it took. It is tried again after the errors `passing`."""
        effort = Effort()
        try:
            async for attempt in retrying(self._patience, effort, passing):
                with attempt:
                    return await once(effort), effort.attempts
        except PassingFault as fault:
            raise self._given_up(fault, effort) from fault
        except AnswerBroken as error:
            raise AnswerBroken(f"{str(error).rstrip('.')}. {BROKEN.step}") from error
        except STOPPING as error:
            self._stopped = error
            raise
        raise AssertionError("tenacity ends by an answer or an exception")

    def _given_up(self, passing: PassingFault, effort: Effort) -> SpeechError:
        """Whether it is this request alone that gets no answer, or the service is gone."""
        fault, attempts = passing.fault, f"{effort.attempts} attempt{'s' if effort.attempts > 1 else ''}"
        if effort.begun is not None and self._answered > effort.begun and fault.kind is ServiceUnreachable:
            said = f"no answer to one text in {attempts}, though others were answered; the last: {passing}"
            return AnswerBroken(f"{said}. {BROKEN.step}")
        error = fault.kind(f"no answer from the speech service in {attempts}, the last one: {passing}. {fault.step}")
        if isinstance(error, STOPPING):
            self._stopped = error
        return error

    @asynccontextmanager
    async def answer_to(
        self, request: httpx.Request, *, changing: bool = False, watch: Watch = UNWATCHED
    ) -> AsyncIterator[httpx.Response]:
        """A good answer, whose body is read within the block; raises what went wrong, there too.

        `watch` is told at the last moment before the request is sent.
        """
        async with self.circuit.around():
            await self.passed()
            await watch.sends()
            begun = False
            try:
                response = await self._http.send(request, stream=True)
                begun = True
                async with aclosing(response):
                    if not response.is_success:
                        error = self._refused(response, await _beginning(response), changing)
                        raise error.with_status(response.status_code)
                    yield response
            except httpx.HTTPError as error:
                self._check()
                fault = diagnosis.of_connection(error, begun=begun)
                self.circuit.failed(fault.what)
                raise _broken(fault, error, changing) from error
            self.circuit.answered()
            self._answered = time.monotonic()

    async def passed(self) -> None:
        """Returns when a request may be sent; raises what has ended them all."""
        await self._gate.passed()
        if self._stopped is not None:
            raise self._stopped

    async def _small(self, request: httpx.Request, *, changing: bool = False) -> Small:
        async with self.answer_to(request, changing=changing) as response:
            body = bytearray()
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > LARGEST_SMALL:
                    raise AnswerBroken(f"the answer is larger than {LARGEST_SMALL} bytes{of_request(response)}")
            return Small(bytes(body), _id(response))

    def _refused(self, response: httpx.Response, body: bytes, changing: bool) -> SpeechError:
        if self._secret:
            body = body.replace(self._secret, b"[the key]")  # services have been seen to quote it
        status, asked_again = response.status_code, response.headers.get("x-should-retry")
        fault = diagnosis.of_answer(status, body, asked_again)
        said = diagnosis.answered(status, body, _id(response))
        if status >= 500:
            self.circuit.failed(fault.what)
        else:
            self.circuit.answered()
        if asked_again != "true" and fault.again is Again.NO:
            return diagnosis.refusal(fault, said)
        wait = asked_wait(response.headers)
        if wait:
            self._gate.close_for(wait)
        return _passing(fault, said, changing and asked_again != "true", wait)


def of_request(response: httpx.Response) -> str:
    """How a message names the request that it is about."""
    return f" (request-id {_id(response)})"


def _passing(fault: Fault, said: str, changing: bool, wait: float | None = None) -> SpeechError:
    """What may be asked again; for a change that may have been done all the same, the end of it."""
    if changing and fault.again is not Again.YES:
        return fault.kind(f"{fault.what}: {said}. {UNSURE}")
    return PassingFault(fault, f"{fault.what}: {said}", wait)


def _broken(fault: Fault, error: httpx.HTTPError, changing: bool) -> SpeechError:
    url = error.request.url
    said = f"{url.scheme}://{url.netloc.decode()}, {str(error) or type(error).__name__}"
    return diagnosis.refusal(fault, said) if fault.again is Again.NO else _passing(fault, said, changing)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _id(response: httpx.Response) -> str:
    return str(response.headers.get("request-id", "none"))


async def _beginning(response: httpx.Response) -> bytes:
    """Enough of a refusal's body for its message."""
    async for piece in response.aiter_bytes(10_000):
        return piece
    return b""
