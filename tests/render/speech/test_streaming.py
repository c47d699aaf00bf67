"""Audio that is handed on as it comes."""

import json

import httpx
import pytest
from misbehaving import Misbehaving, cut_short, status, unconnected
from passages_spoken import DELIVERY, QUICK, with_client

from chunking.errors import AnswerBroken, CreditExhausted, ServiceUnreachable
from render.speech import streaming
from render.speech.delivery import Delivery


def streamed(network: httpx.AsyncBaseTransport, audio: str = "mp3", delivery: Delivery = DELIVERY) -> bytes:
    """The sound of a short text, as it was handed on."""
    sound = bytearray()
    made = with_client(network, lambda client: streaming.streamed(client, "Some words.", delivery, audio, sound.extend))
    assert made.size == len(sound)
    assert made.request_id.startswith("req_")
    return bytes(sound)


@pytest.mark.parametrize(
    ("audio", "magic"), [("mp3", b"ID3"), ("wav", b"RIFF"), ("webm", b"\x1aE\xdf\xa3"), ("aac", b"\xff")]
)
def test_the_file_is_of_the_format_asked_for(audio: str, magic: bytes) -> None:
    assert streamed(network := Misbehaving(), audio).startswith(magic)
    assert json.loads(network.requests[0].content)["format"] == audio


def test_what_may_pass_is_asked_again_as_long_as_nothing_was_handed_on() -> None:
    assert streamed(network := Misbehaving(unconnected, status(429))) == streamed(Misbehaving())
    assert len(network.requests) == 3


def test_a_stream_that_breaks_off_is_an_error_and_not_asked_again() -> None:
    with pytest.raises(ServiceUnreachable, match=r"after [\d,]+ bytes of audio"):
        streamed(network := Misbehaving(cut_short))
    assert len(network.requests) == 1


def test_an_answer_without_audio_is_broken() -> None:
    def empty(_: httpx.Response) -> httpx.Response:
        return httpx.Response(200, headers={"request-id": "req_1"}, content=b"")

    with pytest.raises(AnswerBroken, match=r"no audio \(request-id req_1\)"):
        streamed(Misbehaving(*[empty] * QUICK.attempts))


def test_a_refusal_is_the_same_as_for_all_other_calls() -> None:
    with pytest.raises(CreditExhausted, match="402"):
        streamed(Misbehaving(status(402)))
