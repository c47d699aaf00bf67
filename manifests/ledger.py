"""The ledger: an append-only journal of every request, `ledger.jsonl` beside the manifest of a document.

An attempt is two lines: one before it is sent, one when it has ended. So a crash leaves an attempt without an end,
never one that nobody knows of. One process writes at a time; a line that a crash cut off is ended by the next writer
and skipped by readers. It holds no key, and no text.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chunking.errors import InputError, StoreFailed
from render.files import synced, wait_for_lock

NAME = "ledger.jsonl"
OPEN_ENDED = "ambiguous"  # the outcome of an attempt without an end: a crash, or it is under way


class Reason(StrEnum):
    """Why a paragraph had to be asked for."""

    NEW = "new"
    TEXT = "text changed"
    VOICE = "voice changed"  # or the service
    SETTINGS = "settings changed"  # model, language, temperature …, or how the source is read
    LEXICON = "lexicon changed"
    DAMAGED = "take damaged"  # or no longer in the store
    FORCED = "forced"
    REDO = "redo"
    DOUBTFUL = "doubtful"  # asked again, alone


class Line(BaseModel):
    """Frozen; what a later version adds is not in the way."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Asked(Line):
    """One paragraph of a request."""

    number: int = Field(description="in its chapter, from 1")
    take: str = Field(description="the key that its take is to have")
    characters: int = Field(description="code points that were sent for it, the blank line before it among them")
    reason: Reason
    detail: str = Field(default="", description="what exactly has changed, in a few words")
    replaces: str = Field(default="", description="the key of the take that the paragraph had before")


class Sent(Line):
    """An attempt is about to be sent."""

    event: Literal["sent"] = "sent"
    id: str = Field(description="of the attempt; its end has the same")
    at: str = Field(description="UTC, ISO 8601")
    run: str
    document: str
    chapter: int
    paragraphs: tuple[Asked, ...]
    characters: int = Field(description="code points of the text")
    attempt: int = Field(description="from 1, for the same text")
    service: str
    voice: str
    price: float | None = Field(default=None, description="of 1000 characters, at the time")
    currency: str = ""


class Done(Line):
    """An attempt has ended."""

    event: Literal["ended"] = "ended"
    id: str
    at: str
    outcome: str = Field(description="a value of `render.speech.attempts.Outcome`")
    status: int | None = Field(default=None, description="that the service refused with")
    request_id: str = ""
    kept: tuple[int, ...] = Field(default=(), description="numbers of the paragraphs whose takes were kept")
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """What both lines of one attempt tell."""

    sent: Sent
    done: Done | None = None  # None: nobody saw its end

    @property
    def outcome(self) -> str:
        return self.done.outcome if self.done else OPEN_ENDED

    @property
    def billed(self) -> int:
        """Characters that were spoken, or may have been."""
        return 0 if self.outcome in ("refused", "unreached") else self.sent.characters

    @property
    def uncertain(self) -> int:
        """Those of them that no answer came for."""
        return self.sent.characters if self.outcome in (OPEN_ENDED, "cancelled") else 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a ledger holds."""

    attempts: Sequence[Attempt] = ()  # in the order in which they were sent
    torn: Sequence[int] = ()  # numbers of the lines that cannot be read


def append(path: Path, line: Sent | Done) -> None:
    """Adds a line, by a single write. Raises StoreFailed."""
    content = (line.model_dump_json() + "\n").encode("utf-8")
    with _disk_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            wait_for_lock(handle)  # the half of another's line that can be seen while it is written is no torn one
            if not _write(handle, content):
                synced(path.parent)
        finally:
            os.close(handle)


def sync(path: Path) -> None:
    """Makes all lines so far outlast a power cut. Raises StoreFailed."""
    with _disk_errors(path):
        synced(path)


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreFailed(
            f"the ledger {path} cannot be written: {error.strerror or error}. What was kept before is safe."
        ) from error


def _write(handle: int, content: bytes) -> int:
    """Ends a torn line first. Returns how long the file was."""
    size = os.fstat(handle).st_size
    torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    content = b"\n" * torn + content
    if os.write(handle, content) != len(content):
        raise OSError("only a part was written")
    return size


def read(folder: Path) -> Ledger:
    """The ledger of a document's output folder; an empty one where there is none. Raises InputError."""
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise InputError(f"{folder / NAME} cannot be read: {error.strerror}.") from error
    attempts: dict[str, Attempt] = {}
    torn = []
    for number, line in _lines(content):
        if isinstance(line, Sent):
            attempts[line.id] = Attempt(line)
        elif line and line.id in attempts:
            attempts[line.id] = replace(attempts[line.id], done=line)
        elif line is None:
            torn.append(number)
    return Ledger(tuple(attempts.values()), tuple(torn))


def united(first: bytes, second: bytes) -> bytes:
    """The lines of two copies of a ledger, each once: those of the first, then what only the second has."""
    known = {_identity(text) for text in _texts(first)}
    more = [text for text in _texts(second) if _identity(text) not in known]
    return b"".join(text + b"\n" for text in (*_texts(first), *more))


def _texts(content: bytes) -> Iterator[bytes]:
    return (text for text in content.split(b"\n") if text.strip())


def _identity(text: bytes) -> object:
    line = _line(text)
    return (line.id, line.event) if line else text


def _lines(content: bytes) -> Iterator[tuple[int, Sent | Done | None]]:
    """Each line that is not empty, with its number; None for one that cannot be read."""
    for number, text in enumerate(content.split(b"\n"), 1):
        if text.strip():
            yield number, _line(text)


def _line(text: bytes) -> Sent | Done | None:
    kind = Done if text.startswith(b'{"event":"ended"') else Sent
    try:
        return kind.model_validate_json(text)
    except ValidationError:
        return None
