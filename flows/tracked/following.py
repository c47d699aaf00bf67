"""A run of a schedule that somebody asks for: begun, and followed to its end."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId

from flows.tracked.api import prefect_api
from flows.tracked.deployments import find, has_worker
from flows.tracked.endings import ended_with
from flows.tracked.telling import LOG

EVERY = 1.0  # seconds between two looks
LATE = 4.0  # seconds that the last lines may come after the end; of a run that never began there are none
LAST_LINE = "Finished in state"  # Prefect's own
NO_WORKER = "Nobody takes the runs now: start `readcast up`, or `prefect worker start --pool readcast`."


async def begun(name: str, *, wait: bool) -> AsyncIterator[str]:
    """Asks for a run at once. With `wait` gives the lines of its log until it has ended.

    Raises InputError where there is no such schedule; with `wait` also what the run ended with.
    """
    async with prefect_api() as client:
        deployment = await find(client, name)
        run = await client.create_flow_run_from_deployment(deployment.id)
        yield f"{name}: {run.name} is asked for."
        if not await has_worker(client):
            yield NO_WORKER
        if wait:
            async for line in _followed(client, run.id):
                yield line


async def _followed(client: PrefectClient, run: UUID) -> AsyncIterator[str]:
    its, shown, late = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run])), 0, 0.0
    while True:
        state = (await client.read_flow_run(run)).state
        logs = await client.read_logs(its, offset=shown)
        for line in logs:
            if line.name == LOG:
                yield line.message
        shown += len(logs)
        if state and state.is_final():
            if late >= LATE or any(line.message.startswith(LAST_LINE) for line in logs):
                break
            late += EVERY
        await asyncio.sleep(EVERY)
    if not state.is_completed():
        raise ended_with(state)
