"""Who speaks an order: a worker forked for it, a process that keeps its engine, or a thread.

Of each engine never more at once than there are cores; of one that is kept in a process, one.
"""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

import render
from chunking.errors import InputError
from render.server import engines
from render.server.envelope import EngineFailed
from render.server.growing import GrowingFile
from render.server.speech import DONE, Order

START_SECONDS = 60  # for the engine to load: espeak takes a tenth of a second, piper 1 to 6
STOP_SECONDS = 5


class Workers(Protocol):
    """Those of one engine."""

    def start(self) -> None: ...
    def wait(self) -> None: ...
    def close(self) -> None: ...
    async def write(self, order: Order, file: IO[bytes]) -> None: ...


class Speaker:
    """Turns orders into files with the whole answer. A context: closing it ends every worker.

    `engine` speaks the voices that every engine has; another one is loaded when a voice of its own is first asked for.
    """

    def __init__(self, engine: str) -> None:
        engines.entry(engine)
        self.engine = engine
        self._workers = {name: _workers(name) for name in engines.ENGINES}

    def start(self) -> None:
        """Begin to load the engine, in its own process; `wait` for it later."""
        self._workers[self.engine].start()

    def wait(self) -> None:
        """Until the engine is loaded, or an error that says that it cannot be."""
        self._workers[self.engine].wait()

    def close(self) -> None:
        """End the workers. Answers that were made can still be read."""
        for workers in self._workers.values():
            workers.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    async def speak(self, order: Order) -> IO[bytes]:
        """A file without a name, at its start: it is gone when it is closed, or when the server dies."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
        try:
            await self._workers[order.engine].write(order, file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return file

    async def stream(self, order: Order) -> AsyncGenerator[bytes]:
        """The audio of a streamed order while it is being made, in pieces. Raises EngineFailed, maybe after some.

        It is spoken at its own speed into a file, however slowly the pieces are taken: a slow client keeps no worker.
        """
        with GrowingFile() as file:
            making = asyncio.create_task(self._record(order, file))
            try:
                async for piece in file.pieces():
                    yield piece
                await making
            finally:
                making.cancel()
                await asyncio.wait([making])

    async def _record(self, order: Order, file: GrowingFile) -> None:
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb", 0) as source, os.fdopen(writing, "wb", 0) as sink:
            copying = asyncio.create_task(file.fill(source))
            try:
                await self._workers[order.engine].write(order, sink)
                sink.close()
                await copying
            finally:
                copying.cancel()
                file.end()


def _workers(engine: str) -> Workers:
    runs = engines.entry(engine).runs
    cores = os.cpu_count() or 1
    if runs == "in threads":
        return Threads(cores)
    if runs == "forked":
        return Process(engine, "render.server.forkserver", cores)
    return Process(engine, "render.server.resident", 1)


class Threads:
    """Of the server itself, for an engine of our own."""

    def __init__(self, at_once: int) -> None:
        self._slots = asyncio.Semaphore(at_once)

    def start(self) -> None:
        """There is nothing to load."""

    def wait(self) -> None:
        """Nor to wait for."""

    def close(self) -> None:
        """They end by themselves."""

    async def write(self, order: Order, file: IO[bytes]) -> None:
        async with self._slots:
            await asyncio.to_thread(_write_here, order, os.dup(file.fileno()))


def _write_here(order: Order, fd: int) -> None:
    """In a thread, with a file of its own: whoever waits for it may go away and close theirs."""
    from render.server.answer import write_answer  # noqa: PLC0415 - numpy: not needed where workers speak

    with os.fdopen(fd, "wb") as file:
        write_answer(order, file)


class Process:
    """The server's side of `render.server.forkserver` and `render.server.resident`."""

    def __init__(self, engine: str, module: str, at_once: int) -> None:
        self._engine, self._module = engine, module
        self._slots = asyncio.Semaphore(at_once)
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._closed = False

    def start(self) -> None:
        """Start the process that loads the engine. Its own session: Ctrl-C in a terminal is the server's to handle."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", self._module, str(theirs.fileno()), self._engine],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
                env=_environment(),
            )
        self._control = ours
        ours.settimeout(STOP_SECONDS)

    def wait(self) -> None:
        """Until it is loaded. Raises InputError."""
        assert self._control is not None
        self._control.settimeout(START_SECONDS)
        try:
            ready = self._control.recv(1)
        except TimeoutError:
            ready = b""
        if not ready:
            self._end()
            raise InputError(f"The voice engine '{self._engine}' could not be loaded here; see the lines above.")
        self._control.settimeout(STOP_SECONDS)

    def close(self) -> None:
        """End it and its workers for good; orders under way fail."""
        self._closed = True
        self._end()

    @property
    def _lives(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _end(self) -> None:
        """Closing the socket ends it and its workers."""
        if self._control is None or self._process is None:
            return
        self._control.close()
        self._control = None
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:  # still loading the engine
            self._process.kill()
            self._process.wait()

    async def write(self, order: Order, file: IO[bytes]) -> None:
        """Have one order written. Whoever is cancelled while waiting is not spoken for."""
        async with self._slots:
            await self._write(order, file)

    async def _write(self, order: Order, file: IO[bytes]) -> None:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._hand_over(theirs, file)
            ours.setblocking(False)
            if not await _told(ours, order):
                # Where the process lives on, the same text would end its next worker too: answers repeat to the byte.
                raise EngineFailed(f"The voice engine '{self._engine}' failed on this text.", for_good=self._lives)

    def _hand_over(self, theirs: socket.socket, file: IO[bytes]) -> None:
        """Give the two file descriptors to the process; start it, or another where it has died, without waiting."""
        if self._closed:
            raise EngineFailed("The speech server is stopping.")
        if not self._lives:
            self._end()
            self.start()
        assert self._control is not None
        try:
            socket.send_fds(self._control, [b"o"], [theirs.fileno(), file.fileno()])
        except OSError as error:
            raise EngineFailed(f"The voice engine '{self._engine}' is gone.") from error


async def _told(ours: socket.socket, order: Order) -> bool:
    """Send the order, and hear whether it was done: a worker that dies says nothing."""
    loop = asyncio.get_running_loop()
    try:
        await loop.sock_sendall(ours, order.to_bytes())
        ours.shutdown(socket.SHUT_WR)
        while said := await loop.sock_recv(ours, 64):
            if said.endswith(DONE):
                return True
        return False
    except OSError:
        return False


def _environment() -> dict[str, str]:
    """One thread for numpy, since what is forked must have one; our own folders first, never the user's (-P)."""
    root = str(Path(render.__path__[0]).parent)
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(paths)}
