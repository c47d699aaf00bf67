"""Who may ask, and how much: the key, the plan, the rate, the Host name, other pages' scripts."""

import httpx
import pytest

from chunking.errors import InputError
from render.server.app import AppOptions, create_app
from render.server.gate import Gate
from render.server.state import State

SPEECH = "/v1/ai/speech"
HELLO = {"text": "Hello.", "voice": "leah"}


@pytest.mark.parametrize("path", [SPEECH, f"{SPEECH}/bytes"])
@pytest.mark.parametrize("headers", [{}, {"x-api-key": ""}, {"x-api-key": "wrong"}, {"x-api-key": "ké"}])
def test_another_key_than_the_right_one_is_401(ask, path, headers):
    app = create_app("tone", AppOptions(gate=Gate(key="right")))
    answer = ask(app, "POST", path, json=HELLO, headers=[(n.encode(), v.encode()) for n, v in headers.items()])
    assert (answer.status_code, answer.json()["error"]["type"]) == (401, "authentication_error")
    assert answer.json()["request_id"] == answer.headers["request-id"]


def test_the_right_key_is_let_in(ask):
    app = create_app("tone", AppOptions(gate=Gate(key="right")))
    assert ask(app, "POST", SPEECH, json=HELLO, headers={"X-API-Key": "right"}).status_code == 200


def test_a_client_of_version_1_0_gets_that_versions_error(ask):
    app = create_app("tone", AppOptions(gate=Gate(key="right")))
    answer = ask(app, "POST", SPEECH, json=HELLO, headers={"lmnt-version": "1.0", "x-api-key": "wrong"})
    assert (answer.status_code, answer.json()) == (403, {"error": "Invalid API key"})


def test_health_needs_no_key(ask):
    assert ask(create_app("tone", AppOptions(gate=Gate(key="right"))), "GET", "/health").status_code == 200


def test_a_plan_that_is_used_up_is_402_and_what_failed_costs_nothing(ask):
    app = create_app("tone", AppOptions(plan_characters=13))
    assert ask(app, "POST", SPEECH, json=HELLO).status_code == 200
    assert ask(app, "POST", SPEECH, json={**HELLO, "voice": "nobody"}).status_code == 404
    assert ask(app, "POST", f"{SPEECH}/bytes", json=HELLO).status_code == 200
    answer = ask(app, "POST", SPEECH, json=HELLO)
    assert (answer.status_code, answer.json()["error"]["type"]) == (402, "payment_required_error")


@pytest.mark.parametrize(("version", "characters"), [("1.0", 6), (None, 6), ("1.1", 94), ("1.2", 94), ("9", 94)])
def test_the_characters_of_the_account_are_used_ones_or_those_left_by_version(ask, version, characters):
    app = create_app("tone", AppOptions(plan_characters=100))
    ask(app, "POST", SPEECH, json=HELLO)
    answer = ask(app, "GET", "/v1/account", headers={"lmnt-version": version} if version else {}).json()
    assert answer["plan"]["character_limit"] == 100
    assert answer["usage"]["characters"] == characters


def test_the_api_is_there_under_any_path(ask):
    app = create_app("tone", AppOptions(gate=Gate(key="right")))
    assert ask(app, "GET", "/tts/v1/account", headers={"x-api-key": "right"}).status_code == 200
    assert ask(app, "GET", "/tts/v1/account").status_code == 401
    assert ask(app, "GET", "/tts/v1/nothing", headers={"x-api-key": "right"}).status_code == 404


def test_more_requests_a_second_than_allowed_are_429_with_the_time_to_wait(ask):
    app = create_app("tone", AppOptions(gate=Gate(requests_per_second=0.5)))
    assert ask(app, "POST", SPEECH, json=HELLO).status_code == 200
    answer = ask(app, "POST", SPEECH, json=HELLO)
    assert (answer.status_code, answer.json()["error"]["type"]) == (429, "rate_limit_error")
    assert answer.headers["retry-after"] == "2"
    assert 1000 < int(answer.headers["retry-after-ms"]) <= 2000


