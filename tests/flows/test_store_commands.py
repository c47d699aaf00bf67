"""`readcast store`, and what a run tells the store: nothing that an output is made of is ever removed."""

import json
import os
import shutil
import time
import uuid
from pathlib import Path

import pytest

from chunking.errors import InputError
from flows.bounds import bounds_of
from flows.claims import clips_of
from manifests.files import load
from render.speech.store import Store


@pytest.fixture
def narrated(desk):
    desk.narrate()
    return desk


@pytest.fixture
def store(narrated, command):
    """Runs `readcast store` on the desk's store."""
    return lambda *words: command("store", *words, "--store", narrated.store)


@pytest.fixture
def told(store):
    """The one object that `readcast store … --json` prints."""
    return lambda *words: json.loads(store(*words, "--json").out)


def age(store, days=60):
    """Makes everything in the store look as if it had been kept long ago."""
    for path in (store / "clips").rglob("*.*"):
        os.utime(path, (time.time() - days * 86_400,) * 2)


def flip(store):
    """Flips a bit of one clip's audio; only its bytes tell."""
    path = sorted(store.rglob("audio.flac"))[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 8
    path.write_bytes(content)


def test_stat_counts_what_is_kept_and_what_was_paid(narrated, told, store):
    found = told("stat")
    manifest = load(narrated.out)
    assert (found["clips"], found["takes"], found["characters"]) == (3, 9, manifest.characters)
    assert found["users"] == [{"output": str(narrated.out), "host": os.uname().nodename}]
    assert found["hours"] > 0
    assert f"{manifest.characters} characters" in store("stat").out


def test_verify_of_a_sound_store_says_so(store):
    said = store("verify")
    assert (said.code, "as it should be" in said.out) == (0, True)


def test_verify_ends_with_5_where_a_bit_was_flipped_and_with_0_the_next_time(narrated, store, told):
    flip(narrated.store)
    said = store("verify")
    assert said.code == 5
    assert "put aside" in said.out
    assert told("verify")["problems"] == []
    assert told("stat")["damaged"] == 1


def test_a_flipped_bit_is_asked_for_again_and_the_files_are_the_same(narrated, hashes):
    before = hashes(narrated.out)
    flip(narrated.store)
    for path in narrated.out.glob("*.mp3"):
        path.unlink()
    assert narrated.narrate().spent.requests == 1
    assert hashes(narrated.out) == before


def test_a_plan_tells_what_verify_has_put_aside(narrated, store):
    assert narrated.plan(force=False, out=narrated.folder / "new").requests == 0
    flip(narrated.store)
    store("verify")
    assert narrated.plan(out=narrated.folder / "new").requests == 1


def test_gc_keeps_what_a_manifest_needs_however_old(narrated, told):
    age(narrated.store)
    assert told("gc", "--keep", "0d", "--keep-size", "0MB")["removed"] == []
    shutil.rmtree(narrated.out)
    narrated.out.mkdir()
    assert told("gc", "--keep", "0d")["removed"] == [], "nor where the manifest is gone, by what was noted of it"


def test_gc_removes_what_an_edit_has_left_behind(narrated, told, asked_again):
    narrated.edit("The ferry leaves at six.", "The ferry leaves at seven.\n\nIt is late.")
    narrated.edit("Nobody is on it but the cook.", "Nobody else is on it.")
    narrated.narrate()
    old = set(told("gc", "--keep", "0d", "--dry-run")["removed"])
    assert told("gc", "--keep", "1d")["removed"] == [], "the bound is not reached yet"
    age(narrated.store)
    assert set(told("gc", "--keep", "30d")["removed"]) == old
    assert not old & clips_of(load(narrated.out))
    assert asked_again(narrated) == 0


@pytest.fixture
def asked_again():
    """Requests of a run whose files have to be made anew."""

    def again(desk):
        for path in desk.out.glob("*.mp3"):
            path.unlink()
        return desk.narrate().spent.requests

    return again


def test_gc_without_dry_run_does_what_dry_run_says(narrated, told, store):
    shutil.rmtree(narrated.out)
    age(narrated.store)
    assert str(narrated.out) in store("gc", "--keep", "30d", "--dry-run").out, "the reader is told why all stays"
    words = ("gc", "--keep", "30d", "--forget", narrated.out, "--manifests", other(narrated))
    seen = told(*words, "--dry-run")
    assert (len(seen["removed"]), told("stat")["clips"]) == (3, 4)
    assert told(*words)["removed"] == seen["removed"]
    assert told("stat")["clips"] == 1


def other(desk):
    """Another output, of another text, made from the same store and then unknown to it."""
    book = desk.write("# Another\n\nIts only line.\n", "another.md")
    desk.narrate(book, out=desk.folder / "another")
    for path in (desk.store / "users").iterdir():
        if str(desk.folder / "another") in path.read_text():
            path.unlink()
    age(desk.store)
    return desk.folder / "another"


def test_gc_keeps_everything_since_the_beginning_of_a_run_that_has_not_ended(narrated, told):
    shutil.rmtree(narrated.out)
    Store(narrated.store).register(str(narrated.out), [], ended=False, will_keep=True)
    path = next((narrated.store / "users").iterdir())
    os.utime(path, (time.time() - 86_400,) * 2)
    found = told("gc", "--keep", "0d")
    assert found["removed"] == []
    assert "has not ended" in found["notes"][0]


def test_gc_removes_nothing_where_a_user_cannot_be_read(narrated, told):
    next((narrated.store / "users").iterdir()).write_bytes(b"\xff{")
    age(narrated.store)
    found = told("gc", "--keep", "0d")
    assert found["removed"] == []
    assert "cannot be read" in found["notes"][0]


def test_gc_keeps_what_an_output_on_another_machine_needs(narrated, told):
    path = next((narrated.store / "users").iterdir())
    path.write_text(path.read_text().replace(os.uname().nodename, "elsewhere"))
    age(narrated.store)
    found = told("gc", "--keep", "0d")
    assert found["removed"] == []
    assert "on elsewhere" in found["notes"][0]


def test_gc_of_a_store_that_knows_nobody_asks_whom_to_spare(narrated, store):
    shutil.rmtree(narrated.store / "users")
    said = store("gc", "--keep", "30d")
    assert (said.code, "--manifests" in said.err) == (2, True)


def test_a_run_with_nothing_to_do_registers_an_output_that_the_store_does_not_know(narrated, told):
    shutil.rmtree(narrated.store / "users")
    assert narrated.narrate().spent.requests == 0
    assert [one["output"] for one in told("stat")["users"]] == [str(narrated.out)]


def test_each_document_of_a_collection_registers_and_is_spared(desk, command):
    posts = desk.write("# One\n\nA line.\n", "posts/one.md").parent
    desk.write("# Two\n\nAnother line.\n", "posts/two.md")
    desk.narrate(posts)
    assert [Path(user.output).name for user in Store(desk.store).users.all()] == ["one", "two"]
    shutil.rmtree(desk.store / "users")
    said = command("store", "gc", "--keep", "0d", "--manifests", desk.out, "--store", desk.store, "--json")
    assert json.loads(said.out)["removed"] == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["gc"], "--keep 30d"),
        (["gc", "--keep", "soon"], "'soon' is not such as 30d"),
        (["gc", "--keep-size", "5 apples"], "'5 apples' is not such as 5GB"),
        (["gc", "--keep", "30d", "--manifests", "nowhere"], "nowhere has no manifest.json"),
        (["gc", "--keep", "30d", "--forget", "nowhere"], "knows of no output nowhere"),
        (["import", "nothing.tar"], "nothing.tar is not there"),
        (["export", "nowhere/x.tar"], "nowhere/x.tar cannot be written"),
        (["export", "x.tar.gz"], "call it FILE.tar"),
    ],
)
def test_what_is_wrong_is_named_with_the_next_step(store, words, named):
    said = store(*words)
    assert (said.code, named in said.err) == (2, True)


