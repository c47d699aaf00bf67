"""The two that `readcast up` keeps running: Prefect's server, and a worker that takes the schedules' runs."""

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
from flows.up.processes import SERVER_ENDS, Child, below, end_runs, started

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
        self.worker = started(words, self.folder / "worker.log", self.environment)

    def keep_worker(self) -> str:
        """Starts another where it has ended, and gives its last words; raises ServiceUnreachable where that is vain."""
        assert self.worker is not None
        self.seen |= {one.pid: one for one in below(self.worker.process.pid)}
        if self.worker.is_running():
            return ""
        said = self.worker.said()
        self.deaths = [*(one for one in self.deaths if time.monotonic() - one < WITHIN), time.monotonic()]
        if len(self.deaths) >= DEATHS:
            raise ServiceUnreachable(f"the worker ends again and again: {said}")
        self.start_worker()
        return said

    def end(self) -> None:
        """The runs first, which then can tell the server; the server last."""
        if self.worker:
            self.worker.process.terminate()  # takes no more runs
            left = [one for one in self.seen.values() if one.is_running()]
            end_runs(self.worker.process.pid, left)
            self.worker.end(SERVER_ENDS)
        self.server.end(SERVER_ENDS)


def begun(place: Place, folder: Path, runs: int) -> Pair:
    """The server; the worker has to wait until that answers."""
    environment = surroundings.settled(folder, place.api)
    words = ["server", "start", "--host", place.host, "--port", str(place.port)]
    server = started(words, folder / "server.log", surroundings.without_keys(environment))
    return Pair(server, folder, runs, environment)
