"""The service's voices: list, show, create, update, delete. LMNT API 1.1, `/v1/ai/voice`."""

from collections.abc import Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import IO, Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from chunking.errors import AnswerBroken, InputError
from render.speech.connection import Connection, Small
from render.speech.wire import UNDECODABLE

VOICES = "/v1/ai/voice"
LIST = f"{VOICES}/list"
LARGEST_SAMPLE = 250 * 2**20  # bytes of a recording that a voice is made from, LMNT's published limit
NO_ID = ("", ".", "..", "list")  # as a voice's id each would make the path of something else
T = TypeVar("T")


class Voice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One voice, as the service describes it. Only the id is sure to be there."""

    id: str
    name: str | None = None
    owner: str | None = None  # system, me or other
    state: str | None = None  # ready, or such as training
    description: str | None = None
    gender: str | None = None
    type: str | None = None
    starred: bool | None = None
    tags: list[str] | None = None
    preview_url: str | None = None
    note: str | None = None  # the local server's own: that a voice which was made is a stand-in, no clone


@dataclass(frozen=True, slots=True)
class Traits:
    """What a user says of a voice; None is not said."""

    name: str | None = None
    description: str | None = None
    gender: str | None = None
    starred: bool | None = None
    tags: Sequence[str] | None = None  # instead of those that it has

    def said(self) -> dict[str, Any]:
        """What was said, in the order in which LMNT's own clients send it."""
        found = {name: getattr(self, name) for name in ("name", "description", "gender", "starred")}
        found |= {"tags": list(self.tags) if self.tags is not None else None}
        return {name: value for name, value in found.items() if value is not None}


class _Updated(msgspec.Struct, frozen=True):
    voice: Voice


async def listed(connection: Connection, owner: str = "all", starred: bool = False) -> list[Voice]:
    """The voices that the service offers this key; `owner` is system, me or all."""
    asked = {"owner": owner} if owner != "all" else {}
    asked |= {"starred": "true"} if starred else {}
    return await connection.asked(LIST, lambda answer: _read(answer, list[Voice], "list of voices"), params=asked)


async def shown(connection: Connection, voice: str) -> Voice:
    """One voice. Raises RequestRejected where the service has none of this id."""
    return await connection.asked(_path(voice), _voice)


async def created(connection: Connection, sample: Path, traits: Traits) -> Voice:
    """A voice made from a recording, which is sent as it is read from disk. Raises InputError where it cannot be."""
    with _opened(sample) as file:
        return await connection.changed(lambda: _creation(connection, file, sample.name, traits), _voice)


async def updated(connection: Connection, voice: str, traits: Traits) -> Voice:
    """The voice with other traits; those that were not said stay as they are."""
    body = traits.said()
    answer = await connection.changed(
        lambda: connection.request("PUT", _path(voice), json=body),
        lambda answer: _read(answer, _Updated, "changed voice"),
    )
    return answer.voice


async def deleted(connection: Connection, voice: str) -> None:
    """Deletes the voice for good."""
    await connection.changed(lambda: connection.request("DELETE", _path(voice)), lambda _: None)


def _path(voice: str) -> str:
    """Whatever is in the id, it stays one part of the path."""
    if voice in NO_ID:
        raise InputError(f"'{voice}' is no voice's id; `readcast voices list` shows them.")
    return f"{VOICES}/{quote(voice, safe='', errors='surrogateescape')}"


def _opened(sample: Path) -> IO[bytes]:
    try:
        size = sample.stat().st_size
        file = sample.open("rb")
    except (OSError, ValueError) as error:
        raise InputError(f"the recording {sample} cannot be read: {getattr(error, 'strerror', error)}.") from error
    if 0 < size <= LARGEST_SAMPLE:
        return file
    file.close()
    most = f"the limit is {LARGEST_SAMPLE:,}" if size else "there is nothing in it"
    raise InputError(f"the recording {sample} has {size:,} bytes; {most}.")


def _creation(connection: Connection, file: IO[bytes], name: str, traits: Traits) -> httpx.Request:
    """The form that LMNT's own clients send: its fields in their order, the recording last."""
    file.seek(0)
    said = traits.said()
    fields = said | {"tags[]": said.pop("tags", [])}
    recording = (name, file, guess_type(name)[0] or "application/octet-stream")
    return connection.request("POST", VOICES, data=fields, files={"file": recording})


def _voice(answer: Small) -> Voice:
    return _read(answer, Voice, "voice")


def _read(answer: Small, shape: type[T], what: str) -> T:
    """Raises AnswerBroken."""
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except UNDECODABLE as error:
        raise AnswerBroken(
            f"the {what} is not what LMNT's API describes: {error} (request-id {answer.request_id})"
        ) from error
