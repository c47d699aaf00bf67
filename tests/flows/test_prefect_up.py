"""`readcast up`: what a newcomer finds, and that nothing of it is left when it ends."""

import os
import signal
import sqlite3
from contextlib import closing

import httpx
import psutil
import pytest
from conftest import begin_up
from watching import until

from manifests import ledger


def deployments(up):
    return {one["name"]: one for one in up.post("deployments/filter", {})}


def test_a_newcomer_finds_prefects_page_and_an_example_that_is_paused(prefect):
    page = httpx.get(prefect.page, trust_env=False, follow_redirects=True)
    assert page.status_code == 200
    assert "<html" in page.text
    said = prefect.log.read_text("utf-8")
    assert f"Prefect's page is at {prefect.page}" in said
    assert "readcast schedule run example --wait" in said
    assert deployments(prefect)["example"]["paused"]


def test_it_listens_on_this_machine_only(prefect):
    found = [
        one
        for one in psutil.net_connections("tcp")
        if one.laddr and one.laddr.port == int(prefect.page.rpartition(":")[2])
    ]
    assert {one.laddr.ip for one in found if one.status == psutil.CONN_LISTEN} == {"127.0.0.1"}


def test_it_is_found_without_a_configured_api(prefect, command, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", prefect.environment["XDG_DATA_HOME"])
    ended = command("schedule", "list")
    assert (ended.code, "example" in ended.out) == (0, True)


def test_a_second_one_says_where_the_first_is(prefect, command, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", prefect.environment["XDG_DATA_HOME"])
    ended = command("up", "--port", "4299")
    assert (ended.code, ended.err) == (2, f"readcast: `readcast up` is running already, at {prefect.url}.\n")


def test_a_port_that_is_taken_is_one_line(prefect, command, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    port = prefect.page.rpartition(":")[2]
    ended = command("up", "--port", port)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"readcast: 127.0.0.1 port {port} cannot be used: Address already in use.")


@pytest.fixture
def own(prefect, readcast_path, tmp_path):
    """Another `readcast up`, which may be stopped; its database is a copy, since making one takes long."""
    home = tmp_path / "readcast" / "prefect"
    home.mkdir(parents=True)
    first, copy = sqlite3.connect(prefect.home / "prefect.db"), sqlite3.connect(home / "prefect.db")
    with closing(first), closing(copy):
        first.backup(copy)
    begun = []

    def begin():
        begun.append(begin_up(readcast_path, tmp_path, PREFECT_WORKER_QUERY_SECONDS="1"))
        return begun[-1]

    yield begin
    for up in begun:
        if up.process.poll() is None:
            up.process.send_signal(signal.SIGINT)
            up.process.wait(60)


@pytest.fixture(scope="module")
def slow(serving):
    """Answers after two seconds."""
    with serving("--engine", "tone", "--latency", "2") as server:
        yield server


def begin_run(up, desk, readcast, slow, name="slow"):
    """A run that waits for answers; gives the processes below `readcast up`."""
    words = ("schedule", desk.book, "-o", desk.out, "--store", desk.store, "--speech", slow.url, "--every", "1d")
    assert readcast(*words, "--name", name, env=dict(up.environment)).code == 0
    before = len(ledger.read(desk.out).attempts)
    assert readcast("schedule", "run", name, env=dict(up.environment)).code == 0
    until(lambda: len(ledger.read(desk.out).attempts) > before, 90, every=0.05)
    return psutil.Process(up.process.pid).children(recursive=True)


def gone(processes):
    return not [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def states(up):
    """Of the runs, read from the database: the server has ended."""
    with closing(sqlite3.connect(up.home / "prefect.db")) as database:
        return dict(database.execute("select state_name, count(*) from flow_run group by state_name").fetchall())


def test_ctrl_c_lets_answers_come_and_ends_the_run_and_every_process(own, desk, readcast, slow):
    up = own()
    below = begin_run(up, desk, readcast, slow)
    assert len(below) >= 3  # server, worker, run
    crashed = states(up).get("Crashed", 0)
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(60) == 0
    assert gone(below)
    assert {one.outcome for one in ledger.read(desk.out).attempts} == {"kept"}
    assert states(up)["Crashed"] == crashed + 1
    assert "Running" not in states(up)
    assert up.log.read_text("utf-8").endswith("Stopping …\nStopped. Schedules and recordings are kept.\n")
    assert "start `readcast up`" in readcast("schedule", "list", env=dict(up.environment)).err


@pytest.mark.soak
def test_where_it_is_killed_all_below_ends_too_and_its_runs_do_not_block_the_schedule(own, desk, readcast, slow):
    up = own()
    below = begin_run(up, desk, readcast, slow)
    os.kill(up.process.pid, signal.SIGKILL)
    until(lambda: gone(below), 30)
    up.process.wait()
    assert states(up)["Running"] == 1
    again = own()
    assert "1 run of before had been killed" in again.log.read_text("utf-8")
    assert readcast("schedule", "run", "slow", "--wait", env=dict(again.environment)).code == 0


@pytest.mark.soak
def test_a_worker_that_dies_is_started_again_and_a_server_that_dies_ends_it(own, desk, readcast, slow):
    up = own()
    server, worker = psutil.Process(up.process.pid).children()
    below = begin_run(up, desk, readcast, slow)
    worker.kill()
    until(lambda: "another is started" in up.log.read_text("utf-8"))
    server.kill()
    assert up.process.wait(60) == 4
    assert "readcast: Prefect's server ended with code -9" in up.log.read_text("utf-8")
    assert gone(below)


@pytest.mark.soak
def test_the_example_is_narrated_when_it_is_run(prefect, readcast):
    ended = readcast("schedule", "run", "example", "--wait", env=dict(prefect.environment))
    assert ended.code == 0
    assert "2 documents" in ended.out
