"""The client, with a misbehaving network between it and the real speech server."""

import asyncio
import logging
import threading
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from misbehaving import Misbehaving, Step, altered, cut_short, good, not_json, status, unanswered, unconnected
from passages_spoken import DELIVERY, KEY, QUICK, SERVICE, outcomes, spoken, with_client
from pydantic import SecretStr

from chunking.errors import (
    AnswerBroken,
    CreditExhausted,
    KeyRefused,
    OutputError,
    RequestRejected,
    ServiceUnreachable,
    SpeechError,
    StoreFailed,
)
from render.speech.client import SpeechClient
from render.speech.retry import Patience
from render.speech.service import Service
from render.speech.wire import Speech

SILENT = altered(lambda fields: fields.update(audio="AAAAAAAA"))
PASSING = {
    **{str(code): status(code) for code in (408, 409, 425, 429, 500, 502, 503, 504, 529)},
    "no connection": unconnected,
    "no answer in time": unanswered,
    "a body cut short": cut_short,
    "half a JSON": not_json,
    "silence": SILENT,
    "no timestamps": altered(lambda fields: fields.pop("timestamps")),
    "400 that says to retry": status(400, x_should_retry="true"),
}


def test_what_the_server_speaks_arrives_at_the_first_attempt() -> None:
    speech, attempts = spoken(network := Misbehaving())
    assert attempts == len(network.requests) == 1
    assert [one.text for one in speech.elements] == ["", "Some", " ", "words", ".", ""]
    assert speech.elements[-1].span.end == len(speech.pcm) // 2
    assert speech.request_id.startswith("req_")


def test_a_request_carries_key_version_and_type() -> None:
    spoken(network := Misbehaving())
    headers = network.requests[0].headers
    assert (headers["x-api-key"], headers["lmnt-version"]) == (KEY, "1.1")
    assert (headers["content-type"], headers["user-agent"]) == ("application/json", "readcast")


@pytest.mark.parametrize("step", PASSING.values(), ids=PASSING)
def test_what_may_pass_is_asked_again_and_the_attempts_are_counted(step: Step) -> None:
    speech, attempts = spoken(network := Misbehaving(step, step))
    assert attempts == len(network.requests) == 3
    assert speech == spoken(Misbehaving())[0]


@pytest.mark.parametrize("code", [400, 404, 422])
def test_what_was_rejected_is_not_asked_again_and_stops_no_other_request(code: int) -> None:
    found = outcomes(network := Misbehaving(status(code)), 3, jobs=1)
    assert [type(one) for one in found] == [RequestRejected, tuple, tuple]
    assert len(network.requests) == 3


def test_a_500_that_says_not_to_retry_is_asked_once() -> None:
    with pytest.raises(RequestRejected, match="500"):
        spoken(network := Misbehaving(status(500, x_should_retry="false")))
    assert len(network.requests) == 1


@pytest.mark.parametrize(("code", "kind"), [(401, KeyRefused), (403, KeyRefused), (402, CreditExhausted)])
def test_after_a_refusal_no_further_request_is_sent(code: int, kind: type[SpeechError]) -> None:
    found = outcomes(network := Misbehaving(status(code, "No.")), 5, jobs=1)
    assert [type(one) for one in found] == [kind] * 5
    assert all(str(code) in str(one) and "No." in str(one) and "req_scripted" in str(one) for one in found)
    assert len(network.requests) == 1


def test_requests_under_way_when_another_is_refused_are_brought_to_their_end() -> None:
    found = outcomes(network := Misbehaving(good, status(401)), 6, jobs=2)
    assert sum(isinstance(one, tuple) for one in found) == len(network.requests) - 1
    assert {type(one) for one in found} == {tuple, KeyRefused}


def test_attempts_are_limited_and_the_last_fault_is_told() -> None:
    network = Misbehaving(*[status(503)] * 3, status(529, "Overloaded."), good)
    with pytest.raises(ServiceUnreachable, match=r"4 attempts.*529, Overloaded\. \(request-id req_scripted\)"):
        spoken(network, patience=Patience(attempts=4, first_wait=0.001))
    assert len(network.requests) == 4


def test_time_is_limited() -> None:
    network = Misbehaving(*[status(503)] * 100_000)
    with pytest.raises(ServiceUnreachable):
        spoken(network, patience=Patience(attempts=100_000, seconds=0.05, first_wait=0.001, longest_backoff=0.001))
    assert 1 < len(network.requests) < 100


def test_an_answer_that_stays_broken_is_an_error_that_names_it() -> None:
    with pytest.raises(AnswerBroken, match=r"silent.*request-id req_"):
        spoken(network := Misbehaving(*[SILENT] * 9), patience=Patience(attempts=3, first_wait=0.001))
    assert len(network.requests) == 3


