"""How close to the ideal are requests fanned out? A book against the local `tone` engine with a pretended latency.

    python benchmarks/fanout.py [--jobs 8] [--latency 0.5] [--latency-per-char 0.0005] [--characters 123000]

The ideal is the makespan of the very same requests, longest first, on as many slots as there are jobs, each taking
exactly its latency. Start-up of the server and reading of the book are not counted.
"""

import argparse
import asyncio
import heapq
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.narration import outlook
from flows.options import Options
from flows.reporter import Quiet
from flows.sources import opened
from flows.studio import Studio
from render.speech.client import SpeechClient
from render.speech.service import chosen

WORDS = (
    "the",
    "lamp",
    "over",
    "harbour",
    "turned",
    "slowly",
    "while",
    "rain",
    "came",
    "in",
    "from",
    "a",
    "grey",
    "sea",
)


def book(characters: int) -> str:
    """A Markdown book of about this many characters, always the same one."""
    dice, text = random.Random(7), ["# The Benchmark"]
    while sum(map(len, text)) < characters:
        if len(text) % 30 == 1:
            text.append(f"## Part {len(text) // 30 + 1}")
        sentences = (
            " ".join(dice.choices(WORDS, k=dice.randint(6, 18))).capitalize() for _ in range(dice.randint(3, 9))
        )
        text.append(". ".join(sentences) + ".")
    return "\n\n".join(text) + "\n"


def makespan(durations: list[float], slots: int) -> float:
    """Seconds until the last is done, the longest first."""
    ends = [0.0] * slots
    for duration in sorted(durations, reverse=True):
        heapq.heapreplace(ends, ends[0] + duration)
    return max(ends)


async def speak(url: str, folder: Path, jobs: int) -> tuple[float, list[int]]:
    """Wall seconds to speak the book in `folder`, and the length of each request."""
    run = opened([folder / "book.md"], folder / "out", Options(speech=url, store=folder / "store", jobs=jobs))
    job = outlook(run).jobs[0]
    async with SpeechClient(chosen(url, None), jobs=jobs) as client:
        await client.voices()
        studio = Studio(client, run.store, Quiet())
        begun = time.perf_counter()
        await asyncio.gather(*(studio.speak(job, chapter.plan) for chapter in job.work))
        return time.perf_counter() - begun, [len(chunk.text) for one in job.work for chunk in one.plan.chunks]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=8)
    parser.add_argument("--latency", type=float, default=0.5)
    parser.add_argument("--latency-per-char", type=float, default=0.0005)
    parser.add_argument("--characters", type=int, default=123_000)
    wanted = parser.parse_args()
    command = ["--engine", "tone", "--latency", wanted.latency, "--latency-per-char", wanted.latency_per_char]
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "render.server", "--until-stdin-closes", *map(str, command)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with tempfile.TemporaryDirectory() as name, server:
        assert server.stdin and server.stdout
        folder, url = Path(name), json.loads(server.stdout.readline())["url"]
        (folder / "book.md").write_text(book(wanted.characters), "utf-8")
        wall, lengths = asyncio.run(speak(url, folder, wanted.jobs))
        server.stdin.close()
    durations = [wanted.latency + wanted.latency_per_char * length for length in lengths]
    ideal = makespan(durations, wanted.jobs)
    print(f"{'requests':>10} {'characters':>11} {'one by one s':>13} {'ideal s':>9} {'wall s':>9} {'wall ÷ ideal':>13}")
    print(f"{len(lengths):>10} {sum(lengths):>11,} {sum(durations):>13.2f} {ideal:>9.2f}", end=" ")
    print(f"{wall:>9.2f} {wall / ideal:>13.3f}")


if __name__ == "__main__":
    main()
