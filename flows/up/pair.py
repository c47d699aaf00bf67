"""The two that `readcast up` keeps running: Prefect's server, and a worker that takes the schedules' runs."""

import shutil
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from chunking.errors import ServiceUnreachable
from flows.scheduling import POOL
from flows.up import surroundings
from flows.up.place import Place
from flows.up.processes import LAST_WORDS, Child, below, end_runs, started

SERVER_LOG, WORKER_LOG = "server.log", "worker.log"
DEATHS, WITHIN = 5, 120.0  # of workers, seconds: then something is wrong that a new one does not mend


@dataclass(slots=True)
class Pair:
    """Both, and all that the workers have started since the beginning."""

    server: Child
    folder: Path  # for their logs
    runs: int  # at once
    environment: Mapping[str, str]  # of the workers
    worker: Child | None = None
    seen: dict[int, psutil.Process] = field(default_factory=dict)  # below the workers, by their ids
    deaths: list[float] = field(default_factory=list)  # when workers ended by themselves

    def check_server(self) -> None:
        """Raises ServiceUnreachable, with its last words, where it has ended."""
        if not self.server.is_running():
            raise ServiceUnreachable(
                f"Prefect's server ended with code {self.server.process.returncode}: {self.server.said()}"
            )

    def start_worker(self) -> None:
        name = f"readcast up on {socket.gethostname()}"
        words = ["worker", "start", "--pool", POOL, "--type", "process", "--limit", str(self.runs), "--name", name]
        self.worker = started(words, self.folder / WORKER_LOG, self.environment)

    def keep_worker(self) -> str:
        """Starts another where it has ended, and says so; raises ServiceUnreachable where that is vain."""
        assert self.worker is not None
        self.seen |= {one.pid: one for one in below(self.worker.process.pid)}
        if self.worker.is_running():
            return ""
        self.deaths = [*(one for one in self.deaths if time.monotonic() - one < WITHIN), time.monotonic()]
        if len(self.deaths) >= DEATHS:
            raise ServiceUnreachable(f"the worker ends again and again: {self.worker.said()}")
        self.start_worker()
        return f"The worker has ended, and another is started; {self.worker.log} tells why."

    def end(self) -> None:
        """The runs first, which then can tell the server; the server last."""
        if self.worker:
            end_runs(self.worker.process.pid, self.seen.values())
            self.worker.ask_to_end()
            self.worker.await_end(LAST_WORDS)
        self.server.ask_to_end()
        self.server.await_end(LAST_WORDS)


def begun(place: Place, folder: Path, runs: int) -> Pair:
    """The server; the worker has to wait until that answers."""
    environment = surroundings.settled(folder, place.api)
    for log in (folder / SERVER_LOG, folder / WORKER_LOG):
        log.unlink(missing_ok=True)
    words = ["server", "start", "--host", place.host, "--port", str(place.port)]
    server = started(words, folder / SERVER_LOG, surroundings.without_keys(environment))
    return Pair(server, folder, runs, {**environment, "TMPDIR": str(_emptied(folder / "temporary"))})


def _emptied(folder: Path) -> Path:
    """For temporary files: a worker's has the environment of each run, the key in it, which a kill leaves behind."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder
