"""`readcast up` from its beginning to its end."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from chunking.errors import InputError, OutputError, ReadcastError, ServiceUnreachable
from flows import reporter, stopping
from flows.up import home
from flows.up.example import NAME, example
from flows.up.pair import Pair, begun
from flows.up.place import Place
from flows.wording import aligned, counted
from render.files import alone_in

EVERY = 2.0  # seconds between two looks at the processes
NEWS_EVERY = 2  # looks between two questions to the server: what has happened?
START = 180.0  # seconds that a server may take to answer, with a new database on a busy machine


def run(place: Place, runs: int) -> None:
    """Serves until it is interrupted.

    Raises InputError for a port that is taken, and ServiceUnreachable where Prefect's server ends by itself.
    """
    folder = home.folder()
    with _alone(folder):
        place.check_free()
        try:
            stopping.until_done(_served(place, folder, runs))
        except KeyboardInterrupt:
            reporter.say("Stopped. Schedules and recordings are kept.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two servers must not share a database."""
    with ExitStack() as held:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            held.enter_context(alone_in(folder))
        except OSError as error:
            raise OutputError(f"{folder} cannot be written: {error.strerror}.") from error
        except OutputError as error:
            raise InputError(f"`readcast up` is running already, at {home.noted_address()}.") from error
        yield


async def _served(place: Place, folder: Path, runs: int) -> None:
    reporter.say("Starting Prefect's server, which takes up to half a minute …")
    is_new = not (folder / "prefect.db").exists()
    pair = begun(place, folder, runs)
    try:
        await _until_it_answers(pair)
        await _prepared(is_new)
        home.note_address(place.api)
        pair.start_worker()
        await _introduced(place)
        await _watched(pair)
    finally:
        home.forget_address()
        reporter.say("Stopping …")
        pair.end()


async def _until_it_answers(pair: Pair) -> None:
    from flows.tracked import api  # noqa: PLC0415 - Prefect reads its settings when it is imported

    end = time.monotonic() + START
    while not await api.answers():
        pair.check_server()
        if time.monotonic() > end:
            raise ServiceUnreachable(f"Prefect's server does not answer: {pair.server.said()}")
        await asyncio.sleep(EVERY / 4)


async def _prepared(is_new: bool) -> None:
    """Frees what a killed predecessor held; gives a newcomer an example."""
    from flows.tracked import deployments, leftovers  # noqa: PLC0415

    left = await leftovers.cleared()
    if left:
        reporter.say(f"{counted(left, 'run')} of before had been killed; what was spoken is kept.")
    if is_new and not await deployments.listed():
        await deployments.put(example())
        await deployments.pause(NAME)


async def _introduced(place: Place) -> None:
    from flows.tracked import deployments  # noqa: PLC0415

    reporter.say(f"Prefect's page is at {place.page}")
    if place.is_open:
        reporter.say("Other machines reach it too: whoever does can start runs and read what they did.")
    found = await deployments.listed()
    for line in aligned([("schedule", "when", "next run", "last run"), *(one.row() for one in found)]):
        reporter.say(line)
    names = [one.name for one in found]
    if names == [NAME]:
        reporter.say(f"Try it: readcast schedule run {NAME} --wait")
    reporter.say("Ctrl-C stops it all; schedules are kept.")


async def _watched(pair: Pair) -> None:
    """Until it is cancelled, or the server has ended."""
    from flows.tracked.news import News  # noqa: PLC0415

    news, looks = News(), 0
    while True:
        pair.check_server()
        said = pair.keep_worker()
        if said:
            reporter.say(said, error=True)
        if looks % NEWS_EVERY == 0:
            with suppress(ReadcastError):  # news end nothing: whether the server is there, its process tells
                for line in await news.lines():
                    reporter.say(line)
        looks += 1
        await asyncio.sleep(EVERY)
