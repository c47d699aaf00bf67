"""Each way in which a request can fail is the class that the client has for it, with status, type and request-id."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from front import REQUEST_ID as SCRIPTED
from front import Front, hung_up, silent, status
from marks import others
from wire import REQUEST_ID, Client

SPEECH = {"text": "Good morning.", "voice": "leah"}
CLASSES = {
    400: ("BadRequestError", "invalid_request_error"),
    401: ("AuthenticationError", "authentication_error"),
    403: ("PermissionDeniedError", "permission_error"),
    404: ("NotFoundError", "not_found_error"),
    409: ("ConflictError", "conflict"),
    422: ("UnprocessableEntityError", "unprocessable"),
    429: ("RateLimitError", "rate_limit_error"),
    500: ("InternalServerError", "internal_server_error"),
    502: ("InternalServerError", "internal_server_error"),
    503: ("InternalServerError", "internal_server_error"),
}


def check(error: dict[str, Any], code: int, slug: str) -> None:
    """The promises of an error's envelope, as the client shows them."""
    assert (error["status"], error["type"]) == (code, slug)
    assert REQUEST_ID.fullmatch(error["request_id"])
    body = error["body"]
    assert body["type"] == "error"
    assert body["error"]["type"] == slug
    assert body["error"]["message"]
    assert body["request_id"] == error["request_id"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 5001},
        {"text": 5},
        {"format": "flac"},
        {"sample_rate": 44100},
        {"language": "xx"},
        {"model": "thunder"},
        {"temperature": -1},
        {"top_p": 1.5},
    ],
    ids=lambda wrong: next(iter(wrong)) if len(str(wrong)) < 50 else "text of 5001 characters",
)
@pytest.mark.parametrize("method", ["speech.generate", *others("speech.generate_detailed")])
def test_a_wrong_value_is_a_bad_request_that_names_the_field(client: Client, method: str, wrong: Any) -> None:
    error = client.call(method, **{**SPEECH, **wrong}).raised
    assert error["class"] == "BadRequestError"
    check(error, 400, "invalid_request_error")
    assert next(iter(wrong)) in error["body"]["error"]["message"]


def test_5000_characters_are_not_too_many(client: Client) -> None:
    long = {"text": "One two. " * 555 + "Three", "format": "pcm_s16le", "sample_rate": 8000}
    assert client.call("speech.generate_detailed", **{**SPEECH, **long}).error is None


@pytest.mark.parametrize("method", ["speech.generate", "speech.generate_detailed"])
def test_a_voice_that_is_not_there_is_not_found(any_client: Client, method: str) -> None:
    assert any_client.call(method, **{**SPEECH, "voice": "nobody"}).raised["class"] == "NotFoundError"


def test_not_found_is_in_the_envelope(client: Client) -> None:
    check(client.call("speech.generate_detailed", **{**SPEECH, "voice": "nobody"}).raised, 404, "not_found_error")


def test_a_route_that_is_not_there_is_not_found_in_the_envelope(client: Client) -> None:
    options = {} if client.is_node else {"cast_to": True}
    check(client.call("get", "/v1/ai/nothing", **options).raised, 404, "not_found_error")


@pytest.fixture(scope="module")
def guarded(serve: Callable[..., Any]) -> Iterator[str]:
    """A server that asks for a key."""
    with serve("--engine", "tone", api_key="right") as url:
        yield url


@pytest.mark.parametrize(
    ("method", "args", "options"),
    [
        ("speech.generate", [], SPEECH),
        ("speech.generate_detailed", [], SPEECH),
        ("voices.list", [], {}),
        ("voices.retrieve", ["leah"], {}),
        ("voices.update", ["leah"], {"starred": True}),
        ("voices.delete", ["leah"], {}),
        ("accounts.retrieve", [], {}),
    ],
    ids=lambda found: found if isinstance(found, str) else "",
)
def test_a_wrong_key_is_an_authentication_error_everywhere(
    client: Client, guarded: str, method: str, args: list[str], options: dict[str, Any]
) -> None:
    error = client.at(guarded, api_key="wrong").call(method, *args, **options).raised
    assert error["class"] == "AuthenticationError"
    check(error, 401, "authentication_error")


