"""Ctrl-C and SIGTERM: nothing more is sent, what is under way may still be answered and kept, and then the run ends.

The second Ctrl-C ends the process at once; so does the clock, where tidying up takes too long. That loses nothing that
was kept: every file is put in place by one rename, and the local server ends with its parent.
"""

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType
from typing import Any, Protocol, TypeVar

from flows.exits import INTERRUPTED, message

GRACE = 3.9  # seconds for answers that are under way
LAST = 4.8  # seconds until the process ends, whatever it does
T = TypeVar("T")


class Closing(Protocol):
    """What is to be closed before a run is cancelled."""

    def close(self) -> None: ...
    def is_settled(self) -> bool: ...


class Interrupt:
    """What the signals do."""

    def __init__(self) -> None:
        self.closing: Closing | None = None
        self._begun = self._over = False
        self._task: asyncio.Task[Any] | None = None
        self._winding: asyncio.Task[None] | None = None
        self._clock: threading.Timer | None = None

    @property
    def is_begun(self) -> bool:
        return self._begun

    async def covering(self, work: Coroutine[Any, Any, T]) -> T:
        """The work, which is cancelled when its answers are in."""
        _current.set(self)
        task: asyncio.Task[T] = asyncio.create_task(work)
        self._task = task
        try:
            return await task
        finally:
            self._over = True

    def hit(self, _number: int, _frame: FrameType | None) -> None:
        """A signal has come. Runs in the main thread, between any two steps of it."""
        if self._begun:
            self._leave()
        if self.closing is None or self._task is None or self._over:
            raise KeyboardInterrupt  # nothing can be under way
        self._begun = True
        self._clock = threading.Timer(LAST, self._leave)
        self._clock.daemon = True
        self._clock.start()
        self._task.get_loop().call_soon_threadsafe(self._begin, self.closing, self._task)

    def stop_clock(self) -> None:
        """For a process that has to tell others how the work ended, and that others kill where it takes too long."""
        if self._clock:
            self._clock.cancel()

    def _begin(self, closing: Closing, task: "asyncio.Task[Any]") -> None:
        closing.close()
        self._winding = asyncio.create_task(_wound_down(closing, task))

    def _leave(self) -> None:
        if sys.stdout.isatty():
            os.write(1, b"\x1b[?25h")  # the cursor, which a progress display hides
        if not self._over:
            os.write(2, f"readcast: {message(KeyboardInterrupt())}\n".encode())
        os._exit(INTERRUPTED)


async def _wound_down(closing: Closing, task: "asyncio.Task[Any]") -> None:
    end = time.monotonic() + GRACE
    while not closing.is_settled() and time.monotonic() < end:
        await asyncio.sleep(0.02)
    task.cancel()


_current: ContextVar[Interrupt | None] = ContextVar("interrupt", default=None)


def attend(closing: Closing) -> None:
    """From now on a signal closes this first. Without effect where nobody listens to signals."""
    interrupt = _current.get()
    if interrupt:
        interrupt.closing = closing


def until_done(work: Coroutine[Any, Any, T]) -> T:
    """Runs work to its end. Raises KeyboardInterrupt where a signal ended it."""
    interrupt = Interrupt()
    with _handling(interrupt):
        try:
            return asyncio.run(interrupt.covering(work))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


async def covered(work: Coroutine[Any, Any, T]) -> T:
    """The work, where a library has taken SIGTERM over, as Prefect does in its flow runs: it ends as anywhere else.

    Such a library's own handler raises in the middle of whatever is being done, and no answer is waited for.
    """
    outer = _current.get()
    interrupt = outer or Interrupt()
    before = signal.signal(signal.SIGTERM, interrupt.hit)
    try:
        return await interrupt.covering(work)
    finally:
        if outer is None:
            interrupt.stop_clock()
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _handling(interrupt: Interrupt) -> Iterator[None]:
    before = {one: signal.signal(one, interrupt.hit) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in () if interrupt.is_begun else before.items():
            signal.signal(one, handler)
