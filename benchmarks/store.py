"""What the store costs: keeping a clip of 20 takes, and finding 5,000 takes as `plan` does and as `narrate` does."""

import os
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from render.samples import RATE, Samples, Span
from render.speech.alignment import Heard
from render.speech.clips import Clip, Take
from render.speech.delivery import digest
from render.speech.store import Store
from render.speech.store.description import clip_id, files_of

TAKES = 20  # in a clip
CLIPS = 250
SECONDS = 300  # of a clip: 5,000 characters
WORDS = 40  # in a take


def clip_of(number: int, seconds: int = SECONDS) -> Clip:
    """Hiss and hum, about as hard to pack as speech."""
    chance = np.random.default_rng(number)
    hum = 6000 * np.sin(np.arange(seconds * RATE) / 40) + chance.normal(0, 40, seconds * RATE)
    length = seconds * RATE // TAKES
    step = length // WORDS
    words = tuple(Heard(6 * at, 6 * at + 5, span(step * at, step * at + step - 1)) for at in range(WORDS))
    takes = (Take(digest([number, at]), span(length * at, length * (at + 1) - 1), words) for at in range(TAKES))
    return Clip(hum.astype("<i2").tobytes(), tuple(takes), f"req_{number}", 5000)


def span(start: int, end: int) -> Span:
    return Span(Samples(start), Samples(end))


def milliseconds(begun: float) -> float:
    return 1000 * (time.perf_counter() - begun)


def kept_clips(store: Store) -> tuple[list[float], list[float]]:
    """Milliseconds to encode each clip, and to have it lie safely on the disk with its takes."""
    encoding, writing = [], []
    for number in range(CLIPS):
        clip = clip_of(number, SECONDS if number < 10 else 10)
        begun = time.perf_counter()
        name, files = clip_id(clip.pcm, clip.takes), files_of(clip)
        encoding.append(milliseconds(begun))
        begun = time.perf_counter()
        store.adopt(name, files, [take.key for take in clip.takes])
        writing.append(milliseconds(begun))
    return encoding[:10], writing


def found(root: Path, *, heard: bool) -> float:
    """Seconds to find every take in a new process's store."""
    begun = time.perf_counter()
    store = Store(root)
    find = store.find_sound if heard else store.find
    assert all(find(digest([number, at])) for number in range(CLIPS) for at in range(TAKES))
    return milliseconds(begun) / 1000


def main() -> None:
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER", ".")) as folder:
        root = Path(folder) / "store"
        encoding, writing = kept_clips(Store(root))
        print(f"keep: {median(encoding):.0f} ms to encode 5 min of audio")
        print(f"keep: {median(writing):.1f} ms to write it with {TAKES} takes, synced (longest {max(writing):.0f} ms)")
        print(f"plan: {found(root, heard=False):.2f} s to find {CLIPS * TAKES:,} takes")
        print(f"narrate: {found(root, heard=True):.2f} s to find them and hash all audio")


if __name__ == "__main__":
    main()
