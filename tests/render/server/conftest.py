"""A started speech server, and a way to ask the app without a socket."""

import asyncio
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import numpy as np
import pytest
import soundfile
from starlette.applications import Starlette

import render
from render.audio.ffmpeg import executable

ROOT = Path(render.__path__[0]).parent
SPEECH = "/v1/ai/speech"


@dataclass(frozen=True)
class Running:
    """A server process that has said that it is ready."""

    process: subprocess.Popen[bytes]
    ready: dict[str, str]
    client: httpx.Client

    def speak(self, **fields: object) -> httpx.Response:
        return self.client.post(SPEECH, json={"voice": "leah", "return_timestamps": True, **fields})


@contextmanager
def running(*options: str, first: str = "pass") -> Iterator[Running]:
    """`first`: Python that the process runs before it serves."""
    code = f"{first}\nfrom render.server.__main__ import main\nraise SystemExit(main())"
    command = [sys.executable, "-c", code, "--until-stdin-closes", *options]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin and process.stdout and process.stderr
    try:
        ready = json.loads(process.stdout.readline())
        with httpx.Client(base_url=ready["url"], timeout=60, trust_env=False) as client:
            yield Running(process, ready, client)
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


@pytest.fixture
def start() -> Callable[..., "contextmanager[Running]"]:
    return running


@pytest.fixture(scope="session")
def espeak() -> Iterator[Running]:
    with running("--engine", "espeak") as server:
        yield server


@pytest.fixture(scope="session")
def piper() -> Iterator[Running]:
    """Only where the extra `neural` is installed."""
    with running("--engine", "piper") as server:
        yield server


@pytest.fixture(scope="session")
def ask() -> Callable[..., httpx.Response]:
    """One request to an app, in this process."""

    def asked(app: Starlette, method: str, path: str, **options: object) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, path, **options)

        return asyncio.run(send())

    return asked


@pytest.fixture(scope="session")
def decoded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str, int], np.ndarray]:
    """Audio of any format as samples: by libsndfile where it can, else by ffmpeg."""
    folder = tmp_path_factory.mktemp("audio")

    def samples(audio: bytes, form: str, rate: int) -> np.ndarray:
        if form in {"pcm_s16le", "pcm_f32le"}:
            return np.frombuffer(audio, "<i2" if form == "pcm_s16le" else "<f4")
        if form not in {"aac", "webm"}:
            return soundfile.read(io.BytesIO(audio))[0]
        source = folder / f"source.{form}"
        source.write_bytes(audio)
        command = [executable(), "-loglevel", "error", "-i", source, "-f", "s16le", "-ar", str(rate), "-"]
        return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<i2")

    return samples


@pytest.fixture(scope="session")
def check() -> Callable[[str, list[dict[str, object]], int, int], None]:
    return check_timestamps


def check_timestamps(text: str, timestamps: list[dict[str, object]], samples: int, rate: int = 24000) -> None:
    """The promises of an answer's timestamps: the whole text, the whole audio, no gap and no step back."""
    assert "".join(element["text"] for element in timestamps) == text
    assert timestamps[0]["text"] == timestamps[-1]["text"] == ""
    now = 0
    for element in timestamps:
        start, duration = element["start"] * rate, element["duration"] * rate
        assert abs(start - round(start)) < 1e-3, "a whole number of samples"
        assert round(start) == now, "starts where the last one ended"
        assert round(duration) >= 0
        now += round(duration)
    assert now == samples
