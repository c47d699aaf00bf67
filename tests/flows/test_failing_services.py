"""A service that refuses, is not there or dies in the middle: one line, an exit code, and nothing paid for is lost."""

import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from watching import children, clips, until

import render.speech.connection
from chunking.errors import ServiceUnreachable
from flows.exits import exit_code
from flows.reporter import Quiet
from render.speech.retry import Patience


def many(parts):
    return "# Many\n\n" + "\n".join(f"## Part {n}\n\nThe words of part {n} are these.\n" for n in range(1, parts + 1))


MANY = many(8)


@contextmanager
def stub(listing: int, speaking: int, slug: str) -> Iterator[str]:
    """A service on loopback that answers with these statuses, in LMNT's envelope."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            voices = [{"id": "leah", "name": "Leah", "owner": "system", "state": "ready"}]
            self.answer(listing, voices if listing == 200 else None)

        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            self.answer(speaking, None)

        def answer(self, status, body):
            error = {"type": "error", "error": {"type": slug, "message": "No."}, "request_id": "req_stub"}
            content = json.dumps(body or error).encode()
            self.send_response(status)
            self.send_header("request-id", "req_stub")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def refused_line(said, code):
    assert said.err.count("\n") == 1, said.err
    assert said.err.startswith("readcast: ")
    assert said.code == code
    return said.err


@pytest.mark.parametrize("at_once", [True, False], ids=["asked for its voices", "asked to speak"])
@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_service_that_refuses_is_exit_code_3_with_its_message_and_id(command, desk, at_once, status):
    slug = {401: "authentication_error", 402: "payment_required_error", 403: "permission_error"}[status]
    with stub(status if at_once else 200, status, slug) as url:
        line = refused_line(command(*desk.words("--speech", url)), 3)
    assert f"{status}" in line
    assert "No." in line
    assert "req_stub" in line


def test_a_rejected_request_is_an_error_of_its_document_with_the_services_message(command, desk):
    with stub(200, 400, "invalid_request_error") as url:
        line = refused_line(command(*desk.words("--speech", url)), 1)
    assert "No." in line
    assert "req_stub" in line


def test_a_refused_key_ends_a_collection_with_3_not_1(command, desk):
    desk.write("# A\n\nFirst.\n", "posts/a.md")
    desk.write("# B\n\nSecond.\n", "posts/b.md")
    with stub(200, 401, "authentication_error") as url:
        said = command("narrate", desk.folder / "posts", *desk.words()[2:], "--speech", url)
    assert said.code == 3


def test_a_service_that_is_not_there_is_exit_code_4(command, desk, monkeypatch):
    """The built-in patience is 14 seconds here: 6 attempts. The law is the same with two."""
    monkeypatch.setattr(render.speech.connection, "Patience", lambda: Patience(attempts=2, first_wait=0.01))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    line = refused_line(command(*desk.words("--speech", f"http://127.0.0.1:{port}")), 4)
    assert "2 attempts" in line
    assert "run again" in line


def test_answers_that_are_no_speech_fail_the_document_after_being_asked_for_again(command, desk, monkeypatch):
    """The address was that of something else, say."""
    monkeypatch.setattr(render.speech.connection, "Patience", lambda: Patience(attempts=2, first_wait=0.01))
    with stub(200, 200, "") as url:
        assert refused_line(command(*desk.words("--speech", url)), 1)
    assert clips(desk.store) == 0


class KillsTheServer(Quiet):
    """Kills this process's speech server with the first answer."""

    def __init__(self):
        self.killed = []
        self._before = children(os.getpid())

    def spoke(self, characters):
        if not self.killed:
            self.killed = [pid for pid in children(os.getpid()) if pid not in self._before]
            os.kill(self.killed[0], signal.SIGKILL)


def test_a_local_server_that_is_killed_is_exit_code_4_and_the_next_run_goes_on(desk):
    desk.book.write_text(many(30), "utf-8")  # more than are answered while the first is being kept
    killer = KillsTheServer()
    with pytest.raises(ServiceUnreachable, match="local speech server ended with code -9") as ended:
        desk.narrate(speech="local:tone", jobs=1, reporter=killer)
    assert exit_code(ended.value) == 4
    assert len(killer.killed) == 1
    kept = clips(desk.store)
    assert 1 <= kept < 30
    assert desk.narrate(speech="local:tone").spent.requests == 30 - kept


@pytest.fixture(scope="module")
def slow(serving):
    with serving("--engine", "tone", "--latency", "0.3") as server:
        yield server


def test_an_interrupted_run_is_exit_code_130_and_asks_only_for_the_rest_next_time(desk, begun, slow):
    desk.book.write_text(MANY, "utf-8")
    with begun(*desk.words("--speech", slow.url, "--jobs", "1")) as process:
        until(lambda: clips(desk.store))
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "readcast: interrupted; what was spoken is kept. Run again to go on.\n"
    kept = clips(desk.store)
    assert 1 <= kept < 8
    assert desk.narrate(speech=slow.url).spent.requests == 8 - kept


def test_a_terminated_run_ends_as_an_interrupted_one(desk, begun, slow):
    desk.book.write_text(MANY, "utf-8")
    with begun(*desk.words("--speech", slow.url, "--jobs", "1")) as process:
        until(lambda: clips(desk.store))
        process.terminate()
        _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.count("\n") == 1


def test_an_interrupted_run_leaves_no_process_behind(desk, begun):
    desk.book.write_text(MANY, "utf-8")
    with begun(*desk.words("--speech", "local")) as process:
        family = until(lambda: children(process.pid))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    until(lambda: not any(map(runs, family)))


def test_a_killed_run_leaves_no_process_behind(desk, begun):
    desk.book.write_text(MANY, "utf-8")
    with begun(*desk.words("--speech", "local")) as process:
        family = until(lambda: children(process.pid))
        process.kill()
        process.communicate(timeout=20)
    until(lambda: not any(map(runs, family)))


def runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
