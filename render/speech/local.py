"""The local speech server as a child process: started by the run that needs it, gone when the run is."""

import json
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from chunking.errors import ServiceUnreachable
from render.children import environment
from render.speech.service import Service

START_SECONDS = 60.0
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class LocalServer:
    """A running server, and the service it is reached as."""

    service: Service
    process: "subprocess.Popen[bytes]"

    def check(self) -> None:
        """Raises ServiceUnreachable where the server has ended."""
        code = self.process.poll()
        if code is not None:
            raise ServiceUnreachable(
                f"the local speech server ended with code {code}. What was spoken is kept; run again to go on."
            )


@contextmanager
def started(service: Service, state: Path | None = None) -> Iterator[LocalServer]:
    """Runs the server of `service.engine` on a free port of this machine until the block ends.

    `state` is the folder of what outlives it, such as the voices that were made; without one nothing does.

    It ends by itself when this process does, however that happens: it watches its standard input.
    """
    with tempfile.TemporaryFile() as stderr:
        process = _begun(str(service.engine), state, stderr)
        try:
            line = _first_line(process)
            if not line:
                stderr.seek(0)
                said = stderr.read().decode("utf-8", "replace").strip().splitlines()
                raise ServiceUnreachable(f"the local speech server did not start: {said[-1] if said else 'no reason'}.")
            yield LocalServer(replace(service, url=json.loads(line)["url"]), process)
        finally:
            _stop(process)


def _begun(engine: str, state: Path | None, stderr: IO[bytes]) -> "subprocess.Popen[bytes]":
    # -P: a folder called `render` in the user's working directory must not be taken for ours.
    command = [sys.executable, "-P", "-m", "render.server", "--until-stdin-closes", "--engine", engine]
    command += ["--state", str(state)] if state else []
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=stderr, env=environment())
    except OSError as error:
        raise ServiceUnreachable(f"the local speech server cannot be started: {error.strerror}.") from error


def _first_line(process: "subprocess.Popen[bytes]") -> bytes:
    """The line that says where the server listens; empty where it ended, or took too long."""
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], START_SECONDS)
    return process.stdout.readline() if ready else b""


def _stop(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
