"""The command's one boundary for errors, run in this process: a subprocess costs half a second for each wrong input.

And one `readcast up` for all tests that need a Prefect server or its worker: starting it takes 15 s of the processor.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from watching import until

from flows import cli

SECRET = "lmnt-some-secret-4711"  # the key of the worker


@dataclass(frozen=True)
class Said:
    """What the command said, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Said]]:
    """Runs `flows.cli.main` with these words."""

    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["readcast", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    kept = signal.getsignal(signal.SIGTERM)
    yield run
    signal.signal(signal.SIGTERM, kept)


@dataclass(frozen=True)
class Up:
    """A running `readcast up`."""

    page: str
    home: Path  # Prefect's
    environment: Mapping[str, str]  # by which other commands find it
    process: "subprocess.Popen[bytes]"
    log: Path  # what it says

    @property
    def url(self) -> str:
        return f"{self.page}/api"

    def read(self, kind: str, **query: object) -> list[dict[str, Any]]:
        """All flow runs, task runs or artifacts that there are, oldest first."""
        return sorted(self.post(f"{kind}/filter", query), key=lambda one: str(one["created"]))

    def post(self, path: str, content: object) -> Any:
        found = httpx.post(f"{self.url}/{path}", json=content, trust_env=False, timeout=30)
        found.raise_for_status()
        return found.json() if found.content else None

    def tasks_of(self, run: Mapping[str, Any]) -> list[dict[str, Any]]:
        return self.read("task_runs", task_runs={"flow_run_id": {"any_": [run["id"]]}})

    def runs_of(self, output: Path) -> list[dict[str, Any]]:
        """The flow runs into an output that have begun, oldest first."""
        begun = {"state": {"type": {"not_any_": ["SCHEDULED"]}}}
        return [one for one in self.read("flow_runs", flow_runs=begun) if one["parameters"]["output"] == str(output)]

    def artifact(self, run: Mapping[str, Any], key: str) -> dict[str, Any]:
        wanted = {"flow_run_id": {"any_": [run["id"]]}, "key": {"any_": [key]}}
        (found,) = self.read("artifacts", artifacts=wanted)
        return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def begin_up(readcast_path: str, folder: Path, **environment: str) -> Up:
    """Starts `readcast up` with its data in a folder, and waits until it has said all that it has to say at first."""
    own = {"XDG_DATA_HOME": str(folder)}
    port, log = free_port(), folder / "up.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [readcast_path, "up", "--port", str(port)],
            env={**os.environ, **own, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    up = Up(f"http://127.0.0.1:{port}", folder / "readcast" / "prefect", own, process, log)
    until(lambda: "Ctrl-C" in log.read_text("utf-8") or process.poll() is not None, 180)
    assert process.poll() is None, log.read_text("utf-8")
    return up


@pytest.fixture(scope="session")
def prefect(readcast_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    quick = {"PREFECT_WORKER_QUERY_SECONDS": "1", "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "2"}
    up = begin_up(readcast_path, tmp_path_factory.mktemp("up"), LMNT_API_KEY=SECRET, **quick)
    yield up
    up.process.send_signal(signal.SIGINT)
    up.process.wait(60)
