"""Schedules on a real Prefect server, with the worker of a real `readcast up`: seen through Prefect's API."""

import json
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from stub import REFUSED, service
from watching import until as until_at_once


def until(met, seconds=90):
    """The server is asked now and then: asked all the time, it does nothing else."""
    return until_at_once(met, seconds, every=0.5)


BLOCK_KEY = "sk-a-very-secret-key"
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@dataclass
class Blog:
    """A folder of posts with a schedule of its own, and a speech server that counts."""

    folder: Path
    speech: Any
    up: Any
    readcast: Any  # the command, in this process
    name: str
    out: Path = field(init=False)

    def __post_init__(self):
        self.out = self.folder / "out"
        for number in (1, 2):
            self.write(f"post{number}.md", f"# Post {number}\n\nThe words of post {number}.\n")

    def write(self, name, text):
        (self.folder / "posts").mkdir(exist_ok=True)
        (self.folder / "posts" / name).write_text(text, "utf-8")

    def schedule(self, *words, speech=None):
        more = ("-o", self.out, "--store", self.folder / "store", "--speech", speech or self.speech.url)
        ended = self.readcast("schedule", self.folder / "posts", *more, "--name", self.name, "--json", *words)
        assert ended.code == 0, ended.err
        return json.loads(ended.out)

    def runs(self, *states):
        found = self.up.runs_of(self.out)
        return [one for one in found if not states or one["state_type"] in states]

    def planned(self):
        scheduled = {"state": {"type": {"any_": ["SCHEDULED"]}}}
        found = self.up.read("flow_runs", flow_runs=scheduled)
        return [one for one in found if one["parameters"]["output"] == str(self.out)]

    def deployment(self):
        found = httpx.get(f"{self.up.url}/deployments/name/narrate/{self.name}", trust_env=False)
        return found.json() if found.is_success else None


@pytest.fixture(scope="module")
def counting(serving):
    """A speech server that only these tests use."""
    with serving("--engine", "tone") as server:
        yield server


@pytest.fixture(scope="module")
def slow(serving):
    """Answers after six seconds."""
    with serving("--engine", "tone", "--latency", "6") as server:
        yield server


@pytest.fixture(autouse=True)
def _found(prefect, monkeypatch):
    for name, value in prefect.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def blog(tmp_path, counting, prefect, command, request):
    made = Blog(tmp_path, counting, prefect, command, request.node.name.replace("_", "-")[:60])
    yield made
    if made.deployment():
        made.readcast("schedule", "remove", made.name)


def test_a_schedule_fires_again_and_again_and_asks_for_nothing_twice(blog, counting):
    """Also: of the runs that fall due while one is at work, one does the work of all."""
    before = counting.spoken()
    blog.schedule("--every", "2s", "--overlap", "wait")
    first, *_ = until(lambda: blog.runs("COMPLETED"))
    asked = counting.spoken() - before
    assert asked == first_asked(blog, first) > 0
    until(lambda: len(blog.runs("COMPLETED")) >= 3)
    assert counting.spoken() - before == asked
    assert blog.readcast("schedule", "pause", blog.name).code == 0
    assert blog.deployment()["paused"]
    assert [one for one in blog.planned() if one["state_name"] != "AwaitingConcurrencySlot"] == []
    done = [one for one in blog.runs("CANCELLED") if "Its work is done by" in one["state"]["message"]]
    assert done
    assert blog.runs("FAILED", "CRASHED") == []
    assert no_two_at_once(blog.runs("COMPLETED"))


def first_asked(blog, run):
    (told,) = [int(one.split()[2].replace(",", "")) for one in [blog.up.artifact(run, "narration")["description"]]]
    return told


def no_two_at_once(runs):
    spans = sorted((one["start_time"], one["end_time"]) for one in runs)
    return all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_resuming_plans_runs_again(blog):
    blog.schedule("--every", "1h")
    until(blog.planned)
    blog.readcast("schedule", "pause", blog.name)
    assert blog.planned() == []
    ended = blog.readcast("schedule", "resume", blog.name)
    assert (ended.code, "paused" in ended.out) == (0, False)
    assert until(blog.planned)
    assert not blog.deployment()["paused"]


@pytest.mark.soak
def test_a_run_that_overlaps_is_skipped_where_the_schedule_says_so(blog, slow):
    blog.schedule("--every", "1d", speech=slow.url)
    blog.readcast("schedule", "run", blog.name)
    until(lambda: blog.runs("RUNNING"))
    ended = blog.readcast("schedule", "run", blog.name, "--wait")
    assert ended.code == 1
    assert ended.err == "readcast: the run ended as Cancelled: Deployment concurrency limit reached.\n"
    until(lambda: blog.runs("COMPLETED"))
    assert sorted(one["state_name"] for one in blog.runs()) == ["Cancelled", "Completed"]


@pytest.mark.soak
def test_a_run_that_overlaps_waits_where_the_schedule_says_so(blog, slow):
    blog.schedule("--every", "1d", "--overlap", "wait", speech=slow.url)
    blog.readcast("schedule", "run", blog.name)
    until(lambda: blog.runs("RUNNING"))
    blog.readcast("schedule", "run", blog.name)
    until(lambda: [one for one in blog.planned() if one["state_name"] == "AwaitingConcurrencySlot"])
    until(lambda: len(blog.runs("COMPLETED")) == 2)
    assert no_two_at_once(blog.runs())


