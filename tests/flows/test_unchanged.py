"""A run knows again what nothing has happened to, without reading it; and whatever has happened, it sees."""

import json
import os
import struct
import zlib
from pathlib import Path

import pytest

from chunking.errors import InputError
from flows import jobs, unchanged
from flows.narration import outlook
from flows.options import Options
from flows.sources import opened
from flows.unchanged import notes_of
from manifests.files import NAME


def picture(grey: int) -> bytes:
    """A PNG of one pixel."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in (
            (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(bytes([0, grey]), 0)),
            (b"IEND", b""),
        )
    )


@pytest.fixture
def posts(desk, tmp_path, monkeypatch):
    """Three documents that were narrated."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in "abc":
        desk.write(f"# {name}\n\nThe ferry of {name} leaves.\n", f"posts/{name}.md")
    desk.write("title = 'Ferries'\nlexicon = 'words.toml'\ncover = 'cover.png'\n", "posts/readcast.toml")
    desk.write("[terms]\nferry = 'steamer'\n", "posts/words.toml")
    (desk.folder / "posts" / "cover.png").write_bytes(picture(100))
    desk.narrate(desk.folder / "posts")
    return desk.folder / "posts"


@pytest.fixture
def unread(monkeypatch):
    """Nothing can be read from now on."""

    def read(path, _):
        raise InputError(f"{path.name} was read")

    monkeypatch.setattr(jobs, "read_document", read)


def read_again(desk, posts) -> list[str]:
    """The documents that the run does not simply know again."""
    run = opened([posts], desk.out, Options(speech=desk.speech, store=desk.store))
    return [failure.name for failure in outlook(run, heard=True, notes=notes_of(run)).failures]


def test_where_nothing_has_happened_nothing_is_read_and_the_report_is_the_same(desk, posts, unread, hashes):
    before = hashes(desk.out)
    report = desk.narrate(posts)
    assert (len(report.made), report.spent.requests, report.failures) == (3, 0, ())
    assert hashes(desk.out) == before


def test_the_report_is_the_same_as_that_of_a_run_that_has_read_everything(desk, posts):
    known = desk.narrate(posts)
    for note in (desk.folder / "cache").rglob("*.json"):
        note.unlink()
    read = desk.narrate(posts)
    assert known.as_json() == read.as_json()
    assert known.lexicon_unused == read.lexicon_unused == ()


def rewritten(path: Path, content: bytes) -> None:
    """Another content of the same length, by somebody who sets the time back."""
    before = path.stat()
    assert len(content) == before.st_size
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_source_of_the_same_size_and_age_that_says_something_else_is_read(desk, posts, unread):
    rewritten(posts / "b.md", b"# b\n\nThe ferry of b breaks.\n")
    assert read_again(desk, posts) == ["b.md"]


def change_a_setting(posts, out):
    (posts / "readcast.toml").write_text("title = 'Ships'\nlexicon = 'words.toml'\ncover = 'cover.png'\n")


def change_the_lexicon(posts, out):
    (posts / "words.toml").write_text("[terms]\nferry = 'boat'\n")


def change_the_cover(posts, out):
    rewritten(posts / "cover.png", picture(200))


@pytest.mark.parametrize("change", [change_a_setting, change_the_lexicon, change_the_cover])
def test_what_concerns_all_documents_has_all_of_them_read(desk, posts, unread, change):
    change(posts, desk.out)
    assert read_again(desk, posts) == ["a.md", "b.md", "c.md"]


def test_another_version_of_the_code_reads_everything(desk, posts, unread, monkeypatch):
    monkeypatch.setattr(unchanged, "_code", lambda: "of tomorrow")
    assert read_again(desk, posts) == ["a.md", "b.md", "c.md"]


def lose_a_recording(folder):
    next(folder.glob("*.mp3")).unlink()


def damage_a_recording(folder):
    path = next(folder.glob("*.mp3"))
    content = bytearray(path.read_bytes())
    content[-9] ^= 1
    path.write_bytes(content)


def damage_subtitles_in_the_moment_of_the_manifest(folder):
    path = next(folder.glob("*.vtt"))
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    moment = (folder / NAME).stat().st_mtime_ns
    os.utime(path, ns=(moment, moment))


def cut_off_subtitles(folder):
    path = next(folder.glob("*.srt"))
    path.write_bytes(path.read_bytes()[:-1])


def edit_the_manifest(folder):
    path = folder / NAME
    rewritten(path, path.read_bytes().replace(b'"title": "b"', b'"title": "x"'))


def lose_the_manifest(folder):
    (folder / NAME).unlink()


def leave_a_draft(folder):
    (folder / ".01-b.mp3.0badcafe.readcast-draft").write_bytes(b"half")


EVENTS = (
    *(lose_a_recording, damage_a_recording, damage_subtitles_in_the_moment_of_the_manifest, cut_off_subtitles),
    *(edit_the_manifest, lose_the_manifest, leave_a_draft),
)


@pytest.mark.parametrize("happens", EVENTS)
def test_whatever_happens_to_an_output_is_put_right_for_nothing(desk, posts, hashes, happens):
    before = hashes(desk.out)
    happens(desk.out / "b")
    assert hashes(desk.out) != before
    assert desk.narrate(posts).spent.requests == 0
    assert hashes(desk.out) == before


def test_a_document_with_a_cover_of_its_own_is_read_each_time(desk, posts, unread, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk.folder / "cache"))
    desk.write("---\ncover: cover.png\n---\n\nThe ferry of d leaves.\n", "posts/d.md")
    (posts / "readcast.toml").unlink()
    desk.narrate(posts)
    change_the_cover(posts, desk.out)
    report = desk.narrate(posts)
    cover = next((desk.out / "d").glob("*.mp3")).read_bytes()
    assert picture(200) in cover
    assert report.spent.requests == 0


def test_an_output_that_another_store_knows_registers_with_this_one(desk, posts):
    desk.narrate(posts, store=desk.folder / "other")
    assert len([*(desk.folder / "other" / "users").iterdir()]) == 3


def test_after_a_run_of_one_chapter_the_whole_is_not_taken_for_done(desk, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    desk.narrate(chapters=frozenset({1}))
    assert desk.narrate().spent.requests == 2


def test_a_name_that_is_no_utf_8_is_noted_as_well(desk, posts, unread, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(desk.folder / "cache"))
    (posts / os.fsdecode(b"caf\xe9.md")).write_text("# Caf\n\nThe ferry of coffee leaves.\n", "utf-8")
    desk.narrate(posts)
    assert len(desk.narrate(posts).made) == 4
    (note,) = (desk.folder / "cache").rglob("*.json")
    assert len(json.loads(note.read_text("utf-8"))) == 4


def test_notes_that_are_damaged_or_cannot_be_written_only_cost_time(desk, posts, hashes):
    before = hashes(desk.out)
    (note,) = (desk.folder / "cache").rglob("*.json")
    note.write_bytes(b'{"half')
    desk.narrate(posts)
    note.unlink()
    note.mkdir()
    desk.narrate(posts)
    assert hashes(desk.out) == before


def test_notes_hold_no_text_and_only_the_documents_of_the_last_run(desk, posts):
    (posts / "c.md").unlink()
    desk.write("# a\n\nThe ferry of a sleeps.\n", "posts/a.md")
    desk.narrate(posts)
    (note,) = (desk.folder / "cache").rglob("*.json")
    assert {Path(name).name for name in json.loads(note.read_text("utf-8"))} == {"a", "b"}
    assert "ferry" not in note.read_text("utf-8")