def test_a_service_that_cannot_be_reached_is_not_asked_for_the_other_texts() -> None:
    network = Misbehaving(*[unconnected] * 100)
    found = outcomes(network, 5, jobs=1, patience=Patience(attempts=2, first_wait=0.001))
    assert {type(one) for one in found} == {ServiceUnreachable}
    assert len(network.requests) <= 2 * 5 - 1


def test_waits_grow_up_to_the_longest() -> None:
    network = Misbehaving(*[status(500)] * 4)
    spoken(network, patience=Patience(first_wait=0.01, longest_backoff=0.02))
    waits = [after - before for before, after in zip(network.arrivals, network.arrivals[1:], strict=False)]
    assert waits[0] >= 0.0075
    assert min(waits[1:]) >= 0.015


@pytest.mark.parametrize("asked", [{"retry_after_ms": "80"}, {"retry_after": "0.08"}], ids=str)
def test_a_wait_that_the_service_asks_for_holds_back_all_requests_together(asked: dict[str, str]) -> None:
    network = Misbehaving(*[status(429, **asked)] * 3)
    found = outcomes(network, 6, jobs=3)
    assert [type(one) for one in found] == [tuple] * 6
    assert len(network.arrivals) == 9
    assert min(network.arrivals[3:]) - network.arrivals[0] >= 0.08


def test_one_request_that_is_refused_for_now_holds_back_those_that_never_were() -> None:
    network = Misbehaving(status(503, retry_after_ms="60"))
    outcomes(network, 4, jobs=1)
    assert len(network.texts) == 5
    assert network.arrivals[1] - network.arrivals[0] >= 0.06


def test_a_wait_of_zero_is_the_usual_wait() -> None:
    network = Misbehaving(status(429, retry_after_ms="0"))
    spoken(network, patience=Patience(first_wait=0.04))
    assert network.arrivals[1] - network.arrivals[0] >= 0.03


@pytest.mark.parametrize("jobs", [1, 3])
def test_never_more_than_the_jobs_asked_for_are_under_way(jobs: int) -> None:
    faults = [status(500), cut_short, not_json, unconnected]
    network = Misbehaving(*faults, latency=0.01)
    found = outcomes(network, 10, jobs=jobs)
    assert [type(one) for one in found] == [tuple] * 10
    assert network.most_at_once == jobs


def test_a_request_that_is_given_up_leaves_its_place_to_the_next() -> None:
    async def use(client: SpeechClient) -> object:
        asked = [asyncio.ensure_future(client.speak(text, DELIVERY, str)) for text in ("One", "Two", "Three")]
        while not network.requests:
            await asyncio.sleep(0)
        asked[0].cancel()
        asked[1].cancel()
        return await asyncio.gather(*asked, return_exceptions=True)

    found = with_client(network := Misbehaving(latency=0.02), use, jobs=1)
    assert [type(one) for one in found] == [asyncio.CancelledError, asyncio.CancelledError, tuple]
    assert network.texts == ["One", "Three"]


def test_answers_are_taken_one_at_a_time() -> None:
    two_at_once = threading.Barrier(2)

    def accept(_: Speech) -> None:
        with pytest.raises(threading.BrokenBarrierError):
            two_at_once.wait(0.03)

    async def use(client: SpeechClient) -> object:
        return await asyncio.gather(*(client.speak(f"Words {n}.", DELIVERY, accept) for n in range(6)))

    assert with_client(Misbehaving(), use) == [(None, 1)] * 6


def test_an_answer_that_its_taker_cannot_use_is_asked_for_again() -> None:
    seen: list[Speech] = []

    def accept(speech: Speech) -> str:
        seen.append(speech)
        if len(seen) < 3:
            raise AnswerBroken("no word of it")
        return "used"

    assert with_client(Misbehaving(), lambda client: client.speak("Hi", DELIVERY, accept)) == ("used", 3)


def test_an_error_of_ours_is_not_paid_for_twice() -> None:
    def accept(_: Speech) -> None:
        raise OutputError("the disk is full")

    with pytest.raises(OutputError):
        with_client(network := Misbehaving(), lambda client: client.speak("Hi", DELIVERY, accept))
    assert len(network.requests) == 1


def test_a_server_known_to_be_gone_is_not_asked_again() -> None:
    def check() -> None:
        raise ServiceUnreachable("the local speech server ended with code 9")

    async def run() -> None:
        async with SpeechClient(SERVICE, patience=QUICK, transport=network, check=check) as client:
            await client.speak("Hi", DELIVERY, str)

    network = Misbehaving(*[unconnected] * 5)
    with pytest.raises(ServiceUnreachable, match="code 9"):
        asyncio.run(run())
    assert len(network.requests) == 1


