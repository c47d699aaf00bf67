"""How a command does its work and shows what came of it."""

from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Result(Protocol):
    """What a command has to show, to people and to programs."""

    def lines(self) -> Any: ...
    def as_json(self) -> dict[str, object]: ...


def until_done(work: Coroutine[Any, Any, T]) -> T:
    """Runs work to its end. SIGTERM ends it as Ctrl-C does: see `flows.stopping`."""
    from flows import stopping

    return stopping.until_done(work)


def show(result: Result, as_json: bool) -> None:
    """Prints lines, or one JSON object."""
    from flows import reporter

    if as_json:
        reporter.say_json(result.as_json())
        return
    for line in result.lines():
        reporter.say(line)
