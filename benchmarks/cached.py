"""How long a run takes that finds everything done: a repository of 1000 documents, as from a cron job every night.

    python benchmarks/cached.py [DOCUMENTS]

Beside it, in the same minute: the time to read and hash the same sources and manifests and to look at every file that
they name, which is the least that a run can do; the same run over a single document, which is what the start of the
program costs; and a run without the notes of the run before, which reads every document. The first narration, with
tones for a voice, takes minutes; it is not measured.
"""

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

READCAST = str(Path(sys.executable).with_name("readcast"))
TIMES = 3


def repository(folder: Path, documents: int) -> None:
    """Posts of some hundred words, fifty to a folder, no two alike."""
    for number in range(documents):
        path = folder / f"{number // 50:02}" / f"post-{number:04}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        said = "\n\n".join(f"Line {line} of post {number}, as short as can be." for line in range(3))
        path.write_text(f"---\ntitle: Post {number}\n---\n\n{said}\n", "utf-8")


def narrate(folder: Path) -> int:
    """Runs the command; returns the requests that it sent."""
    words = ["narrate", folder / "repo", "-o", folder / "out", "--store", folder / "store", "--speech", "local:tone"]
    command = [READCAST, *map(str, words), "--untracked", "--json"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    ended = subprocess.run(command, env=environment, check=True, capture_output=True)
    return int(json.loads(ended.stdout)["requests"])


def narrate_without_notes(folder: Path) -> int:
    shutil.rmtree(folder / "cache")
    return narrate(folder)


def read_and_hash(folder: Path) -> None:
    """Every source and manifest is read and hashed, every other file looked at."""
    for path in [*(folder / "repo").rglob("*.md"), *(folder / "out").rglob("*")]:
        if path.suffix == ".md" or path.name == "manifest.json":
            hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            path.stat()


def measured(what: Callable[[], object]) -> tuple[float, float]:
    """The least seconds of some times, by the wall clock and of the processor."""
    found = []
    for _ in range(TIMES):
        begun, used = time.perf_counter(), _used()
        what()
        found.append((time.perf_counter() - begun, _used() - used))
    return min(wall for wall, _ in found), min(cpu for _, cpu in found)


def _used() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in spent)


def main() -> None:
    """Prints the table."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as place:
        folder, single = Path(place) / "all", Path(place) / "single"
        for one, number in ((folder, documents), (single, 1)):
            repository(one / "repo", number)
            narrate(one)
        assert narrate(folder) == 0, "the second run asked for something"
        rows = {
            "read and hash the same files": measured(lambda: read_and_hash(folder)),
            "all is done": measured(lambda: narrate(folder)),
            "all is done, of one document": measured(lambda: narrate(single)),
            "all is done, without notes": measured(lambda: narrate_without_notes(folder)),
        }
    print(f"{documents} documents, nothing to do: 0 requests\n")
    print(f"{'':32}{'wall':>9}{'processor':>12}{'ratio':>8}")
    least = rows["read and hash the same files"][1]
    for name, (wall, cpu) in rows.items():
        print(f"{name:32}{wall:8.2f}s{cpu:11.2f}s{cpu / least:8.1f}")


if __name__ == "__main__":
    main()
