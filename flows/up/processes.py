"""The processes below `readcast up`: Prefect's server, a worker, the runs that it starts, and what those start."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

RUNS_END = 8.0  # seconds in which a run lets answers come that are under way, and tells Prefect that it was stopped
LAST_WORDS = 5.0  # seconds that a worker or server may take which has nothing more to do
LAST_LINES = 5
INIT = 1  # whose children those are that nobody else has any more


@dataclass(slots=True)
class Child:
    """A command of Prefect's, in a session of its own: the terminal's Ctrl-C does not reach it, only what we send."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def is_running(self) -> bool:
        return self.process.poll() is None

    def ask_to_end(self) -> None:
        """Once: Prefect's commands kill themselves when they are asked a second time."""
        self.process.terminate()

    def await_end(self, seconds: float) -> None:
        """Kills it where it has not ended after so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        self.process.kill()
        self.process.wait()

    def said(self) -> str:
        """The last lines of its log, as one."""
        lines = self.log.read_text("utf-8", "replace").split("\n")
        return " / ".join([" ".join(line.split()) for line in lines if line.strip()][-LAST_LINES:])


def started(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> Child:
    """Begins a command of Prefect's. What it says is added to the log."""
    whole = [sys.executable, "-P", "-m", "flows.up.child", "prefect", *command]
    with log.open("ab") as said:
        process = subprocess.Popen(
            whole,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
    return Child(process, log)


def below(pid: int) -> list[psutil.Process]:
    """All processes that one has started, and they in turn; the runs of a worker among them."""
    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def end_runs(worker: int, left_behind: Iterable[psutil.Process] = ()) -> None:
    """Ends the runs of a worker, those that it begins meanwhile, and those of an earlier one that was killed.

    They are asked to end, each once, since what is asked a second time ends without waiting for answers. The worker
    is still there: when it is asked to end, it kills its runs at once, and Prefect takes them for running ever after.
    """
    asked, deadline = set[int](), time.monotonic() + RUNS_END
    while (found := _there(worker, left_behind)) and time.monotonic() < deadline:
        for one in found:
            if one.pid not in asked and _parent(one) in (worker, INIT):
                asked.add(one.pid)
                _send(one, signal.SIGTERM)
        time.sleep(0.1)
    for one in found:
        _send(one, signal.SIGKILL)


def _there(worker: int, left_behind: Iterable[psutil.Process]) -> list[psutil.Process]:
    return [*below(worker), *(one for one in left_behind if one.is_running() and _parent(one) == INIT)]


def _send(one: psutil.Process, number: int) -> None:
    with suppress(psutil.NoSuchProcess):
        one.send_signal(number)


def _parent(one: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return int(one.ppid())
    return 0
