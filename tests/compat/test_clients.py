"""The clients are the published ones, byte for byte, each alone, and none of their methods is forgotten."""

import base64
import csv
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import environments
import pytest
from environments import CLIENTS, ROOT, Environment
from marks import others
from wire import Client

METHODS = {
    "speech.generate",
    "speech.generate_detailed",
    "speech.sessions.create",
    "voices.create",
    "voices.retrieve",
    "voices.update",
    "voices.delete",
    "voices.list",
    "accounts.retrieve",
}
PACKAGES = {"livekit-1.8.9": "livekit_plugins_lmnt", "pipecat-1.9.0": "pipecat_ai"}
MORE = {"lmnt-2.3.0": {"speech.convert"}}
NAMES = ["lmnt-2.13.0", *others("lmnt-2.6.1", "lmnt-2.3.0", "livekit-1.8.9", "pipecat-1.9.0")]


@pytest.mark.parametrize("name", NAMES)
def test_a_client_is_as_it_was_published(name: str) -> None:
    package = PACKAGES.get(name, "lmnt")
    (record,) = (Environment(name).folder / "lib").glob(f"python*/site-packages/{package}-*.dist-info/RECORD")
    listed = [row for row in csv.reader(record.read_text("utf-8").splitlines()) if row[1]]
    assert len(listed) > 5
    for path, digest, _ in listed:
        kind, _, expected = digest.partition("=")
        found = hashlib.new(kind, (record.parents[1] / path).read_bytes()).digest()
        assert base64.urlsafe_b64encode(found).decode().rstrip("=") == expected, path


@pytest.mark.parametrize(
    "which",
    [("lmnt-2.13.0", "async"), ("lmnt-node-2.12.0", ""), *others(("lmnt-2.6.1", "async"), ("lmnt-2.3.0", "async"))],
)
def test_every_method_of_a_client_is_known_here(client_of: Callable[..., Client], which: tuple[str, str]) -> None:
    assert set(client_of(which).call("methods").value) == METHODS | MORE.get(which[0], set())


def test_what_is_installed_is_pinned_by_hash_and_names_no_host() -> None:
    for file in [*CLIENTS.glob("*.txt"), *CLIENTS.glob("*/package-lock.json")]:
        pins = file.read_text("utf-8")
        assert "://" not in pins
        assert len(re.findall(r"^\S+==", pins, re.MULTILINE)) <= pins.count("--hash=")
        assert pins.count('"node_modules/') == pins.count('"integrity"')


def test_a_missing_environment_says_which_target_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environments, "BUILT", ROOT / ".venv-compat" / tmp_path.name)
    with pytest.raises(LookupError, match=r"lmnt-2\.13\.0 is missing: run `.*make .*lmnt-2\.13\.0/\.ready`"):
        Environment("lmnt-2.13.0").interpreter()


def test_an_environment_of_other_pins_is_outdated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins = tmp_path / "lmnt-2.13.0.txt"
    pins.write_text("lmnt==2.13.1 --hash=…\n", "utf-8")
    Environment("lmnt-2.13.0").interpreter()
    monkeypatch.setattr(environments, "CLIENTS", tmp_path)
    with pytest.raises(LookupError, match="outdated"):
        Environment("lmnt-2.13.0").interpreter()
