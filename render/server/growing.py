"""A file that is read while it is still being written: what is spoken waits here for those who listen slowly."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from types import TracebackType
from typing import IO, Self

PIECE = 64 * 1024  # bytes in memory at once


class GrowingFile:
    """A temporary file without a name, filled from a pipe. A context: closing it frees the space."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._length = 0
        self._ended = False
        self._changed = asyncio.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    async def fill(self, source: IO[bytes]) -> None:
        """Takes all that comes out of a pipe. The pipe is closed at the end."""
        reader = asyncio.StreamReader(PIECE)
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), source
        )
        try:
            while piece := await reader.read(PIECE):
                self._length += os.pwrite(self._file.fileno(), piece, self._length)
                self._changed.set()
        finally:
            transport.close()

    def end(self) -> None:
        """Nothing more will come."""
        self._ended = True
        self._changed.set()

    async def pieces(self) -> AsyncIterator[bytes]:
        """From the start to the end, as soon as each piece is there."""
        place = 0
        while place < self._length or not self._ended:
            if place == self._length:
                self._changed.clear()
                await self._changed.wait()
                continue
            piece = os.pread(self._file.fileno(), PIECE, place)
            place += len(piece)
            yield piece
            await asyncio.sleep(0)  # the others want to be served too
