"""What is sent, what comes back, and what cannot be used."""

import base64
import json
import random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.errors import AnswerBroken
from render.samples import RATE
from render.speech.delivery import Delivery
from render.speech.wire import request_body, speech_of, stream_body

PCM = np.arange(1, 2401, dtype="<i2").tobytes()  # 0.1 s
STAMPS = [
    {"text": "", "start": 0, "duration": 0.02},
    {"text": "Hi", "start": 0.02, "duration": 0.05},
    {"text": ".", "start": 0.07, "duration": 0.03},
]


def answered(**changes: Any) -> bytes:
    """A good answer with some fields changed; None leaves a field out."""
    fields = {"audio": base64.b64encode(PCM).decode(), "timestamps": STAMPS, **changes}
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()


def audio(pcm: bytes) -> str:
    return base64.b64encode(pcm).decode()


def stamped(*times: tuple[float, float]) -> list[dict[str, object]]:
    return [{"text": "word", "start": start, "duration": duration} for start, duration in times]


def test_a_request_asks_for_timed_pcm_and_leaves_options_out() -> None:
    assert json.loads(request_body("Zwölf €.", Delivery("lmnt", "leah"))) == {
        "text": "Zwölf €.",
        "voice": "leah",
        "model": "blizzard",
        "language": "auto",
        "format": "pcm_s16le",
        "sample_rate": 24000,
        "return_timestamps": True,
    }


def test_options_that_are_set_are_sent_even_where_they_are_zero() -> None:
    body = json.loads(request_body("Hi", Delivery("lmnt", "leah", "de", "aurora", temperature=0.0, top_p=0.5)))
    assert (body["temperature"], body["top_p"], body["language"], body["model"]) == (0.0, 0.5, "de", "aurora")


def test_a_stream_is_asked_for_as_a_file_of_a_format_and_nothing_else() -> None:
    assert json.loads(stream_body("Hi", Delivery("lmnt", "leah", temperature=0.5), "webm")) == {
        "text": "Hi",
        "voice": "leah",
        "model": "blizzard",
        "language": "auto",
        "temperature": 0.5,
        "format": "webm",
    }


@given(st.text(), st.none() | st.floats(0, 2), st.none() | st.floats(0, 1))
def test_nothing_sent_is_null_and_the_text_arrives_unchanged(text: str, temperature: float, top_p: float) -> None:
    body = json.loads(request_body(text, Delivery("lmnt", "leah", temperature=temperature, top_p=top_p)))
    assert None not in body.values()
    assert body["text"] == text


def test_a_good_answer_is_its_pcm_and_its_elements_in_samples() -> None:
    speech = speech_of(answered(), "req_1")
    assert (speech.pcm, speech.request_id) == (PCM, "req_1")
    assert [(one.text, one.span.start, one.span.end) for one in speech.elements] == [
        ("", 0, 480),
        ("Hi", 480, 1680),
        (".", 1680, 2400),
    ]


def test_fields_that_we_do_not_know_do_no_harm() -> None:
    stamps = [{**one, "confidence": 1} for one in STAMPS]
    assert speech_of(answered(seed=3, timestamps=stamps), "r") == speech_of(answered(), "r")


def test_a_time_just_outside_the_audio_is_rounding_and_is_brought_inside() -> None:
    speech = speech_of(answered(timestamps=stamped((0.05, 0.14), (0.15, 0.02))), "req_1")
    assert all(one.span.end <= 2400 for one in speech.elements)


BROKEN = {
    "bad base64": answered(audio="AAA"),
    "no base64": answered(audio="äöü"),
    "audio that is no string": answered(audio=[1, 2]),
    "no audio": answered(audio=None),
    "odd bytes": answered(audio=audio(PCM[:-1])),
    "empty audio": answered(audio=""),
    "silent audio": answered(audio=audio(bytes(4800))),
    "no timestamps": answered(timestamps=None),
    "null timestamps": answered().replace(json.dumps(STAMPS).encode(), b"null"),
    "empty timestamps": answered(timestamps=[]),
    "timestamps that are no list": answered(timestamps={"text": "Hi"}),
    "a stamp without a start": answered(timestamps=[{"text": "Hi", "duration": 0.1}]),
    "a stamp whose start is text": answered(timestamps=[{"text": "Hi", "start": "0", "duration": 0.1}]),
    "a stamp without a text": answered(timestamps=[{"text": None, "start": 0, "duration": 0.1}]),
    "starts that run backwards": answered(timestamps=stamped((0.05, 0.01), (0.04, 0.01))),
    "a negative start": answered(timestamps=stamped((-0.01, 0.05))),
    "a negative duration": answered(timestamps=stamped((0.05, -0.01))),
    "an end beyond the audio": answered(timestamps=stamped((0.05, 0.2))),
    "a start beyond the audio": answered(timestamps=stamped((0.3, 0))),
    "an endless time": answered(timestamps=stamped((1e308, 1e308))),
    "a number beyond all numbers": answered().replace(b'"start": 0.07', b'"start": 1e999'),
    "not a number": answered().replace(b'"start": 0.07', b'"start": NaN'),
    "half a JSON": answered()[:-30],
    "not JSON": b"<html>Bad gateway</html>",
    "an empty body": b"",
    "a JSON that is no object": b"[]",
    "bytes that are no UTF-8": answered().replace(b'"Hi"', b'"H\xff"'),
    "half a surrogate pair": answered().replace(b'"Hi"', b'"\\ud800"'),
    "thousands of brackets": answered(x=None)[:-1] + b', "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_an_answer_that_cannot_be_used_is_broken_and_named_by_its_request_id(body: bytes) -> None:
    with pytest.raises(AnswerBroken, match="req_1"):
        speech_of(body, "req_1")


@given(st.integers(0, 2**32), st.integers(1, 8))
def test_whatever_is_damaged_an_answer_is_broken_or_whole(seed: int, damages: int) -> None:
    chance, body = random.Random(seed), bytearray(answered())
    for _ in range(damages):
        body[chance.randrange(len(body))] = chance.randrange(256)
    try:
        speech = speech_of(bytes(body), "req_1")
    except AnswerBroken:
        return
    assert len(speech.pcm) % 2 == 0
    assert all(one.span.end <= len(speech.pcm) // 2 for one in speech.elements)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=6))
def test_times_within_the_audio_and_in_order_are_taken_to_the_sample(times: list[tuple[int, int]]) -> None:
    placed = [(start, min(length, 100 - start)) for start, length in sorted(times)]
    stamps = stamped(*((start / 1000, length / 1000) for start, length in placed))
    spans = [one.span for one in speech_of(answered(timestamps=stamps), "r").elements]
    assert [(one.start, one.length) for one in spans] == [(a * RATE // 1000, b * RATE // 1000) for a, b in placed]
