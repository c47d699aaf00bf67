"""How many requests are under way at once, and which one is next."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from statistics import median

SLOWER = 3.0  # times as long for a character as before: the service has more to do than it can
START = 1000  # characters that the start of an answer takes as long as, roughly
KNOWN = 16  # answers that tell what is usual
REMEMBERED = 128  # answers


@dataclass(slots=True)
class Pace:
    """How long the service takes for a character: now, and before."""

    _seconds: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))  # a character, of each answer

    def has_fallen(self, seconds: float, width: int) -> bool:
        """Whether the last answers took far longer than the ones before them."""
        self._seconds.append(seconds)
        last = max(4, width)
        if len(self._seconds) < KNOWN + last:
            return False
        times = list(self._seconds)
        return median(times[-last:]) > SLOWER * median(times[:-last])


class Slots:
    """Lets at most `count` requests go at once, in the order in which they came; fewer while the service is strained.

    One that is asked again goes before all others: it has had its turn. The last ones go longest first, so that no
    long request is left over to run alone at the end.

    How many go at once is found as TCP finds its pace (additive increase, multiplicative decrease: D. Chiu, R. Jain,
    1989): halved by a sign of strain, and one more again after each round of good answers, up to `count`.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._width = float(count)
        self._going = 0
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._pace = Pace()
        self._narrowed = 0.0  # on the monotonic clock

    @property
    def width(self) -> int:
        """How many may go at once now."""
        return max(1, int(self._width))

    def strained(self, sent: float) -> None:
        """The service had too much to do for a request that was sent at `sent`, on the monotonic clock.

        Requests that were on their way when the width was last halved tell nothing new.
        """
        if sent >= self._narrowed:
            self._width = max(1.0, self._width / 2)
            self._narrowed = time.monotonic()
            self._pace = Pace()

    def went_well(self, sent: float, size: int) -> None:
        """A request of that length, sent then, was answered."""
        self._width = min(float(self._count), self._width + 1 / self._width)
        if self._pace.has_fallen((time.monotonic() - sent) / (size + START), self.width):
            self.strained(sent)
        self._fill()

    @asynccontextmanager
    async def one(self, size: int, *, again: bool = False) -> AsyncIterator[None]:
        """Holds a slot for the block; `size` is the length of the request, `again` that it was sent before."""
        await self._turn(size, again)
        try:
            yield
        finally:
            self._release()

    async def _turn(self, size: int, again: bool) -> None:
        if self._going < self.width:
            self._going += 1
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
        self._going -= 1
        self._fill()

    def _fill(self) -> None:
        """Hands free slots to those that wait."""
        self._waiting = [one for one in self._waiting if not one[2].done()]
        while self._waiting and self._going < self.width:
            following = self._next()
            self._waiting.remove(following)
            self._going += 1
            following[2].set_result(None)

    def _next(self) -> "tuple[bool, int, asyncio.Future[None]]":
        first = next((one for one in self._waiting if one[0]), self._waiting[0])
        at_the_end = len(self._waiting) <= 2 * self._count and not first[0]
        return max(self._waiting, key=lambda one: one[1]) if at_the_end else first
