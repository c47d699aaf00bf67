"""What the store needs of a place holds in a folder, in memory and in S3."""

import os
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest
from clips_made import clip_of, heard, key, sound_of

from chunking.errors import InputError, OutputError, StoreFailed
from render.buckets import shown
from render.speech.store import Store, bucket
from render.speech.store.bucket import BucketShelf
from render.speech.store.disk import Disk
from render.speech.store.folder import FolderShelf
from render.speech.store.places import shelf_at
from render.speech.store.shelf import Shelf
from render.speech.store.transfer import packed, unpacked
from render.speech.store.upkeep import contents, problems


@pytest.fixture(params=["folder", "file", "memory", "memory without create", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where a new store may be opened, again and again."""
    if request.param == "memory without create":
        monkeypatch.setattr(bucket, "HAVE_CREATE", set())
    if request.param == "s3":
        url: str = request.getfixturevalue("s3").url()
        return url
    places = {"folder": str(tmp_path / "store"), "file": f"file://{tmp_path}/store"}
    return places.get(request.param, f"memory://{uuid.uuid4().hex}/store")


@pytest.fixture
def shelf(place: str) -> Shelf:
    return shelf_at(place)


def test_what_was_put_is_there_until_it_is_deleted(shelf: Shelf) -> None:
    assert shelf.put(["takes/a", "takes/b"], b"one") == []
    assert (shelf.get("takes/a"), shelf.open("takes/b").read(), shelf.look("takes/a").bytes) == (b"one", b"one", 3)
    shelf.delete("takes/a")
    shelf.delete("takes/a")
    with pytest.raises(FileNotFoundError):
        shelf.get("takes/a")
    assert shelf.get_all(["takes/a", "takes/b"]) == {"takes/b": b"one"}


def test_of_two_writers_of_a_name_the_first_wins_unless_the_second_replaces(shelf: Shelf) -> None:
    shelf.put(["takes/a"], b"first")
    assert shelf.put(["takes/a", "takes/b"], b"second") == ["takes/a"]
    assert shelf.get_all(["takes/a", "takes/b"]) == {"takes/a": b"first", "takes/b": b"second"}
    assert shelf.put(["takes/a"], b"third", replacing=True) == []
    assert shelf.get("takes/a") == b"third"


def test_a_folder_is_put_in_place_once_and_moved_and_removed_whole(shelf: Shelf) -> None:
    assert shelf.put_folder("clips/ab/abc", {"audio": b"sound", "text": b"words"})
    assert not shelf.put_folder("clips/ab/abc", {"audio": b"other", "text": b"other"})
    shelf.move_folder("clips/ab/abc", "damaged/abc")
    assert list(shelf.files("clips")) == []
    assert [file.name for file in shelf.files("damaged")] == ["damaged/abc/audio", "damaged/abc/text"]
    assert shelf.get("damaged/abc/audio") == b"sound"
    shelf.remove_folder("damaged/abc")
    assert list(shelf.files("damaged")) == []


def test_a_folder_that_is_not_there_cannot_be_moved(shelf: Shelf) -> None:
    with pytest.raises(FileNotFoundError):
        shelf.move_folder("clips/ab/abc", "damaged/abc")


def test_files_have_an_age(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "now").touch()
    shelf.put(["takes/a"], b"one")
    (found,) = shelf.files("takes")
    assert abs(found.modified - (tmp_path / "now").stat().st_mtime) < 5


def test_of_many_writers_of_a_name_at_once_one_wins(place: str) -> None:
    if "without create" in os.environ["PYTEST_CURRENT_TEST"]:
        pytest.skip("what cannot be promised there, as its module says")
    if place.startswith("memory"):
        pytest.skip("fsspec's own memory looks first and puts then; nobody but tests uses it")
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda n: shelf_at(place).put(["takes/a"], bytes([n])), range(24)))
    assert [len(one) for one in taken].count(0) == 1
    assert shelf_at(place).get("takes/a") == bytes([[len(one) for one in taken].index(0)])


def test_takes_are_kept_and_found_and_heard_anywhere(place: str) -> None:
    one, two = clip_of(1, key(1), key(2)), clip_of(2, key(2), key(3))
    store = Store(place)
    store.keep(one)
    store.keep(two)
    store.expect([key(n) for n in range(5)])
    for found in (store, Store(place)):
        assert [heard(found, key(n)) for n in (1, 2)] == [sound_of(one, key(n)) for n in (1, 2)]
        assert heard(found, key(3)) == sound_of(two, key(3))
        assert found.find(key(4)) is None
        assert not found.is_damaged(key(4))
    assert list(problems(store)) == []
    assert (contents(store).clips, contents(store).takes, contents(store).characters) == (2, 3, 203)


def test_a_take_that_was_expected_and_then_replaced_is_the_new_one(place: str) -> None:
    store = Store(place)
    store.keep(clip_of(1, key(1)))
    store.expect([key(1)])
    store.keep(clip_of(2, key(1)), replacing=True)
    assert heard(store, key(1)) == sound_of(clip_of(2, key(1)), key(1))


def test_damaged_audio_is_put_aside_and_its_take_can_be_kept_again_anywhere(place: str) -> None:
    clip = clip_of(1, key(1))
    Store(place).keep(clip)
    store = Store(place)
    (folder,) = [file.name for file in store.shelf.files("clips") if file.name.endswith(".flac")]
    store.shelf.put([folder], bytes(store.shelf.look(folder).bytes), replacing=True)
    with pytest.raises(OutputError, match="Run again") if not store.shelf.near else pytest.raises(AssertionError):
        assert heard(store, key(1)) is not None
    assert store.find(key(1)) is None
    assert store.is_damaged(key(1))
    assert contents(store).damaged == 1
    store.keep(clip)
    assert heard(Store(place), key(1)) == sound_of(clip, key(1))
    assert not store.is_damaged(key(1))


def test_a_kept_clip_goes_from_any_place_to_a_folder_and_back(place: str, tmp_path: Path) -> None:
    here, there = Store(place), Store(tmp_path / "there")
    here.keep(clip_of(1, key(1), key(2)))
    assert unpacked(there, packed(here)).clips == 1
    assert unpacked(here, packed(there)).refused == ()
    assert heard(there, key(2)) == heard(here, key(2)) == sound_of(clip_of(1, key(1), key(2)), key(2))


@pytest.mark.parametrize(("url", "package"), [("s3://b/x", "s3fs"), ("gs://b/x", "gcsfs"), ("abfs://c/x", "adlfs")])
def test_a_package_that_is_missing_is_named_with_the_way_to_get_it(
    url: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ImportError

    monkeypatch.setattr(fsspec.core, "url_to_fs", missing)
    with pytest.raises(InputError, match=f"pip install {package}$"):
        Store(url)


def test_a_url_that_nothing_knows_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match="nope://x"):
        Store("nope://x")


def test_a_password_in_a_url_is_shown_to_nobody() -> None:
    assert shown("ftp://me:secret@host/path") == "ftp://host/path"
    assert Store(f"memory://me:secret@{uuid.uuid4().hex}/x").place.count("secret") == 0


class Unreachable(Exception):
    """As libraries of object stores have them: no OSError."""


def test_a_bucket_that_cannot_be_reached_is_an_error_and_not_an_empty_store(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(f"memory://{uuid.uuid4().hex}")
    store.keep(clip_of(1, key(1)))

    def fails(*_: object) -> bytes:
        raise Unreachable("no route to host")

    assert isinstance(store.shelf, BucketShelf)
    monkeypatch.setattr(store.shelf._files, "cat_file", fails)
    with pytest.raises(StoreFailed, match=r"Unreachable: no route to host.*--store"):
        store.find(key(1))


class WithoutLinks(Disk):
    """As exFAT is."""

    def link(self, source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_links_serves_too(tmp_path: Path) -> None:
    shelf = FolderShelf(tmp_path, WithoutLinks())
    assert shelf.put(["takes/a"], b"first") == []
    assert shelf.put(["takes/a", "takes/b"], b"second") == ["takes/a"]
    assert shelf.get_all(["takes/a", "takes/b"]) == {"takes/a": b"first", "takes/b": b"second"}
    shelf.put(["takes/a"], b"third", replacing=True)
    assert shelf.get("takes/a") == b"third"
    assert list((tmp_path / "tmp").iterdir()) == []
