"""The command's one boundary for errors, run in this process: a subprocess costs half a second for each wrong input."""

import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from flows import cli


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
