"""The body of a request for speech → its fields: JSON, or a form as the oldest clients send."""

from starlette.datastructures import FormData
from starlette.requests import Request

from render.server import request_ids
from render.server.envelope import ApiError
from render.server.validation import Fields, read_object

BODY_LIMIT = 1024 * 1024  # bytes; 5000 characters are at most 60 kB, however they are escaped
PATIENCE = 16 * BODY_LIMIT  # bytes read and dropped: closing on a client that still sends would lose it the answer


async def read_fields(request: Request) -> Fields:
    """All fields, not yet checked. Raises ApiError."""
    body = await read_body(request)
    request_ids.settle(request, request_ids.id_of(body))
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        return _typed(await _form(request, body))
    return read_object(body)


async def read_body(request: Request) -> bytes:
    """The body, or an error where it is too long; what lies beyond the limit is not kept."""
    body = bytearray()
    read = 0
    async for part in request.stream():
        read += len(part)
        if read <= BODY_LIMIT:
            body += part
        elif read > PATIENCE:
            break
    if read > BODY_LIMIT:
        # The connection cannot be used again: the rest of the body may still be on its way.
        raise ApiError(400, f"The body is longer than {BODY_LIMIT} bytes.", {"connection": "close"})
    return bytes(body)


async def _form(request: Request, body: bytes) -> FormData:
    async def received() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    return await Request(request.scope, received).form()


def _typed(form: FormData) -> Fields:
    """In a form everything is text; a field is read as JSON where it must be a number or a yes or no."""
    fields: Fields = {}
    for name, value in form.items():
        if not isinstance(value, str):
            raise ApiError(400, f"{name}: must be text, not a file")
        fields[name] = typed_value(name, value)
    return fields


def typed_value(name: str, value: str) -> object:
    """The value of one field of a form."""
    if name in ("return_timestamps", "return_durations", "debug"):
        return {"true": True, "false": False}.get(value.lower(), value)
    if name in ("sample_rate", "temperature", "top_p"):
        try:
            return float(value) if "." in value else int(value)
        except ValueError:
            return value
    return value
