"""Calls about voices: what is sent, and what is made of the answers."""

import asyncio
import json
import tracemalloc
from pathlib import Path

import httpx
import pytest
from misbehaving import Misbehaving, cut_short, status, unconnected
from passages_spoken import with_client

from chunking.errors import AnswerBroken, InputError, RequestRejected, ServiceUnreachable
from render.speech import voices
from render.speech.client import SpeechClient
from render.speech.voices import Traits, Voice

MADE = {"id": "0123456789abcdef", "name": "Möwe", "owner": "me", "state": "ready", "extra": {"any": "thing"}}


class Recorder(httpx.AsyncBaseTransport):
    """Keeps the last request, and answers with this."""

    def __init__(self, answer: object) -> None:
        self._answer = answer
        self.size = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.request, self.body = request, b""
        async for piece in request.stream:
            self.size += len(piece)
            self.body = (self.body + piece)[:5000]
        return httpx.Response(200, json=self._answer)

    @property
    def target(self) -> str:
        return f"{self.request.method} {self.request.url.raw_path.decode()}"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "Möwe 1.wav"
    path.write_bytes(b"RIFF" + bytes(2000))
    return path


def test_the_servers_voices_are_listed_with_what_it_says_of_them() -> None:
    found = with_client(Misbehaving(), voices.listed)
    leah = next(voice for voice in found if voice.id == "leah")
    assert (leah.name, leah.owner, leah.state) == ("Leah", "system", "ready")


@pytest.mark.parametrize(
    ("owner", "starred", "asked"),
    [
        ("all", False, "GET /v1/ai/voice/list"),
        ("me", False, "GET /v1/ai/voice/list?owner=me"),
        ("system", True, "GET /v1/ai/voice/list?owner=system&starred=true"),
    ],
)
def test_owner_and_star_are_asked_for_as_lmnt_names_them(owner: str, starred: bool, asked: str) -> None:
    network = Recorder([])
    assert with_client(network, lambda client: voices.listed(client, owner, starred)) == []
    assert network.target == asked


@pytest.mark.parametrize("call", ["shown", "updated", "deleted"])
@pytest.mark.parametrize(
    ("voice", "path"),
    [
        ("leah", "leah"),
        ("a/../b?x=1 é", "a%2F..%2Fb%3Fx%3D1%20%C3%A9"),
        ("#1%41", "%231%2541"),
        ("\udcff", "%FF"),
    ],
)
def test_an_id_stays_one_part_of_the_path(call: str, voice: str, path: str) -> None:
    network = Recorder({"voice": MADE} if call == "updated" else MADE)
    more = (Traits(name="x"),) if call == "updated" else ()
    with_client(network, lambda client: getattr(voices, call)(client, voice, *more))
    assert network.target.split()[1] == f"/v1/ai/voice/{path}"


@pytest.mark.parametrize("voice", ["", ".", "..", "list"])
def test_what_would_be_another_path_is_no_id(voice: str) -> None:
    with pytest.raises(InputError, match="no voice's id"):
        with_client(Recorder(MADE), lambda client: voices.deleted(client, voice))


def test_a_voice_is_made_with_the_form_of_lmnts_own_clients(sample: Path) -> None:
    network = Recorder(MADE)
    traits = Traits("Möwe", "A gull", "female", None, ("sea", "north"))
    made = with_client(network, lambda client: voices.created(client, sample, traits))
    assert made == Voice(id="0123456789abcdef", name="Möwe", owner="me", state="ready")
    assert network.target == "POST /v1/ai/voice"
    names = [line.split(b'name="')[1].split(b'"')[0] for line in network.body.split(b"\r\n") if b'; name="' in line]
    assert names == [b"name", b"description", b"gender", b"tags[]", b"tags[]", b"file"]
    assert b"Content-Type: audio/x-wav" in network.body or b"Content-Type: audio/wav" in network.body


def test_a_recording_is_sent_as_it_is_read(tmp_path: Path) -> None:
    sample = tmp_path / "long.wav"
    with sample.open("wb") as file:
        file.truncate(60_000_000)
    network = Recorder(MADE)
    tracemalloc.start()
    with_client(network, lambda client: voices.created(client, sample, Traits("Long")))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert network.size > 60_000_000
    assert peak < 10_000_000


def test_a_recording_is_sent_whole_again_where_the_first_time_nothing_can_have_been_made(sample: Path) -> None:
    network = Misbehaving(unconnected, status(429), status(200))
    with pytest.raises(AnswerBroken):
        with_client(network, lambda client: voices.created(client, sample, Traits("x")))
    assert len(network.requests) == 3
    assert len({request.headers["content-length"] for request in network.requests}) == 1


@pytest.mark.parametrize("step", [cut_short, status(500), status(503)])
def test_what_may_have_been_made_is_not_made_twice(sample: Path, step: object) -> None:
    network = Misbehaving(step)
    with pytest.raises(ServiceUnreachable, match="may have been done all the same"):
        with_client(network, lambda client: voices.created(client, sample, Traits("x")))
    assert len(network.requests) == 1


def test_a_recording_that_is_none_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    empty, huge = tmp_path / "empty.wav", tmp_path / "huge.wav"
    empty.touch()
    with huge.open("wb") as file:
        file.truncate(voices.LARGEST_SAMPLE + 1)
    for path in (empty, huge, tmp_path, tmp_path / "none.wav", Path("nul\0")):
        with pytest.raises(InputError, match="recording"):
            with_client(network := Misbehaving(), lambda client, path=path: voices.created(client, path, Traits("x")))
        assert network.requests == []


def test_only_what_was_said_of_a_voice_is_changed() -> None:
    network = Recorder({"voice": MADE})
    voice = with_client(network, lambda client: voices.updated(client, "x", Traits(starred=False, tags=())))
    assert voice.id == MADE["id"]
    assert json.loads(network.body) == {"starred": False, "tags": []}
    assert network.target == "PUT /v1/ai/voice/x"


def test_a_voice_that_is_not_there_is_a_request_that_was_rejected() -> None:
    with pytest.raises(RequestRejected, match=r"404.*voices list"):
        with_client(Misbehaving(), lambda client: voices.shown(client, "caruso"))


@pytest.mark.parametrize("answer", [{}, [1], [{"name": "Leah"}], "leah", [{"id": 7}]])
def test_a_listing_that_is_none_is_broken(answer: object) -> None:
    with pytest.raises(AnswerBroken, match="list of voices"):
        with_client(Recorder(answer), voices.listed)


def test_the_key_does_not_go_to_another_host() -> None:
    async def headers(client: SpeechClient) -> list[bool]:
        urls = ("https://cdn.example/p.mp3", "https://speech.test/p.mp3", "http://speech.test:8/p.mp3", "/p.mp3")
        return ["x-api-key" in client.request_outside(url).headers for url in urls]

    assert with_client(Recorder(None), headers) == [False, False, False, True]


def test_calls_at_once_share_the_connection() -> None:
    async def use(client: SpeechClient) -> object:
        return await asyncio.gather(*(voices.shown(client, "leah") for _ in range(5)))

    assert len({voice.id for voice in with_client(Misbehaving(), use)}) == 1
