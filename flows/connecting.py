"""Reaching a service: LMNT, an address, or the local server, which runs as long as it is needed."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from chunking.errors import InputError
from flows import server_state
from flows import settings as settings_of
from flows.settings import Settings, api_key
from render.speech.client import SpeechClient
from render.speech.connection import Connection
from render.speech.local import started
from render.speech.retry import Patience
from render.speech.service import Service, chosen
from render.speech.sessions import SessionClient

SHORT = Patience(attempts=3)  # for a command that somebody waits for


@asynccontextmanager
async def connected(service: Service, settings: Settings, warn: Callable[[str], None]) -> AsyncIterator[SpeechClient]:
    """A client for many texts."""
    if settings.transport == "sessions" and (settings.temperature is not None or settings.top_p is not None):
        raise InputError("a speech session has no temperature and no top_p: leave them out, or use transport requests.")
    kind = SessionClient if settings.transport == "sessions" else SpeechClient
    with _running(service, warn) as (reached, check):
        async with kind(reached, jobs=settings.jobs, check=check) as client:
            client.circuit.tell = warn
            yield client


@asynccontextmanager
async def line_to(service: Service) -> AsyncIterator[Connection]:
    """A connection for a single call."""
    with _running(service) as (reached, check):
        async with Connection(reached, jobs=1, patience=SHORT, check=check) as connection:
            yield connection


def named(speech: str | None) -> Service:
    """The service that `--speech`, the environment or the `readcast.toml` of this folder names."""
    return chosen(settings_of.load(Path(), {"speech": speech}).speech, api_key())


@contextmanager
def _running(service: Service, *warn: Callable[[str], None]) -> Iterator[tuple[Service, Callable[[], None]]]:
    """The service at its address, and what raises where it is known to be gone."""
    if service.engine is None:
        yield service, lambda: None
        return
    with started(service, server_state.usable(*warn)) as server:
        yield server.service, server.check
