"""One document: its chapters are spoken and assembled at the same time, then the manifest is put in place.

Where the output is elsewhere, the document is sent there, while no other run can touch it.
"""

import asyncio
from contextlib import suppress
from pathlib import Path

from chunking.errors import OutputError, ReadcastError
from flows import claims
from flows.jobs import ChapterJob, Job
from flows.recording import Assembled, moved, record
from flows.report import Made
from flows.steps import Steps
from flows.studio import Studio
from render.files import alone_in, remove_drafts
from render.speech.client import STOPPING
from render.speech.plan import ChapterPlan
from render.speech.speaking import Spent


async def narrate_document(job: Job, studio: Studio, steps: Steps) -> Made:
    """Makes what is not there yet. Raises what went wrong with the first chapter that failed; the others are made."""
    studio.check_voice(job)
    make_folder(job.folder)
    with alone_in(job.folder):
        remove_drafts(job.folder)
        await asyncio.to_thread(job.output.bring, job.folder, moved(job))
        try:
            made = await _made(job, studio, steps)
        except ReadcastError:
            with suppress(OutputError):  # then its lines go with the next run
                await asyncio.to_thread(job.output.send_ledger, job.folder)
            raise
        await asyncio.to_thread(job.output.send, job.folder, job.settings.cache_seconds)
        return made


def make_folder(folder: Path) -> None:
    """Makes an output folder where there is none. Raises OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}. Choose another with -o.") from error


async def _made(job: Job, studio: Studio, steps: Steps) -> Made:
    claims.begun(studio.store, job)
    speaking = [_begun(job, chapter, studio, steps) for chapter in job.work]  # all, before one waits for another
    chapters = zip(job.work, speaking, strict=True)
    outcomes = await asyncio.gather(
        *(_chapter(job, chapter, spoken, studio, steps) for chapter, spoken in chapters), return_exceptions=True
    )
    errors = [one for one in outcomes if isinstance(one, BaseException)]
    if errors:
        raise next((one for one in errors if isinstance(one, STOPPING)), errors[0])
    made = [one for one in outcomes if not isinstance(one, BaseException)]
    manifest = record(job, [assembled for assembled, _ in made])
    claims.ended(studio.store, job, manifest)
    return Made(job.name, job.folder, manifest, sum((spent for _, spent in made), Spent()))


def _begun(job: Job, chapter: ChapterJob, studio: Studio, steps: Steps) -> "asyncio.Task[Spent]":
    """Starts asking for the chapter's takes."""
    task = asyncio.create_task(_spoken(job, chapter.plan, studio, steps))
    studio.announce(chapter.plan, task)
    return task


async def _spoken(job: Job, plan: ChapterPlan, studio: Studio, steps: Steps) -> Spent:
    if not plan.chunks:
        return Spent()
    return await steps.run("speak", f"{job.name} {plan.chapter.number}", lambda: studio.speak(job, plan))


async def _chapter(
    job: Job, chapter: ChapterJob, speaking: "asyncio.Task[Spent]", studio: Studio, steps: Steps
) -> tuple[Assembled, Spent]:
    """Speaks and assembles one chapter. What others ask for and could not get, it asks for itself."""
    spent = await speaking
    await studio.others(chapter.plan)
    async with studio.second_round:  # one chapter at a time, so that two that miss the same text ask for it once
        missing = studio.missing(chapter.plan)
        spent += await _spoken(job, missing, studio, steps)
    name = f"{job.name} {chapter.chapter.number}"
    return await steps.run("assemble", name, lambda: studio.assemble(job, chapter)), spent
