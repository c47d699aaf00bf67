"""All that may go wrong between a service and its client: a table of small functions, each one thing.

A fault gets a `Moment`, asks the service or not, and lets the client have what it likes. Its row says what the client
may know of it afterwards, which is what a ledger must say: refused with a status, sent without an answer, or answered.
"""

import asyncio
import base64
import fcntl
import json
import random
import socket
import struct
import termios
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

ANSWERED, UNANSWERED = "answered", "unanswered"
Fields = dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """One request that something is about to happen to."""

    writer: asyncio.StreamWriter
    asked: Callable[[], Awaitable[bytes]]  # the service's answer: a body that is all right, and paid for
    dice: random.Random
    stall: float  # seconds that a service is silent when it hangs

    async def say(self, body: bytes, status: str = "200 OK", *headers: str) -> None:
        """A whole answer."""
        self.writer.write(_head(status, len(body), *headers) + body)
        await self.writer.drain()

    def reset(self) -> None:
        """Tears the connection down, whatever is on its way."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


def _head(status: str, length: int, *headers: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", "request-id: req_chaos", "content-type: application/json", "connection: close")
    return "\r\n".join([*lines, f"content-length: {length}", *headers, "", ""]).encode()


Event = Callable[[Moment], Awaitable[None]]


@dataclass(frozen=True)
class Fault:
    """One row of the table."""

    event: Event
    effect: str

    @property
    def name(self) -> str:
        return self.event.__name__


async def all_right(moment: Moment) -> None:
    """Nothing goes wrong."""
    await moment.say(await moment.asked())


def refusing(code: int, name: str, *headers: str) -> Fault:
    """The service has not spoken, and says so."""

    async def event(moment: Moment) -> None:
        body = {"type": "error", "error": {"type": f"error_{code}", "message": "Chaos."}, "request_id": "req_chaos"}
        named = (one.format(seconds=moment.stall / 10) for one in headers)
        await moment.say(json.dumps(body).encode(), f"{code} {name}", *named)

    event.__name__ = name
    return Fault(event, f"refused {code}")


async def reset_before_the_answer(moment: Moment) -> None:
    moment.reset()


async def reset_though_it_was_spoken(moment: Moment) -> None:
    await moment.asked()
    moment.reset()


async def hung_up_though_it_was_spoken(moment: Moment) -> None:
    await moment.asked()


async def head_cut_off(moment: Moment) -> None:
    moment.writer.write(_head("200 OK", len(await moment.asked()))[:60])
    await moment.writer.drain()


async def reset_in_the_body(moment: Moment) -> None:
    body = await moment.asked()
    moment.writer.write(_head("200 OK", len(body)) + body[: len(body) // 2])
    await moment.writer.drain()
    moment.reset()


async def hung_up_in_the_body(moment: Moment) -> None:
    body = await moment.asked()
    moment.writer.write(_head("200 OK", len(body)) + body[: moment.dice.randrange(len(body))])
    await moment.writer.drain()


async def reset_after_the_body(moment: Moment) -> None:
    """All of the answer has come before the connection breaks."""
    await moment.say(await moment.asked())
    connection = moment.writer.get_extra_info("socket")
    while moment.writer.transport.get_write_buffer_size() or _on_its_way(connection):
        await asyncio.sleep(0.001)
    moment.reset()


def _on_its_way(connection: socket.socket) -> int:
    """Bytes that the other side has not acknowledged."""
    count: int = struct.unpack("i", fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, b"\0" * 4))[0]
    return count


async def silent_then_right(moment: Moment) -> None:
    body = await moment.asked()
    await asyncio.sleep(moment.stall)
    await moment.say(body)


async def silent_then_hung_up(moment: Moment) -> None:
    await asyncio.sleep(moment.stall)


async def slow_drip(moment: Moment) -> None:
    """The answer comes in forty pieces, with pauses."""
    body = await moment.asked()
    moment.writer.write(_head("200 OK", len(body)))
    size = len(body) // 40 + 1
    for at in range(0, len(body), size):
        moment.writer.write(body[at : at + size])
        await moment.writer.drain()
        await asyncio.sleep(moment.stall / 40)


async def a_page_of_another_server(moment: Moment) -> None:
    await moment.asked()
    await moment.say(b"<html><body>Welcome to the hotel's network!</body></html>")


async def cut_off_json(moment: Moment) -> None:
    body = await moment.asked()
    await moment.say(body[: moment.dice.randrange(len(body))])


async def flipped_bits(moment: Moment) -> None:
    """Anywhere in the body: nearly always in the audio."""
    await moment.say(_flipped(await moment.asked(), moment.dice))


async def flipped_bits_beside_the_audio(moment: Moment) -> None:
    """In names, words, digits of times, brackets."""
    fields = json.loads(await moment.asked())
    audio = fields.pop("audio").encode()
    rest = _flipped(json.dumps(fields).encode(), moment.dice)
    await moment.say(rest[:1] + b'"audio":"' + audio + b'",' + rest[1:])


def _flipped(body: bytes, dice: random.Random) -> bytes:
    flipped = bytearray(body)
    for _ in range(dice.choice([1, 3, 20])):
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def changing(change: Callable[[Fields, random.Random], object]) -> Fault:
    """An answer that is sound but for one of its fields."""

    async def event(moment: Moment) -> None:
        fields = json.loads(await moment.asked())
        change(fields, moment.dice)
        await moment.say(json.dumps(fields).encode())

    event.__name__ = change.__name__
    return Fault(event, ANSWERED)


def bad_base64(fields: Fields, dice: random.Random) -> None:
    at = dice.randrange(len(fields["audio"]))
    fields["audio"] = fields["audio"][:at] + dice.choice("!\n é=") + fields["audio"][at + 1 :]


def odd_byte_count(fields: Fields, dice: random.Random) -> None:
    audio = base64.b64decode(fields["audio"])
    fields["audio"] = base64.b64encode(audio[: -1 - 2 * dice.randrange(100)]).decode()


def empty_audio(fields: Fields, _: random.Random) -> None:
    fields["audio"] = ""


def noise_instead_of_speech(fields: Fields, dice: random.Random) -> None:
    count = len(base64.b64decode(fields["audio"])) // 2
    noise = np.random.default_rng(dice.randrange(2**32)).standard_normal(count) * 3000
    fields["audio"] = base64.b64encode(noise.clip(-32768, 32767).astype("<i2").tobytes()).decode()


def no_timestamps(fields: Fields, _: random.Random) -> None:
    del fields["timestamps"]


def missing_timestamps(fields: Fields, dice: random.Random) -> None:
    fields["timestamps"] = [one for one in fields["timestamps"] if dice.random() > 0.1]


def extra_timestamps(fields: Fields, dice: random.Random) -> None:
    """Words that nobody sent, in the time of others."""
    at = dice.randrange(len(fields["timestamps"]))
    fields["timestamps"][at : at + 1] = [fields["timestamps"][at] | {"text": f"{word} "} for word in ("never", "sent")]


def shuffled_timestamps(fields: Fields, dice: random.Random) -> None:
    dice.shuffle(fields["timestamps"])


def shuffled_words(fields: Fields, dice: random.Random) -> None:
    """The times are in order; the words are not."""
    texts = [one["text"] for one in fields["timestamps"]]
    dice.shuffle(texts)
    for one, text in zip(fields["timestamps"], texts, strict=True):
        one["text"] = text


STORM = refusing(429, "storm", "retry-after: {seconds}")
FAULTS: tuple[Fault, ...] = (
    STORM,
    refusing(500, "internal_error"),
    refusing(502, "bad_gateway"),
    refusing(503, "unavailable"),
    *(Fault(event, UNANSWERED) for event in (reset_before_the_answer, reset_though_it_was_spoken)),
    *(Fault(event, UNANSWERED) for event in (hung_up_though_it_was_spoken, head_cut_off, reset_in_the_body)),
    *(Fault(event, UNANSWERED) for event in (hung_up_in_the_body, silent_then_hung_up)),
    *(Fault(event, ANSWERED) for event in (reset_after_the_body, silent_then_right, slow_drip)),
    *(Fault(event, ANSWERED) for event in (a_page_of_another_server, cut_off_json)),
    *(Fault(event, ANSWERED) for event in (flipped_bits, flipped_bits_beside_the_audio)),
    *map(changing, (bad_base64, odd_byte_count, empty_audio, noise_instead_of_speech)),
    *map(changing, (no_timestamps, missing_timestamps, extra_timestamps, shuffled_timestamps, shuffled_words)),
)
ALL_RIGHT = Fault(all_right, ANSWERED)