def test_a_client_that_waits_as_told_is_let_in(start):
    with start("--engine", "tone", "--requests-per-second", "20") as server:
        statuses = []
        for _ in range(30):
            answer = server.speak(text="Hello.")
            statuses.append(answer.status_code)
        assert set(statuses) <= {200, 429}
        assert statuses[0] == 200


def test_requests_at_once_are_counted_until_their_answers_were_sent(start):
    with start("--engine", "tone", "--concurrency", "1") as server:
        body = {"text": "word " * 900, "voice": "leah", "format": "pcm_f32le"}
        with server.client.stream("POST", f"{SPEECH}/bytes", json=body) as first:
            assert first.status_code == 200
            second = server.speak(text="Hello.")
            assert (second.status_code, second.headers["retry-after"]) == (429, "1")
            first.read()
        assert server.speak(text="Hello.").status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:1", "LOCALHOST", "[::1]:80"])
def test_loopback_names_are_answered(ask, host):
    assert ask(create_app("tone"), "GET", "/v1/account", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]", ""])
def test_other_names_are_refused(ask, host):
    answer = ask(create_app("tone"), "GET", "/v1/account", headers={"host": host})
    assert (answer.status_code, answer.json()["error"]["type"]) == (403, "permission_error")
    assert answer.headers["request-id"] == answer.json()["request_id"]


def test_a_name_can_be_allowed(ask):
    app = create_app("tone", AppOptions(hosts=frozenset({"api.lmnt.com"})))
    assert ask(app, "GET", "/v1/account", headers={"host": "api.lmnt.com"}).status_code == 200


def test_scripts_of_web_pages_may_ask_and_read_the_request_id(ask):
    asked = {"origin": "https://page.example", "access-control-request-method": "POST"}
    asked["access-control-request-headers"] = "x-api-key,lmnt-version,content-type"
    app = create_app("tone", AppOptions(gate=Gate(key="right")))
    preflight = ask(app, "OPTIONS", SPEECH, headers=asked)
    assert preflight.status_code == 200
    assert "x-api-key" in preflight.headers["access-control-allow-headers"]
    answer = ask(app, "GET", "/v1/account", headers={"origin": "https://page.example", "x-api-key": "right"})
    assert answer.headers["access-control-allow-origin"] == "*"
    readable = {name.strip() for name in answer.headers["access-control-expose-headers"].split(",")}
    assert readable == {"request-id", "retry-after", "retry-after-ms", "x-should-retry"}


def test_an_error_can_be_read_by_the_script_of_a_page(ask):
    app = create_app("tone", AppOptions(gate=Gate(key="right")))
    answer = ask(app, "GET", "/v1/account", headers={"origin": "https://page.example"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (401, "*")


def test_what_was_used_is_known_after_a_restart(start, tmp_path):
    for expected in (6, 12):
        with start("--engine", "tone", "--state", str(tmp_path / "state")) as server:
            assert server.speak(text="Hello.").status_code == 200
            assert server.client.get("/v1/account").json()["usage"]["characters"] == expected


def test_a_state_that_cannot_be_kept_is_one_clear_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot keep its state in"):
        State(tmp_path / "file" / "state")


def test_the_key_of_the_server_may_be_an_option(start):
    with start("--engine", "tone", "--api-key", "s3cret-key") as server:
        assert server.speak(text="Hello.").status_code == 401
        assert server.client.get("/v1/account", headers={"x-api-key": "s3cret-key"}).status_code == 200


def test_the_key_of_the_server_comes_from_the_environment_and_is_not_shown(start, monkeypatch):
    monkeypatch.setenv("READCAST_SERVER_API_KEY", "s3cret-key")
    with start("--engine", "tone") as server:
        assert server.speak(text="Hello.").status_code == 401
        with httpx.Client(base_url=server.ready["url"], headers={"x-api-key": "s3cret-key"}, trust_env=False) as client:
            assert client.post(SPEECH, json=HELLO).status_code == 200
        assert "s3cret-key" not in str(server.ready)
