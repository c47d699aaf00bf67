"""Posts to a webhook whenever a narration fails, crashes or takes too long: python notify.py https://example.org/hook

Prefect's API is that of PREFECT_API_URL; for `readcast up` that is http://127.0.0.1:4200/api. Running it again changes
the address. A service that wants another text, such as Slack's, gets it by another PAYLOAD.
"""

import sys
from contextlib import suppress

from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import EventTrigger

NAME = "readcast-failures"
EVENTS = {f"prefect.flow-run.{state}" for state in ("Failed", "Crashed", "TimedOut")}
TEXT = 'flow_run.name ~ " " ~ flow_run.state.name ~ ": " ~ flow_run.state.message ~ " " ~ (flow_run | ui_url)'
PAYLOAD = f'{{"text": {{{{ ({TEXT}) | tojson }}}}}}'


def main(url: str) -> None:
    webhook = Webhook(url=url, headers={"content-type": "application/json"}).save(NAME, overwrite=True)
    with suppress(ValueError):  # there is none yet
        Automation.read(name=NAME).delete()
    Automation(
        name=NAME,
        trigger=EventTrigger(
            expect=EVENTS,
            match_related={"prefect.resource.id": "prefect.tag.readcast"},  # the tag of readcast's schedules
            for_each={"prefect.resource.id"},
            posture="Reactive",
            threshold=1,
            within=0,
        ),
        actions=[CallWebhook(block_document_id=webhook, payload=PAYLOAD)],
    ).create()


if __name__ == "__main__":
    main(sys.argv[1])
