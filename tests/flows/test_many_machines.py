"""Forty posts narrated by two workers that share nothing but Prefect, an S3 server and the speech service.

Prefect's database is Postgres. One worker is killed in the middle. Run by `make soak`; needs Postgres' programs.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from gitting import begun as history_in
from watching import until as until_at_once

sys.path.insert(0, str(Path(__file__).parents[1]))
from object_store import object_store

pytestmark = pytest.mark.soak

KEY = "lmnt-some-secret-4711"
POSTS, AT_ONCE, LIMIT = 40, 2, 5  # posts, in a batch, requests at once over all workers
TOOLS = Path(sys.executable).parent


def until(met, seconds=400):
    return until_at_once(met, seconds, every=0.5)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def running(log, *words, env, cwd, **more):
    """A process with a session of its own, so that it can be killed with all that it has started."""
    with log.open("w") as file:
        command = [str(word) for word in words]
        process = subprocess.Popen(command, env=env, cwd=cwd, stdout=file, stderr=file, start_new_session=True, **more)
    try:
        yield process
    finally:
        with_children(process, signal.SIGTERM)
        try:
            process.wait(20)
        finally:
            with_children(process, signal.SIGKILL)


def with_children(process, number):
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


@contextmanager
def postgres():
    """A database server of the test's own; gives its address for Prefect, and a function that dumps it."""
    programs = Path(shutil.which("pg_ctl") or "").resolve().parent
    if not (programs / "initdb").exists():
        pytest.skip("Postgres is not installed")
    home, port = Path(tempfile.mkdtemp(prefix="readcast-postgres-")), free_port()  # pytest's folders are root's alone
    user = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(home, "postgres", "postgres")

    def call(name, *words):
        command = [str(programs / name), *map(str, words)]
        return subprocess.run(command, check=True, capture_output=True, text=True, cwd=home, **user).stdout

    call("initdb", "-D", home / "data", "-U", "prefect", "-A", "trust", "--no-sync")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
    call("pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
    at = ("-h", "127.0.0.1", "-p", port, "-U", "prefect")
    try:
        call("psql", *at, "-d", "postgres", "-c", "create database prefect")
        call("psql", *at, "-d", "prefect", "-c", "create extension if not exists pg_trgm")
        yield f"postgresql+asyncpg://prefect@127.0.0.1:{port}/prefect", lambda: call("pg_dump", *at, "prefect")
    finally:
        call("pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def hosts(tmp_path_factory, serving):
    """Everything that the workers share."""
    folder = tmp_path_factory.mktemp("hosts")
    with ExitStack() as stack:
        database, dump = stack.enter_context(postgres())
        store = stack.enter_context(object_store())
        speech = stack.enter_context(
            serving("--engine", "tone", "--latency", "0.5", "--concurrency", str(LIMIT), "--api-key", KEY)
        )
        port = free_port()
        env = {**os.environ, "PREFECT_API_URL": f"http://127.0.0.1:{port}/api", "PREFECT_UI_ENABLED": "false"}
        home = folder / "server"
        home.mkdir()
        server = {**env, "PREFECT_HOME": str(home), "PREFECT_API_DATABASE_CONNECTION_URL": database}
        words = (TOOLS / "prefect", "server", "start", "--host", "127.0.0.1", "--port", port)
        stack.enter_context(running(folder / "server.log", *words, env=server, cwd=home))
        until(lambda: healthy(env["PREFECT_API_URL"]), 180)
        yield folder, env, store, speech, dump


def healthy(api):
    try:
        return httpx.get(f"{api}/health", trust_env=False).is_success
    except httpx.HTTPError:
        return False


@contextmanager
def worker(folder, env, name, limit):
    """One that might be on a machine of its own: its home, caches and working folder are nobody else's."""
    home = folder / name
    (home / "work").mkdir(parents=True)
    own = {**env, "LMNT_API_KEY_FILE": str(key_file()), "HOME": str(home), "PREFECT_HOME": str(home / "prefect")}
    own |= {"XDG_CACHE_HOME": str(home / "cache"), "XDG_DATA_HOME": str(home / "data"), "TMPDIR": str(home)}
    own |= {"PREFECT_WORKER_QUERY_SECONDS": "2"}
    words = (TOOLS / "prefect", "worker", "start", "--pool", "readcast", "--name", name, "--limit", limit)
    with running(folder / f"{name}.log", *words, env=own, cwd=home / "work") as process:
        yield process


def key_file():
    """Not in the environment: Prefect's worker writes that to a temporary file, which is left when it is killed."""
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") / f"readcast-key-{os.getpid()}"
    path.touch(mode=0o600)
    path.write_text(KEY)
    return path


def runs(env, **where):
    found = httpx.post(f"{env['PREFECT_API_URL']}/flow_runs/filter", json=where, trust_env=False, timeout=60)
    found.raise_for_status()
    return found.json()


def made(store, out):
    """The manifests that are there, by one list."""
    return [name for name in store.client.find(out.removeprefix("s3://")) if name.endswith("/manifest.json")]


def test_forty_posts_are_narrated_once_though_a_worker_is_killed(hosts, readcast):
    folder, env, store, speech, dump = hosts
    history = history_in(folder / "blog")
    for number in range(POSTS):
        said = "\n\n".join(f"## Part {part}\n\nLine {part} of post {number} says it." for part in range(5))
        history.write(f"posts/post-{number:02}.md", f"# Post {number}\n\n{said}\n")
    history.commit()
    out, kept = store.url(), store.url()
    where = ("-o", out, "--store", kept, "--speech", speech.url)
    mine = {**env, "LMNT_API_KEY": KEY, "XDG_CACHE_HOME": str(folder / "here")}
    plan = readcast("plan", history.url, *where, "--json", env=mine).json
    more = ("--name", "many", "--every", "1d", "--spread", AT_ONCE, "--speech-limit", LIMIT, "--jobs", 3)
    ended = readcast("schedule", history.url, *where, *more, env=mine)
    assert ended.code == 0, ended.err
    begun = time.monotonic()
    with worker(folder, env, "first", 4):
        assert readcast("schedule", "run", "many", env=mine).code == 0
        until(lambda: [one for one in runs(env) if one["state_type"] == "RUNNING"])
        with worker(folder, env, "second", 3) as second:
            until(lambda: (len(made(store, out)) >= 8 and at_work(folder / "second")) or is_over(env))
            with_children(second, signal.SIGKILL)
            killed = time.monotonic() - begun
            print(f"\nthe second worker is killed after {killed:.0f} s, when {len(made(store, out))} posts are made")
            until(lambda: is_over(env))
    print(f"the run ended as {coordinator(env)['state_name']} after {time.monotonic() - begun:.0f} s")
    states = Counter((one["name"].partition(":")[0].split()[0], one["state_name"]) for one in runs(env))
    print(f"flow runs: {dict(states)}")
    assert coordinator(env)["state_type"] == "COMPLETED", coordinator(env)["state"]["message"]

    documents = store.manifest(out)["documents"]
    assert Counter(one["state"] for one in documents) == {"made": POSTS}
    assert len({one["folder"] for one in documents}) == POSTS
    assert readcast("verify", out, env=mine).code == 0
    attempts = [
        json.loads(line)
        for name, text in store.files(out).items()
        if name.endswith("ledger.jsonl")
        for line in text.splitlines()
    ]
    refused = [one for one in attempts if one.get("status") == 429]
    planned, asked_twice = plan["characters"], spoken(speech) - plan["characters"]
    print(f"{planned:,} characters planned, {asked_twice} asked for again, {len(refused)} requests over the limit")
    assert refused == []
    assert 0 <= asked_twice <= 3 * 3 * 60
    again = readcast("narrate", history.url, *where, "--json", "--untracked", env=mine)
    assert (again.code, again.json["requests"]) == (0, 0), again.err
    assert KEY not in dump()
    key_file().unlink()


def spoken(speech):
    found = httpx.get(f"{speech.url}/v1/account", headers={"x-api-key": KEY}, trust_env=False).json()
    return found["usage"]["characters"]


def at_work(home):
    """Whether a run of the worker has begun to write what it makes."""
    return list(home.glob("cache/readcast/outputs/*/recordings/*/ledger.jsonl"))


def is_over(env):
    return coordinator(env)["state_type"] in ("COMPLETED", "FAILED", "CRASHED")


def coordinator(env):
    return next(one for one in runs(env) if one["deployment_id"] and one["parent_task_run_id"] is None)
