"""One run at a time is at work on an output; what a later one does is up to the option `when_busy`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from flows.document import make_folder
from flows.reporter import Reporter
from flows.sources import Run
from render.files import FolderBusy, alone_in

WAIT = 0.5  # seconds between two looks whether the other run has ended


@asynccontextmanager
async def occupied(run: Run, reporter: Reporter) -> AsyncIterator[bool]:
    """Has the output for the block; False where another run has it and this one is to be skipped.

    Raises FolderBusy where it is to fail, OutputError where the folder cannot be made.
    """
    if run.collection:
        make_folder(run.out)  # that of a single document is made when it is known to be one
    if run.out.is_dir() and not await _is_free(run, reporter):
        yield False
        return
    # The folder of a single document is held by `flows.document`, as that of each document of a collection is.
    with alone_in(run.out) if run.collection else nullcontext():
        yield True


async def _is_free(run: Run, reporter: Reporter) -> bool:
    """Waits until nobody is at work on it, where that is wanted."""
    told = False
    while True:
        try:
            with alone_in(run.out):
                return True
        except FolderBusy:
            if run.options.when_busy == "fail":
                raise
            if run.options.when_busy == "skip":
                reporter.warned(f"Another run is at work on {run.output.shown(run.out)}; this one is skipped.")
                return False
            if not told:
                told = True
                reporter.warned(f"Another run is at work on {run.output.shown(run.out)}; waiting for its end.")
        await asyncio.sleep(WAIT)
