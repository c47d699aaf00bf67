"""How a run of Prefect has ended → the error that it ended with."""

import re

from prefect.client.schemas.objects import State

from chunking.errors import ReadcastError
from flows import exits  # noqa: F401 - it imports every kind of error

_RAISED = re.compile(r"exception: (\w+): (.*)", re.DOTALL)  # in the message of Prefect's state Failed


class RunEnded(ReadcastError):
    """A run was not completed: it failed for a reason that is none of ours, crashed, or was cancelled or skipped."""


def ended_with(state: State) -> ReadcastError:
    """Of our own errors the same again, so that who waited for the run ends as it would have."""
    told = _RAISED.search(state.message or "")
    kind = {one.__name__: one for one in _kinds(ReadcastError)}.get(told[1]) if told else None
    return kind(told[2]) if told and kind else RunEnded(f"the run ended as {state.name}: {state.message or ''}")


def _kinds(kind: type[ReadcastError]) -> list[type[ReadcastError]]:
    return [kind, *(below for one in kind.__subclasses__() for below in _kinds(one))]
