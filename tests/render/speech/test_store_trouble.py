"""Many at once, full disks, read-only folders, disks that vanish, bits that flip: nothing is lost, nothing is wrong."""

import errno
import hashlib
import json
import multiprocessing
import random
import shutil
import subprocess
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from clips_made import clip_of, heard, key, sound_of

from chunking.errors import StoreFailed
from render.speech.clips import Clip
from render.speech.store import Store, description
from render.speech.store.disk import Disk
from render.speech.store.folder import FolderShelf
from render.speech.store.keeping import failures
from render.speech.store.upkeep import contents, problems

KEYS = 300


def _race(root: Path, start: Barrier, seed: int) -> None:
    """Keeps a clip for each of the keys, in an order of its own, some of them with another process's words."""
    store, chance = Store(root), random.Random(seed)
    numbers = list(range(KEYS))
    chance.shuffle(numbers)
    start.wait(30)
    for number in numbers:
        store.keep(clip_of(seed * KEYS + number, key(number), key(number + 1)))
        assert heard(store, key(number)) is not None


def test_two_processes_that_race_for_the_same_keys_agree_on_each_and_lose_none(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    writers = [context.Process(target=_race, args=(tmp_path, start, seed)) for seed in (1, 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    store = Store(tmp_path)
    assert all(heard(store, key(number)) for number in range(KEYS + 1))
    assert list(problems(store)) == []
    assert contents(store).clips == 2 * KEYS
    assert (contents(store).damaged, list(store.shelf.files("tmp")), list(store.shelf.files("pending"))) == (0, [], [])


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB, where this process may mount one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_fills_up_is_one_error_and_the_next_run_goes_on(tiny_disk: Path) -> None:
    kept: list[Clip] = []
    with pytest.raises(StoreFailed, match=r"No space left.*--store; what was kept before is safe"):
        for number in range(1000):
            clip = clip_of(number, *(key(20 * number + at) for at in range(20)))
            Store(tiny_disk / "store").keep(clip)
            kept.append(clip)
    assert kept
    subprocess.run(["mount", "-o", "remount,size=1m", tiny_disk], check=True)
    Store(tiny_disk / "store").keep(clip)
    store = Store(tiny_disk / "store")
    assert all(heard(store, take.key) == sound_of(one, take.key) for one in [*kept, clip] for take in one.takes)
    assert list(problems(store)) == []


def test_a_read_only_disk_serves_what_is_there_and_is_one_error_for_what_is_not(tiny_disk: Path) -> None:
    Store(tiny_disk / "store").keep(clip_of(1, key(1)))
    subprocess.run(["mount", "-o", "remount,ro", tiny_disk], check=True)
    store = Store(tiny_disk / "store")
    assert heard(store, key(1)) == sound_of(clip_of(1, key(1)), key(1))
    store.register("/out", [], ended=True, will_keep=False)
    with pytest.raises(StoreFailed, match=r"Read-only file system.*--store"):
        store.register("/out", [], ended=False, will_keep=True)
    with pytest.raises(StoreFailed, match=r"Read-only file system.*--store"):
        store.keep(clip_of(2, key(2)))


def test_a_folder_that_vanished_is_an_error_and_no_reason_to_ask_for_everything_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "disk" / "store")
    store.keep(clip_of(1, key(1)))
    (tmp_path / "disk").rename(tmp_path / "away")
    with pytest.raises(StoreFailed, match="the folder is gone"):
        store.find(key(1))
    with pytest.raises(StoreFailed, match="--store"):
        store.keep(clip_of(2, key(2)))
    assert not (tmp_path / "disk").exists(), "no second store is begun where a disk belongs"
    (tmp_path / "away").rename(tmp_path / "disk")
    store.keep(clip_of(2, key(2)))
    assert heard(Store(tmp_path / "disk" / "store"), key(1)) == sound_of(clip_of(1, key(1)), key(1))


def test_a_disk_that_cannot_be_read_is_an_error_and_no_reason_to_pay_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).keep(clip_of(1, key(1)))
    store = Store(tmp_path)

    def fails(_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(StoreFailed, match=r"cannot be read: Input/output error.*--store"):
        store.find(key(1))


@pytest.mark.parametrize("name", ["audio.flac", "clip.json"])
def test_no_flipped_bit_is_ever_heard(tmp_path: Path, name: str) -> None:
    clip = clip_of(1, key(1))
    Store(tmp_path).keep(clip)
    (path,) = tmp_path.rglob(name)
    whole, chance = path.read_bytes(), random.Random(7)
    for _ in range(60):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        assert heard(Store(tmp_path), key(1)) is None
        assert not path.exists(), "it is put aside"
        assert Store(tmp_path).is_damaged(key(1))
        Store(tmp_path).keep(clip)
        assert heard(Store(tmp_path), key(1)) == sound_of(clip, key(1))
    assert contents(Store(tmp_path)).damaged == 60


def test_audio_is_hashed_when_it_is_heard_and_once_in_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path).keep(clip_of(1, key(1), key(2)))
    opened: list[str] = []
    whole = FolderShelf.open
    monkeypatch.setattr(FolderShelf, "open", lambda self, name: opened.append(name) or whole(self, name))
    store = Store(tmp_path)
    assert store.find(key(1)) and store.find(key(2))
    assert opened == [], "a plan reads no audio"
    hashed: list[object] = []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda *given: hashed.append(given) or digest(*given))
    assert all(heard(store, key(number)) for number in (1, 2, 1))
    assert len(hashed) == 1


