"""How a command does its work and shows what came of it."""

import signal
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Result(Protocol):
    """What a command has to show, to people and to programs."""

    def lines(self) -> Any: ...
    def as_json(self) -> dict[str, object]: ...


def until_done(work: Coroutine[Any, Any, T]) -> T:
    """Runs work to its end. SIGTERM ends it as Ctrl-C does: what is under way is cancelled and tidied up."""
    import asyncio

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is born ignoring it
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    return asyncio.run(work)


def show(result: Result, as_json: bool) -> None:
    """Prints lines, or one JSON object."""
    from flows import reporter

    if as_json:
        reporter.say_json(result.as_json())
        return
    for line in result.lines():
        reporter.say(line)
