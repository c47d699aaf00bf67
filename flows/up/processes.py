"""The processes below `readcast up`: Prefect's server, a worker, the runs that it starts, and what those start."""

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

RUNS_END = 8.0  # seconds in which a run lets answers come that are under way, and tells Prefect that it was stopped
SERVER_ENDS = 5.0
LAST_SECONDS = 2.0  # for the system to take away what was killed
LAST_LINES = 5
INIT = 1  # whose children those are that nobody else has any more


@dataclass(slots=True)
class Child:
    """A command of Prefect's, in a session of its own: the terminal's Ctrl-C does not reach it, only what we send."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def is_running(self) -> bool:
        return self.process.poll() is None

    def end(self, seconds: float) -> None:
        """Asks it to end, and kills it where it has not after so many seconds."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        self.process.kill()
        self.process.wait()

    def said(self) -> str:
        """The last lines of its log, as one."""
        lines = self.log.read_text("utf-8", "replace").split("\n")
        return " / ".join([" ".join(line.split()) for line in lines if line.strip()][-LAST_LINES:])


def started(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> Child:
    """Begins a command of Prefect's. What it says goes into the log, which begins anew."""
    whole = [sys.executable, "-P", "-m", "flows.up.child", "prefect", *command]
    with log.open("wb") as said:
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
    """Ends the runs of a worker, and those that an earlier worker has left behind when it was killed."""
    found = [*below(worker), *left_behind]
    end([one for one in found if _parent(one) in (worker, INIT)], found, RUNS_END)


def end(asked: Iterable[psutil.Process], all_of_them: Sequence[psutil.Process], seconds: float) -> None:
    """Asks some to end, and kills all that have not after so many seconds. Waits until they are gone."""
    for one in asked:
        with suppress(psutil.NoSuchProcess):
            one.terminate()
    _, alive = psutil.wait_procs(all_of_them, seconds)
    for one in alive:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(alive, LAST_SECONDS)


def _parent(one: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return int(one.ppid())
    return 0