def test_bounds_are_read_as_people_write_them():
    assert bounds_of("12h", "1.5GB") == bounds_of("0.5d", "1500 mb")
    assert bounds_of("4w", "1KiB").bytes == 1024
    with pytest.raises(InputError):
        bounds_of("30", None)


def test_an_exported_store_serves_elsewhere_without_a_request(narrated, store, command, hashes):
    assert store("export", narrated.folder / "all.tar").code == 0
    there = narrated.folder / "there"
    said = command("store", "import", narrated.folder / "all.tar", "--store", there, "--json")
    assert (said.code, json.loads(said.out)["clips"]) == (0, 3)
    assert narrated.narrate(out=narrated.folder / "new", store=there).spent.requests == 0
    assert hashes(narrated.folder / "new") == hashes(narrated.out)


def test_what_one_output_needs_is_exported_into_another_store(narrated, told):
    output = other(narrated)
    target = f"{narrated.folder}/there"
    assert told("export", target, "--manifests", output)["clips"] == 1
    assert narrated.narrate(narrated.folder / "another.md", out=narrated.folder / "n", store=target).spent.requests == 0


def test_import_takes_the_whole_clips_and_ends_with_5_where_one_is_damaged(narrated, command):
    flip(narrated.store)
    said = command("store", "import", narrated.store, "--store", narrated.folder / "there")
    assert said.code == 5
    assert "2 clips" in said.out


def test_a_book_is_narrated_from_an_object_store(desk, hashes):
    """A second run there finds everything; the files are those of a store in a folder."""
    desk.narrate()
    url = f"memory://{uuid.uuid4().hex}/store"
    assert desk.narrate(store=url, out=desk.folder / "one").spent.requests == 3
    assert desk.plan(store=url, out=desk.folder / "two").requests == 0
    assert desk.narrate(store=url, out=desk.folder / "two").spent.requests == 0
    assert hashes(desk.folder / "one") == hashes(desk.folder / "two") == hashes(desk.out)


def test_a_store_that_cannot_be_written_is_found_out_before_anything_is_paid(desk, tone, command):
    desk.store.mkdir()
    Store(desk.store)
    (desk.store / "users").rmdir()
    (desk.store / "users").symlink_to("/proc")  # where nobody can make a file
    before = tone.spoken()
    said = command(*desk.words())
    assert (said.code, "--store" in said.err) == (2, True)
    assert tone.spoken() == before


def test_a_store_at_a_url_whose_package_is_missing_is_named(desk, command):
    said = command(*desk.words()[:5], "gs://bucket/store", *desk.words()[6:])
    assert (said.code, "pip install gcsfs" in said.err) == (2, True)
    assert "MISSING" in command("doctor", "--store", "gs://bucket/store").out
