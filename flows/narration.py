"""The body of both flows: sources → jobs → speaking and assembling → manifests. Knows nothing of Prefect."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from slugify import slugify

from chunking.errors import InputError, OutputError, ReadcastError
from chunking.sources import documents_in
from flows import settings as settings_of
from flows.jobs import ChapterJob, Job, Order, prepared
from flows.options import Options
from flows.recording import record, record_collection
from flows.report import DocumentsFailed, Failure, Made, Outlook, ParagraphsFlagged, Report
from flows.reporter import Reporter
from flows.settings import Settings, api_key
from flows.steps import Steps
from flows.studio import Studio, connected
from manifests.files import load
from manifests.model import ChapterRecord, DocumentRecord, Manifest, RequestRecord
from render.files import remove_drafts
from render.speech.client import STOPPING
from render.speech.plan import ChapterPlan
from render.speech.service import Service, chosen
from render.speech.speaking import Spent
from render.speech.store import Store


@dataclass(frozen=True, slots=True)
class Run:
    """One call of readcast: what is narrated, where to, and by whom."""

    sources: tuple[tuple[str, Path, Path], ...]  # name, file, output folder
    out: Path
    collection: bool
    options: Options
    settings: Settings
    service: Service
    store: Store


def opened(sources: Sequence[Path], out: Path, options: Options) -> Run:
    """Finds the sources and settings, and opens the store. Raises InputError or OutputError."""
    first = sources[0]
    out = out / "sample" if options.sample_seconds else out
    folder = options.settings_folder or (first if first.is_dir() else first.parent)
    settings = settings_of.load(folder, options.flags())
    collection = len(sources) > 1 or first.is_dir()
    if collection and isinstance(load(out), Manifest):
        raise InputError(f"{out} holds a single document; choose another folder for these with -o.")
    found = tuple(_named(sources, out)) if collection else ((first.name, first, out),)
    service = chosen(settings.speech, api_key())
    return Run(found, out, collection, options, settings, service, Store(settings.store_folder))


def _named(sources: Sequence[Path], out: Path) -> list[tuple[str, Path, Path]]:
    """Each document of a collection, with a folder of its own below `out`."""
    found = [
        (str(path.relative_to(source) if source.is_dir() else path.name), path)
        for source in sources
        for path in (documents_in(source) if source.is_dir() else [source])
    ]
    named, taken = [], set[str]()
    for name, path in found:
        plain = slugify(str(Path(name).with_suffix("")), max_length=80, word_boundary=True) or "document"
        slug = next(one for one in [plain, *(f"{plain}-{n}" for n in range(2, len(found) + 2))] if one not in taken)
        taken.add(slug)
        named.append((name, path, out / slug))
    return named


def outlook(run: Run) -> Outlook:
    """What the run would do. Nothing is asked for, and nothing is written to the output.

    In a collection a document that cannot be read does not stop the others; by itself it raises InputError.
    """
    order = Order(run.options, run.settings, run.service.name, lambda key: run.store.find(key) is not None, set())
    jobs, failures = [], []
    for name, path, folder in run.sources:
        try:
            jobs.append(prepared(path, name, folder, order))
        except InputError as error:
            if not run.collection:
                raise
            failures.append(Failure(name, folder, error))
    return Outlook(tuple(jobs), tuple(failures))


async def narrated(run: Run, steps: Steps, reporter: Reporter) -> Report:
    """Makes everything that is not there yet, and reports it.

    Raises DocumentsFailed (the report is shown first), ServiceRefused or ServiceUnreachable, and for a document by
    itself whatever went wrong with it.
    """
    plan = outlook(run)
    reporter.planned(run.service, plan)
    try:
        async with _studio(run, plan, reporter) as studio:
            outcomes = await _all(run, plan.jobs, studio, steps)
    finally:
        reporter.stopped()
        run.store.close()
    report = Report(
        tuple(one for one in outcomes if isinstance(one, Made)),
        (*plan.failures, *(one for one in outcomes if isinstance(one, Failure))),
        plan.reused_characters,
    )
    if run.collection:
        _record_collection(run, report)
    if run.collection or report.made:
        reporter.finished(run.out, report)
    _judge(run, report)
    return report


def _judge(run: Run, report: Report) -> None:
    stopping = [one.error for one in report.failures if isinstance(one.error, STOPPING)]
    if stopping:
        raise stopping[0]
    if report.failures and not run.collection:
        raise report.failures[0].error
    if report.failures:
        total = len(report.failures) + len(report.made)
        raise DocumentsFailed(f"{len(report.failures)} of {total} documents failed; they are named above.")
    if report.flagged and run.options.strict:
        raise ParagraphsFlagged(f"{report.flagged} paragraphs are in doubt; `readcast verify {run.out}` names them.")


@asynccontextmanager
async def _studio(run: Run, plan: Outlook, reporter: Reporter) -> AsyncIterator[Studio]:
    if not plan.requests:
        yield Studio(None, run.store, reporter, run.options.force)
        return
    async with connected(run.service, run.settings.jobs) as client:
        known = await client.voices()
        for voice in {job.delivery.voice for job in plan.jobs if any(one.plan.chunks for one in job.work)}:
            if voice not in known:
                raise InputError(f"there is no voice '{voice}'. The service has: {', '.join(sorted(known)[:30])}.")
        yield Studio(client, run.store, reporter, run.options.force)


async def _all(run: Run, jobs: Sequence[Job], studio: Studio, steps: Steps) -> list[Made | Failure]:
    """Every document, in order, as many at once as there may be requests."""
    places = asyncio.Semaphore(run.settings.jobs)

    async def one(job: Job) -> Made | Failure:
        async with places:
            return await _bounded(run, job, studio, steps)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(job)) for job in jobs]
    return [task.result() for task in tasks]


async def _bounded(run: Run, job: Job, studio: Studio, steps: Steps) -> Made | Failure:
    """The boundary of one document: what goes wrong inside it does not reach the others.

    Of several it is named at once; what goes wrong with a document by itself is what the command ends with.

    Where the service refuses everything the client does not ask again, so the others end by themselves, without losing
    an answer that is under way.
    """
    try:
        return await _document(job, studio, steps)
    except ReadcastError as error:
        if run.collection:
            studio.reporter.failed(job.name, str(error))
        return Failure(job.name, job.folder, error)


async def _document(job: Job, studio: Studio, steps: Steps) -> Made:
    _make_folder(job)
    speaking = {chapter.stem: _begun(job, chapter, studio, steps) for chapter in job.work}
    outcomes = await asyncio.gather(
        *(_chapter(job, chapter, speaking[chapter.stem], studio, steps) for chapter in job.work), return_exceptions=True
    )
    errors = [one for one in outcomes if isinstance(one, BaseException)]
    if errors:
        raise next((one for one in errors if isinstance(one, STOPPING)), errors[0])
    made = [one for one in outcomes if not isinstance(one, BaseException)]
    requests = {clip: request for _, found, _ in made for clip, request in found.items()}
    manifest = record(job, [chapter for chapter, _, _ in made], requests)
    return Made(job, manifest, sum((spent for _, _, spent in made), Spent()))


def _begun(job: Job, chapter: ChapterJob, studio: Studio, steps: Steps) -> "asyncio.Task[Spent]":
    """Starts asking for the chapter's takes, before any other chapter waits for one of them."""
    task = asyncio.create_task(_spoken(job, chapter.plan, studio, steps))
    studio.announce(chapter.plan, task)
    return task


