"""A million documents and a hundred workers, reckoned from what single parts cost here.

    python benchmarks/scale.py [DOCUMENTS]

Measures, on a made-up collection of DOCUMENTS (20,000), what the run that hands out batches does for every document,
and reckons from that, and from costs measured elsewhere (named in the table), what a million documents need.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from chunking.policy import Policy
from chunking.sites import Post, Wanted, site_in
from flows.identity import housed
from flows.narration import outlook
from flows.options import Options
from flows.outputs import FolderOutput
from flows.report import Outlook
from flows.sources import opened
from flows.unchanged import Note
from manifests.files import load, save
from manifests.model import Collection, DocumentRecord

MILLION, WORKERS, BATCH = 1_000_000, 100, 20
PLANNED = 400  # documents that are really read
CHARACTERS = 5_000  # of a document: a post of 800 words
DAY = datetime(2026, 3, 5, tzinfo=UTC)


def record(number: int) -> DocumentRecord:
    return DocumentRecord(
        folder=f"2026-03-05-a-post-of-some-length-{number}",
        source=f"content/posts/{number // 500:04}/a-post-of-some-length-{number}.md",
        title=f"A post of some length, number {number}",
        state="made",
        content_sha256=f"{number:064x}",
        permalink=f"/2026/03/05/a-post-of-some-length-{number}/",
        date=DAY,
        authors=("Ada Byron",),
    )


def measured(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU, and MB by which the process has grown."""
    before, begun = memory(), time.process_time()
    what()
    return time.process_time() - begun, memory() - before


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measurements(folder: Path, documents: int) -> dict[str, tuple[float, float, float]]:
    """Seconds, MB of memory and bytes on disk, all for one document, by the work."""
    out, home = folder / "out", folder / "site"
    collection = Collection(made_by="readcast", documents=tuple(record(number) for number in range(documents)))
    found: dict[str, tuple[float, float, float]] = {}
    found["collection manifest: written"] = (*measured(lambda: save(out, collection)), size(out / "manifest.json"))
    found["collection manifest: read"] = (*measured(lambda: load(out)), 0.0)
    posts = [
        Post(one.source, home / one.source, one.permalink, one.date, one.authors, "") for one in collection.documents
    ]
    place = FolderOutput(out)
    found["folders given to documents"] = (
        *measured(lambda: housed(posts, frozenset(), collection, place, Policy())),
        0.0,
    )
    for number in range(documents):
        path = home / posts[number].name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Post {number}\ndate: 2026-03-05\nauthor: Ada\n---\n\nLine.\n", "utf-8")
    found["front matter read, address found"] = (*measured(lambda: site_in(home, Wanted(DAY))), 0.0)
    notes = {one.folder: Note(f"{number:064x}", f"{number:064x}") for number, one in enumerate(collection.documents)}
    found["notes of what is unchanged"] = (
        *measured(lambda: msgspec.json.decode(msgspec.json.encode(notes), type=dict[str, Note])),
        float(len(msgspec.json.encode(notes))),
    )
    return {
        name: (seconds / documents, grown / documents, disk / documents)
        for name, (seconds, grown, disk) in found.items()
    }


def planned(folder: Path, documents: int) -> tuple[float, float, float]:
    """The same for documents that a run reads and plans, which it keeps in memory until it ends."""
    for number in range(documents):
        lines = "\n\n".join(f"Line {line} of post {number} says nothing, but at its own length." for line in range(90))
        path = folder / "posts" / f"{number}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# Post {number}\n\n{lines}\n", "utf-8")
    options = Options(speech="local:tone", store=str(folder / "store"))
    run = opened([folder / "posts"], folder / "posts-out", options)
    kept: list[Outlook] = []
    seconds, grown = measured(lambda: kept.append(outlook(run)))
    return seconds / documents, grown / documents, 0.0


def size(path: Path) -> float:
    return float(path.stat().st_size)


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        found = {"documents read and planned": planned(Path(name), PLANNED)} | measurements(Path(name), documents)
    print(f"The run that hands out the batches, measured on {documents:,} documents:\n")
    print(f"{'for each document':36} {'CPU':>10} {'memory':>10} {'disk':>10}   {'a million':>24}")
    for work, (seconds, grown, disk) in found.items():
        total = f"{seconds * MILLION:,.0f} s, {grown * MILLION:,.0f} MB"
        print(f"{work:36} {seconds * 1e6:7.0f} µs {grown * 1024:7.2f} kB {disk:8.0f} B   {total:>24}")
    print(f"\nReckoned for a million documents of {CHARACTERS:,} characters, {WORKERS} workers, batches of {BATCH}:\n")
    for what, amount in reckoned().items():
        print(f"{what:66} {amount}")


def reckoned() -> dict[str, str]:
    """From costs that other benchmarks and tests measured; CPU is that of one core here."""
    batches, audio = MILLION / BATCH, MILLION * CHARACTERS / 14  # seconds; 14 characters a second
    return {
        "unchanged documents recognised (cached.py: 1.0 ms each)": f"{MILLION * 0.001 / 60:,.0f} min, one process",
        "a list of the bucket (1,000 of 6 objects each, 50 ms)": f"{MILLION * 6 / 1000 * 0.05 / 60:,.0f} min",
        "that list in memory (about 0.5 kB an object)": f"{MILLION * 6 * 0.5 / 1e6:,.1f} GB",
        "flow runs begun by workers (about 9 s of CPU each)": f"{batches * 9 / WORKERS / 3600:,.1f} h each",
        "Prefect's server, flow runs (about 0.3 s of CPU each)": f"{batches * 0.3 / 3600:,.1f} h",
        "Prefect's server, task runs (2 a document, 8 ms each)": f"{MILLION * 2 * 0.008 / 3600:,.1f} h",
        "audio": f"{audio / 3600:,.0f} h",
        "MP3s encoded (180 times as fast as they play, one core)": f"{audio / 180 / WORKERS / 3600:,.1f} h each",
        "kept in the store (FLAC, about 60 MB an hour)": f"{audio / 3600 * 0.06 / 1000:,.1f} TB",
        "requests, at 1.6 s each and 100 at once": f"{MILLION * 1.2 * 1.6 / 100 / 3600:,.1f} h",
    }


if __name__ == "__main__":
    main()
