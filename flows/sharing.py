"""A collection narrated by several runs: this one finds out what there is to do, and has it done."""

from collections.abc import Sequence
from dataclasses import dataclass

from chunking.errors import OutputError
from flows import accounts, bill
from flows.batches import Dispatch, Outcome, Spread, all_done, batches_of
from flows.jobs import Job
from flows.report import Failure, Made, Outlook
from flows.reporter import Reporter
from flows.sources import Run
from flows.spending import spending_of
from manifests.files import load
from manifests.model import Manifest


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a collection is shared out, and who has the batches done."""

    spread: Spread
    dispatch: Dispatch


async def by_others(run: Run, plan: Outlook, sharing: Sharing, reporter: Reporter) -> Sequence[Made | Failure]:
    """Has all documents that take work narrated by other runs. What it will cost is found out before."""
    jobs = [job for job in plan.jobs if job.work]
    if plan.requests:
        await accounts.check(run, plan, reporter)
        bill.agree(run, plan, reporter)
        spending_of(run).budget.check(plan.characters, plan.requests)
    outcomes = await all_done(batches_of(jobs, run.options, sharing.spread), sharing.dispatch)
    run.output.look_again()
    run.output.fetch([job.folder for job in jobs])
    return [_of_outcome(job, outcomes[job.folder.name]) for job in jobs]


def _of_outcome(job: Job, outcome: Outcome) -> Made | Failure:
    manifest = load(job.folder) if not outcome.failure else None
    if isinstance(manifest, Manifest):
        return Made(job.name, job.folder, manifest, outcome.spent)
    reason = outcome.failure or "another run has made it, and its manifest is not here; is the output shared?"
    return Failure(job.name, job.folder, OutputError(reason))
