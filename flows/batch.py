"""Many documents at once, and the boundary around each."""

import asyncio
import traceback

from chunking.errors import ReadcastError
from flows.document import narrate_document
from flows.jobs import Job
from flows.report import Failure, Made, Outlook
from flows.sources import Run
from flows.steps import Steps
from flows.studio import Studio


class Fault(ReadcastError):
    """Something that readcast did not foresee: a mistake of ours."""


async def narrate_all(run: Run, plan: Outlook, studio: Studio, steps: Steps) -> list[Made | Failure]:
    """Every document, in order, as many at once as there may be requests.

    Of several, one that fails is named at once; what goes wrong with a single one is what the command ends with.
    """
    places = asyncio.Semaphore(run.settings.jobs)

    async def one(job: Job) -> Made | Failure:
        async with places:
            outcome = await _bounded(job, studio, steps)
        if run.collection and isinstance(outcome, Failure):
            studio.reporter.failed(job.name, str(outcome.error))
        return outcome

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(job)) for job in plan.jobs]
    return [task.result() for task in tasks]


async def _bounded(job: Job, studio: Studio, steps: Steps) -> Made | Failure:
    """The boundary of one document: what goes wrong inside it does not reach the others.

    Where the service refuses everything the client does not ask again, so the others end by themselves, without losing
    an answer that is under way.
    """
    try:
        return await narrate_document(job, studio, steps)
    except ReadcastError as error:
        return Failure(job.name, job.folder, error)
    except Exception as error:  # noqa: BLE001 - the one place for it: a document of a batch
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__}: {error} ({place.filename}:{place.lineno})"
        return Failure(job.name, job.folder, Fault(f"a fault in readcast itself, please report it: {said}"))