def test_a_clip_that_was_made_whole_while_it_was_being_put_aside_stays(tmp_path: Path) -> None:
    store, clip = Store(tmp_path), clip_of(1, key(1))
    store.keep(clip)
    store.clips.put_aside(store.find(key(1)).clip)
    assert heard(Store(tmp_path), key(1)) == sound_of(clip, key(1))
    assert contents(store).damaged == 0


def test_a_clip_of_a_newer_readcast_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of(1, key(1)))
    (path,) = tmp_path.rglob("clip.json")
    later = json.loads(path.read_bytes()) | {"version": 3, "takes": "in some other file"}
    del later["sha256"]
    path.write_bytes(description._sealed(json.dumps(later).encode()))
    before = path.read_bytes()
    with pytest.raises(StoreFailed, match="newer readcast"):
        Store(tmp_path).find(key(1))
    assert path.read_bytes() == before


def older(root: Path, clip: Clip) -> None:
    """Makes a store with one clip look as the first version of readcast left it."""
    Store(root).keep(clip)
    (path,) = root.rglob("clip.json")
    described = json.loads(path.read_bytes()) | {"version": 1}
    del described["sha256"], described["audio_sha256"]
    path.write_text(json.dumps(described, ensure_ascii=False) + "\n", "utf-8")
    for entry in list((root / "takes").iterdir()):
        (root / "takes" / entry.name[:2]).mkdir(exist_ok=True)
        entry.rename(root / "takes" / entry.name[:2] / entry.name)
    shutil.rmtree(root / "users")


def test_a_store_of_an_older_readcast_is_used_as_it_is(tmp_path: Path) -> None:
    clip = clip_of(1, "a" * 64, "b" * 64)
    older(tmp_path, clip)
    store = Store(tmp_path)
    assert [heard(store, take.key) for take in clip.takes] == [sound_of(clip, take.key) for take in clip.takes]
    assert sorted(path.name for path in (tmp_path / "takes").iterdir()) == ["a" * 64, "b" * 64]
    assert list(problems(store)) == []


def test_audio_of_an_older_readcast_is_checked_too(tmp_path: Path) -> None:
    older(tmp_path, clip_of(1, "a" * 64))
    (path,) = tmp_path.rglob("audio.flac")
    flipped = bytearray(path.read_bytes())
    flipped[-40] ^= 4
    path.write_bytes(flipped)
    assert heard(Store(tmp_path), "a" * 64) is None


class Counting(Disk):
    """How many files and folders were synced."""

    syncs = 0

    def sync(self, path: Path) -> None:
        Counting.syncs += 1
        super().sync(path)


def test_a_clip_of_twenty_takes_is_safe_after_eight_syncs(tmp_path: Path) -> None:
    store = Store(FolderShelf(tmp_path, Counting()))
    for number in range(300):  # by now every folder has been used once
        store.keep(clip_of(number, *(key(20 * number + at) for at in range(20))))
    Counting.syncs = 0
    store.keep(clip_of(999, *(key(90_000 + at) for at in range(20))))
    assert Counting.syncs <= 8


def test_what_keeps_a_store_from_being_used_is_told_in_one_line() -> None:
    with pytest.raises(StoreFailed) as told, failures("/store", "written"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "\n" not in str(told.value)
