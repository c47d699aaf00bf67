"""What an output in a bucket costs: requests to the bucket, and the run's processor time, beside one in a folder.

    python benchmarks/outputs.py [--posts 1000]

Short posts, spoken by the `tone` engine; the S3 server is moto's, in this process; the store lies in a folder. The runs
are: the first one, one without changes, one after an edit, and one on another machine, which knows nothing.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
READCAST = str(Path(sys.executable).with_name("readcast"))
KINDS = ("LIST", "HEAD", "GET", "PUT", "DELETE")


def spent(words: list[str], cache: Path) -> tuple[float, int]:
    """Processor seconds of a run and of the processes that it starts, and the requests that it sent for speech."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    ended = subprocess.run([READCAST, *words, "--json"], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, int(json.loads(ended.stdout)["requests"])


def main() -> None:
    from object_store import object_store  # type: ignore[import-not-found]  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    posts = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as name, object_store() as s3:
        folder = Path(name)
        (folder / "posts").mkdir()
        for n in range(posts):
            (folder / "posts" / f"ferry-{n}.md").write_text(f"# Post {n}\n\nThe ferry of day {n} leaves.\n", "utf-8")
        url = s3.url()
        print(f"{posts} posts")
        print(
            f"{'run':16} {'speech':>7} " + " ".join(f"{kind:>7}" for kind in KINDS) + f" {'CPU s':>8} {'÷ folder':>9}"
        )
        for run, machine in (("first", "one"), ("unchanged", "one"), ("an edit", "one"), ("other machine", "two")):
            if run == "an edit":
                (folder / "posts" / "ferry-7.md").write_text("# Post 7\n\nThe ferry of day 7 has left.\n", "utf-8")
            words = ["narrate", str(folder / "posts"), "--speech", "local:tone", "--store"]
            plain, _ = spent([*words, str(folder / "store"), "-o", str(folder / machine)], folder / machine / "cache")
            with s3.heard() as asked:
                seconds, requests = spent([*words, str(folder / "other"), "-o", url], folder / f"bucket {machine}")
            found = Counter(one.split()[0] for one in asked)
            counts = " ".join(f"{found[kind]:>7,}" for kind in KINDS)
            print(f"{run:16} {requests:>7,} {counts} {seconds:>8.1f} {seconds / plain:>9.2f}", flush=True)


if __name__ == "__main__":
    main()
