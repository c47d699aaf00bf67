"""Runs whose worker has died: Prefect calls them crashed when their heart has not beaten for a while.

https://docs.prefect.io/v3/advanced/detect-zombie-flows
"""

from datetime import timedelta

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

EVERY = 30  # seconds between two beats, the least that Prefect allows
MISSED = 75  # seconds without one
NAME = "readcast: runs whose worker has died"
BEATING = {"env": {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(EVERY)}}  # variables of the jobs that are watched
_BEAT = "prefect.flow-run.heartbeat"
_ENDS = {f"prefect.flow-run.{state}" for state in ("Completed", "Failed", "Cancelled", "Crashed")}


async def put(client: PrefectClient, tag: str) -> None:
    """Has runs with the tag watched; does nothing where they are."""
    if await client.read_automations_by_name(NAME):
        return
    trigger = EventTrigger(
        after={_BEAT},
        expect={_BEAT, *_ENDS},
        match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
        match_related=ResourceSpecification({"prefect.resource.id": f"prefect.tag.{tag}"}),
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=timedelta(seconds=MISSED),
    )
    message = f"No sign of life for {MISSED} s: its worker has died."
    action = ChangeFlowRunState(state=StateType.CRASHED, message=message)
    await client.create_automation(AutomationCore(name=NAME, trigger=trigger, actions=[action]))