async def _spoken(job: Job, plan: ChapterPlan, studio: Studio, steps: Steps) -> Spent:
    if not plan.chunks:
        return Spent()
    return await steps.run("speak", f"{job.name} {plan.chapter.number}", lambda: studio.speak(job, plan))


async def _chapter(
    job: Job, chapter: ChapterJob, speaking: "asyncio.Task[Spent]", studio: Studio, steps: Steps
) -> tuple[ChapterRecord, dict[str, RequestRecord], Spent]:
    spent = await speaking
    spent += await _spoken(job, await studio.others(chapter.plan), studio, steps)
    name = f"{job.name} {chapter.chapter.number}"
    record, requests = await steps.run("assemble", name, lambda: studio.assemble(job, chapter))
    return record, requests, spent


def _make_folder(job: Job) -> None:
    try:
        job.folder.mkdir(parents=True, exist_ok=True)
        remove_drafts(job.folder)
    except OSError as error:
        raise OutputError(f"{job.folder} cannot be written: {error.strerror}. Choose another with -o.") from error


def _record_collection(run: Run, report: Report) -> None:
    made = {one.job.folder: one.manifest for one in report.made}
    reasons = {one.folder: str(one.error) for one in report.failures}
    documents = [
        DocumentRecord(
            folder=folder.name,
            source=name,
            title=made[folder].title,
            state="made",
            content_sha256=made[folder].content_sha256,
        )
        if folder in made
        else DocumentRecord(folder=folder.name, source=name, title="", state="failed", reason=reasons[folder])
        for name, _, folder in run.sources
    ]
    record_collection(run.out, documents)
