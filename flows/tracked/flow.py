"""The flow: `flows.narration` as a Prefect flow run, started by a command or by a worker."""

from collections.abc import Sequence
from contextvars import ContextVar
from pathlib import Path

from prefect import flow, task
from prefect.blocks.system import Secret
from prefect.cache_policies import NO_CACHE
from pydantic import SecretStr

from chunking.errors import InputError
from flows import stopping
from flows.narration import narrated
from flows.options import Options
from flows.reporter import Reporter
from flows.sources import opened
from flows.steps import Step, T
from flows.tracked.api import check_api
from flows.tracked.artifacts import shown
from flows.tracked.overdue import take_over
from flows.tracked.telling import RunLog, Watcher

FLOW = "narrate"
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


@flow(name=FLOW, persist_result=False, log_prints=False)
async def narrate(
    sources: list[str], output: str, options: Options = DEFAULTS, key_block: str | None = None
) -> dict[str, object]:
    """Narrate documents: chapters as MP3 with subtitles, and a manifest. Only what is new or changed is asked for.

    What stands here is what Prefect's form says of the parameters.

    Args:
        sources: What is narrated: files, folders or git repositories, each by its path or address.
        output: Where the recordings go: a folder of the machine that the run is on.
        options: As `readcast narrate` has them. What is left empty is decided by the settings.
        key_block: The Secret block that holds the speech service's key. Empty: LMNT_API_KEY of the worker.
    """
    await take_over()
    key = await _key(key_block) if key_block else None
    watcher = Watcher(_reporter.get() or RunLog())
    work = opened(sources, Path(output), options, key)
    async with shown(work, watcher):
        report = await stopping.covered(narrated(work, Tracked(), watcher))
    return report.as_json()


async def _key(block: str) -> SecretStr:
    """What the Secret block holds. It goes nowhere but into the requests' header."""
    try:
        found: Secret[str] = await Secret.aload(block)
    except ValueError as error:
        raise InputError(f"there is no Secret block '{block}' in Prefect: make it, or leave key_block out.") from error
    return SecretStr(str(found.get()).strip())


async def run(sources: Sequence[str | Path], output: Path, options: Options, reporter: Reporter) -> None:
    """One flow run in this process, seen by the configured Prefect API.

    Raises ServiceUnreachable where that API does not answer, and what the flow's body raises.
    """
    await check_api("or go on without it: --untracked")
    token = _reporter.set(reporter)
    try:
        await narrate([str(source) for source in sources], str(output), options)
    finally:
        _reporter.reset(token)
