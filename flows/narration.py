"""The body of both flows: sources → jobs → speaking and assembling → manifests. Knows nothing of Prefect."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from chunking.errors import InputError, NothingToSpeak
from flows import accounts, bill, stopping
from flows.batch import narrate_all
from flows.busy import occupied
from flows.changes import changes_of
from flows.collection import record_collection
from flows.connecting import connected
from flows.jobs import SpeakerChanged, order_of, prepared
from flows.lexicon_use import unused
from flows.publishing.after import check, publish
from flows.report import DocumentsFailed, Failure, Made, Outlook, ParagraphsFlagged, Report
from flows.reporter import Reporter
from flows.sharing import Sharing, by_others
from flows.sources import Run
from flows.spending import Spending, spending_of
from flows.steps import Steps
from flows.studio import Studio
from flows.unchanged import Notes, notes_of
from render.audio.ffmpeg import executable
from render.speech.client import STOPPING


def outlook(run: Run, *, heard: bool = False, notes: Notes | None = None) -> Outlook:
    """What the run would do. Nothing is asked for, and nothing is written to the output.

    In a collection a document that cannot be read does not stop the others, and one without a word is passed over; by
    itself it raises InputError. A run that
    would change who speaks raises SpeakerChanged, before anything is done. With `heard` the audio of each take that
    files are to be made of is read and checked, as `narrate` has it; `plan` looks only whether it is there. Documents
    that are unchanged by the notes of earlier runs are not read.
    """
    order = order_of(run, heard=heard)
    jobs, failures, silent = [], [], []
    unchanged = {made.folder: made for made in notes.unchanged()} if notes else {}
    for source in run.sources:
        if source.folder in unchanged:
            continue
        try:
            jobs.append(prepared(source, order))
        except SpeakerChanged:
            raise
        except InputError as error:
            if not run.collection:
                raise
            if isinstance(error, NothingToSpeak):
                silent.append(source.folder)
            else:
                failures.append(Failure(source.name, source.folder, error))
    return Outlook(tuple(jobs), tuple(failures), tuple(unchanged.values()), tuple(silent))


async def narrated(run: Run, steps: Steps, reporter: Reporter, sharing: Sharing | None = None) -> Report:
    """Makes everything that is not there yet, itself or by other runs, and reports it.

    Raises DocumentsFailed (the report is shown first), ServiceRefused or ServiceUnreachable, and for a document by
    itself whatever went wrong with it.
    """
    async with occupied(run, reporter) as is_ours:
        return await _narrated(run, steps, reporter, sharing) if is_ours else Report()


async def _narrated(run: Run, steps: Steps, reporter: Reporter, sharing: Sharing | None) -> Report:
    notes, spending = notes_of(run), spending_of(run)
    check(run)
    plan = outlook(run, heard=True, notes=notes)
    reporter.planned(run.speaker, plan)
    try:
        shared = await by_others(run, plan, sharing, reporter) if sharing else ()
        done = {one.folder for one in shared}
        rest = replace(plan, jobs=[job for job in plan.jobs if job.folder not in done])
        outcomes = [*shared, *await _by_itself(run, rest, steps, reporter, spending)]
    finally:
        reporter.stopped()
        run.store.close()
        spending.sync()
    report = _report(run, plan, outcomes)
    if notes:
        notes.keep(plan.jobs, report.made)
    if run.collection:
        record_collection(run, run.collection, report)
    if run.collection or report.made:
        reporter.finished(run.out, report)
    await asyncio.to_thread(publish, run, report, reporter)
    spending.judge(plan)
    _judge(run, report)
    return report


async def batch_narrated(run: Run, steps: Steps, reporter: Reporter) -> Report:
    """Narrates the documents of a batch. Of the collection nothing is recorded. Raises what stops the whole run."""
    spending = spending_of(run)
    plan = outlook(run, heard=True)
    reporter.planned(run.speaker, plan)
    try:
        report = _report(run, plan, await _by_itself(run, plan, steps, reporter, spending))
    finally:
        reporter.stopped()
        run.store.close()
        spending.sync()
    reporter.finished(run.out, report)
    spending.judge(plan)
    _judge_stopping(report)
    return report


async def _by_itself(
    run: Run, plan: Outlook, steps: Steps, reporter: Reporter, spending: Spending
) -> list[Made | Failure]:
    async with _studio(run, plan, reporter, spending, steps) as studio:
        return await narrate_all(run, plan, studio, steps)


def _report(run: Run, plan: Outlook, outcomes: Sequence[Made | Failure]) -> Report:
    """What came of each document, in the order of the sources."""
    made = {one.folder: one for one in (*plan.unchanged, *outcomes) if isinstance(one, Made)}
    return Report(
        tuple(made[source.folder] for source in run.sources if source.folder in made),
        (*plan.failures, *(one for one in outcomes if isinstance(one, Failure))),
        plan.reused_characters,
        unused(run, plan),
        run.output.shown,
        plan.silent,
        changes_of(run, plan),
    )


def _judge(run: Run, report: Report) -> None:
    _judge_stopping(report)
    if report.failures and not run.collection:
        raise report.failures[0].error
    if report.failures:
        total = len(report.failures) + len(report.made)
        raise DocumentsFailed(f"{len(report.failures)} of {total} documents failed; they are named above.")
    if run.options.strict:
        judge_strictly(run, report)


def _judge_stopping(report: Report) -> None:
    stopping = [one.error for one in report.failures if isinstance(one.error, STOPPING)]
    if stopping:
        raise stopping[0]


def judge_strictly(run: Run, report: Report) -> None:
    """What `--strict` does not let pass. Raises ParagraphsFlagged or CuesOutside."""
    if report.flagged:
        raise ParagraphsFlagged(
            f"{report.flagged} paragraphs are in doubt; `readcast verify {run.output.shown(run.out)}` names them."
        )
    report.subtitles.judge(run.settings.subtitles.inside)


@asynccontextmanager
async def _studio(
    run: Run, plan: Outlook, reporter: Reporter, spending: Spending, steps: Steps
) -> AsyncIterator[Studio]:
    """Where the run's steps are done; without a client where nothing has to be asked for."""
    if not plan.requests:
        yield Studio(None, run.store, reporter, run.options.force)
        return
    executable()  # what encodes the files is looked for before anything is paid for
    await accounts.check(run, plan, reporter)
    bill.agree(run, plan, reporter)
    stopping.attend(spending)
    async with steps.limited(run.settings.jobs) as jobs:
        settings = run.settings.model_copy(update={"jobs": jobs})
        async with connected(run.service, settings, reporter.warned) as client:
            yield Studio(client, run.store, reporter, run.options.force, frozenset(await client.voices()), spending)