def test_a_run_that_is_waited_for_shows_its_log(blog):
    blog.schedule("--every", "1d")
    ended = blog.readcast("schedule", "run", blog.name, "--wait")
    assert ended.code == 0
    assert "Asking for 2 requests" in ended.out
    assert str(blog.out / "manifest.json") in ended.out
    assert "Beginning flow run" not in ended.out


def test_the_same_name_is_the_same_schedule_with_other_times_and_parameters(blog):
    first = blog.schedule("--every", "1h", "--strict")
    identity = blog.deployment()["id"]
    second = blog.schedule("--cron", "0 6 * * *", "--timezone", "Europe/Berlin", "--overlap", "wait")
    found = blog.deployment()
    assert found["id"] == identity
    assert [one["schedule"].get("cron") for one in found["schedules"]] == ["0 6 * * *"]
    assert first["parameters"]["options"]["strict"]
    assert "strict" not in second["parameters"]["options"]
    assert (first["overlap"], second["overlap"]) == ("skip", "wait")
    assert second["schedule"] == "cron 0 6 * * * (Europe/Berlin)"
    assert second["next_run"].endswith(("06:00:00+01:00", "06:00:00+02:00"))


def test_a_schedule_is_listed_with_its_times_and_its_last_run_until_it_is_removed(blog):
    blog.schedule("--rrule", "FREQ=DAILY;BYHOUR=6;BYMINUTE=0;BYSECOND=0", "--timezone", "Europe/Berlin")
    (line,) = [one for one in blog.readcast("schedule", "list").out.splitlines() if one.startswith(blog.name)]
    assert "rrule FREQ=DAILY;BYHOUR=6;BYMINUTE=0;BYSECOND=0 (Europe/Berlin)" in line
    assert "06:00 CE" in line
    assert line.endswith("none yet")
    (found,) = [
        one
        for one in json.loads(blog.readcast("schedule", "list", "--json").out)["schedules"]
        if one["name"] == blog.name
    ]
    assert found["parameters"]["sources"] == [str(blog.folder / "posts")]
    assert "output: " in blog.readcast("schedule", "list", blog.name).out
    assert blog.readcast("schedule", "remove", blog.name).code == 0
    assert blog.name not in blog.readcast("schedule", "list").out
    assert blog.readcast("schedule", "pause", blog.name).err.startswith("readcast: there is no schedule")


def test_prefects_form_describes_every_parameter_and_takes_no_unknown_option(blog):
    blog.schedule("--every", "1d")
    found = blog.deployment()
    schema = found["parameter_openapi_schema"]
    options = schema["definitions"]["Options"]
    described = {**schema["properties"], **options["properties"]}
    assert [name for name, one in described.items() if not (one.get("title") and one.get("description"))] == []
    assert {"sources", "output", "options", "key_block", "spread", "speech_limit"} == set(schema["properties"])
    assert found["enforce_parameter_schema"]
    assert found["entrypoint"] == "flows.tracked.flow.narrate"
    with pytest.raises(httpx.HTTPStatusError, match=r"409|422"):
        blog.up.post(
            f"deployments/{found['id']}/create_flow_run",
            {"parameters": {**found["parameters"], "options": {"vioce": 1}}},
        )


def test_the_key_comes_from_the_workers_environment_or_from_a_secret_block_and_is_nowhere_else(blog, prefect):
    with service({"GET /v1/account": (401, REFUSED), "GET /v1/ai/voice/list": (401, REFUSED)}) as stub:
        blog.schedule("--every", "1d", speech=stub.url)
        ended = blog.readcast("schedule", "run", blog.name, "--wait")
        assert (ended.code, ended.err.count("\n")) == (3, 1)  # as the run by itself would end
        assert set(stub.keys) == {"lmnt-some-secret-4711"}
        stub.keys.clear()
        make_block(prefect, "speech-key", BLOCK_KEY)
        blog.schedule("--every", "1d", "--key-block", "speech-key", speech=stub.url)
        assert blog.readcast("schedule", "run", blog.name, "--wait").code == 3
        assert set(stub.keys) == {BLOCK_KEY}
    # Prefect's worker keeps a run's environment in a file of its own for as long as the run is at work.
    until(lambda: not any((prefect.home / "temporary").glob("prefect-workspace-attempt-*")))
    files = [path for path in prefect.home.rglob("*") if path.is_file()]
    assert any(path.name == "prefect.db" for path in files)
    keys = (BLOCK_KEY.encode(), b"lmnt-some-secret-4711")
    assert [path for path in files if any(key in path.read_bytes() for key in keys)] == []


def make_block(prefect, name, value):
    """As `prefect block create secret` or Prefect's page do it."""
    kind = httpx.get(f"{prefect.url}/block_types/slug/secret", trust_env=False).json()
    schemas = prefect.post("block_schemas/filter", {"block_schemas": {"block_type_id": {"any_": [kind["id"]]}}})
    document = {
        "name": name,
        "data": {"value": value},
        "block_type_id": kind["id"],
        "block_schema_id": schemas[0]["id"],
    }
    prefect.post("block_documents/", document)


@pytest.mark.soak
def test_a_secret_block_that_is_not_there_is_told(blog):
    blog.schedule("--every", "1d", "--key-block", "nobodys")
    ended = blog.readcast("schedule", "run", blog.name, "--wait")
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert "there is no Secret block 'nobodys'" in ended.err
