"""Which row of the table of faults an answer or a broken connection belongs to, and the error for it."""

import socket
import ssl
from collections.abc import Iterator

import httpx
from websockets.exceptions import ConnectionClosed

from chunking.errors import SpeechError
from render.speech.envelope import is_lmnts, message, slug
from render.speech.faults import (
    CUT_SHORT,
    DNS,
    ELSEWHERE,
    FAILED,
    FAULTS,
    HOPELESS,
    NO_WAY,
    NOT_HTTP,
    REFUSED,
    REJECTED,
    RESET,
    TIMEOUT,
    TLS,
    Again,
    Fault,
)

_BY_STATUS = {status: fault for fault in FAULTS for status in fault.statuses}
_BY_SLUG = {fault.slug: fault for fault in FAULTS if fault.slug}
_ABSENT = (404, 405)  # what a web server says for a path that it does not have


def of_answer(status: int, body: bytes, should_retry: str | None = None) -> Fault:
    """The row of an answer that is no success. A status that has no row goes by LMNT's slug, if there is one."""
    if 300 <= status < 400 or (status in _ABSENT and not is_lmnts(body)):
        return ELSEWHERE
    fallback = FAILED if status >= 500 else REJECTED
    fault = _BY_STATUS.get(status) or (_BY_SLUG.get(slug(body), fallback) if status < 500 else FAILED)
    return HOPELESS if should_retry == "false" and fault.again is not Again.NO else fault


def of_slug(said: str) -> Fault:
    """The row of an error that comes without a status, as in a session."""
    return _BY_SLUG.get(said, FAILED)


def of_session(error: Exception) -> Fault:
    """The row of a session that failed."""
    if isinstance(error, TimeoutError):
        return TIMEOUT
    if isinstance(error, ConnectionResetError | BrokenPipeError | ConnectionClosed):
        return RESET
    return _unconnected(error) if isinstance(error, OSError) else NOT_HTTP


def of_connection(error: httpx.HTTPError, *, begun: bool) -> Fault:
    """The row of a broken connection; `begun` says whether an answer had begun to arrive."""
    match error:
        case httpx.ConnectError():
            return _unconnected(error)
        case httpx.ConnectTimeout() | httpx.PoolTimeout() | httpx.ProxyError() | httpx.UnsupportedProtocol():
            return NO_WAY
        case httpx.TimeoutException():
            return TIMEOUT
        case httpx.NetworkError():
            return CUT_SHORT if begun else RESET
        case httpx.RemoteProtocolError():
            return CUT_SHORT if begun else RESET if "disconnected" in str(error) else NOT_HTTP
    return NOT_HTTP


def _unconnected(error: Exception) -> Fault:
    causes = list(_causes(error))
    if any(isinstance(one, socket.gaierror) for one in causes):
        return DNS
    if any(isinstance(one, ConnectionRefusedError) for one in causes):
        return REFUSED
    secure = [one for one in causes if isinstance(one, ssl.SSLError)]
    return TLS if secure and not any(isinstance(one, ssl.SSLEOFError) for one in secure) else NO_WAY


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for one in error.exceptions:
                yield from _causes(one)
        error = error.__cause__ or error.__context__


def refusal(fault: Fault, said: str) -> SpeechError:
    """The error for what asking again will not change."""
    return fault.kind(f"{fault.what}: {said}. {fault.step}")


def answered(status: int, body: bytes, request_id: str) -> str:
    """The status, the service's own words, and the id by which it finds the request in its logs."""
    return f"{status}, {message(body)} (request-id {request_id})"
