"""An order → the answer, written to a file: what a worker does.

A file, because a detailed answer to 5000 characters is 19 MB: the server passes it on in pieces and never holds one
whole. Bare audio is written while it is being spoken; `file` is then one end of a pipe.
"""

import binascii
import json
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from typing import IO

import numpy as np

from render.server import engines
from render.server.elements import Element, at_rate, elements
from render.server.formats import Hear, Resampler, encoding
from render.server.speech import Engine, Order, SpokenWord

PIECE = 3 * 2**16  # bytes at once; whole groups of three, so that the base64 of the pieces is that of the whole
SILENCE_SECONDS = 0.1  # the answer to a text with nothing to say in it: some formats cannot hold no audio at all


@lru_cache(maxsize=4)
def engine(name: str) -> Engine:
    """The engine, loaded once: by the fork server before it forks, or by the server itself."""
    return engines.load(name)


def write_answer(order: Order, file: IO[bytes], speaker: Engine | None = None) -> None:
    """Speak, and write the body of the answer. `speaker` stands in for the order's engine."""
    speaker = speaker or engine(order.engine)
    if order.streamed:
        with encoding(order.format, order.sample_rate, file) as hear:
            _spoken(order, speaker, hear)
    else:
        _write_detailed(order, speaker, file)
    file.flush()


def _write_detailed(order: Order, speaker: Engine, file: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as audio:
        with encoding(order.format, order.sample_rate, audio) as hear:
            words, length = _spoken(order, speaker, hear)
        audio.seek(0)
        file.write(b'{"audio":"')
        while piece := audio.read(PIECE):
            file.write(binascii.b2a_base64(piece, newline=False))
    file.write(b'"')
    if order.timestamps:
        made = elements(order.text, words, length=length, rate=order.sample_rate)
        listed = [_on_the_wire(element, order.sample_rate) for element in made]
        file.write(f',"{order.timestamps}":{json.dumps(listed, separators=(",", ":"))}'.encode("ascii"))
    if order.seed is not None:
        file.write(b',"seed":%d' % order.seed)
    file.write(b"}")


def _spoken(order: Order, speaker: Engine, hear: Hear) -> tuple[Sequence[SpokenWord], int]:
    """Has the order spoken; the words on the clock of the answer's audio, and its length in samples."""
    sound = Resampler(speaker.rate, order.sample_rate, hear)
    words = speaker.speak(order.text, order.voice, order.language, sound)
    if not sound.length:
        sound(np.zeros(round(SILENCE_SECONDS * speaker.rate), np.int16))
    sound.close()
    return at_rate(words, have=speaker.rate, want=order.sample_rate, length=sound.length), sound.length


def _on_the_wire(element: Element, rate: int) -> dict[str, str | float]:
    """Seconds with nine decimals: times the rate, and rounded, they are the very samples again."""
    return {
        "text": element.text,
        "start": round(element.start / rate, 9),
        "duration": round((element.end - element.start) / rate, 9),
    }
