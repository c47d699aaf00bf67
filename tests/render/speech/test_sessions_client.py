"""Speaking over sessions: the same speech as by requests, and the same care when things go wrong."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
from websockets.asyncio.server import ServerConnection, serve

from chunking.errors import AnswerBroken, CreditExhausted, KeyRefused, RequestRejected, ServiceUnreachable
from render.speech.delivery import Delivery
from render.speech.retry import Patience
from render.speech.service import chosen
from render.speech.sessions import SessionClient

DELIVERY = Delivery("local:tone", "leah", "en")
QUICK = Patience(attempts=3, first_wait=0.001)
TEXT = "The ferry leaves at six. Nobody is on it but the cook."
PCM = b"\1\2" * 2400
STAMPS = [{"text": "The", "start": 0.0, "duration": 0.1}]


def speak(url, *texts, delivery=DELIVERY, jobs=8):
    async def all_of_them():
        async with SessionClient(chosen(url, None), jobs=jobs, patience=QUICK) as client:
            return await asyncio.gather(
                *(client.speak(text, delivery, lambda speech: speech) for text in texts), return_exceptions=True
            )

    return asyncio.run(all_of_them())


def spoken(url, text, **given):
    (outcome,) = speak(url, text, **given)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def test_a_text_of_any_length_is_spoken_and_every_word_has_its_time(tone):
    text = " ".join([TEXT] * 150)
    assert len(text) > 5000
    speech, attempts = spoken(tone.url, text)
    assert attempts == 1
    assert "".join(element.text for element in speech.elements) == text
    assert [one.span.start for one in speech.elements] == sorted(one.span.start for one in speech.elements)
    assert speech.elements[-1].span.end <= len(speech.pcm) // 2


def test_one_session_speaks_one_text_after_another(tone):
    outcomes = speak(tone.url, "One.", "Two.", "Three.", jobs=1)
    assert len({speech.request_id for speech, _ in outcomes}) == 1
    assert all(speech.request_id.startswith("req_") for speech, _ in outcomes)


def test_texts_at_once_have_a_session_each_and_get_their_own_speech(tone):
    texts = [f"Number {number} of many." for number in range(20)]
    outcomes = speak(tone.url, *texts, jobs=4)
    assert ["".join(one.text for one in speech.elements) for speech, _ in outcomes] == texts
    assert len({speech.request_id for speech, _ in outcomes}) <= 4


def test_a_voice_that_there_is_not_is_rejected_with_the_reason(tone):
    with pytest.raises(RequestRejected, match="nobody"):
        spoken(tone.url, "Hello.", delivery=Delivery("local:tone", "nobody"))


def test_a_refused_key_stops_everything(serving, monkeypatch):
    monkeypatch.setenv("READCAST_SERVER_API_KEY", "another")
    with serving("--engine", "tone") as server:
        outcomes = speak(server.url, "One.", "Two.", jobs=1)
    assert [type(one) for one in outcomes] == [KeyRefused, KeyRefused]
    assert "another" not in str(outcomes)


def test_a_plan_that_is_used_up_stops_everything(serving):
    with serving("--engine", "tone", "--plan-characters", "4") as server:
        outcomes = speak(server.url, "One.", "Two.", jobs=1)
    assert type(outcomes[0]) is tuple
    assert type(outcomes[1]) is CreditExhausted


Script = Callable[[ServerConnection, int], Awaitable[None]]


def against(script: Script, *texts: str):
    """What comes of the texts where a server plays the script, for each connection, which are counted from 0."""

    async def played():
        connections = 0

        async def session(connection: ServerConnection) -> None:
            nonlocal connections
            number, connections = connections, connections + 1
            await script(connection, number)

        async with serve(session, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with SessionClient(chosen(f"http://127.0.0.1:{port}", None), jobs=1, patience=QUICK) as client:
                work = (client.speak(text, DELIVERY, lambda speech: speech) for text in texts)
                return await asyncio.gather(*work, return_exceptions=True)

    return asyncio.run(played())


async def good(connection: ServerConnection, _number: int = 0) -> None:
    await connection.recv()
    await connection.send(json.dumps({"type": "ready", "request_id": "req_1"}))
    async for message in connection:
        asked = json.loads(message)
        if asked["type"] == "flush":
            await connection.send(PCM)
            await connection.send(json.dumps({"type": "timestamps", "timestamps": STAMPS}))
            await connection.send(json.dumps({"type": "flush_complete", "nonce": asked["nonce"]}))


@pytest.mark.parametrize(
    "part", ["before anything", "after ready", "in the audio", "with a status of the server's own"]
)
def test_a_session_that_breaks_is_opened_again(part):
    async def breaking(connection: ServerConnection, number: int) -> None:
        if number == 1:
            return await good(connection)
        if part != "before anything":
            await connection.recv()
            await connection.send(json.dumps({"type": "ready", "request_id": "req_0"}))
        if part == "in the audio":
            await connection.send(PCM[:100])
        code = 1011 if part == "with a status of the server's own" else 1000
        await connection.close(code)

    ((speech, attempts),) = against(breaking, "The")
    assert (speech.pcm, attempts, speech.request_id) == (PCM, 2, "req_1")


@pytest.mark.parametrize("answer", ["no JSON", "[]", '{"nothing": 1}', '{"type": "timestamps", "timestamps": "x"}'])
def test_a_message_that_is_none_of_the_apis_is_broken(answer):
    async def babbling(connection: ServerConnection, _number: int) -> None:
        await connection.recv()
        await connection.send(answer)
        await connection.wait_closed()

    (outcome,) = against(babbling, "The")
    assert type(outcome) is AnswerBroken


def test_a_failure_of_the_service_is_asked_again_and_then_given_up():
    async def failing(connection: ServerConnection, _number: int) -> None:
        await connection.recv()
        error = {"type": "internal_server_error", "message": "out of breath"}
        await connection.send(json.dumps({"type": "error", "error": error, "request_id": "req_9"}))

    (outcome,) = against(failing, "The")
    assert type(outcome) is ServiceUnreachable
    assert "out of breath (request-id req_9)" in str(outcome)


def test_nobody_there_is_unreachable():
    (outcome,) = speak("http://127.0.0.1:9", "The")
    assert type(outcome) is ServiceUnreachable


def test_times_that_run_backwards_are_broken():
    async def confused(connection: ServerConnection, _number: int) -> None:
        await connection.recv()
        async for message in connection:
            asked = json.loads(message)
            if asked["type"] == "flush":
                await connection.send(PCM)
                for _ in range(2):
                    stamps = [
                        {"text": "The", "start": 0.05, "duration": 0.01},
                        {"text": "a", "start": 0, "duration": 0},
                    ]
                    await connection.send(json.dumps({"type": "timestamps", "timestamps": stamps}))
                await connection.send(json.dumps({"type": "flush_complete", "nonce": asked["nonce"]}))

    (outcome,) = against(confused, "The")
    assert type(outcome) is AnswerBroken
