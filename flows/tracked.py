"""The flows as Prefect sees them. The only module that imports Prefect; the body of both is `flows.narration`."""

import os

os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")  # the reporter tells the user, Prefect its own page
os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")  # an error is one line, no traceback
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")  # nothing is sent but to the configured services
os.environ.setdefault("DO_NOT_TRACK", "1")

from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path

from prefect import flow, get_client, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE

from chunking.errors import ServiceUnreachable
from flows.narration import narrated
from flows.options import Options, OutputName
from flows.report import Report
from flows.reporter import Lines, Reporter
from flows.sources import is_collection, opened
from flows.steps import Step, T
from render.samples import to_seconds

DEFAULTS = Options()


_reporter: ContextVar[Reporter | None] = ContextVar("reporter", default=None)  # who tells the user of this run


class Tracked:
    """Runs each step as a Prefect task run. Never retried: a paid request is asked again in one place only."""

    async def run(self, kind: str, name: str, step: Step[T]) -> T:
        named = f"{kind} {name}"
        tracked = task(name=kind, task_run_name=lambda: named, cache_policy=NO_CACHE, persist_result=False, retries=0)
        return await tracked(_awaiting(step))()


def _awaiting(step: Step[T]) -> Step[T]:
    async def stepped() -> T:
        return await step()

    return stepped


@flow(name="narrate-document", persist_result=False, log_prints=False)
async def narrate_document(source: Path, output: OutputName, options: Options = DEFAULTS) -> dict[str, object]:
    """Narrate one document: chapters as MP3 with subtitles, and a manifest, in `output`."""
    return await _narrated([source], output, options)


@flow(name="narrate-collection", persist_result=False, log_prints=False)
async def narrate_collection(sources: list[Path], output: OutputName, options: Options = DEFAULTS) -> dict[str, object]:
    """Narrate folders or several documents, each into a folder of its own below `output`."""
    return await _narrated(sources, output, options)


async def _narrated(sources: Sequence[Path], output: str, options: Options) -> dict[str, object]:
    report = await narrated(opened(sources, output, options), Tracked(), _reporter.get() or Lines())
    await _show(report)
    return report.as_json()


async def _show(report: Report) -> None:
    """A table of the chapters on the run's page in Prefect."""
    rows = [
        {
            "document": made.name,
            "chapter": chapter.number,
            "title": chapter.title,
            "characters": sum(one.characters for one in chapter.paragraphs),
            "minutes": round(to_seconds(chapter.samples) / 60, 2),
        }
        for made in report.made
        for chapter in made.manifest.chapters
    ]
    spent = report.spent
    asked = f"{spent.requests} requests, {spent.characters:,} characters asked, {report.reused_characters:,} reused"
    await acreate_table_artifact(table=rows, key="narration", description=asked)


async def run(sources: Sequence[Path], output: str, options: Options, reporter: Reporter) -> None:
    """One flow run in this process, seen by the configured Prefect API.

    Raises ServiceUnreachable where that API does not answer, and what the flow's body raises.
    """
    await _check_api()
    token = _reporter.set(reporter)
    try:
        if is_collection(sources, output):
            await narrate_collection(list(sources), output, options)
        else:
            await narrate_document(sources[0], output, options)
    finally:
        _reporter.reset(token)


async def _check_api() -> None:
    async with get_client() as client:
        problem = await client.api_healthcheck()
        if problem is not None:
            raise ServiceUnreachable(
                f"the Prefect API at {client.api_url} does not answer ({type(problem).__name__}). "
                "Start it with `prefect server start`, or go on without it: --untracked."
            )
