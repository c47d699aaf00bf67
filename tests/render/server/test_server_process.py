"""The server as a process: how it starts, fails and ends, and what it leaves behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import espeakng_loader
import httpx
import pytest

LONG = "中文没有空格我们去北京今天天气很好。" * 270  # takes a second or more


BEGINS_AT_ONCE = "import render.server.endpoints.speech as it\nit.QUIET_SECONDS = 0"  # a detailed answer


def children(pid):
    """Of a process: children, and theirs."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *children(child)]
    return found


def alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


def open_files(pid):
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def until(met, seconds=10):
    """What `met` gives, as soon as it is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := met():
            return found
    raise AssertionError("did not happen in time")


def run(*options):
    return subprocess.run(
        [sys.executable, "-m", "render.server", *options],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize("engine", ["espeak", "tone"])
def test_it_ends_when_its_stdin_closes_and_leaves_no_process(start, engine):
    with start("--engine", engine) as server:
        family = children(server.process.pid)
        server.process.stdin.close()
        assert server.process.wait(5) == 0
    until(lambda: not any(map(alive, family)))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_quickly_while_it_speaks(start, number):
    with start("--engine", "espeak") as server, ThreadPoolExecutor() as pool:
        request = pool.submit(server.speak, text=LONG, language="zh")
        until(lambda: len(children(server.process.pid)) > 1)
        family = children(server.process.pid)
        server.process.send_signal(number)
        assert server.process.wait(5) == 0
        assert request.result().json()["error"]["type"] == "internal_server_error"
    until(lambda: not any(map(alive, family)))


def test_killed_outright_it_leaves_no_process_behind(start):
    with start("--engine", "espeak") as server, ThreadPoolExecutor() as pool:
        request = pool.submit(server.speak, text=LONG, language="zh")
        until(lambda: len(children(server.process.pid)) > 1)
        family = children(server.process.pid)
        server.process.kill()
        assert isinstance(request.exception(), httpx.HTTPError)
    until(lambda: not any(map(alive, family)))


def test_it_leaves_no_file_behind(start, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with start("--engine", "espeak") as server:
        assert server.speak(text="A few words.").status_code == 200
        assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_a_worker_that_crashes_fails_its_own_request_only(start):
    with start("--engine", "espeak") as server, ThreadPoolExecutor() as pool:
        request = pool.submit(server.speak, text=LONG, language="zh")
        worker = until(lambda: children(server.process.pid)[1:])[0]
        os.kill(worker, signal.SIGSEGV)
        failed = request.result()
        assert (failed.status_code, failed.json()["error"]["type"]) == (500, "internal_server_error")
        assert failed.headers["request-id"] == failed.json()["request_id"]
        assert failed.headers["x-should-retry"] == "false"  # it would crash again
        assert server.speak(text="A few words.").status_code == 200


def test_a_failure_after_the_answer_has_begun_cuts_it_and_costs_nothing(start):
    with start("--engine", "espeak", first=BEGINS_AT_ONCE) as server, ThreadPoolExecutor() as pool:
        request = pool.submit(server.speak, text=LONG, language="zh")
        worker = until(lambda: children(server.process.pid)[1:])[0]
        os.kill(worker, signal.SIGSEGV)
        assert isinstance(request.exception(), httpx.RemoteProtocolError)
        assert server.client.get("/v1/account").json()["usage"]["characters"] == 0
        assert server.speak(text="A few words.").json()["timestamps"]


def test_it_goes_on_when_the_process_that_forks_has_died(start):
    with start("--engine", "espeak") as server:
        before = server.speak(text="A few words.")
        (forker,) = children(server.process.pid)
        os.kill(forker, signal.SIGKILL)
        until(lambda: not alive(forker))
        assert server.speak(text="A few words.").content == before.content
        family = children(server.process.pid)
        server.process.stdin.close()
        assert server.process.wait(5) == 0
        assert server.process.stderr.read() == b""
    until(lambda: not any(map(alive, family)))


def test_a_port_in_use_is_one_clear_line_and_exit_code_2():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("--port", str(port), "--engine", "tone")
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert str(port) in ended.stderr
    assert "Address already in use" in ended.stderr


@pytest.mark.parametrize("options", [["--engine", "parrot"], ["--port", "99999"], ["--latency", "-1"]])
def test_a_wrong_option_is_exit_code_2(options):
    assert run(*options).returncode == 2


def test_it_serves_on_the_port_asked_for(start):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with start("--engine", "tone", "--port", str(port)) as server:
        assert server.ready["url"] == f"http://127.0.0.1:{port}"


def test_stdout_carries_the_ready_line_only(start):
    with start("--engine", "tone", "--verbose") as server:
        server.speak(text="A few words.")
        server.process.stdin.close()
        assert server.process.stdout.read() == b""
        assert b"POST /v1/ai/speech" in server.process.stderr.read()


@pytest.mark.parametrize("engine", ["espeak", "tone"])
@pytest.mark.parametrize("first", ["pass", BEGINS_AT_ONCE], ids=["whole", "begun"])
def test_a_client_that_goes_away_costs_nothing_and_is_no_error(start, engine, first):
    with start("--engine", engine, first=first) as server:
        server.client.get("/health")
        before = open_files(server.process.pid)
        for _ in range(3):
            body = {"text": LONG[:2000], "voice": "leah", "format": "wav"}
            with server.client.stream("POST", "/v1/ai/speech", json=body) as answer:
                next(answer.iter_raw())
        server.client.get("/health")
        until(lambda: open_files(server.process.pid) <= before)
        server.process.stdin.close()
        assert server.process.stderr.read() == b""


def test_the_identity_of_an_engine_loads_no_engine():
    code = (
        "import sys; from render.server.engines import identity; identity('espeak'); identity('tone');"
        "sys.exit(bool({'numpy', 'espeakng_loader', 'ctypes', 'starlette', 'soxr'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0


def test_the_server_itself_never_loads_espeak(start):
    with start("--engine", "espeak") as server:
        server.speak(text="A few words.")
        assert "espeak" not in Path(f"/proc/{server.process.pid}/maps").read_text()


def test_espeak_finds_its_data_in_a_folder_with_a_very_long_name(tmp_path):
    deep = tmp_path.joinpath(*["a-folder-with-a-long-name"] * 8)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    code = (
        "import sys; from pathlib import Path; from render.server.engines.libespeak import Library, Manner;"
        "library = Library(Path(sys.argv[1])); library.use('de+f2', Manner(50, 50, 170));"
        "sys.exit(library.synthesise('Guten Tag.', len).length < 10000)"
    )
    command = [sys.executable, "-c", code, str(deep / "espeak-ng-data")]
    assert subprocess.run(command, cwd=Path(__file__).parents[3], check=False).returncode == 0
