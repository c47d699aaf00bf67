"""Verify, gc, export and import: what is bad is found, what is needed stays, what is carried is checked."""

import os
import shutil
import tarfile
import time
from pathlib import Path

import pytest
from clips_made import clip_of, heard, key, sound_of

from chunking.errors import InputError, OutputError
from render.speech.store import Store, names
from render.speech.store.collecting import Bounds, Needs, removable, remove
from render.speech.store.transfer import packed, read_tar, unpacked, write_tar
from render.speech.store.upkeep import contents, problems

DAY = 86_400
NOBODY = Needs(frozenset())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three clips: the first is three days old, the second two, the third is new."""
    made = Store(tmp_path / "store")
    for number, age in ((1, 3), (2, 2), (3, 0)):
        made.keep(clip_of(number, key(number), key(10 + number)))
        for path in (tmp_path / "store" / names.clip_folder(clip_at(made, number))).iterdir():
            os.utime(path, (time.time() - age * DAY, time.time() - age * DAY - 60))
    return made


def clip_at(store: Store, number: int) -> str:
    return store.entered(key(number))


def folder_of(store: Store, number: int) -> Path:
    return Path(store.place) / names.clip_folder(clip_at(store, number))


def collected(store: Store, needs: Needs, **bounds: int) -> list[int]:
    """Which clips are gone after a collection."""
    remove(store, removable(store, needs, Bounds(**bounds)))
    return [number for number in (1, 2, 3) if not store.find(key(number))]


def test_a_sound_store_has_no_problems(store: Store) -> None:
    assert list(problems(store)) == []


def test_what_is_in_a_store_is_counted(store: Store) -> None:
    found = contents(store)
    assert (found.clips, found.takes, found.samples, found.characters) == (3, 6, 1200, 306)
    sizes = [path.stat().st_size for path in Path(store.place).rglob("*") if path.is_file()]
    assert found.bytes == sum(sizes)


def test_verify_names_a_damaged_clip_puts_it_aside_and_is_content_the_next_time(store: Store) -> None:
    (folder_of(store, 2) / "audio.flac").write_bytes(b"x" * (folder_of(store, 2) / "audio.flac").stat().st_size)
    (line,) = problems(Store(store.place))
    assert names.clip_folder(clip_at(store, 2)) in line
    assert list(problems(Store(store.place))) == []
    again = Store(store.place)
    assert (again.find(key(2)), again.is_damaged(key(2)), contents(again).damaged) == (None, True, 1)
    assert heard(again, key(1)) == sound_of(clip_of(1, key(1), key(11)), key(1))


def test_verify_enters_takes_again_whose_entries_were_lost(store: Store) -> None:
    (Path(store.place) / names.entry(key(2))).unlink()
    (line,) = problems(Store(store.place))
    assert "1 of its takes" in line
    assert Store(store.place).find(key(2))


def test_verify_removes_an_entry_that_leads_to_nothing(store: Store) -> None:
    shutil.rmtree(folder_of(store, 2))
    assert len(list(problems(Store(store.place)))) == 2
    assert list(problems(Store(store.place))) == []
    assert not Store(store.place).is_damaged(key(2))


def test_what_is_older_goes_and_what_is_newer_stays(store: Store) -> None:
    assert collected(store, NOBODY, seconds=int(2.5 * DAY)) == [1]
    assert list(problems(store)) == []


def test_the_oldest_go_until_the_rest_is_small_enough(store: Store) -> None:
    size = sum(file.bytes for file in store.shelf.files("clips"))
    assert collected(store, NOBODY, bytes=size) == []
    assert collected(store, NOBODY, bytes=size - 1) == [1]
    assert collected(store, NOBODY, bytes=0) == [1, 2, 3]
    assert list(store.shelf.files("takes")) == []


def test_what_is_needed_stays_whatever_the_bounds(store: Store) -> None:
    assert collected(store, Needs(frozenset({clip_at(store, 1)})), seconds=0, bytes=0) == [2, 3]


def test_where_a_run_is_under_way_what_came_since_it_began_stays(store: Store) -> None:
    assert collected(store, Needs(frozenset(), time.time() - DAY), seconds=0) == [1, 2]


def test_a_clip_in_which_takes_of_a_needed_one_are_found_now_stays_as_well(store: Store) -> None:
    old = clip_at(store, 1)
    store.keep(clip_of(9, key(1)), replacing=True)
    remove(store, removable(store, Needs(frozenset({old})), Bounds(seconds=0)))
    assert heard(store, key(1)) == sound_of(clip_of(9, key(1)), key(1))
    assert store.find(key(11))


def test_a_clip_that_is_just_being_kept_stays(store: Store) -> None:
    store.shelf.put([names.mark(clip_at(store, 1))], b"")
    assert collected(store, NOBODY, seconds=0) == [2, 3]


def test_damaged_clips_go_when_they_are_old(store: Store) -> None:
    (folder_of(store, 1) / "audio.flac").write_bytes(b"")
    assert store.clips.is_sound(clip_at(store, 1)) is False
    assert removable(store, Needs(frozenset()), Bounds(seconds=5 * DAY)) == []
    assert collected(store, Needs(frozenset({clip_at(store, 2), clip_at(store, 3)})), bytes=0) == [1]
    assert contents(store).damaged == 0


def test_a_file_with_all_clips_makes_the_same_store_elsewhere(store: Store, tmp_path: Path) -> None:
    written = write_tar(tmp_path / "all.tar", packed(store))
    there = Store(tmp_path / "there")
    assert unpacked(there, read_tar(tmp_path / "all.tar")) == written
    assert (written.clips, written.refused) == (3, ())
    for number in (1, 2, 3):
        assert heard(there, key(number)) == heard(store, key(number))
    assert list(problems(there)) == []


def test_the_file_unpacked_by_tar_is_a_store(store: Store, tmp_path: Path) -> None:
    write_tar(tmp_path / "all.tar", packed(store))
    with tarfile.open(tmp_path / "all.tar") as tar:
        tar.extractall(tmp_path / "there")
    assert heard(Store(tmp_path / "there"), key(2)) == heard(store, key(2))
    assert list(problems(Store(tmp_path / "there"))) == []


def test_only_what_is_wanted_is_carried(store: Store, tmp_path: Path) -> None:
    there = Store(tmp_path / "there")
    unpacked(there, packed(store, {clip_at(store, 2)}))
    assert [there.find(key(number)) is not None for number in (1, 2, 3)] == [False, True, False]


def test_a_take_that_is_there_already_stays_and_the_one_that_is_used_is_carried(store: Store, tmp_path: Path) -> None:
    store.keep(clip_of(9, key(1)), replacing=True)
    there = Store(tmp_path / "there")
    there.keep(clip_of(7, key(2)))
    unpacked(there, packed(store))
    assert heard(there, key(1)) == sound_of(clip_of(9, key(1)), key(1))
    assert heard(there, key(2)) == sound_of(clip_of(7, key(2)), key(2))


def test_a_damaged_clip_is_not_exported(store: Store, tmp_path: Path) -> None:
    (folder_of(store, 2) / "clip.json").write_bytes(b"{}")
    assert write_tar(tmp_path / "all.tar", packed(store)).refused == (clip_at(store, 2),)
    assert unpacked(Store(tmp_path / "there"), read_tar(tmp_path / "all.tar")).clips == 2


def test_what_was_changed_on_its_way_is_refused_and_the_rest_taken(store: Store, tmp_path: Path) -> None:
    write_tar(tmp_path / "all.tar", packed(store))
    content = bytearray((tmp_path / "all.tar").read_bytes())
    content[content.index(b"fLaC") + 300] ^= 1
    (tmp_path / "all.tar").write_bytes(content)
    carried = unpacked(Store(tmp_path / "there"), read_tar(tmp_path / "all.tar"))
    assert (carried.clips, len(carried.refused)) == (2, 1)


def test_a_file_that_ends_too_early_is_an_error_wherever_it_ends(store: Store, tmp_path: Path) -> None:
    write_tar(tmp_path / "all.tar", packed(store))
    content = (tmp_path / "all.tar").read_bytes()
    for length in range(0, len(content.rstrip(b"\0")), 256):
        (tmp_path / "half.tar").write_bytes(content[:length])
        with pytest.raises(InputError, match=r"half\.tar cannot be read"):
            list(read_tar(tmp_path / "half.tar"))


def test_names_in_a_file_lead_nowhere_else(store: Store, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        for name in ("../../evil", "/tmp/evil", "clips/../../evil", "takes/../evil", "clips/ab/" + "a" * 64 + "/x"):
            tar.addfile(tarfile.TarInfo(name))
    there = Store(tmp_path / "there")
    assert unpacked(there, read_tar(tmp_path / "evil.tar")).clips == 0
    assert list(tmp_path.rglob("evil")) == []


@pytest.mark.parametrize("content", [b"", b"not a tar file" * 100])
def test_what_is_no_such_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(InputError, match=r"x\.tar cannot be read"):
        list(read_tar(tmp_path / "x.tar"))


def test_a_file_that_cannot_be_written_is_an_error_that_names_it(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere/all\.tar cannot be written"):
        write_tar(tmp_path / "nowhere" / "all.tar", packed(store))


def test_outputs_register_what_they_need(store: Store) -> None:
    store.register("/books/one", ["b", "a", "b"], ended=False, will_keep=True)
    store.register("/books/two", [], ended=True, will_keep=True)
    users = list(Store(store.place).users.all())
    assert [(user.output, user.clips, user.ended, user.is_here) for user in users] == [
        ("/books/one", ("a", "b"), False, True),
        ("/books/two", (), True, True),
    ]
    store.users.forget(users[0])
    assert [user.output for user in Store(store.place).users.all()] == ["/books/two"]
    assert (Store(store.place).users.knows("/books/two"), Store(store.place).users.knows("/books/one")) == (True, False)
