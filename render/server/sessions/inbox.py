"""Commands that wait while others are carried out."""

import asyncio
from collections import deque

from render.server.sessions.messages import Finish, Flush, Queued, Text

LIMIT = 1_000_000  # characters that may wait; a client that sends more has to wait itself
_WEIGHT = 100  # characters that a command counts for beside its text


class Inbox:
    """A queue with an end, in order. Where it is full nothing more is read of the client, not even a reset."""

    def __init__(self) -> None:
        self._waiting: deque[Queued] = deque()
        self._weight = 0
        self._changed = asyncio.Condition()

    async def put(self, command: Queued) -> None:
        """Waits for room. What comes after a finish is dropped."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._weight < LIMIT)
            if self._waiting and self._waiting[-1] == Finish():
                return
            self._waiting.append(command)
            self._weight += _weight(command)
            self._changed.notify_all()

    async def first(self) -> Queued:
        """The next command, which stays until `done`: what interrupts it has to know of it."""
        async with self._changed:
            await self._changed.wait_for(lambda: self._waiting)
            return self._waiting[0]

    async def done(self) -> None:
        """The first command is carried out."""
        async with self._changed:
            self._weight -= _weight(self._waiting.popleft())
            self._changed.notify_all()

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
