"""The client of the detailed endpoint: a text → its audio and word times."""

import asyncio
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import IO, Any, TypeVar

import httpx

from chunking.errors import AnswerBroken
from render.speech import voices
from render.speech.attempts import UNWATCHED, Watch, watched
from render.speech.connection import STOPPING, Connection, of_request
from render.speech.delivery import Delivery
from render.speech.retry import Effort, PassingFault
from render.speech.service import Service
from render.speech.slots import Slots
from render.speech.wire import Speech, request_body, speech_of

__all__ = ["STOPPING", "SpeechClient"]

LARGEST_ANSWER = 256 * 2**20  # bytes; five minutes of English are 20 MB, but 5000 Chinese characters 110 MB
SPOOLED = 2**20  # bytes of an answer held in memory before it goes to disk
T = TypeVar("T")


class SpeechClient(Connection):
    """Speaks texts through one service, at most `jobs` requests at once over one pool of connections."""

    def __init__(self, service: Service, *, jobs: int = 8, **more: Any) -> None:
        """`more` as for Connection."""
        super().__init__(service, jobs=jobs, **more)
        self._slots = Slots(jobs)
        # One answer at a time is in memory, and in one thread: each thread's freed memory stays its own.
        self._decoding = ThreadPoolExecutor(1, "answers")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._decoding.shutdown()
        await super().__aexit__(kind, error, trace)

    async def speak(
        self, text: str, delivery: Delivery, accept: Callable[[Speech], T], watch: Watch = UNWATCHED
    ) -> tuple[T, int]:
        """Has `text` (at most 5000 characters) spoken, and asked again where that may help.

        Returns what `accept` makes of the answer, and how many attempts it took. `accept` runs in a thread, one at a
        time since an answer is large; it raises AnswerBroken for an answer that it cannot use. `watch` hears of each
        attempt, and may forbid it. Raises what `render.speech.faults` lists.
        """

        async def once(effort: Effort) -> T:
            """One request and its answer, which waits on disk until it can be decoded."""
            with tempfile.SpooledTemporaryFile(SPOOLED) as spool, watched(watch):
                async with self._slots.one(len(text), again=effort.attempts > 0):
                    effort.send()
                    decoded = await self._paced(text, delivery, spool, watch)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._decoding, lambda: accept(decoded()))

        return await self.persistently(once)

    async def voices(self) -> list[str]:
        """The ids of the voices that the service offers this key. Raises what `render.speech.faults` lists."""
        return [voice.id for voice in await voices.listed(self)]

    async def _paced(self, text: str, delivery: Delivery, spool: IO[bytes], watch: Watch) -> Callable[[], Speech]:
        """One request; how it went decides how many go at once."""
        await self.passed()
        sent = time.monotonic()
        try:
            decoded = await self._received_speech(text, delivery, spool, watch)
        except PassingFault as fault:
            if 429 in fault.fault.statuses:
                self._slots.strained(sent)
            raise
        self._slots.went_well(sent, len(text))
        return decoded

    async def _received_speech(
        self, text: str, delivery: Delivery, spool: IO[bytes], watch: Watch
    ) -> Callable[[], Speech]:
        """Has the text spoken into `spool`, once; what is returned decodes it."""
        body, json = request_body(text, delivery), {"content-type": "application/json"}
        request = self.request("POST", "/v1/ai/speech", content=body, headers=json)
        request_id = await self._received(request, spool, watch)
        return lambda: speech_of(whole(spool), request_id)

    async def _received(self, request: httpx.Request, spool: IO[bytes], watch: Watch) -> str:
        """Writes a good answer's body to `spool` and returns its request-id."""
        async with self.answer_to(request, watch=watch) as response:
            async for piece in response.aiter_bytes(2**16):
                spool.write(piece)
                if spool.tell() > LARGEST_ANSWER:
                    raise AnswerBroken(f"the answer is larger than {LARGEST_ANSWER} bytes{of_request(response)}")
            return str(response.headers.get("request-id", "none"))


def whole(spool: IO[bytes]) -> bytes:
    """All of it."""
    spool.seek(0)
    return spool.read()
