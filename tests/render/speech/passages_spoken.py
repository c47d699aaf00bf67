"""Short ways to what the speech client takes and gives."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import httpx
from misbehaving import Misbehaving
from pydantic import SecretStr

from chunking.document import Chunk, Kind, Paragraph, Segment
from chunking.places import Lines
from render.speech.client import SpeechClient
from render.speech.delivery import Delivery, take_key
from render.speech.retry import Patience
from render.speech.service import Service
from render.speech.speaking import Speaker, Spent
from render.speech.store import Store
from render.speech.wire import Speech

T = TypeVar("T")
KEY = "sk-a-very-secret-key"
SERVICE = Service("test", "http://speech.test", SecretStr(KEY))
DELIVERY = Delivery("test", "leah")
QUICK = Patience(first_wait=0.001, longest_backoff=0.002)


def with_client(
    transport: httpx.AsyncBaseTransport | None,
    use: Callable[[SpeechClient], Awaitable[T]],
    *,
    jobs: int = 8,
    patience: Patience = QUICK,
    service: Service = SERVICE,
) -> T:
    """What `use` returns of a client that is open for as long as it runs."""

    async def run() -> T:
        async with SpeechClient(service, jobs=jobs, patience=patience, transport=transport) as client:
            return await use(client)

    return asyncio.run(run())


def spoken(transport: httpx.AsyncBaseTransport, text: str = "Some words.", **options: object) -> tuple[Speech, int]:
    """The answer for one text, and how many attempts it took."""
    return with_client(transport, lambda client: client.speak(text, DELIVERY, lambda speech: speech), **options)


def outcomes(transport: httpx.AsyncBaseTransport, count: int, **options: object) -> list[object]:
    """What became of `count` different texts, asked for at once: answers and attempts, or errors."""

    async def all_of_them(client: SpeechClient) -> list[object]:
        asked = (client.speak(f"Words {number}.", DELIVERY, lambda speech: speech) for number in range(count))
        return await asyncio.gather(*asked, return_exceptions=True)

    return with_client(transport, all_of_them, **options)


def chunk_of(*texts: str) -> Chunk:
    paragraphs = tuple(Paragraph(Kind.TEXT, (Segment(text, text),), Lines(1, 1)) for text in texts)
    return Chunk(1, tuple(range(len(texts))), paragraphs)


def keys_of(texts: Sequence[str]) -> list[str]:
    return [take_key(text, DELIVERY) for text in texts]


def speak_into(store: Store, transport: Misbehaving, *texts: str, replacing: bool = False) -> Spent:
    """Has a chunk of these paragraphs spoken and kept."""
    return with_client(
        transport,
        lambda client: Speaker(client, DELIVERY, store, replacing).speak(chunk_of(*texts), keys_of(texts)),
    )
