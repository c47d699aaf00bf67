"""The server in the foreground: a socket, uvicorn, the ready line, and how it stops."""

import asyncio
import contextlib
import json
import math
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from chunking.errors import InputError
from render.server.app import AppOptions, create_app
from render.server.engines import engine_version
from render.server.gate import Gate
from render.server.state import State
from render.server.workers import Speaker

HOST = "127.0.0.1"  # nobody else's computer may ask
STOP_SECONDS = 1  # for answers under way when the server is told to stop
BACKLOG = 512
LARGEST_FRAME = 2**20  # bytes of one message of a session
STDIN = 0


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """How to serve. The key is left out of its representation."""

    port: int = 0  # 0: any that is free
    engine: str = "espeak"
    latency: float = 0.0  # seconds, at least, from a request to its answer
    latency_per_character: float = 0.0  # seconds more for each character of its text
    api_key: str | None = field(default=None, repr=False)  # the only one that is accepted; None: any, or none
    plan_characters: int | None = None  # answered with 402 when they are used up; None: no limit
    requests_per_second: float = math.inf  # more are answered with 429
    concurrency: float = math.inf  # requests and sessions at once; more are answered with 429
    state: Path | None = None  # folder for what outlives the server; None: nothing does
    allow_host: tuple[str, ...] = ()  # Host names that are answered beside the loopback ones
    until_stdin_closes: bool = False  # so that the server never outlives the process that started it
    verbose: bool = False  # a line for each request on stderr


def serve(options: ServeOptions) -> None:
    """Serve until SIGTERM, SIGINT, or the end of stdin where that was asked for. Call it in the main thread.

    Raises InputError when the port is taken or the engine cannot be loaded.
    """
    version = engine_version(options.engine)
    with (
        _listening(options.port) as listener,
        Speaker(options.engine) as speaker,
        closing(State(options.state)) as state,
    ):
        app = create_app(speaker, _app_options(options), state)
        config = uvicorn.Config(
            app,
            lifespan="off",
            log_level="info" if options.verbose else "warning",
            log_config=_to_stderr(),
            access_log=options.verbose,
            ws="websockets-sansio",
            ws_max_size=LARGEST_FRAME,
            # On one computer the end of a client is never missed. A client that plays what it hears and reads no
            # further answers no ping for minutes, and is well.
            ws_ping_interval=None,
            ws_per_message_deflate=False,  # audio hardly shrinks, and the event loop would do it
            timeout_graceful_shutdown=STOP_SECONDS,
        )
        speaker.wait()
        url = f"http://{HOST}:{listener.getsockname()[1]}"
        server = _Server(config, speaker, {"url": url, "engine": options.engine, "version": version})
        if options.until_stdin_closes:
            threading.Thread(target=_watch_stdin, args=(server.stop,), daemon=True).start()
        asyncio.run(server.serve([listener]))


class _Server(uvicorn.Server):
    """uvicorn, with a line when it is ready, and signals that end it without ending the process on the spot."""

    def __init__(self, config: uvicorn.Config, speaker: Speaker, ready: dict[str, str]) -> None:
        super().__init__(config)
        self._speaker = speaker
        self._ready = ready

    def stop(self) -> None:
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(json.dumps(self._ready) + "\n")
        sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What is being spoken fails at once, with an answer that says so, instead of holding up the end."""
        self._speaker.close()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn raises a signal again when it has stopped, and the workers would not be waited for."""
        kept = {number: signal.signal(number, lambda *_: self.stop()) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in kept.items():
                signal.signal(number, handler)


def _app_options(options: ServeOptions) -> AppOptions:
    gate = Gate(options.api_key, options.requests_per_second, options.concurrency)
    hosts = frozenset(name.lower() for name in options.allow_host)
    return AppOptions(options.latency, options.latency_per_character, options.plan_characters, gate, hosts)


def _listening(port: int) -> socket.socket:
    # The protocol is named because asyncio turns Nagle's delay off (40 ms an answer) only where it is.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(BACKLOG)
        return listener
    except (OSError, OverflowError) as error:
        listener.close()
        reason = error.strerror if isinstance(error, OSError) else "a port is a number from 0 to 65535"
        raise InputError(
            f"The speech server cannot listen on {HOST}:{port}: {reason}. Choose another --port, or 0 for any."
        ) from error


def _watch_stdin(stop: Callable[[], None]) -> None:
    with contextlib.suppress(OSError):
        while os.read(STDIN, 65536):
            pass
    stop()


def _to_stderr() -> dict[str, object]:
    """uvicorn writes its access lines to stdout; ours carries the ready line only."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"format": "%(levelname)s: %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "loggers": {"uvicorn": {"handlers": ["stderr"], "level": "INFO"}},
    }
