"""What the client hears, frame by frame."""

import asyncio
from collections.abc import Callable

from starlette.status import WS_1011_INTERNAL_ERROR, WS_1013_TRY_AGAIN_LATER
from starlette.websockets import WebSocket

from render.server.envelope import ApiError
from render.server.request_ids import random_id
from render.server.sessions.dialects import Dialect
from render.server.sessions.messages import Timestamps
from render.server.sessions.typed import Typed

REASON_BYTES = 123  # of a close frame, RFC 6455 section 5.5
CLOSE_SECONDS = 5  # for a client that has stopped reading to take its error


class Line:
    """Writes in the client's dialect. One task at a time sends audio, and none beside it until it is done."""

    def __init__(self, websocket: WebSocket) -> None:
        self.dialect: Dialect = Typed()  # until the first frame tells
        self.timed = False  # whether times were asked for
        self.all_spoken: Callable[[], bool] = lambda: False  # of the text that has come so far
        self.request_id = random_id()  # until the first frame tells, too
        self._websocket = websocket
        self._held: list[Timestamps] = []
        self.followed = True  # some audio has been sent since times were held

    def hold(self, timestamps: Timestamps) -> None:
        """The times of audio that comes next."""
        if self.timed:
            self._held.append(timestamps)
            self.followed = False

    async def audio(self, piece: bytes, *, last: bool = True) -> None:
        """`last`: of what has been spoken so far."""
        if self.timed:
            held = [one for timestamps in self._held for one in timestamps]
            frame = self.dialect.before_audio(held, empty=last and self.all_spoken())
            if frame is not None:
                self._held.clear()
                await self._websocket.send_text(frame)
        await self._websocket.send_bytes(piece)
        self.followed = True
        await asyncio.sleep(0)  # the others want to be served, and a reset to be heard

    async def settle(self) -> None:
        """The audio has been sent whose times are held."""
        while self._held:
            await self.say(self.dialect.after_audio(self._held.pop(0)))

    def drop(self) -> None:
        self._held.clear()

    async def say(self, frame: str | None) -> None:
        if frame is not None:
            await self._websocket.send_text(frame)

    async def close(self) -> None:
        await self._websocket.close()

    async def fail(self, error: ApiError) -> None:
        """The error, and the end."""
        async with asyncio.timeout(CLOSE_SECONDS):
            await self.say(self.dialect.error(error, self.request_id))
            await self._websocket.close(self._code(error), _reason(error.detail))

    def _code(self, error: ApiError) -> int:
        if error.status_code == 429:
            return WS_1013_TRY_AGAIN_LATER
        return WS_1011_INTERNAL_ERROR if error.status_code >= 500 else self.dialect.refusal


def _reason(message: str) -> str:
    return message.encode("utf-8", "replace")[:REASON_BYTES].decode("utf-8", "ignore")
