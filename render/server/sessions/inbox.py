"""Commands that wait while others are carried out."""

import asyncio
from collections import deque
from collections.abc import Callable

from render.server.sessions.messages import Finish, Flush, Queued, Text

LIMIT = 1_000_000  # characters that may wait; a client that sends more has to wait itself
_WEIGHT = 100  # characters that a command counts for beside its text


class Inbox:
    """A queue with an end, in order, for one that fills and one that empties it.

    Where it is full nothing more is read of the client, not even a reset.
    """

    def __init__(self) -> None:
        self._waiting: deque[Queued] = deque()
        self._weight = 0
        self._changed = asyncio.Event()

    async def put(self, command: Queued) -> None:
        """Waits for room. What comes after a finish is dropped."""
        await self._until(lambda: self._weight < LIMIT)
        if self._waiting and isinstance(self._waiting[-1], Finish):
            return
        self._waiting.append(command)
        self._weight += _weight(command)
        self._changed.set()

    async def first(self) -> Queued:
        """The next command, which stays until `done`: what interrupts it has to know of it."""
        await self._until(lambda: bool(self._waiting))
        return self._waiting[0]

    def done(self) -> None:
        """The first command is carried out."""
        self._weight -= _weight(self._waiting.popleft())
        self._changed.set()

    async def _until(self, met: Callable[[], bool]) -> None:
        """Either side wakes both; never are both waiting, since the queue is not empty and full at once."""
        while not met():
            self._changed.clear()
            await self._changed.wait()

    def clear(self) -> list[Flush]:
        """Forget all but a finish. Gives the flushes that nobody has answered."""
        flushes = [command for command in self._waiting if isinstance(command, Flush)]
        self._waiting = deque(command for command in self._waiting if isinstance(command, Finish))
        self._weight = sum(map(_weight, self._waiting))
        return flushes

    @property
    def has_text(self) -> bool:
        return any(isinstance(command, Text) and not command.text.isspace() for command in self._waiting)


def _weight(command: Queued) -> int:
    return _WEIGHT + (len(command.text) if isinstance(command, Text) else 0)
