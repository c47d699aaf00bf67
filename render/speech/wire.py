"""What goes over the wire to the detailed endpoint and back. LMNT API 1.1, `POST /v1/ai/speech`."""

import json
from dataclasses import dataclass

import msgspec

from chunking.errors import AnswerBroken
from render.samples import RATE, WIDTH, Samples, Span, from_seconds
from render.speech.delivery import Delivery

# What msgspec raises: for a body that is no JSON or of another shape, for text that is no UTF-8, for endless nesting.
UNDECODABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
SLACK = from_seconds(0.1)  # how far a time may lie outside the audio: rounding, not error


class Stamp(msgspec.Struct, frozen=True):
    """One element of an answer: a word, a space, punctuation, or silence where the text is empty."""

    text: str
    start: float  # seconds
    duration: float  # seconds


class Answer(msgspec.Struct, frozen=True):
    """The body of a good answer."""

    audio: bytes  # on the wire base64; here 16-bit mono PCM, 24,000 samples a second
    timestamps: list[Stamp] | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A checked stamp: what was said, and when, in samples of the answer's audio."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Speech:
    """An accepted answer."""

    pcm: bytes
    elements: tuple[Element, ...]
    request_id: str


def request_body(text: str, delivery: Delivery) -> bytes:
    """The JSON to post to the detailed endpoint."""
    timed = {"format": "pcm_s16le", "sample_rate": RATE, "return_timestamps": True}
    return _encoded(_asked_for(text, delivery) | timed)


def stream_body(text: str, delivery: Delivery, audio: str) -> bytes:
    """The JSON to post to the endpoint that streams; `audio` is the format of the file."""
    return _encoded(_asked_for(text, delivery) | {"format": audio})


def _asked_for(text: str, delivery: Delivery) -> dict[str, object]:
    """Options left to the service are absent, never null."""
    body: dict[str, object] = {"text": text}
    names = ("voice", "model", "language", "temperature", "top_p")
    return body | {name: value for name in names if (value := getattr(delivery, name)) is not None}


def _encoded(body: dict[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode("utf-8")


def speech_of(body: bytes, request_id: str) -> Speech:
    """The answer, decoded and checked.

    Raises AnswerBroken where it cannot be used at all: asking again may help.
    """
    try:
        answer = msgspec.json.decode(body, type=Answer)
    except UNDECODABLE as error:
        raise AnswerBroken(f"the answer is not what LMNT's API describes: {error} (request-id {request_id})") from error
    return checked(answer, request_id)


def checked(answer: Answer, request_id: str) -> Speech:
    """The answer, where it can be used. Raises AnswerBroken."""
    if problem := _problem(answer):
        raise AnswerBroken(f"{problem} (request-id {request_id})")
    length = len(answer.audio) // WIDTH
    elements = tuple(_element(stamp, length) for stamp in answer.timestamps or ())
    return Speech(answer.audio, elements, request_id)


def _problem(answer: Answer) -> str | None:
    if not answer.audio or len(answer.audio) % WIDTH:
        return f"the audio is {len(answer.audio)} bytes, which is not a whole number of samples above 0"
    if not any(answer.audio):
        return "the audio is silent from beginning to end"
    if not answer.timestamps:
        return "the answer has no timestamps"
    return _disorder(answer.timestamps, len(answer.audio) // WIDTH)


def _disorder(stamps: list[Stamp], length: int) -> str | None:
    before = 0.0
    for stamp in stamps:
        if stamp.start < before or stamp.duration < 0:
            return f"the timestamps run backwards at '{stamp.text[:40]}', {stamp.start} s"
        if from_seconds(min(stamp.start + stamp.duration, 1e6)) > length + SLACK:
            return f"'{stamp.text[:40]}' ends at {stamp.start + stamp.duration} s, after the audio"
        before = stamp.start
    return None


def _element(stamp: Stamp, length: int) -> Element:
    start = min(from_seconds(stamp.start), length)
    end = min(max(from_seconds(stamp.start + stamp.duration), start), length)
    return Element(stamp.text, Span(Samples(start), Samples(end)))
