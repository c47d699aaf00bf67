"""Speaking for an account."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from render.server.settings import Settings
from render.server.speech import Order

T = TypeVar("T")


async def paid(order: Order, settings: Settings, spoken: Callable[[], Awaitable[T]]) -> T:
    """What comes of speaking, not before the pretended latency is over. A failure costs nothing."""
    received = time.monotonic()
    settings.account.charge(len(order.text))
    try:
        made = await spoken()
    except BaseException:
        settings.account.refund(len(order.text))
        raise
    await asyncio.sleep(max(0.0, received + settings.delay(order.text) - time.monotonic()))
    return made
