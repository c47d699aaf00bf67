"""An order → the complete JSON answer in a file: what a worker does.

A file, because an answer of 5000 characters is 19 MB: the server passes it on in pieces and never holds one whole.
"""

import binascii
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import IO

import numpy as np

from render.server import engines
from render.server.elements import Element, at_rate, elements
from render.server.formats import Sound, encode, length_at, resampled
from render.server.speech import Engine, Order, Speech
from render.server.voices import VOICES

SILENCE_SECONDS = 0.1  # the answer to a text with nothing to say in it: some formats cannot hold no audio at all


@lru_cache(maxsize=2)
def engine(name: str) -> Engine:
    """The engine, loaded once: by the fork server before it forks, or by the server itself."""
    return engines.load(name)


def write_answer(order: Order, file: IO[bytes]) -> None:
    """Speak, and write the body of the answer."""
    speech = _audible(engine(order.engine).speak(order.text, VOICES[order.voice], order.language))
    sound = Sound(length_at(len(speech.pcm), speech.rate, order.sample_rate), order.sample_rate)
    blocks = resampled(speech.pcm, speech.rate, order.sample_rate)
    file.write(b'{"audio":"')
    file.writelines(_base64(encode(blocks, sound, order.format)))
    file.write(b'"')
    if order.return_timestamps:
        words = at_rate(speech.words, have=speech.rate, want=sound.rate, length=sound.length)
        made = elements(order.text, words, length=sound.length, rate=sound.rate)
        listed = [_on_the_wire(element, order.sample_rate) for element in made]
        file.write(b',"timestamps":' + json.dumps(listed, separators=(",", ":")).encode("ascii"))
    file.write(b"}")
    file.flush()


def _base64(pieces: Iterable[memoryview | bytes]) -> Iterator[bytes]:
    """The base64 of all pieces as one: what does not fill three bytes waits for the next piece."""
    kept = b""
    for piece in pieces:
        joined = kept + piece if kept else piece
        whole = len(joined) // 3 * 3
        kept = bytes(joined[whole:])
        yield binascii.b2a_base64(joined[:whole], newline=False)
    yield binascii.b2a_base64(kept, newline=False)


def _audible(speech: Speech) -> Speech:
    if len(speech.pcm):
        return speech
    return Speech(np.zeros(round(SILENCE_SECONDS * speech.rate), np.int16), speech.rate, speech.words)


def _on_the_wire(element: Element, rate: int) -> dict[str, str | float]:
    """Seconds with nine decimals: times the rate, and rounded, they are the very samples again."""
    return {
        "text": element.text,
        "start": round(element.start / rate, 9),
        "duration": round((element.end - element.start) / rate, 9),
    }
