"""Schedules as Prefect's deployments: made, changed, listed, paused and removed."""

from contextlib import suppress
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitStrategy,
    ConcurrencyOptions,
    FlowRun,
    StateType,
    WorkPoolStatus,
)
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import DeploymentSort, FlowRunSort
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.utilities.callables import parameter_schema

from chunking.errors import InputError
from flows.scheduling import POOL, Order, Schedule
from flows.tracked import heartbeats, limits
from flows.tracked.api import prefect_api
from flows.tracked.calendar import in_words, next_date, schedule_of
from flows.tracked.dispatch import BATCH, BATCH_FLOW
from flows.tracked.flow import FLOW, narrate, narrate_batch

TAG = "readcast"
_STRATEGIES = {"skip": ConcurrencyLimitStrategy.CANCEL_NEW, "wait": ConcurrencyLimitStrategy.ENQUEUE}
_MOST = 200  # that one answer of the API holds


async def put(order: Order) -> Schedule:
    """Makes the schedule, or gives the one of this name what is ordered. A paused one stays so."""
    schedule = schedule_of(order.timing)
    await next_date(schedule)
    async with prefect_api() as client:
        await _make_pool(client)
        if order.speech_limit is not None:
            await limits.put(client, order.speech_limit)
        if order.spread is not None:
            await _make_batches(client)
            await heartbeats.put(client, TAG)
        made = await client.create_deployment(
            flow_id=await client.create_flow_from_name(FLOW),
            name=order.name,
            description=f"Narrates {', '.join(order.sources)} into {order.output}.",
            tags=[TAG],
            schedules=[DeploymentScheduleCreate(schedule=schedule)],
            parameters=_parameters(order),
            parameter_openapi_schema=parameter_schema(narrate.fn).model_dump(exclude_unset=True),
            enforce_parameter_schema=True,
            concurrency_limit=1,
            concurrency_options=ConcurrencyOptions(collision_strategy=_STRATEGIES[order.overlap]),
            work_pool_name=POOL,
            entrypoint=_entrypoint(narrate),
            job_variables=heartbeats.BEATING,
        )
        return await _told(client, await client.read_deployment(made))


def _entrypoint(flow: Flow[..., Any]) -> str:
    """No code is uploaded: a worker has readcast installed."""
    return f"{flow.fn.__module__}.{flow.fn.__name__}"


async def _make_batches(client: PrefectClient) -> None:
    """What batches of documents are runs of: one for all schedules."""
    await client.create_deployment(
        flow_id=await client.create_flow_from_name(BATCH_FLOW),
        name=BATCH,
        description="Batches of documents that runs of the flow `narrate` hand out.",
        tags=[TAG],
        parameter_openapi_schema=parameter_schema(narrate_batch.fn).model_dump(exclude_unset=True),
        enforce_parameter_schema=True,
        work_pool_name=POOL,
        entrypoint=_entrypoint(narrate_batch),
        job_variables=heartbeats.BEATING,
    )


def _parameters(order: Order) -> dict[str, object]:
    """The flow's. What is not said is left out, so that a later readcast decides on it."""
    options = order.options.model_dump(mode="json", exclude_defaults=True)
    more = {
        "key_block": order.key_block,
        "spread": order.spread and order.spread.model_dump(),
        "speech_limit": order.speech_limit is not None,
    }
    told = {name: value for name, value in more.items() if value}
    return {"sources": list(order.sources), "output": order.output, "options": options, **told}


async def _make_pool(client: PrefectClient) -> None:
    with suppress(ObjectAlreadyExists):
        told = "Narration: workers of this pool have readcast installed, and the speech service's key in LMNT_API_KEY."
        await client.create_work_pool(WorkPoolCreate(name=POOL, type="process", description=told))


async def listed() -> list[Schedule]:
    """All of readcast's, by name."""
    async with prefect_api() as client:
        return [await _told(client, one) for one in await _deployments(client)]


async def one(name: str) -> Schedule:
    """Raises InputError where there is none of that name."""
    async with prefect_api() as client:
        return await _told(client, await find(client, name))


async def pause(name: str) -> None:
    """No run begins any more, also none that was planned already."""
    async with prefect_api() as client:
        await client.pause_deployment((await find(client, name)).id)


async def resume(name: str) -> Schedule:
    async with prefect_api() as client:
        await client.resume_deployment((await find(client, name)).id)
        return await _told(client, await find(client, name))


async def remove(name: str) -> None:
    """The schedule; the recordings stay."""
    async with prefect_api() as client:
        await client.delete_deployment((await find(client, name)).id)


async def has_worker(client: PrefectClient) -> bool:
    """Whether anybody takes the runs of the pool."""
    return (await client.read_work_pool(POOL)).status == WorkPoolStatus.READY


async def find(client: PrefectClient, name: str) -> DeploymentResponse:
    """Raises InputError where there is none of that name."""
    try:
        return await client.read_deployment_by_name(f"{FLOW}/{name}")
    except ObjectNotFound as error:
        names = [found.name for found in await _deployments(client)]
        near = get_close_matches(name, names, 1)
        hint = f"did you mean '{near[0]}'? " if near else ""
        raise InputError(f"there is no schedule '{name}'; {hint}`readcast schedule list` names them.") from error


async def _deployments(client: PrefectClient) -> list[DeploymentResponse]:
    return await client.read_deployments(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[FLOW])),
        deployment_filter=DeploymentFilter(tags=DeploymentFilterTags(all_=[TAG])),
        limit=_MOST,
        sort=DeploymentSort.NAME_ASC,
    )


async def _told(client: PrefectClient, found: DeploymentResponse) -> Schedule:
    schedule = found.schedules[0].schedule if found.schedules else None
    waits = found.concurrency_options and found.concurrency_options.collision_strategy == _STRATEGIES["wait"]
    last = await _last_run(client, found.id)
    return Schedule(
        name=found.name,
        when=in_words(schedule) if schedule else "only by hand",
        timezone=getattr(schedule, "timezone", None) or "UTC",
        following=await next_date(schedule) if schedule and not found.paused else None,
        paused=found.paused,
        overlap="wait" if waits else "skip",
        last=last.start_time if last else None,
        state=last.state_name or "" if last else "",
        message=last.state.message or "" if last and last.state and not last.state.is_completed() else "",
        parameters=found.parameters,
    )


async def _last_run(client: PrefectClient, deployment: UUID) -> FlowRun | None:
    """The one that began last, or that was to begin and did not."""
    begun = [one for one in StateType if one != StateType.SCHEDULED]
    of_it = FlowRunFilter(
        deployment_id=FlowRunFilterDeploymentId(any_=[deployment]),
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=begun)),
    )
    runs = await client.read_flow_runs(flow_run_filter=of_it, limit=1, sort=FlowRunSort.EXPECTED_START_TIME_DESC)
    return runs[0] if runs else None
