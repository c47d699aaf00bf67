"""What a `readcast up` that was killed has left behind: runs that Prefect takes for running."""

from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import StateType
from prefect.states import Crashed

from flows.scheduling import POOL
from flows.tracked.api import prefect_api

_AT_WORK = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
_MOST = 200  # that one answer of the API holds


async def cleared() -> int:
    """Marks them as crashed, which gives their schedules free again, and says how many there were.

    Only for who knows that no worker of the pool is running.
    """
    running = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_AT_WORK)))
    pool = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
    async with prefect_api() as client:
        left = await client.read_flow_runs(flow_run_filter=running, work_pool_filter=pool, limit=_MOST)
        for run in left:
            await client.set_flow_run_state(run.id, Crashed(message="`readcast up` was killed."), force=True)
    return len(left)
