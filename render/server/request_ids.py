"""LMNT's `request-id`, on every answer (API version 1.1 and later).

`req_` and 22 characters of the short-UUID alphabet, as the documentation's examples show.
"""

import hashlib
import secrets

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER = "request-id"
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 22


def random_id() -> str:
    """For an answer that no other need repeat."""
    return _spelled(secrets.randbits(128))


def id_of(body: bytes) -> str:
    """For speech: the same request gets the same id, so that a rehearsal's answer repeats to the byte.

    LMNT's own ids differ every time; nothing but a log may rely on either.
    """
    return _spelled(int.from_bytes(hashlib.sha256(body).digest()))


def _spelled(number: int) -> str:
    letters = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[digit])
    return "req_" + "".join(letters)


def current(request: HTTPConnection) -> str:
    """The id of the request that is being answered."""
    found: str = request.scope.setdefault("state", {}).setdefault("request_id", random_id())
    return found


def settle(request: Request, request_id: str) -> None:
    """Give this request another id, before its answer starts."""
    request.scope.setdefault("state", {})["request_id"] = request_id


class RequestIds:
    """Middleware: the header on every answer, whoever made it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        request = Request(scope)

        async def stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = current(request)
            await send(message)

        return await self._app(scope, receive, stamped)
