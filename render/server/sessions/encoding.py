"""The utterances of a stretch → one stream of audio, in frames."""

import asyncio
from typing import Protocol

from render.audio.ffmpeg import encoder
from render.server.compressed import COMPRESSED
from render.server.envelope import EngineFailed
from render.server.sessions.line import Line
from render.server.sessions.messages import Spoken
from render.server.speech import Order

FRAME = 64 * 1024  # bytes at most; clients refuse more than 1 MiB
QUIET_SECONDS = 0.05  # without a byte from ffmpeg: what it was given is encoded, but for what it holds back
GATHER_SECONDS = 0.01  # after a frame: ffmpeg gives single packets, some of them only 24 ms long
ENCODED_FROM = "pcm_s16le"
DELAYS = {"mp3": 1105}  # samples of silence a decoder makes before the sound: LAME's 576, and 529 of every decoder's
_WITHOUT_TAGS = {"mp3": {"id3v2_version": 0}}  # a flush must not be heard, nor seen, in the middle of a stream


class Encoder(Protocol):
    """Takes one stretch after another."""

    @property
    def delay(self) -> int:
        """Samples by which all of a stretch is heard later than it was spoken."""
        ...

    async def begin(self) -> None:
        """An utterance is about to be spoken."""
        ...

    async def feed(self, spoken: Spoken) -> None:
        """The next utterance of the stretch."""
        ...

    async def end(self) -> None:
        """The stretch is over: all of it is sent."""
        ...

    async def drop(self) -> None:
        """The stretch is over, and what is not sent is never sent."""
        ...


class Direct:
    """Audio that is sent as it is spoken."""

    delay = 0

    def __init__(self, line: Line) -> None:
        self._line = line
        self._begun = False  # whether the client has the head

    async def begin(self) -> None:
        """There is nothing to prepare."""

    async def feed(self, spoken: Spoken) -> None:
        audio = spoken.audio if self._begun else spoken.head + spoken.audio
        self._begun = self._begun or bool(audio)
        for place in range(0, len(audio), FRAME):
            await self._line.audio(audio[place : place + FRAME], last=place + FRAME >= len(audio))
        await self._line.settle()

    async def end(self) -> None:
        """All is sent. The stream goes on after a flush: its head stands for the whole session."""

    async def drop(self) -> None:
        self._begun = False


class Compressed:
    """Audio that one ffmpeg encodes for a whole stretch: no gap and no new head between two utterances."""

    def __init__(self, form: str, rate: int, line: Line) -> None:
        self._form, self._rate, self._line = form, rate, line
        self.delay = DELAYS.get(form, 0)
        self._process: asyncio.subprocess.Process | None = None
        self._sending: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Starts ffmpeg, which takes as long as a sentence takes to be spoken."""
        if self._process is None:
            output = {**COMPRESSED[self._form], **_WITHOUT_TAGS.get(self._form, {})}
            self._process = await encoder(rate=self._rate, output=output)
            self._sending = asyncio.create_task(self._send(self._process))

    async def feed(self, spoken: Spoken) -> None:
        if not spoken.audio:
            return
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            for place in range(0, len(spoken.audio), FRAME):
                self._process.stdin.write(spoken.audio[place : place + FRAME])
                await self._process.stdin.drain()
        except ConnectionError as error:
            raise EngineFailed("The encoder failed on this audio.") from error

    async def end(self) -> None:
        if self._process is not None and self._sending is not None and self._process.stdin is not None:
            self._process.stdin.close()
            await self._sending
            if await self._process.wait():
                raise EngineFailed("The encoder failed on this audio.")
        self._process = self._sending = None
        await self._line.settle()

    async def drop(self) -> None:
        if self._process is None or self._sending is None:
            return
        self._sending.cancel()
        await asyncio.gather(self._sending, return_exceptions=True)
        await self._process.wait()
        self._process = self._sending = None

    async def _send(self, process: asyncio.subprocess.Process) -> None:
        """Passes on what comes, and the times of what has come when nothing comes for a moment.

        Where that fails ffmpeg comes to its end all the same, in some milliseconds: asyncio's kill may collect a
        process that has just ended, and then complains that somebody did.
        """
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            while piece := await self._piece(process.stdout):
                await self._line.audio(piece)
                await asyncio.sleep(GATHER_SECONDS)
        finally:
            process.stdin.close()
            while await process.stdout.read(FRAME):
                pass

    async def _piece(self, stdout: asyncio.StreamReader) -> bytes:
        while True:
            try:
                async with asyncio.timeout(QUIET_SECONDS):
                    return await stdout.read(FRAME)
            except TimeoutError:
                if self._line.followed:
                    await self._line.settle()
                    return await stdout.read(FRAME)


def encoder_for(form: str, order: Order, line: Line) -> Encoder:
    """For a session that asked for `form`."""
    return Compressed(form, order.sample_rate, line) if form in COMPRESSED else Direct(line)
