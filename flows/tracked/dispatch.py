"""Batches of documents as flow runs of their own, which any worker of the pool may take."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.artifacts import Artifact
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, ArtifactFilterType
from prefect.client.schemas.objects import State
from prefect.deployments.flow_runs import arun_deployment
from prefect.states import Crashed
from pydantic import TypeAdapter

from chunking.errors import ServiceUnreachable
from flows.batches import Batch, Outcome, Outcomes
from flows.tracked.endings import ended_with

BATCH_FLOW, BATCH = "narrate-batch", "readcast"  # the names of the flow and its one deployment
EVERY = 2.0  # seconds between two looks
TRIES = 3  # of a batch whose worker dies
BEGINNING = timedelta(minutes=2)  # from when a worker has taken a run until it begins
_OUTCOMES = "readcast-outcomes"  # the type of the artifact by which a batch tells what came of it
_ADAPTER = TypeAdapter(dict[str, Outcome])


async def tell(outcomes: Outcomes) -> None:
    """What the run of a batch leaves for the run that handed it out."""
    await Artifact(type=_OUTCOMES, data=_ADAPTER.dump_python(dict(outcomes), mode="json")).acreate()


class Workers:
    """Has batches narrated by the pool's workers. A batch whose worker has died is handed out again."""

    def __init__(self, source: str, output: str, ref: str | None, given: dict[str, object]) -> None:
        """`ref` is the commit that all batches are of; `given` are other parameters of their flow."""
        self._source, self._output, self._ref, self._given = source, output, ref, given

    async def done(self, batch: Batch) -> Outcomes:
        """Raises what a batch's run ended with, ServiceUnreachable where none comes to an end."""
        for _ in range(TRIES):
            async with get_client() as client:
                run = await self._begun(batch)
                state = await _end_of(client, run)
                if state.is_completed():
                    return await _outcomes(client, run)
            if not state.is_crashed():
                raise ended_with(state)
        names = ", ".join(one.name for one in batch.documents)
        raise ServiceUnreachable(f"the workers of a batch died {TRIES} times: {names}. Their logs tell why.")

    async def _begun(self, batch: Batch) -> UUID:
        options = batch.options.model_copy(update={"ref": self._ref, "only": (), "since": None})
        parameters = {
            "source": self._source,
            "output": self._output,
            "documents": [one.model_dump(mode="json") for one in batch.documents],
            "options": options.model_dump(mode="json", exclude_defaults=True),
            **self._given,
        }
        name = f"batch {batch.number + 1}: {_named([one.name for one in batch.documents])}"
        run = await arun_deployment(f"{BATCH_FLOW}/{BATCH}", parameters=parameters, flow_run_name=name, timeout=0)
        return run.id


def _named(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


async def _end_of(client: PrefectClient, run: UUID) -> State:
    while True:
        state = (await client.read_flow_run(run)).state
        if state and state.is_final():
            return state
        if state and state.is_pending() and datetime.now(UTC) - state.timestamp > BEGINNING:
            # Its heart has never beaten, so nobody else notices. Should it begin after all, Prefect stops it.
            await client.set_flow_run_state(run, Crashed(message="The worker that took it never began."), force=True)
        await asyncio.sleep(EVERY)


async def _outcomes(client: PrefectClient, run: UUID) -> Outcomes:
    its = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run]), type=ArtifactFilterType(any_=[_OUTCOMES]))
    found = await client.read_artifacts(artifact_filter=its)
    return {folder: one for artifact in found for folder, one in _ADAPTER.validate_json(str(artifact.data)).items()}
