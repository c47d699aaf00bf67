"""One session, from its first frame to its close."""

import asyncio
import contextlib
from dataclasses import replace
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from render.server.compressed import COMPRESSED
from render.server.envelope import ApiError
from render.server.request_ids import id_of
from render.server.sessions.buffer import Buffer
from render.server.sessions.dialects import dialect_of
from render.server.sessions.encoding import ENCODED_FROM, encoder_for
from render.server.sessions.inbox import Inbox
from render.server.sessions.line import Line
from render.server.sessions.messages import Finish, Flush, Reset, Text, next_frame, written
from render.server.sessions.utterances import delayed, later, utter
from render.server.settings import Settings
from render.server.speech import Order
from render.server.validation import Fields, read_session

FIRST_FRAME_SECONDS = 60


async def serve_session(websocket: WebSocket, settings: Settings) -> None:
    """Answers until the client has finished, made an error or gone away."""
    line = Line(websocket)
    with contextlib.suppress(WebSocketDisconnect, TimeoutError):  # gone, or deaf
        try:
            await _converse(websocket, line, settings)
        except ApiError as error:
            await line.fail(error)
        except (WebSocketDisconnect, asyncio.CancelledError):
            raise
        except BaseException:
            await line.fail(ApiError(500, "The server failed; its error output says why."))
            raise


async def _converse(websocket: WebSocket, line: Line, settings: Settings) -> None:
    init = await _first_frame(websocket)
    line.dialect = dialect_of(init)
    key = init.pop("X-API-Key", websocket.headers.get("x-api-key"))
    # Without the key: the id is read by others than the key's owner. As everywhere, the same request has the same id.
    line.request_id = id_of(written(init).encode())
    settings.gate.check_key(key if isinstance(key, str) else None)
    with settings.gate.admitted():
        order = read_session(line.dialect.manner(init), settings)
        line.timed = bool(order.timestamps)
        await line.say(line.dialect.ready(line.request_id))
        await Session(websocket, line, order, settings).run()
        await line.close()


async def _first_frame(websocket: WebSocket) -> Fields:
    try:
        async with asyncio.timeout(FIRST_FRAME_SECONDS):
            return await next_frame(websocket)
    except TimeoutError as error:
        raise ApiError(400, f"No first frame came within {FIRST_FRAME_SECONDS} seconds.") from error


class Session:
    """Listens and speaks at the same time, so that a reset is heard at once."""

    def __init__(self, websocket: WebSocket, line: Line, order: Order, settings: Settings) -> None:
        self._websocket, self._line, self._settings = websocket, line, settings
        self._encoder = encoder_for(order.format, order, line)
        self._order = replace(order, format=ENCODED_FROM if order.format in COMPRESSED else order.format)
        self._inbox = Inbox()
        self._buffer = Buffer(order.language)
        self._samples = 0  # of the stretch so far
        line.all_spoken = lambda: self._buffer.empty and not self._inbox.has_text

    async def run(self) -> None:
        """Until the client finishes. Raises ApiError, and WebSocketDisconnect when it goes away."""
        try:
            while reset := await self._until_reset():
                await self._start_anew(reset)
        finally:
            await self._encoder.drop()

    async def _until_reset(self) -> Reset | None:
        """Speaks what comes; None where it was finished."""
        listening, speaking = asyncio.create_task(self._listen()), asyncio.create_task(self._speak())
        try:
            await asyncio.wait([listening, speaking], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _stopped(listening, speaking)
        if not speaking.cancelled():
            return speaking.result()
        return listening.result()

    async def _listen(self) -> Reset:
        """Keeps what is said for later, until a reset."""
        while True:
            for command in self._line.dialect.commands(await next_frame(self._websocket)):
                if isinstance(command, Reset):
                    return command
                await self._inbox.put(command)

    async def _speak(self) -> None:
        """One command after the other, until the finish."""
        while True:
            command = await self._inbox.first()
            if isinstance(command, Text):
                self._buffer.add(command.text)
                self._inbox.done()
                await self._utter(whole=False)
                continue
            await self._utter(whole=True)
            await self._encoder.end()
            self._samples = 0
            if isinstance(command, Finish):
                return
            await self._line.say(self._line.dialect.completed(command))
            self._inbox.done()

    async def _utter(self, *, whole: bool) -> None:
        while text := self._buffer.take(whole=whole):
            if not text.isspace():
                await self._encoder.begin()
            spoken = await utter(text, self._order, self._settings)
            if spoken.samples and not self._samples:
                spoken = delayed(spoken, self._encoder.delay, self._order.sample_rate)
            if self._line.dialect.cumulative:
                spoken = later(spoken, self._samples, self._order.sample_rate)
            self._samples += spoken.samples
            self._line.hold(spoken.timestamps)
            await self._encoder.feed(spoken)

    async def _start_anew(self, reset: Reset) -> None:
        """Drops all that is not sent; what the client had asked for is answered all the same."""
        await self._encoder.drop()
        self._line.drop()
        self._buffer.clear()
        self._samples = 0
        unanswered: list[Flush | Reset] = [*self._inbox.clear(), reset]
        for command in unanswered:
            await self._line.say(self._line.dialect.completed(command))


async def _stopped(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
