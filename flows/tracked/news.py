"""What happens to the runs of the pool, a line for each that begins or ends."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
    WorkPoolFilter,
    WorkPoolFilterName,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound

from flows.scheduling import POOL
from flows.tracked.api import prefect_api
from flows.tracked.artifacts import TABLE

_TOLD_OF = FlowRunFilter(
    state=FlowRunFilterState(
        type=FlowRunFilterStateType(
            any_=[one for one in StateType if one not in (StateType.SCHEDULED, StateType.PENDING)]
        )
    )
)
_OF_POOL = WorkPoolFilter(name=WorkPoolFilterName(any_=[POOL]))
_MOST = 50  # of the latest runs


class News:
    """Remembers what was told."""

    def __init__(self) -> None:
        self._told: dict[UUID, str] | None = None
        self._names: dict[UUID, str] = {}  # of deployments

    async def lines(self) -> list[str]:
        """What is new since the last time; nothing the first time. Raises ServiceUnreachable."""
        async with prefect_api() as client:
            latest = await client.read_flow_runs(
                flow_run_filter=_TOLD_OF,
                work_pool_filter=_OF_POOL,
                sort=FlowRunSort.EXPECTED_START_TIME_DESC,
                limit=_MOST,
            )
            before, self._told = self._told, {run.id: run.state_name or "" for run in latest}
            new = [run for run in latest if before is not None and before.get(run.id) != run.state_name]
            return [await self._line(client, run) for run in reversed(new)]

    async def _line(self, client: PrefectClient, run: FlowRun) -> str:
        state = run.state_name or ""
        told = await _asked(client, run) if state == "Completed" else run.state and run.state.message
        return f"{datetime.now():%H:%M} {await self._name(client, run)}: {state}{f': {told}' if told else ''}"

    async def _name(self, client: PrefectClient, run: FlowRun) -> str:
        if run.deployment_id is None:
            return run.name
        if run.deployment_id not in self._names:
            with suppress(ObjectNotFound):  # the schedule was removed while its run was at work
                self._names[run.deployment_id] = (await client.read_deployment(run.deployment_id)).name
        return self._names.get(run.deployment_id, run.name)


async def _asked(client: PrefectClient, run: FlowRun) -> str:
    """What the run has asked for, as its table says."""
    table = ArtifactFilter(key=ArtifactFilterKey(any_=[TABLE]), flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    found = await client.read_artifacts(artifact_filter=table)
    return found[0].description or "" if found else ""
