"""A form with files: spooled to disk while it comes, under a limit on its size."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive

from render.server.bodies import PATIENCE, typed_value
from render.server.envelope import ApiError
from render.server.validation import Fields

FIELDS_LIMIT = 1024 * 1024  # bytes of all that is no file
MOST_FILES, MOST_FIELDS = 20, 200  # API version 1.0 took up to 20 files for a voice


@asynccontextmanager
async def uploaded(request: Request, largest: int) -> AsyncIterator[FormData]:
    """The form; its files, `largest` bytes of them at most, are there until the block ends. Raises ApiError."""
    if not request.headers.get("content-type", "").strip().lower().startswith("multipart/"):
        raise ApiError(400, "The body must be a form, multipart/form-data.")  # LMNT's first SDKs say multipart/mixed
    form = await _form(request, largest)
    try:
        yield form
    finally:
        await form.close()


def texts(form: FormData) -> Fields:
    """The fields that are no files, each as what it must be."""
    return {name: typed_value(name, value) for name, value in form.items() if isinstance(value, str)}


def file_in(form: FormData, names: Mapping[str, int], largest: int) -> UploadFile:
    """The first file under one of the names, each of which may come so many times. Raises ApiError."""
    for name, most in names.items():
        found = form.getlist(name)
        if len(found) > most:
            raise ApiError(400, f"{name}: {len(found)} files were sent, the most is {most}")
        if found:
            return _checked(name, found[0], largest)
    raise ApiError(400, f"{next(iter(names))}: is required")


async def _form(request: Request, largest: int) -> FormData:
    counted = Request(request.scope, _limited(request.receive, largest))
    parser = MultiPartParser(
        request.headers,
        counted.stream(),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
        max_part_size=FIELDS_LIMIT,
    )
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise ApiError(400, error.message) from error
    except ClientDisconnect as error:
        raise ApiError(400, "The body has no end.") from error


def _checked(name: str, file: UploadFile | str, largest: int) -> UploadFile:
    if isinstance(file, str):
        raise ApiError(400, f"{name}: must be a file")
    if not file.size:
        raise ApiError(400, f"{name}: is empty")
    if file.size > largest:
        raise ApiError(400, _too_large(largest))
    return file


def _limited(receive: Receive, largest: int) -> Receive:
    """Ends the reading with an error once more has come than the files and the fields may have."""
    left = largest + FIELDS_LIMIT

    async def received() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            await _drop(receive, message)
            # The connection cannot be used again: the rest of the body may still be on its way.
            raise ApiError(400, _too_large(largest), {"connection": "close"})
        return message

    return received


async def _drop(receive: Receive, message: Message) -> None:
    """Reads on for a while: closing on a client that still sends would lose it the answer."""
    dropped = 0
    while message.get("more_body") and dropped < PATIENCE:
        message = await receive()
        dropped += len(message.get("body", b""))


def _too_large(largest: int) -> str:
    return f"The file is larger than {largest:,} bytes."
