"""No developer's key, settings or profile reaches a test. The command, a speech server, and a desk to narrate at."""

import asyncio
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest

from flows.narration import narrated, outlook
from flows.options import Options
from flows.report import Outlook, Report
from flows.reporter import Quiet, Reporter
from flows.sources import opened
from flows.steps import Direct

hypothesis.settings.register_profile("readcast", deadline=None)  # no test is about time; machines may be busy
hypothesis.settings.load_profile("readcast")

COMMAND = Path(sys.executable).with_name("readcast")
ROOT = Path(__file__).parents[1]
KEYS = (b"lmnt-some-secret-4711", b"sk-very-secret", b"sk-a-very-secret-key")  # that tests let readcast have
BOOK = """\
# The Ferry

## Morning

The ferry leaves at six.

Nobody is on it but the cook.

## Noon

At noon the sea is flat.

The cook sings to the engine.

## Night

All the lamps are lit again.
"""


@pytest.fixture(scope="session", autouse=True)
def _clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in [*os.environ]:
            if name.startswith(("READCAST_", "PREFECT_")) or name == "LMNT_API_KEY":
                patch.delenv(name)
        for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "PREFECT_HOME"):
            folder = home / name.lower()
            folder.mkdir()
            patch.setenv(name, str(folder))
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        patch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        patch.setenv("DO_NOT_TRACK", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_key_is_written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """After all tests none of the keys that they use is in a file: output, store, ledger, log or Prefect's database."""
    yield
    files = (path for path in tmp_path_factory.getbasetemp().rglob("*") if path.is_file() and not path.is_symlink())
    written = (path for path in files if path.stat().st_size < 10**9)  # what is larger is a hole that a test made
    assert [path for path in written if any(key in path.read_bytes() for key in KEYS)] == []


@dataclass(frozen=True)
class Ended:
    """A command that has come to its end."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object that standard output has to be."""
        return json.loads(self.out)


def _run(*words: object, env: dict[str, str] | None = None, cwd: Path | None = None) -> Ended:
    ended = subprocess.run(
        [COMMAND, *map(str, words)],
        env={**os.environ, **(env or {})},
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture(scope="session")
def readcast() -> Callable[..., Ended]:
    """Runs the real command to its end."""
    return _run


@pytest.fixture(scope="session")
def readcast_path() -> str:
    return str(COMMAND)


@contextmanager
def _begun(*words: object, env: dict[str, str] | None = None) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [COMMAND, *map(str, words)],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="session")
def begun() -> Callable[..., Any]:
    """Starts the real command; the end of the block kills it where it still runs."""
    return _begun


@dataclass(frozen=True)
class SpeechServer:
    """A running speech server, which tells how much it has spoken."""

    url: str
    process: "subprocess.Popen[str]"

    def spoken(self) -> int:
        """Characters since it started."""
        found = httpx.get(f"{self.url}/v1/account", trust_env=False).json()
        return int(found["usage"]["characters"])


@contextmanager
def _serving(*options: str) -> Iterator[SpeechServer]:
    command = [sys.executable, "-m", "render.server", "--until-stdin-closes", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield SpeechServer(json.loads(process.stdout.readline())["url"], process)
        finally:
            process.kill()


@pytest.fixture(scope="session")
def serving() -> Callable[..., Any]:
    """Starts a speech server of the test's own."""
    return _serving


@pytest.fixture(scope="session")
def tone() -> Iterator[SpeechServer]:
    """One server for all tests that do not ask how a server is started."""
    with _serving("--engine", "tone") as server:
        yield server


@dataclass
class Desk:
    """A folder with a book, an output and a store, and the flow's body in this process."""

    folder: Path
    speech: str
    store: Path = field(init=False)
    out: Path = field(init=False)
    book: Path = field(init=False)

    def __post_init__(self) -> None:
        self.store, self.out = self.folder / "store", self.folder / "out"
        self.book = self.write(BOOK)

    def write(self, text: str, name: str = "book.md") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def edit(self, old: str, new: str) -> None:
        text = self.book.read_text("utf-8")
        assert text.count(old) == 1
        self.book.write_text(text.replace(old, new), "utf-8")

    def narrate(
        self, *sources: Path, out: Path | str | None = None, reporter: Reporter | None = None, **given: Any
    ) -> Report:
        """Narrates the sources, or the book, to their end."""
        options = Options(**{"speech": self.speech, "store": self.store, **given})
        run = opened(sources or [self.book], out or self.out, options)
        return asyncio.run(narrated(run, Direct(), reporter or Quiet()))

    def plan(self, *sources: Path, out: Path | str | None = None, **given: Any) -> Outlook:
        options = Options(**{"speech": self.speech, "store": self.store, **given})
        return outlook(opened(sources or [self.book], out or self.out, options))

    def words(self, *more: object) -> Sequence[object]:
        """The words of the command that narrates the book."""
        return ("narrate", self.book, "-o", self.out, "--store", self.store, "--speech", self.speech, *more)


@pytest.fixture(scope="session")
def new_desk(tone: SpeechServer) -> Callable[[Path], Desk]:
    """A desk in any folder, for tests that need two, or one for many."""
    return lambda folder: Desk(folder, tone.url)


@pytest.fixture
def desk(tmp_path: Path, new_desk: Callable[[Path], Desk]) -> Desk:
    return new_desk(tmp_path)


@pytest.fixture(scope="session")
def s3() -> Iterator[Any]:
    """One S3 server for all tests that need one; its address and keys are in the environment."""
    from object_store import object_store  # noqa: PLC0415 - moto takes a second

    with object_store() as server:
        yield server


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def hashes() -> Callable[[Path], dict[str, str]]:
    """Every file of a folder and below, but the ledger, which has a clock: its path in there and its bytes' hash."""
    return lambda folder: {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "ledger.jsonl"
    }
