"""LMNT's error envelope (API version 1.1): the shape of every answer that is not a success.

A client that says that it speaks version 1.0 gets that version's: a bare text, and 403 for a bad key.
"""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response

from render.server import request_ids

SLUGS = {
    400: "invalid_request_error",
    401: "authentication_error",
    402: "payment_required_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}


class ApiError(HTTPException):
    """A request that is answered with an error. The message names the field, what is wrong and what is allowed."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, message, headers)


class EngineFailed(ApiError):
    """The voice engine crashed, hung or answered with an error: this one request fails, the server goes on.

    `for_good`: it is the text that does it. LMNT's clients ask again after a 500, unless they are told not to.
    """

    def __init__(self, message: str, *, for_good: bool = False) -> None:
        super().__init__(500, message, {"x-should-retry": "false"} if for_good else None)


def enveloped(request: HTTPConnection, error: Exception) -> Response:
    """The handler of every error, the unforeseen ones too (`error` is then no HTTPException)."""
    if isinstance(error, HTTPException):
        return envelope(request, error.status_code, error.detail, error.headers)
    return envelope(request, 500, "The server failed; its error output says why.")


def envelope(request: HTTPConnection, status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """One error answer. 405 and other statuses that LMNT does not list count as invalid requests."""
    request_id = request_ids.current(request)
    headers = {**(headers or {}), request_ids.HEADER: request_id}
    if request.headers.get("lmnt-version") == "1.0":
        return JSONResponse({"error": message}, 403 if status == 401 else status, headers)
    return JSONResponse(error_body(status, message, request_id), status, headers)


def error_body(status: int, message: str, request_id: str) -> dict[str, object]:
    """The envelope itself, which a speech session sends as a frame."""
    slug = "internal_server_error" if status >= 500 else SLUGS.get(status, "invalid_request_error")
    return {"type": "error", "error": {"type": slug, "message": message}, "request_id": request_id}
