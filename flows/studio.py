"""What all documents of one run share: the service, the store, the encoders, and who speaks which take."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from chunking.document import Chunk
from chunking.errors import InputError, OutputError, ServiceUnreachable
from flows.jobs import ChapterJob, Job
from flows.recording import Assembled, assembled
from flows.reporter import Reporter
from flows.spending import Spending
from flows.subtitle_report import subtitles_record
from render.packages import Tracks, write_chapter
from render.samples import to_seconds
from render.score import compose
from render.speech.attempts import NOBODY
from render.speech.client import STOPPING, SpeechClient
from render.speech.clips import KeptTake
from render.speech.delivery import Delivery
from render.speech.judging.paces import Paces
from render.speech.plan import ChapterPlan, planned
from render.speech.speaking import Speaker, Spent
from render.speech.store import Store

WAIT = 0.2  # seconds between two looks whether another run has got what this one wants


@dataclass(slots=True)
class Studio:
    """The steps of a run: they take a job and return what was spent or made, never audio."""

    client: SpeechClient | None  # None where nothing has to be asked for
    store: Store
    reporter: Reporter
    force: bool = False
    voices: frozenset[str] = frozenset()  # that the service has
    spending: Spending | None = None  # None: nobody counts
    second_round: asyncio.Lock = field(default_factory=asyncio.Lock)  # held by who asks for what others could not get
    paces: Paces = field(default_factory=Paces)  # how fast the run's voices speak
    _encoders: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(os.cpu_count(), "encoders"))
    _speaking: dict[str, "asyncio.Task[Spent]"] = field(default_factory=dict)  # by take key
    _told_to_wait: bool = False

    def announce(self, plan: ChapterPlan, speaking: "asyncio.Task[Spent]") -> None:
        """From now on others that need these takes wait for them."""
        self._speaking |= dict.fromkeys((key for chunk in plan.chunks for key in plan.keys_of(chunk)), speaking)

    def check_voice(self, job: Job) -> None:
        """Raises InputError where the service does not have the voice that is to be asked for."""
        asked = [chunk for chapter in job.work for chunk in chapter.plan.chunks]
        missing = [voice for chunk in asked if (voice := _delivery(job, chunk).voice) not in self.voices]
        if missing:
            known = ", ".join(sorted(self.voices)[:30])
            raise InputError(f"there is no voice '{missing[0]}'. The service has: {known}.")

    async def others(self, plan: ChapterPlan) -> None:
        """Waits for takes that other chapters ask for, whether they get them or not."""
        speaking = {self._speaking[key] for key in plan.keys if key in self._speaking}
        if speaking:
            await asyncio.wait(speaking)

    def missing(self, plan: ChapterPlan) -> ChapterPlan:
        """What the store still does not have."""
        return planned(plan.chapter, plan.keys, self._has, set())

    def _has(self, key: str) -> bool:
        return self.store.find(key) is not None

    async def speak(self, job: Job, plan: ChapterPlan) -> Spent:
        """Asks for the chapter's chunks, all at once as far as the client's limit goes.

        Where one fails the others are still brought to their end and kept, since they are paid for.
        """
        outcomes = await asyncio.gather(*(self._speak(job, plan, one) for one in plan.chunks), return_exceptions=True)
        errors = [one for one in outcomes if isinstance(one, BaseException)]
        if errors:
            raise next((one for one in errors if isinstance(one, STOPPING)), errors[0])
        return sum((one for one in outcomes if isinstance(one, Spent)), Spent())

    async def _speak(self, job: Job, plan: ChapterPlan, chunk: Chunk) -> Spent:
        """Asks for a chunk, or for what of it other runs have not got in the meantime."""
        if self.client is None:
            raise ServiceUnreachable("a take that was in the store when the run began is gone; run again.")
        watcher = self.spending.of(job) if self.spending else NOBODY
        speaker = Speaker(self.client, _delivery(job, chunk), self.store, self.force, self.paces, watcher)
        spent = Spent()
        async with self._turn(plan.keys_of(chunk)):
            for left in self._left(plan, chunk):
                spent += await speaker.speak(left, plan.keys_of(left))
        self.reporter.spoke(len(chunk.text))
        return spent

    @asynccontextmanager
    async def _turn(self, keys: Sequence[str]) -> AsyncIterator[None]:
        """For the block this run is the only one that asks for these takes. Others that do are waited for."""
        while not self.store.turns.take(keys):
            if not self._told_to_wait:
                self._told_to_wait = True
                self.reporter.warned("Another run is asking for the same paragraphs; waiting for what it gets.")
            await asyncio.sleep(WAIT)
        try:
            yield
        finally:
            self.store.turns.give_back(keys)

    def _left(self, plan: ChapterPlan, chunk: Chunk) -> Sequence[Chunk]:
        if self.force or not self.store.turns.known:
            return [chunk]
        asked = {*plan.keys_of(chunk)}
        return planned(plan.chapter, plan.keys, lambda key: key not in asked or self._has(key), set()).chunks

    async def assemble(self, job: Job, chapter: ChapterJob) -> Assembled:
        """Makes the chapter's files from its takes. As many chapters at once as there are cores."""
        loop = asyncio.get_running_loop()
        made = await loop.run_in_executor(self._encoders, self._assembled, job, chapter)
        self.reporter.assembled(chapter.stem, to_seconds(made.chapter.samples))
        return made

    def _assembled(self, job: Job, chapter: ChapterJob) -> Assembled:
        takes = [self._take(key) for key in chapter.plan.keys]
        score = compose(
            chapter.chapter.paragraphs, takes, job.settings.pause_lengths, job.document.text, job.document.language
        )
        try:
            tracks = Tracks(job.settings.formats, job.cue_limits)
            files, quality = write_chapter(job.folder / chapter.stem, score, self.store, chapter.tags, tracks)
        except OSError as error:
            raise OutputError(
                f"{job.folder} cannot be written: {error.strerror or error}. Choose another with -o."
            ) from error
        subtitles = subtitles_record(job.settings.subtitles.profile, job.cue_limits, quality)
        return assembled(chapter, score, files, subtitles)

    def _take(self, key: str) -> KeptTake:
        found = self.store.find(key)
        if found is None:
            raise OutputError("a take vanished from the store while the run was on; run again.")
        return found


def _delivery(job: Job, chunk: Chunk) -> Delivery:
    """How a chunk is spoken: its paragraphs are all treated alike."""
    return job.delivery.treated(chunk.paragraphs[0].treatment)
