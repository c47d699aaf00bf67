"""Runs the real command to its end, and watches the memory of every process that it starts."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

READCAST = [str(Path(sys.executable).with_name("readcast"))]
MEGABYTE = 1024


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*READCAST, *map(str, words)], capture_output=True, text=True, check=False)


def result(*words: object) -> dict[str, object]:
    done = run(*words, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def watched(*words: object) -> tuple[dict[str, object], dict[str, int]]:
    """The result of a run, and the peak memory in MB of each kind of process that it started."""
    peaks: dict[str, int] = {}
    with subprocess.Popen([*READCAST, *map(str, words), "--json"], stdout=subprocess.PIPE) as process:
        while process.poll() is None:
            for pid in family(process.pid):
                note_peak(pid, peaks)
            time.sleep(0.05)
        assert process.stdout and process.returncode == 0
        return json.loads(process.stdout.read()), peaks


def family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from family(int(child))


def note_peak(pid: int, peaks: dict[str, int]) -> None:
    try:
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        kilobytes = int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])  # type: ignore[index]
    except (OSError, TypeError):
        return  # it has just ended
    name = " ".join(Path(word).name for word in words[:4] if word) or "ending"
    peaks[name] = max(peaks.get(name, 0), kilobytes // MEGABYTE)