def test_an_answer_larger_than_any_speech_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("render.speech.client.LARGEST_ANSWER", 1000)
    with pytest.raises(AnswerBroken, match="larger than 1000 bytes"):
        spoken(Misbehaving(), patience=Patience(attempts=1))


def test_the_voices_are_asked_for_with_the_same_patience() -> None:
    voices = with_client(Misbehaving(status(503), unconnected), lambda client: client.voices())
    assert {"leah", "brandon"} <= set(voices)


# From here on there are sockets: what stands between the client and them is not in a transport.


@asynccontextmanager
async def refusing(code: int) -> AsyncIterator[int]:
    """An HTTP server that answers every request with this status; its port."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"error":"from the server"}'
        writer.write(b"HTTP/1.1 %d No\r\nconnection: close\r\ncontent-length: %d\r\n\r\n%s" % (code, len(body), body))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


def error_of(code: int, url: str, monkeypatch: pytest.MonkeyPatch | None = None, proxy: str = "") -> SpeechError:
    """What comes of asking `url` while a server that answers with `code` runs at PORT."""

    async def run() -> SpeechError:
        async with refusing(code) as port:
            if monkeypatch is not None:
                monkeypatch.setenv("HTTP_PROXY", proxy.replace("PORT", str(port)))
            service = Service("test", url.replace("PORT", str(port)), SecretStr(KEY))
            async with SpeechClient(service, patience=Patience(attempts=2, first_wait=0.001)) as client:
                with pytest.raises(SpeechError) as raised:
                    await client.speak("Hi", DELIVERY, str)
                return raised.value

    return asyncio.run(run())


@pytest.fixture
def no_exceptions(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_proxy_is_not_asked_for_this_machine(no_exceptions: pytest.MonkeyPatch, host: str) -> None:
    error = error_of(402, f"http://{host}:PORT", no_exceptions, proxy="http://127.0.0.1:1")
    assert isinstance(error, CreditExhausted)


def test_a_proxy_is_asked_for_the_world_outside(no_exceptions: pytest.MonkeyPatch) -> None:
    error = error_of(402, "http://speech.invalid", no_exceptions, proxy="http://127.0.0.1:PORT")
    assert isinstance(error, CreditExhausted)


@pytest.mark.parametrize("code", [401, 400, 500])
def test_the_key_is_in_no_error_representation_or_log(code: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        error = error_of(code, "http://127.0.0.1:PORT")
    shown = "".join(traceback.format_exception(error)) + repr(error) + caplog.text
    assert "from the server" in shown
    assert "send_request_headers" in caplog.text, "the log has what was sent"
    assert KEY not in shown


def test_a_key_that_the_service_quotes_is_not_in_the_message() -> None:
    (error,) = outcomes(Misbehaving(status(401, f"unknown key {KEY}")), 1)
    assert "unknown key [the key]" in str(error)
    assert KEY not in str(error)


def test_without_a_key_nothing_is_taken_out_of_the_services_words() -> None:
    async def ask(client: SpeechClient) -> str:
        with pytest.raises(RequestRejected) as raised:
            await client.speak("Hi", DELIVERY, str)
        return str(raised.value)

    network = Misbehaving(status(400, "only localhost is local"))
    assert "only localhost is local" in with_client(network, ask, service=Service("test", "http://speech.test"))


def test_waiting_for_a_turn_is_no_part_of_a_requests_time() -> None:
    """The last of four, one after another, may still fail once though its turn came after the limit on time."""
    patience = Patience(first_wait=0.001, seconds=0.15)
    network = Misbehaving(good, good, good, status(503), latency=0.1)
    assert [type(one) for one in outcomes(network, 4, jobs=1, patience=patience)] == [tuple] * 4


def test_one_text_that_never_gets_an_answer_is_no_end_of_the_service() -> None:
    """Each other text is answered between the attempts of the first."""

    def one_fails(answer: httpx.Response) -> httpx.Response:
        return status(500)(answer) if "Words 0" in network.texts[-1] else answer

    network = Misbehaving(*[one_fails] * 60)
    found = outcomes(network, 8, jobs=1, patience=Patience(first_wait=0.02, longest_backoff=0.02))
    assert [type(one) for one in found] == [AnswerBroken, *[tuple] * 7]


def test_where_nothing_can_be_kept_nothing_more_is_asked_for() -> None:
    def full(_: Speech) -> None:
        raise StoreFailed("the disk is full")

    async def ask(client: SpeechClient) -> list[object]:
        asked = (client.speak(f"Words {number}.", DELIVERY, full) for number in range(20))
        return await asyncio.gather(*asked, return_exceptions=True)

    network = Misbehaving()
    assert all(isinstance(one, StoreFailed) for one in with_client(network, ask, jobs=2))
    assert len(network.requests) < 6
