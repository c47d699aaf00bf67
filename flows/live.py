"""Text that is still being written: `readcast narrate -` reads standard input, and narrates what has come so far.

The text is kept beside its recordings, in `text.md`. Whenever another paragraph is complete, the text so far is
narrated as any document is: what was spoken before comes from the store, and only the chapters that grew are made
anew. So there is always a whole recording of what has come, and the last one is the one that a run over the whole text
would have made. What is said of a text may depend on what follows it (a link's address at its end): then that
paragraph is asked for again.
"""

import asyncio
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from chunking.errors import InputError, OutputError
from flows import stopping
from flows.connecting import connected
from flows.document import narrate_document
from flows.jobs import order_of, prepared
from flows.narration import judge_strictly
from flows.options import Options
from flows.report import Outlook, Report
from flows.reporter import Reporter
from flows.sources import Run, opened
from flows.spending import spending_of
from flows.steps import Direct
from flows.studio import Studio
from render.audio.ffmpeg import executable
from render.files import written_whole
from render.speech.speaking import Spent

TEXT = "text.md"  # the name of the file, in the output folder, that the text is kept in
PIECE = 65536  # bytes read at once
BLANK_LINES = (b"\n\n", b"\r\n\r\n")


async def narrated_live(pieces: AsyncIterator[bytes], out: Path, options: Options, reporter: Reporter) -> Report:
    """Narrates a text while its pieces come. Returns when it has ended and all of it is made.

    Raises InputError for a text without a word, and what `flows.narration.narrated` raises for a document by itself;
    what was made by then stays, and so does the text.
    """
    _check(options)
    run = opened([out / TEXT], out, options.model_copy(update={"settings_folder": Path()}))
    arriving, spending = Arriving(pieces), spending_of(run)
    stopping.attend(spending)
    executable()
    reading = asyncio.create_task(arriving.read())
    try:
        async with connected(run.service, run.settings, reporter.warned) as client:
            voices = frozenset(await client.voices())
            studio = Studio(client, run.store, reporter, voices=voices, spending=spending)
            report = await _narrated(run, arriving, studio)
            await reading
    finally:
        reading.cancel()
        _keep(run, bytes(arriving.text))
        run.store.close()
        spending.sync()
    reporter.finished(run.out, report)
    if options.strict:
        judge_strictly(run, report)
    return report


def _check(options: Options) -> None:
    of_a_document = (options.chapters, options.sample_seconds, options.force or None)
    afterwards = (options.publish_to, options.publish_branch, options.publish_command)
    if any(one is not None for one in (*of_a_document, *afterwards)):
        raise InputError(
            "--chapters, --sample, --force and --publish-… go with a document that is there, not with standard input."
        )


@dataclass(slots=True)
class Arriving:
    """The text so far. It is read all the time, however long the speaking takes."""

    pieces: AsyncIterator[bytes]
    text: bytearray = field(default_factory=bytearray)
    ended: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self) -> None:
        """To the end, of whatever kind."""
        try:
            async for piece in self.pieces:
                self.text += piece
                self._changed.set()
        finally:
            self.ended = True
            self._changed.set()

    async def more(self, than: int) -> tuple[bytes, bool]:
        """The complete paragraphs so far, as soon as they are more than `than` bytes; all of it where it has ended."""
        while not self.ended and (complete := self._complete()) <= than:
            self._changed.clear()
            await self._changed.wait()
        return (bytes(self.text), True) if self.ended else (bytes(self.text[:complete]), False)

    def _complete(self) -> int:
        """Bytes up to the end of the last paragraph that has a blank line after it."""
        return max((self.text.rfind(blank) + len(blank) for blank in BLANK_LINES if blank in self.text), default=0)


async def _narrated(run: Run, arriving: Arriving, studio: Studio) -> Report:
    """Pass after pass over the growing text."""
    spent, text, ended, made = Spent(), b"", False, None
    while not ended:
        text, ended = await arriving.more(len(text))
        _keep(run, text)
        try:
            job = prepared(run.sources[0], order_of(run, heard=True))
        except InputError:
            if ended:
                raise
            continue  # nothing to say yet, such as a settings block without its end
        studio.reporter.planned(run.service, Outlook((job,)))
        try:
            made = await narrate_document(job, studio, Direct())
        finally:
            studio.reporter.stopped()
        spent += made.spent
    assert made is not None, "the last pass made something, or raised"
    return Report((replace(made, spent=spent),))


def _keep(run: Run, text: bytes) -> None:
    try:
        run.out.mkdir(parents=True, exist_ok=True)
        written_whole(run.sources[0].path, text)
    except OSError as error:
        raise OutputError(f"{run.out} cannot be written: {error.strerror}. Choose another with -o.") from error


def standard_input() -> AsyncIterator[bytes]:
    """What comes in, as it comes.

    Read in a thread of its own, which ends with the process: one that waits for a user at a terminal cannot be stopped.
    """
    return _threaded(sys.stdin.buffer)


async def _threaded(stream: BinaryIO) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        with suppress(RuntimeError):  # the loop has ended: nobody wants to know
            while piece := os.read(stream.fileno(), PIECE):
                loop.call_soon_threadsafe(queue.put_nowait, piece)
            loop.call_soon_threadsafe(queue.put_nowait, b"")

    threading.Thread(target=read, daemon=True).start()
    while piece := await queue.get():
        yield piece
