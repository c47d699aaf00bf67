"""Every row of the table of faults, met by the real client on a real socket."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable

import httpx
import pytest
from hostile import Answer, Hostile, hostile, reset, sent, silent, status
from passages_spoken import DELIVERY, KEY
from pydantic import SecretStr

from chunking.errors import ServiceUnreachable, SpeechError
from render.speech import connection, diagnosis, streaming, voices
from render.speech.client import SpeechClient
from render.speech.connection import UNSURE
from render.speech.faults import FAULTS, TLS, Again, Fault
from render.speech.retry import Patience
from render.speech.service import Service
from render.speech.voices import Traits

HALF = b'HTTP/1.1 200 ok\r\nrequest-id: req_hostile\r\ncontent-length: 999\r\n\r\n{"audio": "'
NO_JSON = status(200, body=b"<html>Welcome</html>")
ROWS = {fault.name: fault for fault in FAULTS}
# What the server does for each row, and where it is asked where that is another address.
SERVED: dict[str, Answer | tuple[Answer, str]] = {
    "400": status(400),
    "401": status(401),
    "402": status(402),
    "403": status(403),
    "404": status(404),
    "408": status(408),
    "409, 425": status(425),
    "413": status(413),
    "422": status(422),
    "429": status(429),
    "any other 4xx": status(418),
    "5xx": status(503),
    "408 to 5xx with `x-should-retry: false`": status(500, "x-should-retry: false"),
    "3xx, or 404 or 405 not in LMNT's form": status(404, body=b"<html>Not here</html>"),
    "unknown host": (status(500), "http://nobody.invalid"),
    "connection refused": (status(500), "http://127.0.0.1:1"),
    "TLS": (sent(b"HTTP/1.1 400 x\r\n\r\n"), "https://127.0.0.1:PORT"),
    "no connection": (status(500), "http://[100::1]:9"),
    "timeout": silent,
    "connection reset": reset,
    "answer cut short": sent(HALF),
    "no HTTP": sent(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    "broken answer": NO_JSON,
}
CONNECTIONS = [name for name, fault in ROWS.items() if isinstance(SERVED[name], tuple)]


@pytest.fixture(autouse=True)
def _hurried_and_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TIMEOUT", "SMALL_TIMEOUT"):
        monkeypatch.setattr(connection, name, httpx.Timeout(0.3))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


def met(name: str, use: Callable[[SpeechClient], Awaitable[object]]) -> tuple[SpeechError, Hostile]:
    """The error that comes of `use` where each request meets this row, and the server that was asked."""
    served = SERVED[name]
    answer, url = served if isinstance(served, tuple) else (served, "http://127.0.0.1:PORT")

    async def run() -> tuple[SpeechError, Hostile]:
        async with hostile(answer) as server:
            service = Service("test", url.replace("PORT", str(server.port)), SecretStr(KEY))
            async with SpeechClient(service, patience=Patience(attempts=2, first_wait=0.001)) as client:
                with pytest.raises(SpeechError) as raised:
                    await use(client)
                return raised.value, server

    return asyncio.run(run())


def speaking(client: SpeechClient) -> Awaitable[object]:
    return client.speak("Hi", DELIVERY, str)


def changing(client: SpeechClient) -> Awaitable[object]:
    return voices.updated(client, "leah", Traits(name="Lea"))


def test_every_row_is_met() -> None:
    assert list(SERVED) == list(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_speaking_ends_with_the_rows_error_and_next_step(name: str) -> None:
    error, server = met(name, speaking)
    assert type(error) is ROWS[name].kind
    assert ROWS[name].step in str(error)
    if name not in CONNECTIONS:
        assert server.requests == (1 if ROWS[name].again is Again.NO else 2)
    assert KEY not in f"{error} {error!r}"


@pytest.mark.parametrize("name", [name for name, fault in ROWS.items() if fault.statuses])
def test_a_refusal_is_told_with_status_words_and_request_id(name: str) -> None:
    error, _ = met(name, speaking)
    assert any(f"{code}, The words. (request-id req_hostile)" in str(error) for code in ROWS[name].statuses)


@pytest.mark.parametrize("name", ROWS)
def test_a_change_that_may_have_been_done_is_not_asked_again(name: str) -> None:
    error, server = met(name, changing)
    fault = ROWS[name]
    assert type(error) is fault.kind
    if name not in CONNECTIONS:
        assert server.requests == (2 if fault.again is Again.YES else 1)
    assert (UNSURE in str(error)) == (fault.again is Again.READING)


@pytest.mark.parametrize("name", ROWS)
def test_a_list_and_a_stream_end_as_speaking_does(name: str) -> None:
    assert type(met(name, voices.listed)[0]) is ROWS[name].kind
    if name != "broken answer":  # a stream of audio has no form that could be checked
        error, _ = met(name, lambda client: streaming.streamed(client, "Hi", DELIVERY, "mp3", len))
        assert type(error) is ROWS[name].kind


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault.slug], ids=lambda fault: fault.slug)
def test_a_slug_without_a_status_of_its_own_is_the_same_row(fault: Fault) -> None:
    body = b'{"error": {"type": "%s", "message": ""}}' % fault.slug.encode()
    assert diagnosis.of_slug(fault.slug) is fault
    assert diagnosis.of_answer(499, body) is fault


@pytest.mark.parametrize("code", [*range(300, 309), *range(400, 452), *range(500, 600)])
def test_every_status_has_one_row_with_all_that_a_user_needs(code: int) -> None:
    fault = diagnosis.of_answer(code, b'{"error": "No."}')
    assert fault in FAULTS
    assert fault.what
    assert fault.step.endswith(".")


@pytest.mark.parametrize("said", [status(400, "x-should-retry: true"), status(402, "x-should-retry: true")])
def test_a_service_that_says_to_ask_again_is_asked_again_and_the_error_stays_its_own(
    said: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SERVED, "400", said)
    error, server = met("400", speaking)
    assert server.requests == 2
    assert type(error) is not ServiceUnreachable


def test_a_certificate_that_is_not_trusted_is_no_secure_connection() -> None:
    error = httpx.ConnectError("certificate verify failed")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed certificate")
    assert diagnosis.of_connection(error, begun=False) is TLS
