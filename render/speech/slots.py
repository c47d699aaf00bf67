"""How many requests are under way at once, and which one is next."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Slots:
    """Lets at most `count` requests go at once, in the order in which they came.

    One that is asked again goes before all others: it has had its turn. The last ones go longest first, so that no
    long request is left over to run alone at the end.
    """

    def __init__(self, count: int) -> None:
        self._count = self._free = count
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def one(self, size: int, *, again: bool = False) -> AsyncIterator[None]:
        """Holds a slot for the block; `size` is the length of the request, `again` that it was sent before."""
        await self._turn(size, again)
        try:
            yield
        finally:
            self._release()

    async def _turn(self, size: int, again: bool) -> None:
        if self._free:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append((again, size, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the slot was handed over just before
                self._release()
            raise

    def _release(self) -> None:
        self._waiting = [one for one in self._waiting if not one[2].done()]
        if not self._waiting:
            self._free += 1
            return
        following = self._next()
        self._waiting.remove(following)
        following[2].set_result(None)

    def _next(self) -> "tuple[bool, int, asyncio.Future[None]]":
        first = next((one for one in self._waiting if one[0]), self._waiting[0])
        at_the_end = len(self._waiting) <= 2 * self._count and not first[0]
        return max(self._waiting, key=lambda one: one[1]) if at_the_end else first
