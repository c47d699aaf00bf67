"""How many requests are under way at once, and which one is next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """Lets at most `count` requests go at once, in the order in which they came.

    The last ones go longest first, so that no long request is left over to run alone at the end.
    """

    def __init__(self, count: int) -> None:
        self._count = self._free = count
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def one(self, size: int) -> AsyncIterator[None]:
        """Holds a slot for the block; `size` is the length of the request's text."""
        await self._turn(size)
        try:
            yield
        finally:
            self._release()

    async def _turn(self, size: int) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the slot was handed over just before
                self._release()
            raise

    def _release(self) -> None:
        self._waiting = [(size, turn) for size, turn in self._waiting if not turn.done()]
        if not self._waiting:
            self._free += 1
            return
        at_the_end = len(self._waiting) <= 2 * self._count
        following = max(self._waiting, key=lambda one: one[0]) if at_the_end else self._waiting[0]
        self._waiting.remove(following)
        following[1].set_result(None)
