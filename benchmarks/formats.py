"""Hours of words into every subtitle format: seconds of one core, and memory.

    python benchmarks/formats.py                # 5, 10 and 20 hours
    python benchmarks/formats.py --hours 1

The words are those of a made-up book, 9,000 an hour, some of them emphasised; each row is a process of its own, which
makes the cues once and then writes each format. `of 5 h` shows whether it grows more than the length does.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path

from chunking.document import Kind
from render.samples import RATE, Samples, Span
from render.subtitles import words
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS
from render.timeline import TimedParagraph, TimedWord, Timeline

WORDS_AN_HOUR = 9_000
TEXT = (
    "Call me Ishmael. Some years ago, never mind how long precisely, having little or no money in my purse, and "
    "nothing particular to interest me on shore, I thought I would sail about a little and see the watery part of "
    "the world; it is a way I have of driving off the spleen, & regulating the circulation. “Whenever I find myself "
    "growing grim about the mouth,” he said, “I account it high time to get to sea as soon as I can.” "
)
WORD = RATE * 3600 // WORDS_AN_HOUR  # samples from one word to the next
PARAGRAPH = 90  # words


def timeline(hours: float) -> Timeline:
    texts = islice(cycle(TEXT.split()), int(hours * WORDS_AN_HOUR))
    paragraphs, at = [], 0
    while chunk := list(islice(texts, PARAGRAPH)):
        timed = []
        for number, text in enumerate(chunk):
            timed.append(TimedWord(text, Span(Samples(at), Samples(at + WORD * 9 // 10)), emphasised=number % 17 == 0))
            at += WORD
        span = Span(timed[0].span.start, timed[-1].span.end)
        paragraphs.append(TimedParagraph(Kind.TEXT, " ".join(chunk), span, tuple(timed)))
    return Timeline(tuple(paragraphs), Samples(at + RATE), "en")


def child(hours: float) -> None:
    """One measured run; prints CPU seconds of each step, bytes written, and this process's peak memory in MB."""
    source = words.write("A made-up book", timeline(hours))
    steps: dict[str, float] = {}
    begun = time.process_time()

    def done(step: str) -> None:
        nonlocal begun
        now = time.process_time()
        steps[step] = now - begun
        begun = now

    _, read = words.read(source)
    done("words.json")
    cues = cues_of(read)
    done("cues")
    size = 0
    for name, write in FORMATS.items():
        size += len(write(cues).encode("utf-8"))
        done(name)
    print(json.dumps({"steps": steps, "cues": len(cues), "bytes": size, "peak": peak_megabytes()}))


def peak_megabytes() -> float:
    """This process's own peak. `getrusage` would count what its parent had in memory when it was forked."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, nargs="+", default=[5, 10, 20])
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        child(wanted.child)
        return
    columns = ("words.json", "cues", *FORMATS)
    print(
        f"{'hours':>6} {'cues':>7} {'all, s':>7} {f'of {wanted.hours[0]:g} h':>8} {'peak MB':>8}  " + "  ".join(columns)
    )
    first = 0.0
    for hours in wanted.hours:
        command = [sys.executable, __file__, "--child", str(hours)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        total = sum(found["steps"].values())
        first = first or total
        steps = "  ".join(f"{found['steps'][name]:>{len(name)}.2f}" for name in columns)
        print(f"{hours:>6g} {found['cues']:>7,} {total:>7.1f} {total / first:>8.2f} {found['peak']:>8.0f}  {steps}")


if __name__ == "__main__":
    main()
