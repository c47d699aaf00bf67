"""Who watches a request: hears of each attempt, before it is sent and when it has ended, and may forbid it."""

import asyncio
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import httpx

from chunking.document import Chunk
from chunking.errors import AnswerBroken, SpeechError
from render.speech.faults import Again
from render.speech.retry import PassingFault

_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_REQUEST_ID = re.compile(r"\(request-id ([^\s)]+)\)")  # as in every message about an answer


class Outcome(StrEnum):
    """What became of one attempt."""

    KEPT = "kept"  # an answer, of which at least one take is in the store now
    UNUSED = "unused"  # an answer, of which none is: all of it was in doubt, or the store failed
    REFUSED = "refused"  # with a status
    BROKEN = "broken"  # an answer that cannot be used
    AMBIGUOUS = "ambiguous"  # sent, and no answer: it may have been spoken and billed
    UNREACHED = "unreached"  # no connection, so it was never sent
    CANCELLED = "cancelled"  # by us, when it was under way


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of one attempt."""

    outcome: Outcome
    request_id: str = ""
    status: int | None = None  # of a refusal
    kept: Sequence[str] = ()  # keys of the takes that are in the store now


class Watch(Protocol):
    """Hears of the attempts at one request, one after another."""

    async def sends(self) -> None:
        """Is called when the text is about to be sent. What it raises forbids that, and all that would follow."""
        ...

    def keeps(self, request_id: str) -> None:
        """Is called in the decoding thread when an answer is good, before anything of it is kept."""
        ...

    def ended(self, end: Ended) -> None:
        """Is called once for each attempt, perhaps in the decoding thread; also where nothing had been sent."""
        ...


class Unwatched:
    """Does not care."""

    async def sends(self) -> None: ...

    def keeps(self, request_id: str) -> None: ...

    def ended(self, end: Ended) -> None: ...


class Watcher(Protocol):
    """Has a watch for each request."""

    def watch(self, chunk: Chunk, keys: Sequence[str], *, again: bool) -> Watch:
        """For a chunk whose takes are to have these keys; `again` where what came before was in doubt."""
        ...


class Nobody:
    """Watches nothing."""

    def watch(self, chunk: Chunk, keys: Sequence[str], *, again: bool) -> Watch:
        return UNWATCHED


UNWATCHED = Unwatched()
NOBODY = Nobody()


@contextmanager
def watched(watch: Watch) -> Iterator[None]:
    """Tells the watch how an attempt has failed."""
    try:
        yield
    except BaseException as error:
        watch.ended(failed(error))
        raise


def failed(error: BaseException) -> Ended:
    """The end of an attempt that this has come of."""
    found = _REQUEST_ID.search(str(error))
    request_id = found[1] if found and found[1] != "none" else ""
    if isinstance(error, asyncio.CancelledError):
        return Ended(Outcome.CANCELLED)
    if isinstance(error, AnswerBroken):
        return Ended(Outcome.BROKEN, request_id)
    if isinstance(error, SpeechError):
        return _unanswered(error, request_id)
    return Ended(Outcome.UNUSED)


def _unanswered(error: SpeechError, request_id: str) -> Ended:
    if error.status is not None:
        return Ended(Outcome.REFUSED, request_id, error.status)
    nothing_done = isinstance(error, PassingFault) and error.fault.again is Again.YES
    never_sent = nothing_done or isinstance(error.__cause__, _NEVER_SENT)
    return Ended(Outcome.UNREACHED if never_sent else Outcome.AMBIGUOUS, request_id)
