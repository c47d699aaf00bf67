"""One utterance → its sound, spoken and paid for as a request of its own."""

import binascii
import json
import struct
from dataclasses import replace
from typing import Any

from render.server.paying import paid
from render.server.sessions.messages import Spoken, Timestamps
from render.server.settings import Settings
from render.server.speech import Order

WIDTHS = {"pcm_s16le": 2, "pcm_f32le": 4, "ulaw": 1}  # bytes a sample
_OPEN = b"\xff\xff\xff\xff"  # a length in a WAV head that nobody knows yet


async def utter(text: str, order: Order, settings: Settings) -> Spoken:
    """`order`: how the session speaks. Raises ApiError."""
    order = replace(order, text=text)
    if text.isspace():
        return silent(order)
    with await paid(order, settings, lambda: settings.speaker.speak(order)) as file:
        answer: dict[str, Any] = json.load(file)
    head, audio = _headless(binascii.a2b_base64(answer["audio"]), order.format)
    return Spoken(audio, len(audio) // WIDTHS[order.format], answer.get("timestamps", []), head)


def silent(order: Order) -> Spoken:
    """White space: it has its place among the timestamps, and no sound."""
    return Spoken(b"", 0, [{"text": order.text, "start": 0.0, "duration": 0.0}] if order.timestamps else [])


def later(spoken: Spoken, samples: int, rate: int) -> Spoken:
    """The utterance with its times counted from a moment so many samples before it."""
    return replace(spoken, timestamps=_moved(spoken.timestamps, samples / rate))


def delayed(spoken: Spoken, samples: int, rate: int) -> Spoken:
    """The utterance after so much more silence: its first element, which is silence, is longer."""
    longer = [{**one, "duration": round(one["duration"] + samples / rate, 9)} for one in spoken.timestamps[:1]]
    moved = longer + _moved(spoken.timestamps[1:], samples / rate)
    return replace(spoken, samples=spoken.samples + samples, timestamps=moved)


def _moved(timestamps: Timestamps, seconds: float) -> Timestamps:
    return [{**one, "start": round(one["start"] + seconds, 9)} for one in timestamps]


def _headless(audio: bytes, form: str) -> tuple[bytes, bytes]:
    """µ-law without its WAV head, and the head with its lengths left open: the RIFF's, the fact's and the data's."""
    if form != "ulaw":
        return b"", audio
    end = audio.index(b"data") + 8
    (size,) = struct.unpack_from("<I", audio, end - 4)
    head = audio[:4] + _OPEN + audio[8 : end - 12] + _OPEN + b"data" + _OPEN
    return head, audio[end : end + size]
