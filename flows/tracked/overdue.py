"""A schedule's runs that pile up, as while a laptop sleeps: the next that begins does the work of all."""

from datetime import UTC, datetime

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import StateType
from prefect.context import FlowRunContext
from prefect.states import Cancelled

BY_SCHEDULE = "auto-scheduled"  # the tag that Prefect's scheduler gives
MOST = 200  # that one answer of the API holds; a later run has the rest


async def take_over() -> None:
    """Cancels what the same deployment's schedule had planned before now. Runs that somebody asked for are left."""
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    if run is None or run.deployment_id is None:
        return
    due = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[run.deployment_id]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.SCHEDULED])),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
        tags=FlowRunFilterTags(all_=[BY_SCHEDULE]),
    )
    async with get_client() as client:
        for late in await client.read_flow_runs(flow_run_filter=due, limit=MOST):
            message = f"Its work is done by {run.name}, which began when this was due already."
            await client.set_flow_run_state(late.id, Cancelled(message=message))
