"""The commands of docs/tutorial.md, as they stand there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ELSEWHERE = "readcast up"  # runs all the time: that of all tests is used


def commands(text):
    """Every line of a block of the console that begins with a dollar sign."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.M | re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def done(root, prefect, tmp_path_factory):
    """What each command said, in a shell of its own, one after the other in one folder."""
    folder = tmp_path_factory.mktemp("tutorial")
    words = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "READCAST_STORE": str(folder / "store")}
    environment = {**os.environ, **prefect.environment, **words}
    environment.pop("PREFECT_API_URL", None)  # `readcast schedule` finds it by itself; `readcast narrate` needs none
    said = {}
    for command in commands((root / "docs" / "tutorial.md").read_text("utf-8")):
        if command == ELSEWHERE:
            continue
        ended = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert ended.returncode == 0, f"{command}: {ended.stdout}{ended.stderr}"
        said.setdefault(command, []).append(ended.stdout)
    return said


def test_all_of_them_do_what_they_should(done):
    assert len(done) >= 14


def test_the_first_run_narrates_the_post_and_leaves_the_draft_out(done):
    (said,) = done["readcast narrate blog -o narration --speech local"]
    assert "1 chapter" in said
    assert "Not narrated: 1 document (draft 1)" in said


def test_the_scheduled_runs_ask_for_what_is_new_and_nothing_else(done):
    before, after = done["readcast schedule run blog --wait"]
    assert "0 requests were sent" in before
    assert "Asking for 1 request, 31 characters.\n" in after


def test_why_names_the_new_line(done):
    (said,) = done["readcast why narration/posts-the-third-lamp"]
    assert "because it is new: 31 characters" in said
