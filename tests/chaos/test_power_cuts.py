"""The power fails at any step: no take that was accepted is lost, no take that is torn is accepted."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from cut_disk import CutDisk, written_out

from render.samples import Samples, Span
from render.speech.alignment import Heard
from render.speech.clips import Clip, Take
from render.speech.store import Store
from render.speech.store.folder import FolderShelf

SEED = 20_261_122
KEYS = [letter * 64 for letter in "abcd"]


def span(start: int, end: int) -> Span:
    return Span(Samples(start), Samples(end))


def clip_of(seed: int, keys: list[str]) -> Clip:
    """A short clip of noise, with a take of 60 samples for each key."""
    pcm = np.random.default_rng(seed).integers(-30_000, 30_000, 60 * len(keys), dtype="<i2").tobytes()
    takes = (Take(key, span(60 * at, 60 * at + 59), (Heard(0, 3, span(1, 9)),)) for at, key in enumerate(keys))
    return Clip(pcm, tuple(takes), f"req_{seed}", 40)


def heard(store: Store, key: str) -> bytes | None:
    """The take's audio, where it is found and is what was kept; what a run does that makes files of it."""
    kept = store.find_sound(key)
    if kept is None:
        return None
    with store.reader() as clips:
        return clips.pcm(kept)


def sound_of(clip: Clip) -> dict[str, bytes]:
    return {take.key: clip.pcm[2 * take.span.start : 2 * take.span.end] for take in clip.takes}


@dataclass
class Bench:
    """A store on a disk whose power is cut after every step, and what has been promised so far."""

    folder: Path
    accepted: dict[str, set[bytes]] = field(default_factory=dict)  # of which one must be there
    known: dict[str, set[bytes]] = field(default_factory=dict)  # of which any may be there
    again: Clip | None = None  # is kept after each cut
    seen: set[int] = field(default_factory=set)
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def __post_init__(self) -> None:
        (self.folder / "disk").mkdir()
        self.disk = CutDisk(self.folder / "disk", self.check)
        self.store = Store(FolderShelf(self.folder / "disk" / "store", self.disk))

    def keep(self, clip: Clip, *, replacing: bool = False) -> None:
        for key, audio in sound_of(clip).items():
            self.known.setdefault(key, set()).add(audio)
            if replacing and key in self.accepted:
                self.accepted[key].add(audio)
        self.again = clip
        self.store.keep(clip, replacing=replacing)
        for key, audio in sound_of(clip).items():
            if replacing:
                self.accepted[key] = {audio}
            else:
                self.accepted.setdefault(key, {audio})
        self.check(self.disk)

    def check(self, disk: CutDisk) -> None:
        for happened, torn in disk.states(self.chance):
            state = disk.state_of(happened, torn)
            promised = frozenset((key, frozenset(audio)) for key, audio in self.accepted.items())
            fingerprint = hash((frozenset(state.items()), promised))
            if fingerprint not in self.seen:
                self.seen.add(fingerprint)
                self._check(written_out(state, self.folder))

    def _check(self, root: Path) -> None:
        store = Store(root / "store")
        for key in KEYS:
            found = heard(store, key)
            assert found is None or found in self.known.get(key, set()), "a take was used that is not what was kept"
            assert key not in self.accepted or found in self.accepted[key], "an accepted take is lost"
        self._goes_on(root)
        shutil.rmtree(root)

    def _goes_on(self, root: Path) -> None:
        """The next run keeps what this one could not."""
        if self.again is None:
            return
        Store(root / "store").keep(self.again)
        assert all(heard(Store(root / "store"), take.key) in self.known[take.key] for take in self.again.takes)


@pytest.fixture
def bench() -> Iterator[Bench]:
    """In memory, where there is some: thousands of small folders are made."""
    memory = Path("/dev/shm")
    parent = memory if memory.is_dir() else None
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        yield Bench(Path(folder))


STORIES: dict[str, Callable[[Bench], object]] = {
    "the first clip": lambda bench: bench.keep(clip_of(1, KEYS[:3])),
    "two clips": lambda bench: [bench.keep(clip_of(1, KEYS[:2])), bench.keep(clip_of(2, KEYS[2:]))],
    "a second clip with a take of the first": lambda bench: [
        bench.keep(clip_of(1, KEYS[:2])),
        bench.keep(clip_of(2, KEYS[1:3])),
    ],
    "a take that replaces another": lambda bench: [
        bench.keep(clip_of(1, KEYS[:2])),
        bench.keep(clip_of(2, KEYS[:1]), replacing=True),
    ],
    "the same clip twice": lambda bench: [bench.keep(clip_of(1, KEYS[:2])), bench.keep(clip_of(1, KEYS[:2]))],
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_after_a_power_cut_at_any_step_no_accepted_take_is_lost_and_no_torn_one_accepted(
    bench: Bench, story: Callable[[Bench], object]
) -> None:
    story(bench)
    assert len(bench.seen) > 100, "too few states to tell anything"
    print(f"{len(bench.seen):,} states of the disk")


def test_a_store_that_did_not_sync_would_be_found_out(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CutDisk, "sync", lambda self, path: None)
    with pytest.raises(AssertionError, match="an accepted take is lost"):
        bench.keep(clip_of(1, KEYS[:1]))


def test_a_store_that_synced_only_files_would_be_found_out(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = CutDisk.sync
    monkeypatch.setattr(CutDisk, "sync", lambda self, path: whole(self, path) if path.is_file() else None)
    with pytest.raises(AssertionError, match="an accepted take is lost"):
        bench.keep(clip_of(1, KEYS[:1]))


def test_after_a_power_cut_while_old_entries_are_moved_every_take_is_found(bench: Bench) -> None:
    """They stood in 256 folders once; opening the store moves them into one."""
    bench.keep(clip_of(1, KEYS[:2]))
    takes, disk = bench.folder / "disk" / "store" / "takes", bench.disk
    for entry in [*takes.iterdir()]:
        disk.make_folder(takes / entry.name[:2])
        disk.link(entry, takes / entry.name[:2] / entry.name)
    for shard in [path for path in takes.iterdir() if path.is_dir()]:
        disk.sync(shard)
    disk.sync(takes)
    for key in KEYS[:2]:
        disk.unlink(takes / key)
    disk.sync(takes)
    states = len(bench.seen)
    Store(FolderShelf(bench.folder / "disk" / "store", disk))
    assert len(bench.seen) > states
    assert sorted(path.name for path in takes.iterdir() if path.is_file()) == KEYS[:2]


def test_after_a_power_cut_while_a_damaged_clip_makes_way_nothing_else_is_lost(bench: Bench) -> None:
    bench.keep(clip_of(1, KEYS[:2]))
    bench.keep(clip_of(2, KEYS[2:]))
    clip = bench.store.entered(KEYS[0])
    for key in KEYS[:2]:
        del bench.accepted[key]
    (path,) = (bench.folder / "disk" / "store" / "clips" / clip[:2] / clip).glob("*.flac")
    flipped = bytes(byte ^ 1 for byte in path.read_bytes())
    bench.disk.unlink(path)
    bench.disk.write(path, flipped)
    bench.disk.sync(path)
    bench.disk.sync(path.parent)
    store = Store(FolderShelf(bench.folder / "disk" / "store", bench.disk))
    assert heard(store, KEYS[0]) is None
    bench.store = store
    bench.keep(clip_of(3, KEYS[:2]))
    assert heard(store, KEYS[0]) == sound_of(clip_of(3, KEYS[:2]))[KEYS[0]]
