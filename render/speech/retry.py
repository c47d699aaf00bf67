"""The one layer that asks again: how long to wait, and when to give up. `faults` says what is asked again."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type

from chunking.errors import SpeechError
from render.speech.faults import Fault

LONGEST_WAIT = 120.0  # seconds; a service that asks for more is asked again after this


class PassingFault(SpeechError):
    """A failure that may not happen again. `wait` is what the service asked for, in seconds."""

    def __init__(self, fault: Fault, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.fault = fault
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request is asked again."""

    attempts: int = 6
    seconds: float = 900.0  # from when it was first sent
    first_wait: float = 0.5  # seconds; doubled with each attempt
    longest_backoff: float = 30.0  # seconds


@dataclass(slots=True)
class Effort:
    """What one request has taken so far. Waiting for its turn the first time does not count."""

    attempts: int = 0
    begun: float | None = None  # on the monotonic clock, when it was first sent

    def send(self) -> None:
        """Another attempt is on its way."""
        self.attempts += 1
        self.begun = time.monotonic() if self.begun is None else self.begun

    @property
    def seconds(self) -> float:
        """Since it was first sent."""
        return 0.0 if self.begun is None else time.monotonic() - self.begun


class Gate:
    """Holds all requests back together while the service has asked for a pause."""

    def __init__(self) -> None:
        self._opens = 0.0

    def close_for(self, seconds: float) -> None:
        """No request starts before `seconds` from now."""
        self._opens = max(self._opens, time.monotonic() + min(seconds, LONGEST_WAIT))

    async def passed(self) -> None:
        """Returns when requests may start."""
        while (wait := self._opens - time.monotonic()) > 0:
            await asyncio.sleep(wait)


class Circuit:
    """Lets one request at a time try while the service is down, and says once that it is, and once that it is back.

    Without it every request would knock by itself. It opens after several failures in a row, of whatever requests.
    """

    FAILURES = 6

    def __init__(self) -> None:
        self.tell: Callable[[str], None] = _unheard  # gets a line for the user
        self._failures = 0
        self._trying = asyncio.Lock()

    @property
    def is_open(self) -> bool:
        return self._failures >= self.FAILURES

    @asynccontextmanager
    async def around(self) -> AsyncIterator[None]:
        """For the block that sends a request and reads its answer: while the circuit is open, one at a time."""
        while self.is_open:
            async with self._trying:
                if self.is_open:  # still, when its turn has come
                    yield
                    return
        yield

    def failed(self, said: str) -> None:
        """No answer, for the reason that is said."""
        self._failures += 1
        if self._failures == self.FAILURES:
            self.tell(f"The speech service does not answer ({said}). One request at a time tries again.")

    def answered(self) -> None:
        """An answer, be it a refusal: somebody is there."""
        if self.is_open:
            self.tell("The speech service answers again.")
        self._failures = 0


def _unheard(_line: str) -> None:
    """Where there is nobody to tell."""


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Seconds that the service asks to wait: `retry-after-ms`, else `retry-after` as seconds or as an HTTP date."""
    milliseconds = _number(headers.get("retry-after-ms", ""))
    if milliseconds is not None:
        return milliseconds / 1000
    after = headers.get("retry-after", "")
    seconds = _number(after)
    return _until(after) if seconds is None else seconds


def _number(text: str) -> float | None:
    try:
        return max(0.0, float(text))
    except ValueError:
        return None


def _until(date: str) -> float | None:
    try:
        return max(0.0, parsedate_to_datetime(date).timestamp() - time.time())
    except ValueError:
        return None


def retrying(patience: Patience, effort: Effort, passing: tuple[type[SpeechError], ...]) -> AsyncRetrying:
    """Tenacity's loop around one request, asked again after the errors `passing`. The last one is raised as it was."""

    def wait(state: RetryCallState) -> float:
        fault = state.outcome.exception() if state.outcome else None
        if isinstance(fault, PassingFault) and fault.wait:
            return 0.0  # the gate holds this request back with all the others
        backoff: float = patience.first_wait * 2 ** (state.attempt_number - 1)
        return min(backoff, patience.longest_backoff) * random.uniform(0.75, 1.0)

    return AsyncRetrying(
        retry=retry_if_exception_type(passing),
        wait=wait,
        stop=lambda _: effort.attempts >= patience.attempts or effort.seconds >= patience.seconds,
        reraise=True,
    )
