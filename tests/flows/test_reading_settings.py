"""How sources are read can be set in the file, in the environment and in a document's own head, by the same names."""

import json
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from chunking import sources
from chunking.document import Block, Kind, Piece, Reading
from chunking.errors import InputError
from chunking.places import Lines, SourceText
from chunking.policy import Policy
from flows.settings import FILE, Settings, load

CHOICES = [
    (name, choice)
    for name, kind in get_type_hints(Policy).items()
    for choice in get_args(kind)
    if isinstance(choice, str)
]
OTHERS = [("list_numbers", True), ("rules_off", ["dashes"]), ("opening", ["title", "date"]), ("chapter_level", 3)]


def written(value):
    return json.dumps(value)  # which is TOML as well for these


def as_policy_has_it(value):
    return {"dashes": frozenset(value), "title": tuple(value)}[value[0]] if isinstance(value, list) else value


def test_every_field_of_the_policy_is_a_setting_with_the_same_default():
    assert {one.name for one in fields(Policy)} <= set(Settings.model_fields)
    assert Settings().policy == Policy()


@pytest.mark.parametrize(("name", "value"), [*CHOICES, *OTHERS])
def test_a_choice_can_be_made_in_the_file(tmp_path, name, value):
    (tmp_path / FILE).write_text(f"{name} = {written(value)}\n", "utf-8")
    assert load(tmp_path, {}).policy == Policy(**{name: as_policy_has_it(value)})


@pytest.mark.parametrize(("name", "value"), [*CHOICES, *OTHERS])
def test_a_choice_can_be_made_in_the_environment(tmp_path, monkeypatch, name, value):
    monkeypatch.setenv(f"READCAST_{name.upper()}", value if isinstance(value, str) else written(value))
    assert load(tmp_path, {}).policy == Policy(**{name: as_policy_has_it(value)})


@pytest.mark.parametrize(("name", "value"), [*CHOICES, *OTHERS])
def test_a_choice_can_be_made_in_a_documents_own_head(name, value):
    found = Policy(code="skip").for_document({"readcast": {name: value}})
    assert getattr(found, name) == as_policy_has_it(value)


def test_a_documents_head_wins_over_the_settings_and_only_for_that_document(desk):
    desk.write('code = "skip"\n', "posts/readcast.toml")
    desk.write("---\nreadcast: {code: announce}\n---\n\n# A\n\n```\nrun\n```\n\nText.\n", "posts/a.md")
    desk.write("# B\n\n```\nrun\n```\n\nText.\n", "posts/b.md")
    first, second = desk.plan(desk.folder / "posts").jobs
    spoken = [" ".join(one.spoken for one in job.document.chapters[0].paragraphs) for job in (first, second)]
    assert spoken == ["A. Code example omitted. Text.", "B. Text."]


def test_a_rule_that_is_switched_off_changes_nothing_any_more(desk):
    desk.write("# A\n\nOne -- two.\n")
    desk.write('rules_off = ["dashes"]\n', "readcast.toml")
    (job,) = desk.plan().jobs
    assert job.document.chapters[0].paragraphs[1].spoken == "One -- two."


def test_a_lexicon_is_read_once_for_a_run_of_many_documents(desk):
    desk.write('lexicon = "l.csv"\n', "posts/readcast.toml")
    desk.write("written,spoken\n" + "".join(f"word{n},x\n" for n in range(20_000)), "posts/l.csv")
    for number, name in enumerate("abcdefghijklmnopqrst"):
        desk.write(f"# A\n\nThe word{number} is said.\n", f"posts/{name}.md")
    found = desk.plan(desk.folder / "posts")
    lexicons = {id(job.settings.policy.lexicon) for job in found.jobs}
    assert len(lexicons) == 1
    assert found.jobs[7].document.chapters[0].paragraphs[1].spoken == "The x is said."


@pytest.mark.parametrize("name", ["cover.png", "cover.jpg"])
def test_a_picture_that_the_source_brings_along_is_the_cover(desk, monkeypatch, root, name):
    with_cover(monkeypatch, (root / "examples" / "book" / "cover.png").read_bytes())
    desk.book = desk.write("One line.\n", "book.cover")
    (job,) = desk.plan().jobs
    assert job.chapters[0].tags.cover == (root / "examples" / "book" / "cover.png").read_bytes()
    (desk.folder / name).write_bytes(b"\x89PNG\r\n\x1a\n another")
    desk.write(f'cover = "{name}"\n', "readcast.toml")
    (job,) = desk.plan().jobs
    assert job.chapters[0].tags.cover == b"\x89PNG\r\n\x1a\n another"


@pytest.mark.parametrize("picture", [b"<svg/>", b"", b"\x89PNG\r\n\x1a\n" + b"0" * 10_000_000])
def test_a_picture_of_the_source_that_players_cannot_show_is_left_out(desk, monkeypatch, picture):
    with_cover(monkeypatch, picture)
    desk.book = desk.write("One line.\n", "book.cover")
    (job,) = desk.plan().jobs
    assert job.chapters[0].tags.cover is None


def with_cover(monkeypatch, picture):
    def read(data, policy):
        block = Block(Kind.TEXT, (Piece("One line.", 0),), Lines(1, 1))
        front = {"title": "The Book", "author": ["Ann Lee", "Bo Li"]}
        return Reading((block,), SourceText.of(data.decode()), "en", front=front, cover=picture)

    monkeypatch.setattr(sources, "READERS", {**sources.READERS, ".cover": read})


def test_title_and_author_of_any_format_are_those_of_the_tags(desk, monkeypatch):
    with_cover(monkeypatch, b"")
    desk.book = desk.write("One line.\n", "book.cover")
    (job,) = desk.plan().jobs
    tags = job.chapters[0].tags
    assert (tags.album, tags.artist) == ("The Book", "Ann Lee, Bo Li")


def test_the_environment_names_a_wrong_choice(desk, monkeypatch):
    monkeypatch.setenv("READCAST_TABLES", "sing")
    with pytest.raises(InputError, match="READCAST_TABLES: 'tables' is wrong"):
        desk.plan()
