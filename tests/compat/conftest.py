"""Clients as they are published, a started speech server, and a front that goes wrong as scripted."""

import json
import os
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme
from environments import ROOT
from front import Front, fronting
from wire import Client, Wire, wired

IN_CI = [("lmnt-2.13.0", "sync"), ("lmnt-2.13.0", "async"), ("lmnt-node-2.12.0", "")]
OTHERS = [("lmnt-2.6.1", "sync"), ("lmnt-2.6.1", "async")]
LEGACY = [("lmnt-2.3.0", "sync"), ("lmnt-2.3.0", "async")]  # of before the versions: envelopes, names and ids differ
HOST = "api.lmnt.com"
DRIVERS = {"lmnt-node-2.12.0": "lmnt_node.mjs"}


def _named(clients: list[tuple[str, str]], *marks: pytest.MarkDecorator) -> list[object]:
    return [pytest.param(client, id="-".join(filter(None, client)), marks=marks) for client in clients]


TYPED = [*_named(IN_CI), *_named(OTHERS, pytest.mark.compat)]
ANY = [*TYPED, *_named(LEGACY, pytest.mark.compat)]
WITH_SESSIONS = [each for each in TYPED if each.values[0][1] != "sync"]  # Python's are in the async client only


@pytest.fixture(scope="session")
def wires() -> Iterator[Callable[[str], Wire]]:
    """The driver of each client: started once for all tests, and again where one of them has hung."""
    with ExitStack() as stack:
        running: dict[str, Wire] = {}

        def wire(name: str) -> Wire:
            if name not in running or running[name].process.poll() is not None:
                running[name] = stack.enter_context(wired(name, DRIVERS.get(name, "lmnt_python.py")))
            return running[name]

        yield wire


@contextmanager
def serving(*options: object, api_key: str = "", first: str = "pass") -> Iterator[str]:
    """A started speech server: its address. With a key, it lets in nobody else. `first`: Python that it runs before."""
    code = f"{first}\nfrom render.server.__main__ import main\nraise SystemExit(main())"
    command = [sys.executable, "-c", code, "--until-stdin-closes", *map(str, options)]
    env = {**os.environ, **({"READCAST_SERVER_API_KEY": api_key} if api_key else {})}
    with (
        tempfile.TemporaryFile("w+") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            errors.seek(0)
            assert line, f"the server did not start:\n{errors.read()[-2000:]}"
            yield json.loads(line)["url"]
        finally:
            process.kill()


@pytest.fixture(scope="session")
def serve() -> Callable[..., Any]:
    """Starts a speech server of the test's own, with options."""
    return serving


@pytest.fixture(scope="session")
def speech() -> Iterator[str]:
    """The address of the speech server as it starts without options."""
    with serving() as url:
        yield url


@pytest.fixture
def client_of(wires: Callable[[str], Wire], speech: str) -> Callable[[tuple[str, str]], Client]:
    """A client of this name and kind, for the speech server."""

    def made(which: tuple[str, str]) -> Client:
        name, kind = which
        return Client(_wire(wires, name), name, kind, {"base_url": speech, "api_key": "any", "max_retries": 0})

    return made


def _wire(wires: Callable[[str], Wire], name: str) -> Wire:
    try:
        return wires(name)
    except LookupError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(params=TYPED)
def client(request: pytest.FixtureRequest, client_of: Callable[..., Client]) -> Client:
    """Each client that knows the API's versions."""
    return client_of(request.param)


@pytest.fixture(params=ANY)
def any_client(request: pytest.FixtureRequest, client_of: Callable[..., Client]) -> Client:
    """Those, and the one of before."""
    return client_of(request.param)


@pytest.fixture(params=WITH_SESSIONS)
def session_client(request: pytest.FixtureRequest, client_of: Callable[..., Client]) -> Client:
    """Each client that speaks the typed dialect of sessions: those that are not synchronous."""
    return client_of(request.param)


@pytest.fixture
def front(speech: str) -> Iterator[Front]:
    """In front of the speech server."""
    with fronting(speech) as found:
        yield found


@dataclass(frozen=True)
class Hosted:
    """A front under LMNT's own name, and what a process needs to find and to trust it."""

    front: Front
    env: dict[str, str]


@pytest.fixture(scope="session")
def hosted(speech: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    """For clients that know one address only: a host override and a certificate, so that they need no change."""
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(tls)
    trusted = tmp_path_factory.mktemp("trusted") / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    with fronting(speech, tls=tls) as front:
        hosts = f"{HOST}=127.0.0.1:{front.port}"
        folder = Path(__file__).parent / "drivers" / "hosts"
        yield Hosted(front, {"COMPAT_HOSTS": hosts, "PYTHONPATH": str(folder), "SSL_CERT_FILE": str(trusted)})
