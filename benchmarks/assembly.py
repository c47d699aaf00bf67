"""How much does assembling a chapter add to encoding it? And does its memory grow with its length?

    python benchmarks/assembly.py [--hours 1 10] [--rounds 3]

For each length: takes from the store → MP3, subtitles and words file, against ffmpeg encoding a file with the very
same PCM with the very same options. Each in a process of its own, in turn; medians of wall seconds.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ffmpeg
import numpy as np

from chunking.document import Kind, Paragraph, Segment
from chunking.places import Lines, SourceText
from chunking.words import sounded_spans
from render.audio.ffmpeg import executable
from render.audio.joining import pcm_of
from render.audio.mp3 import MP3, Tags
from render.packages import Tracks, write_chapter
from render.pauses import Pauses
from render.samples import RATE, Samples, Span, to_seconds
from render.score import Score, compose
from render.speech.alignment import Heard
from render.speech.clips import Clip, Take
from render.speech.store import Store
from render.subtitles.limits import CueLimits

TAGS = Tags("Benchmark", "Nobody", "Assembly", 1, 1)
CLIP_SECONDS, TAKE_SECONDS = 300, 20
SPOKEN = "The lamp over the harbour turned slowly while the rain came in from a grey sea. " * 4


def clip(number: int) -> Clip:
    """Five minutes that sound a little like speech: noise in syllables."""
    dice = np.random.default_rng(number)
    length = CLIP_SECONDS * RATE
    syllables = 0.55 + 0.45 * np.sin(np.arange(length) * (2 * np.pi * 4 / RATE))
    noise = np.convolve(dice.normal(size=length), np.ones(8) / 8, mode="same")
    pcm = (np.clip(noise * syllables * 0.25, -1, 1) * 32767).astype("<i2").tobytes()
    return Clip(pcm, tuple(take(number, index) for index in range(CLIP_SECONDS // TAKE_SECONDS)), f"req_{number}", 5000)


def take(number: int, index: int) -> Take:
    start, length = index * TAKE_SECONDS * RATE, TAKE_SECONDS * RATE
    spans = sounded_spans(SPOKEN)
    step = length // len(spans)
    words = (
        Heard(a, b, Span(Samples(start + n * step), Samples(start + (n + 1) * step))) for n, (a, b) in enumerate(spans)
    )
    return Take(f"{number:032x}{index:032x}", Span(Samples(start), Samples(start + length)), tuple(words))


def score_of(store: Store, hours: float) -> Score:
    """A chapter of this many hours, out of the twelve clips of an hour."""
    keys = [one.key for number in range(12) for one in clip_takes(number)]
    count = int(hours * 3600 / (TAKE_SECONDS + 0.65))
    takes = [found for n in range(count) if (found := store.find(keys[n % len(keys)]))]
    paragraph = Paragraph(Kind.TEXT, (Segment(SPOKEN, SPOKEN),), Lines(1, 1))
    return compose([paragraph] * count, takes, Pauses(), SourceText.of(""))


def clip_takes(number: int) -> list[Take]:
    return [take(number, index) for index in range(CLIP_SECONDS // TAKE_SECONDS)]


def child(work: str, hours: float, folder: Path) -> None:
    """One measured piece of work; prints its seconds and this process's peak memory."""
    store = Store(folder / "store")
    if work == "ours":
        score = score_of(store, hours)
        begun = time.perf_counter()
        write_chapter(folder / "chapter", score, store, TAGS, Tracks(("srt", "vtt"), CueLimits()))
    else:
        source = ffmpeg.input(str(folder / "chapter.pcm"), f="s16le", ar=RATE, ac=1)
        begun = time.perf_counter()
        source.output(str(folder / "alone.mp3"), **MP3).run(cmd=executable(), quiet=True, overwrite_output=True)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "peak": peak_megabytes()}))


def peak_megabytes() -> float:
    """This process's own peak. `getrusage` would count what its parent had in memory when it was forked."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def measured(work: str, hours: float, folder: Path) -> dict[str, float]:
    command = [sys.executable, __file__, "--child", work, "--hours", str(hours), "--folder", str(folder)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def compare(hours: float, rounds: int, folder: Path) -> None:
    store = Store(folder / "store")
    score = score_of(store, hours)
    with (folder / "chapter.pcm").open("wb") as file, store.reader() as clips:
        file.writelines(pcm_of(score, clips))
    runs = [(measured("ffmpeg", hours, folder), measured("ours", hours, folder)) for _ in range(rounds)]
    alone, ours = (statistics.median(one[side]["seconds"] for one in runs) for side in (0, 1))
    peak = max(one[1]["peak"] for one in runs)
    audio = to_seconds(score.timeline.length)
    ratio = statistics.median(a["seconds"] / b["seconds"] for a, b in runs)
    print(f"{hours:>6g} {audio / alone:>16.0f} {audio / ours:>16.0f} {ratio:>14.2f} {peak:>12.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, nargs="+", default=[1, 10])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        child(wanted.child, wanted.hours[0], wanted.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        store = Store(Path(name) / "store")
        for number in range(12):
            store.keep(clip(number))
        print(f"{'hours':>6} {'ffmpeg × real':>16} {'readcast × real':>16} {'speed ÷ ffmpeg':>14} {'peak MB':>12}")
        for hours in wanted.hours:
            compare(hours, wanted.rounds if hours < 5 else 1, Path(name))


if __name__ == "__main__":
    main()
