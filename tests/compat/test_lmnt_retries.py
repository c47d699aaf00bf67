"""What clients ask again, when, and what they give up; what a stream that breaks off looks like to them."""

from collections.abc import Callable
from typing import Any

import pytest
from front import Front, cut, hung_up, status
from wire import Client

SPEECH = {"text": "The ferry leaves at six in the morning.", "voice": "leah"}
SOON = {"retry_after_ms": "50"}


def counts(front: Front) -> list[str]:
    """What each request said of the tries before it."""
    names = ("x-lmnt-retry-count", "x-stainless-retry-count")
    return [next(one.headers[name] for name in names if name in one.headers) for one in front.requests]


def test_a_rate_limit_is_waited_for_as_long_as_the_answer_says(any_client: Client, front: Front) -> None:
    front.play(*[status(429, **SOON)] * 4)
    outcome = any_client.at(front.url, max_retries=4).call("speech.generate_detailed", **SPEECH)
    assert outcome.value["audio"]
    assert counts(front) == ["0", "1", "2", "3", "4"]
    assert 0.2 <= outcome.seconds < 5  # without the header: 0.375 + 0.75 + 1.5 + 3 seconds at least


def test_seconds_are_waited_for_too(client: Client, front: Front) -> None:
    front.play(status(503, retry_after="0.1"))
    assert client.at(front.url, max_retries=2).call("accounts.retrieve").seconds < 0.375
    assert len(front.requests) == 2


@pytest.mark.parametrize("code", [408, 409, 429, 500, 503])
def test_what_may_pass_is_asked_again(any_client: Client, front: Front, code: int) -> None:
    front.play(status(code, **SOON))
    assert any_client.at(front.url, max_retries=1).call("accounts.retrieve").error is None
    assert len(front.requests) == 2


@pytest.mark.parametrize("code", [400, 401, 402, 403, 404, 422])
def test_what_will_not_pass_is_not_asked_again(any_client: Client, front: Front, code: int) -> None:
    front.play(status(code, **SOON))
    assert any_client.at(front.url, max_retries=2).call("accounts.retrieve").raised["status"] == code
    assert len(front.requests) == 1


def test_the_server_can_forbid_another_try(any_client: Client, front: Front) -> None:
    front.play(status(500, x_should_retry="false"))
    assert any_client.at(front.url, max_retries=2).call("accounts.retrieve").raised["status"] == 500
    assert len(front.requests) == 1


def test_the_server_can_ask_for_another_try(any_client: Client, front: Front) -> None:
    front.play(status(400, x_should_retry="true", **SOON))
    assert any_client.at(front.url, max_retries=2).call("accounts.retrieve").error is None


def test_after_the_last_try_the_error_is_raised(any_client: Client, front: Front) -> None:
    front.play(*[status(429, **SOON)] * 3)
    assert any_client.at(front.url, max_retries=2).call("accounts.retrieve").raised["class"] == "RateLimitError"
    assert len(front.requests) == 3


def test_a_connection_that_ends_without_an_answer_is_tried_again(any_client: Client, front: Front) -> None:
    front.play(hung_up)
    assert any_client.at(front.url, max_retries=1).call("accounts.retrieve").error is None
    assert len(front.requests) == 2


def test_the_same_speech_asked_again_is_the_same_to_the_byte(client: Client, front: Front) -> None:
    first = client.call("speech.generate_detailed", **SPEECH).value
    front.play(status(500, **SOON))
    assert client.at(front.url, max_retries=1).call("speech.generate_detailed", **SPEECH).value == first


def test_a_key_that_is_used_too_fast_is_served_in_the_end(client: Client, serve: Callable[..., Any]) -> None:
    with serve("--engine", "tone", "--requests-per-second", 5) as url:
        there = client.at(url, max_retries=8)
        outcomes = [there.call("speech.generate_detailed", **SPEECH) for _ in range(7)]
    assert [outcome.error for outcome in outcomes] == [None] * 7


def test_an_answer_that_takes_long_is_waited_for(any_client: Client, serve: Callable[..., Any]) -> None:
    impatient = "import render.server.endpoints.speech as it\nit.QUIET_SECONDS = 0.2"
    with serve("--engine", "tone", "--latency", 1.5, first=impatient) as url:
        outcome = any_client.at(url, timeout=0.7).call("speech.generate_detailed", **SPEECH)
    assert outcome.value["audio"]
    assert outcome.seconds >= 1.5


@pytest.mark.parametrize(("method", "after"), [("speech.generate_detailed", 2000), ("speech.generate", 500)])
def test_what_breaks_off_and_is_read_whole_is_asked_for_again(
    any_client: Client, front: Front, method: str, after: int
) -> None:
    front.play(cut(after))
    outcome = any_client.at(front.url, max_retries=1).call(method, **SPEECH)
    if any_client.is_node:  # it reads the body after its tries
        assert "Premature close" in outcome.raised["message"]
    else:
        assert outcome.fields.get("audio") or outcome.value["audio"]
    assert len(front.requests) == (1 if any_client.is_node else 2)


def test_speech_that_breaks_off_each_time_is_a_connection_error(any_client: Client, front: Front) -> None:
    front.play(cut(500), cut(500))
    error = any_client.at(front.url, max_retries=1).call("speech.generate", **SPEECH).raised
    assert any_client.is_node or error["class"] == "APIConnectionError"


def test_a_stream_that_breaks_off_is_an_error_and_never_the_end(any_client: Client, front: Front) -> None:
    front.play(cut(500))
    outcome = any_client.at(front.url, max_retries=1).call("speech.generate", mode="streaming", **SPEECH)
    error = outcome.raised  # the HTTP library's own
    assert error["message"] == "Premature close" if any_client.is_node else error["class"] == "RemoteProtocolError"
    assert 0 < len(outcome.partly) <= 500
    assert len(front.requests) == 1