def test_a_wrong_key_is_refused_to_a_client_of_before_the_versions(any_client: Client, guarded: str) -> None:
    error = any_client.at(guarded, api_key="wrong").call("accounts.retrieve").raised
    assert error["class"] in {"AuthenticationError", "PermissionDeniedError"}


def test_the_right_key_is_let_in(any_client: Client, guarded: str) -> None:
    assert any_client.at(guarded, api_key="right").call("speech.generate_detailed", **SPEECH).value["audio"]


def test_a_plan_that_is_used_up_is_402_for_which_clients_have_no_class(
    client: Client, serve: Callable[..., Any]
) -> None:
    with serve("--engine", "tone", "--plan-characters", 20) as url:
        there = client.at(url)
        assert there.call("speech.generate_detailed", **SPEECH).error is None
        error = there.call("speech.generate_detailed", **SPEECH).raised
    assert error["class"] == ("APIError" if client.is_node else "APIStatusError")
    check(error, 402, "payment_required_error")


def test_a_stock_voice_cannot_be_deleted(client: Client) -> None:
    error = client.call("voices.delete", "leah").raised
    assert error["class"] == "PermissionDeniedError"
    check(error, 403, "permission_error")


def test_too_many_requests_are_a_rate_limit_error_with_the_time_to_wait(
    client: Client, serve: Callable[..., Any]
) -> None:
    with serve("--engine", "tone", "--requests-per-second", 1) as url:
        there = client.at(url)
        errors = [error for _ in range(5) if (error := there.call("speech.generate_detailed", **SPEECH).error)]
    assert errors
    assert {error["class"] for error in errors} == {"RateLimitError"}
    check(errors[0], 429, "rate_limit_error")
    names = {name.lower() for name in errors[0]["headers"]}
    assert "retry-after" in names


def test_too_many_requests_at_once_are_a_rate_limit_error(session_client: Client, serve: Callable[..., Any]) -> None:
    with serve("--engine", "tone", "--concurrency", 2, "--latency", 0.2) as url:
        outcomes = session_client.at(url).at_once(4, "speech.generate_detailed", **SPEECH)
        patient = session_client.at(url, max_retries=8).at_once(4, "speech.generate_detailed", **SPEECH)
    errors = [outcome.error["class"] for outcome in outcomes if outcome.error]
    assert errors == ["RateLimitError"] * 2
    assert [outcome.error for outcome in patient] == [None] * 4


@pytest.mark.parametrize("code", CLASSES)
def test_each_status_has_its_class(any_client: Client, front: Front, code: int) -> None:
    name, slug = CLASSES[code]
    front.play(status(code, slug))
    error = any_client.at(front.url).call("accounts.retrieve").raised
    assert (error["class"], error["status"]) == (name, code)


@pytest.mark.parametrize("code", CLASSES)
def test_each_status_carries_its_type_and_the_id_of_the_request(client: Client, front: Front, code: int) -> None:
    slug = CLASSES[code][1]
    front.play(status(code, slug))
    error = client.at(front.url).call("accounts.retrieve").raised
    assert (error["type"], error["request_id"]) == (slug, SCRIPTED)


def test_every_error_is_lmnts(any_client: Client, front: Front) -> None:
    front.play(status(500))
    assert "LmntError" in any_client.at(front.url).call("accounts.retrieve").raised["bases"]


def test_no_answer_is_a_connection_error(any_client: Client, front: Front) -> None:
    front.play(hung_up)
    assert any_client.at(front.url).call("accounts.retrieve").raised["class"] == "APIConnectionError"


def test_an_answer_that_does_not_come_in_time_is_a_timeout(any_client: Client, front: Front) -> None:
    front.play(silent)
    error = any_client.at(front.url, timeout=0.3).call("accounts.retrieve").raised
    assert re.fullmatch("API(Connection)?TimeoutError", error["class"])


def test_a_method_that_a_route_does_not_have_is_refused_in_the_envelope(client: Client) -> None:
    options = {} if client.is_node else {"cast_to": True}
    error = client.call("delete", "/v1/account", **options).raised
    assert error["body"]["error"]["type"] == "invalid_request_error"
