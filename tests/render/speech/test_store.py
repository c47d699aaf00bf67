"""The store: what was paid for is kept whole and found again, whoever else writes there, whenever a run is killed."""

import json
import multiprocessing
import resource
import signal
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chunking.errors import OutputError
from render.files import DRAFT
from render.samples import Span
from render.speech.alignment import Heard
from render.speech.clips import Clip, KeptTake, Take
from render.speech.store import Store

KEYS = [character * 64 for character in "ab"]


def clip_of(seed: int = 0, keys: list[str] = KEYS, doubts: tuple[str, ...] = ()) -> Clip:
    """A clip of noise, with a take of 1000 samples for each key."""
    pcm = np.random.default_rng(seed).integers(-30_000, 30_000, 1000 * len(keys), dtype="<i2").tobytes()
    takes = [
        Take(key, Span(1000 * at, 1000 * at + 990), (Heard(0, 3, Span(1000 * at + 10, 1000 * at + 500)),), doubts)
        for at, key in enumerate(keys)
    ]
    return Clip(pcm, tuple(takes), f"req_{seed}", 40 + seed)


def audio_of(store: Store, kept: KeptTake) -> bytes:
    with store.reader() as clips:
        return clips.pcm(kept)


def files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def only_clip(root: Path) -> Path:
    """The folder of the one clip that is kept."""
    (described,) = (root / "clips").rglob("clip.json")
    return described.parent


def assert_sound(store: Store, root: Path, clips: list[Clip]) -> None:
    """Every take of these clips is found with its own audio, and nothing is left lying about."""
    for clip in clips:
        for take in clip.takes:
            kept = store.find(take.key)
            assert kept is not None
            assert kept.take == take
            assert audio_of(store, kept) == clip.pcm[2 * take.span.start : 2 * take.span.end]
    assert [*files(root / "tmp"), *files(root / "pending"), *files(root / "damaged")] == []
    assert not list(root.rglob(f"*{DRAFT}"))


def test_a_take_is_found_after_it_was_kept_as_it_was(tmp_path: Path) -> None:
    store, clip = Store(tmp_path), clip_of(doubts=("not heard: “Zwölf”",))
    store.keep(clip)
    kept = store.find(KEYS[1])
    assert kept is not None
    assert (kept.take, kept.request_id, kept.clip_characters) == (clip.takes[1], "req_0", 40)


def test_a_take_is_found_by_another_process_later(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of())
    assert_sound(Store(tmp_path), tmp_path, [clip_of()])


def test_what_was_never_kept_is_not_found(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of())
    assert Store(tmp_path).find("c" * 64) is None


@settings(max_examples=15, deadline=None)
@given(samples=st.lists(st.integers(-32768, 32767), min_size=1, max_size=300), data=st.data())
def test_audio_comes_back_to_the_sample(
    tmp_path_factory: pytest.TempPathFactory, samples: list[int], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(samples)))
    end = data.draw(st.integers(start, len(samples)))
    pcm = np.array(samples, "<i2").tobytes()
    store = Store(tmp_path_factory.mktemp("store"))
    store.keep(Clip(pcm, (Take(KEYS[0], Span(start, end), ()),), "r", 1))
    assert audio_of(store, store.find(KEYS[0])) == pcm[2 * start : 2 * end]


def test_takes_of_several_clips_are_read_in_any_order(tmp_path: Path) -> None:
    store, clips = Store(tmp_path), [clip_of(seed, [f"{seed:064}", f"{seed + 5:064}"]) for seed in range(3)]
    for clip in clips:
        store.keep(clip)
    with store.reader() as reader:
        for at, clip in [(0, 0), (0, 2), (1, 0), (0, 0), (1, 1)]:
            take = clips[clip].takes[at]
            assert reader.pcm(store.find(take.key)) == clips[clip].pcm[2 * take.span.start : 2 * take.span.end]


def test_a_store_remembers_few_clips_and_finds_all(tmp_path: Path) -> None:
    store, clips = Store(tmp_path), [clip_of(seed, [f"{seed:064}"]) for seed in range(20)]
    for clip in clips:
        store.keep(clip)
    assert_sound(store, tmp_path, [*clips, *reversed(clips)])


