"""How fast is the local speech server, and how much memory does it take? Everything over loopback, with espeak-ng.

    python benchmarks/speech_server.py [--requests 64] [--characters 5000]

First byte: of `/v1/ai/speech/bytes` for a text of that length, one request at a time, the best and the worst of ten.
Load: that many detailed requests at once, each with another text; every answer is checked to hold all of its text.
Memory: the highest resident set of the server and of the process that forks, by the kernel's count (VmHWM).
"""

import argparse
import asyncio
import base64
import json
import random
import subprocess
import sys
import time
from pathlib import Path

import httpx
from fanout import WORDS

RATE, WIDTH = 24_000, 2


def text_of(characters: int, seed: int) -> str:
    """Sentences of plain words, exactly so many characters."""
    dice, sentences = random.Random(seed), ""
    while len(sentences) < characters:
        sentences += " ".join(dice.choices(WORDS, k=dice.randint(5, 15))).capitalize() + ". "
    return sentences[: characters - 1] + "."


def first_byte(client: httpx.Client, text: str, form: str) -> tuple[float, float]:
    """Milliseconds to the first byte, and seconds to the last."""
    begun = time.perf_counter()
    body = {"text": text, "voice": "leah", "format": form}
    with client.stream("POST", "/v1/ai/speech/bytes", json=body) as answer:
        pieces = answer.iter_raw()
        next(pieces)
        first = time.perf_counter()
        for _ in pieces:
            pass
    return 1000 * (first - begun), time.perf_counter() - begun


async def load(url: str, texts: list[str]) -> tuple[float, float]:
    """Wall seconds for all texts at once, and the seconds of speech that came. Raises where an answer is not whole."""
    async with httpx.AsyncClient(base_url=url, timeout=600, trust_env=False, limits=httpx.Limits()) as client:
        reading = asyncio.Semaphore(4)  # answers in this process's memory at once; all requests are under way

        async def one(text: str) -> float:
            body = {"text": text, "voice": "leah", "format": "pcm_s16le", "return_timestamps": True}
            async with client.stream("POST", "/v1/ai/speech", json=body) as answer, reading:
                found = json.loads(await answer.aread())
            assert "".join(stamp["text"] for stamp in found["timestamps"]) == text
            return len(base64.b64decode(found["audio"])) / WIDTH / RATE

        begun = time.perf_counter()
        seconds = await asyncio.gather(*map(one, texts))
        return time.perf_counter() - begun, sum(seconds)


def highest(pid: int) -> int:
    """Megabytes, of one process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=64)
    parser.add_argument("--characters", type=int, default=5000)
    wanted = parser.parse_args()
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "render.server", "--until-stdin-closes"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with server:
        assert server.stdin and server.stdout
        url = json.loads(server.stdout.readline())["url"]
        text = text_of(wanted.characters, 0)
        print(f"{'format':<10} {'first byte ms, best':>20} {'worst of ten':>13} {'whole s':>8}")
        with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
            for form in ("pcm_s16le", "pcm_f32le", "ulaw", "mp3", "webm"):
                times = [first_byte(client, text, form) for _ in range(10)]
                firsts = [first for first, _ in times]
                print(f"{form:<10} {min(firsts):>20.0f} {max(firsts):>13.0f} {min(whole for _, whole in times):>8.2f}")
        texts = [text_of(wanted.characters, seed) for seed in range(wanted.requests)]
        wall, seconds = asyncio.run(load(url, texts))
        forker = int(Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()[0])
        names = ("requests at once", "wall s", "speech s", "wall ÷ speech", "server MB", "forker MB")
        print("\n" + "  ".join(names))
        memory = f"{highest(server.pid):>9}  {highest(forker):>9}"
        print(f"{len(texts):>16}  {wall:>6.2f}  {seconds:>8.0f}  {wall / seconds:>13.5f}  {memory}")
        server.stdin.close()


if __name__ == "__main__":
    main()
