"""What `docs/` gives users for schedules, each file tried as it tells."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from stub import service
from watching import until

PREFECT = Path(sys.executable).with_name("prefect")


@pytest.fixture
def surroundings(prefect, tmp_path):
    return {**os.environ, "PREFECT_API_URL": prefect.url, "PREFECT_HOME": str(tmp_path / "prefect")}


@pytest.fixture(autouse=True)
def _found(prefect, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", prefect.environment["XDG_DATA_HOME"])


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_accepts_the_unit(root, tmp_path, readcast_path):
    unit = (root / "docs" / "readcast.service").read_text("utf-8")
    assert "/usr/local/bin/readcast" in unit
    (tmp_path / "readcast.service").write_text(unit.replace("/usr/local/bin/readcast", readcast_path), "utf-8")
    ended = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "readcast.service"], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, [one for one in ended.stderr.splitlines() if "readcast.service" in one]) == (0, [])


@pytest.mark.soak
def test_prefect_deploys_the_file_for_its_own_way(root, prefect, surroundings, tmp_path):
    shutil.copy(root / "docs" / "prefect.yaml", tmp_path)
    command = [PREFECT, "--no-prompt", "deploy", "--all"]
    subprocess.run(command, env=surroundings, cwd=tmp_path, capture_output=True, check=True)
    made = httpx.get(f"{prefect.url}/deployments/name/narrate/blog", trust_env=False).json()
    assert made["entrypoint"] == "flows.tracked.flow.narrate"
    assert (made["path"], made["pull_steps"]) == (None, [])
    assert made["parameters"]["options"]["max_characters"] == 200_000
    assert [one["schedule"]["timezone"] for one in made["schedules"]] == ["Europe/Berlin"]
    assert made["global_concurrency_limit"]["limit"] == 1
    assert made["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert set(made["parameter_openapi_schema"]["properties"]) == {
        "sources",
        "output",
        "options",
        "key_block",
        "spread",
        "speech_limit",
    }


def test_a_run_that_fails_posts_to_the_webhook_of_the_notification(root, surroundings, tmp_path, command):
    (tmp_path / "posts").mkdir()
    command("schedule", tmp_path / "posts", "-o", tmp_path / "out", "--every", "1d", "--name", "fails")
    with service({"POST /hook": (200, {})}) as hook:
        script = [sys.executable, root / "docs" / "notify.py", f"{hook.url}/hook"]
        subprocess.run(script, env=surroundings, check=True, capture_output=True)
        command("schedule", "run", "fails", "--wait")
        until(lambda: hook.requests, 60, every=0.2)
        assert hook.requests == ["POST /hook"]
        told = json.loads(hook.bodies[0])["text"]
        assert "Failed: Flow run encountered an exception: InputError" in told
        assert "/runs/flow-run/" in told
    command("schedule", "remove", "fails")