def test_of_two_clips_with_the_same_take_the_first_wins(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(clip_of(1))
    store.keep(clip_of(2))
    assert_sound(store, tmp_path, [clip_of(1)])


def test_a_take_that_replaces_another_is_used_from_now_on(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(clip_of(1))
    store.keep(clip_of(2), replacing=True)
    assert_sound(store, tmp_path, [clip_of(2)])
    assert_sound(Store(tmp_path), tmp_path, [clip_of(2)])


def test_replacing_one_take_leaves_its_neighbour_in_the_old_clip(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(clip_of(1))
    store.keep(clip_of(2, KEYS[:1]), replacing=True)
    assert [store.find(key).request_id for key in KEYS] == ["req_2", "req_1"]


def test_the_same_clip_kept_twice_is_there_once(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of())
    before = {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)}
    Store(tmp_path).keep(clip_of())
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in files(tmp_path)} == before


DAMAGES: dict[str, Callable[[Path], object]] = {
    "half the audio": lambda clip: (clip / "audio.flac").write_bytes((clip / "audio.flac").read_bytes()[:900]),
    "no audio": lambda clip: (clip / "audio.flac").unlink(),
    "no description": lambda clip: (clip / "clip.json").unlink(),
    "half the description": lambda clip: (clip / "clip.json").write_bytes((clip / "clip.json").read_bytes()[:99]),
    "an empty description": lambda clip: (clip / "clip.json").write_bytes(b""),
    "a description of another shape": lambda clip: (clip / "clip.json").write_text('{"version": 1}'),
    "a description that is no object": lambda clip: (clip / "clip.json").write_text("[]"),
    "a description in no encoding": lambda clip: (clip / "clip.json").write_bytes(b"\xff\xfe"),
    "a span that runs backwards": lambda clip: _described(clip, lambda it: it["takes"][0].update(span=[9, 1])),
    "a take without words": lambda clip: _described(clip, lambda it: it["takes"][0].pop("words")),
    "another version": lambda clip: _described(clip, lambda it: it.update(version=2)),
}


def _described(clip: Path, change: Callable[[dict], object]) -> None:
    described = json.loads((clip / "clip.json").read_text())
    change(described)
    (clip / "clip.json").write_text(json.dumps(described))


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_clip_is_not_used_and_can_be_kept_again(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    Store(tmp_path).keep(clip_of())
    damage(only_clip(tmp_path))
    store = Store(tmp_path)
    assert [store.find(key) for key in KEYS] == [None, None]
    store.keep(clip_of())
    assert store.find(KEYS[0]).take == clip_of().takes[0]
    assert_sound_but_for_the_damaged(tmp_path)


def assert_sound_but_for_the_damaged(root: Path) -> None:
    """The damaged clip is out of the way, not thrown away."""
    assert len(list((root / "damaged").iterdir())) == 1
    for path in (root / "damaged").iterdir():
        path.rename(root / "tmp" / "moved")
    for path in (root / "tmp" / "moved").iterdir():
        path.unlink()
    assert_sound(Store(root), root, [clip_of()])


def test_a_take_of_a_damaged_clip_can_be_kept_in_another_clip(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of(1))
    (only_clip(tmp_path) / "clip.json").unlink()
    store = Store(tmp_path)
    store.keep(clip_of(2))
    assert store.find(KEYS[0]).request_id == "req_2"


@pytest.mark.parametrize(
    "entry", [b"", b"\xff\xff", b"f" * 64], ids=["empty", "no text", "of a clip that is not there"]
)
def test_an_entry_that_leads_nowhere_is_not_used_and_can_be_written_again(tmp_path: Path, entry: bytes) -> None:
    Store(tmp_path).keep(clip_of())
    (tmp_path / "takes" / KEYS[0]).write_bytes(entry)
    store = Store(tmp_path)
    assert store.find(KEYS[0]) is None
    store.keep(clip_of())
    assert_sound(store, tmp_path, [clip_of()])


def test_a_run_that_was_killed_before_it_entered_the_takes_has_lost_nothing(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of())
    for path in (tmp_path / "takes").rglob("?" * 64):
        path.unlink()
    assert Store(tmp_path).find(KEYS[0]) is None, "without its mark nobody looks at the clip"
    (tmp_path / "pending" / only_clip(tmp_path).name).touch()
    assert_sound(Store(tmp_path), tmp_path, [clip_of()])


def test_a_run_that_was_killed_between_two_takes_enters_the_other_and_keeps_the_first(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of(1))
    (tmp_path / "pending" / only_clip(tmp_path).name).touch()
    (tmp_path / "takes" / KEYS[1]).unlink()
    Store(tmp_path).keep(clip_of(2))
    assert [Store(tmp_path).find(key).request_id for key in KEYS] == ["req_1", "req_1"]


def test_a_mark_of_a_clip_that_is_still_being_written_is_left_to_its_writer(tmp_path: Path) -> None:
    Store(tmp_path)
    (tmp_path / "pending" / ("c" * 64)).touch()
    Store(tmp_path)
    assert (tmp_path / "pending" / ("c" * 64)).exists()


def _keep_all(root: Path, start: Barrier) -> None:
    store = Store(root)
    start.wait(30)
    for clip in SHARED:
        store.keep(clip)


SHARED = [clip_of(seed, [f"{seed:064}", f"{seed + 500:064}"]) for seed in range(40)]


def test_two_processes_that_keep_the_same_clips_at_once_leave_a_sound_store(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    writers = [context.Process(target=_keep_all, args=(tmp_path, start)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert_sound(Store(tmp_path), tmp_path, SHARED)


def test_a_store_below_a_file_is_an_error_that_names_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"file/store cannot be used: Not a directory\. .*--store"):
        Store(tmp_path / "file" / "store")


@pytest.mark.parametrize("name", ["takes", "clips", "pending", "tmp"])
def test_a_folder_that_cannot_be_written_any_more_is_an_error_that_names_the_way_out(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    (tmp_path / name).rmdir()
    (tmp_path / name).touch()
    with pytest.raises(OutputError, match=r"cannot be written: .*--store"):
        store.keep(clip_of())


def test_a_store_that_cannot_be_recovered_is_an_error_and_no_crash(tmp_path: Path) -> None:
    Store(tmp_path).keep(clip_of())
    (tmp_path / "pending" / only_clip(tmp_path).name).touch()
    (tmp_path / "takes" / KEYS[0]).unlink()
    (tmp_path / "takes" / KEYS[0]).mkdir()
    with pytest.raises(OutputError, match="--store"):
        Store(tmp_path)


def _keep_where_files_are_small(root: Path, limit: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    with pytest.raises(OutputError, match="--store"):
        Store(root).keep(clip_of())


@pytest.mark.parametrize("limit", [0, 100, 3000])
def test_a_disk_that_is_full_is_an_error_and_leaves_nothing_that_could_be_taken_for_a_clip(
    tmp_path: Path, limit: int
) -> None:
    process = multiprocessing.get_context("fork").Process(target=_keep_where_files_are_small, args=(tmp_path, limit))
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert [*files(tmp_path / "clips"), *files(tmp_path / "tmp"), *files(tmp_path / "takes")] == []
    Store(tmp_path).keep(clip_of())
    assert_sound(Store(tmp_path), tmp_path, [clip_of()])


def test_audio_that_went_missing_is_an_error_that_names_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(clip_of())
    kept = store.find(KEYS[0])
    (only_clip(tmp_path) / "audio.flac").unlink()
    with pytest.raises(OutputError, match=r"clips/.*cannot be read"):
        audio_of(store, kept)


def test_audio_that_is_shorter_than_its_takes_is_an_error_and_not_a_shorter_chapter(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep(Clip(bytes(200), (Take(KEYS[0], Span(0, 101), ()),), "r", 1))
    with pytest.raises(OutputError, match="too short"):
        audio_of(store, store.find(KEYS[0]))
