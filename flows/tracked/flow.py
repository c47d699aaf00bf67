"""The flow: `flows.narration` as a Prefect flow run, started by a command or by a worker."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from prefect import flow, task
from prefect.blocks.system import Secret
from prefect.cache_policies import NO_CACHE
from pydantic import SecretStr

from chunking.errors import InputError
from flows import stopping
from flows.assigned import Assigned
from flows.batches import Spread, outcomes_of
from flows.narration import batch_narrated, narrated
from flows.options import Options
from flows.reporter import Reporter
from flows.sharing import Sharing
from flows.sources import Run, opened, opened_batch
from flows.steps import Step, T
from flows.tracked import limits
from flows.tracked.api import check_api
from flows.tracked.artifacts import shown
from flows.tracked.dispatch import BATCH_FLOW, Workers, tell
from flows.tracked.overdue import take_over
from flows.tracked.telling import RunLog, Watcher

FLOW = "narrate"
DEFAULTS = Options()
_reporter: ContextVar[Reporter | None] = ContextVar("reporter", default=None)  # who tells the user of this run


@dataclass(frozen=True, slots=True)
class Tracked:
    """Runs each step as a Prefect task run. Never retried: a paid request is asked again in one place only."""

    speech_limit: bool = False  # whether requests at once are limited over all workers

    def limited(self, jobs: int) -> AbstractAsyncContextManager[int]:
        return limits.leased(jobs) if self.speech_limit else nullcontext(jobs)

    async def run(self, kind: str, name: str, step: Step[T]) -> T:
        named = f"{kind} {name}"
        tracked = task(name=kind, task_run_name=lambda: named, cache_policy=NO_CACHE, persist_result=False, retries=0)
        return await tracked(_awaiting(step))()


def _awaiting(step: Step[T]) -> Step[T]:
    async def stepped() -> T:
        return await step()

    return stepped


@flow(name=FLOW, persist_result=False, log_prints=False)
async def narrate(  # noqa: PLR0913, PLR0917 - what Prefect's form asks for
    sources: list[str],
    output: str,
    options: Options = DEFAULTS,
    key_block: str | None = None,
    spread: Spread | None = None,
    speech_limit: bool = False,
) -> dict[str, object]:
    """Narrate documents: chapters as MP3 with subtitles, and a manifest. Only what is new or changed is asked for.

    What stands here is what Prefect's form says of the parameters.

    Args:
        sources: What is narrated: files, folders or git repositories, each by its path or address.
        output: Where the recordings go: a folder of the machine that the run is on.
        options: As `readcast narrate` has them. What is left empty is decided by the settings.
        key_block: The Secret block that holds the speech service's key. Empty: LMNT_API_KEY of the worker.
        spread: Have the documents narrated in batches, by all workers of the pool. Empty: by this run alone.
        speech_limit: Whether requests at once are limited over all workers, by the concurrency limit readcast-speech.
    """
    await take_over()
    key = await _key(key_block) if key_block else None
    watcher = Watcher(_reporter.get() or RunLog())
    work = opened(sources, output, options, key)
    given: dict[str, object] = {"key_block": key_block, "speech_limit": speech_limit}
    sharing = _sharing(work, Workers(sources[0], output, _commit(work), given), spread) if spread else None
    async with shown(work, watcher):
        report = await stopping.covered(narrated(work, Tracked(speech_limit), watcher, sharing))
    return report.as_json()


def _sharing(run: Run, workers: Workers, spread: Spread) -> Sharing | None:
    """None for a document by itself, which one run narrates."""
    if run.collection is None:
        return None
    if run.collection.sources > 1:
        raise InputError("a run that is shared out has one source: a folder or a git repository.")
    return Sharing(spread, workers)


def _commit(run: Run) -> str | None:
    """What all batches are of: of a clone the commit that this run has found."""
    return run.repository.commit if run.repository and run.repository.url else run.options.ref


@flow(name=BATCH_FLOW, persist_result=False, log_prints=False)
async def narrate_batch(  # noqa: PLR0913, PLR0917
    source: str,
    output: str,
    documents: list[Assigned],
    options: Options = DEFAULTS,
    key_block: str | None = None,
    speech_limit: bool = False,
) -> None:
    """Narrate some documents for a run of the flow `narrate`, which hands them out and records the collection.

    Args:
        source: The folder or git repository that the documents lie in.
        output: Where the recordings go.
        documents: Each by its path below the source, and its folder below the output.
        options: As `readcast narrate` has them.
        key_block: The Secret block that holds the speech service's key. Empty: LMNT_API_KEY of the worker.
        speech_limit: Whether requests at once are limited over all workers, by the concurrency limit readcast-speech.
    """
    key = await _key(key_block) if key_block else None
    watcher = Watcher(_reporter.get() or RunLog())
    work = opened_batch(source, output, options, documents, key)
    async with shown(work, watcher):
        report = await stopping.covered(batch_narrated(work, Tracked(speech_limit), watcher))
    await tell(outcomes_of(report))


async def _key(block: str) -> SecretStr:
    """What the Secret block holds. It goes nowhere but into the requests' header."""
    try:
        found: Secret[str] = await Secret.aload(block)
    except ValueError as error:
        raise InputError(f"there is no Secret block '{block}' in Prefect: make it, or leave key_block out.") from error
    return SecretStr(str(found.get()).strip())


async def run(sources: Sequence[str | Path], output: str, options: Options, reporter: Reporter) -> None:
    """One flow run in this process, seen by the configured Prefect API.

    Raises ServiceUnreachable where that API does not answer, and what the flow's body raises.
    """
    await check_api("or go on without it: --untracked")
    token = _reporter.set(reporter)
    try:
        await narrate([str(source) for source in sources], output, options)
    finally:
        _reporter.reset(token)
