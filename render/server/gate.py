"""Who may ask, and how often: Host names, the key, requests a second and requests at once."""

import hmac
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from render.server.envelope import ApiError, enveloped

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
RETRY_SECONDS = 1.0  # asked of a client when too many requests are under way


@dataclass(slots=True)
class Gate:
    """What is asked of every request for a path of LMNT's API, and of every session."""

    key: str | None = None  # the one that is accepted; None: any, or none
    requests_per_second: float = math.inf
    concurrency: float = math.inf  # requests and sessions at once
    _under_way: int = 0
    _saved: float = 1.0  # requests that may go at once
    _counted: float = field(default_factory=time.monotonic)

    def check_key(self, key: str | None) -> None:
        """Raises ApiError, 401."""
        if self.key is None:
            return
        if not key:
            raise ApiError(401, "The API key is missing: send it as X-API-Key.")
        # A key out of JSON may hold lone surrogates, which have no UTF-8.
        if not hmac.compare_digest(key.encode("utf-8", "surrogatepass"), self.key.encode("utf-8", "surrogatepass")):
            raise ApiError(401, "Invalid API key")

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Holds a place for one request or session. Raises ApiError, 429, with the time to wait."""
        self._count_rate()
        if self._under_way >= self.concurrency:
            raise _too_many(f"More than {self.concurrency:.0f} requests at once", RETRY_SECONDS)
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    def _count_rate(self) -> None:
        """A token bucket that holds the requests of one second."""
        if self.requests_per_second == math.inf:
            return
        now = time.monotonic()
        most = max(1.0, self.requests_per_second)
        self._saved = min(most, self._saved + (now - self._counted) * self.requests_per_second)
        self._counted = now
        if self._saved < 1:
            wait = (1 - self._saved) / self.requests_per_second
            raise _too_many(f"More than {self.requests_per_second:g} requests a second", wait)
        self._saved -= 1


def _too_many(what: str, wait: float) -> ApiError:
    headers = {"retry-after": str(math.ceil(wait)), "retry-after-ms": str(math.ceil(wait * 1000))}
    return ApiError(429, f"{what}: this account has hit a rate limit.", headers)


class Admission:
    """Middleware: every HTTP request passes the gate, and holds its place until its answer has been sent."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _guarded(scope):
            return await self._app(scope, receive, send)
        request = Request(scope)
        try:
            self._gate.check_key(request.headers.get("x-api-key"))
            with self._gate.admitted():
                return await self._app(scope, receive, send)
        except ApiError as error:
            await enveloped(request, error)(scope, receive, send)


def _guarded(scope: Scope) -> bool:
    return "/v1/" in scope["path"] and scope["method"] != "OPTIONS"


class LoopbackHosts:
    """Middleware: refuses a request whose Host is a name of the outside world.

    A web page may point its own domain's name at 127.0.0.1 (DNS rebinding) and then ask as if it were local; the Host
    header still carries its name.
    """

    def __init__(self, app: ASGIApp, also: frozenset[str] = frozenset()) -> None:
        self._app = app
        self._allowed = LOOPBACK | also

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)
        connection = HTTPConnection(scope)
        if _host(connection) in self._allowed:
            return await self._app(scope, receive, send)
        refusal = ApiError(403, "This server answers only requests to a loopback name, such as 127.0.0.1.")
        await enveloped(connection, refusal)(scope, receive, send)


class AnyPrefix:
    """Middleware: the API is there under any path, since a client's base address may have one (`/tts/v1/account`)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        before, found, path = scope.get("path", "").partition("/v1/")
        if before and found:
            scope = {**scope, "path": found + path, "raw_path": None}
        await self._app(scope, receive, send)


def _host(connection: HTTPConnection) -> str:
    """The name without its port."""
    host = connection.headers.get("host", "")
    name = host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
    return name.lower().rstrip(".")
