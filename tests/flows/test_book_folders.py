"""A folder that is a book is narrated as one document."""

import json

import pytest

from flows.options import Options
from flows.sources import is_collection, opened
from manifests.verify import differences


@pytest.fixture
def book(desk):
    """A folder with two chapters in the order of its SUMMARY.md, and settings of its own."""
    desk.write("- [The Boat](boat.md)\n- [The Cook](cook.md)\n", "ferry/SUMMARY.md")
    desk.write("It leaves at six.\n", "ferry/boat.md")
    desk.write("He sings.\n", "ferry/cook.md")
    desk.write('voice = "tilda"\n', "ferry/readcast.toml")
    return desk.folder / "ferry"


def manifest(out):
    return json.loads((out / "manifest.json").read_text("utf-8"))


def test_a_book_is_one_document_with_a_chapter_for_each_file(desk, book):
    desk.narrate(book)
    made = manifest(desk.out)
    assert (made["kind"], made["title"], made["source"]["name"]) == ("document", "Ferry", "ferry")
    assert [chapter["title"] for chapter in made["chapters"]] == ["The Boat", "The Cook"]
    assert (desk.out / "02-the-cook.mp3").exists()
    assert list(differences(desk.out)) == []


def test_a_book_alone_is_no_collection(desk, book):
    assert not is_collection([book], desk.out)
    assert is_collection([book, book], desk.out)
    assert is_collection([book.parent], desk.out)


def test_the_settings_in_a_books_folder_are_its_own(desk, book):
    desk.narrate(book)
    assert manifest(desk.out)["delivery"]["voice"] == "tilda"


def test_an_unchanged_book_asks_for_nothing_again(desk, book):
    desk.narrate(book)
    assert desk.narrate(book).spent.requests == 0


def test_an_edit_asks_for_what_changed_in_one_chapter(desk, book):
    desk.narrate(book)
    desk.write("He sings. All night.\n", "ferry/cook.md")
    assert desk.narrate(book).spent.characters == len("He sings. All night.")


def test_chapters_of_a_book_can_be_chosen(desk, book):
    desk.narrate(book, chapters=frozenset({2}))
    assert [chapter["title"] for chapter in manifest(desk.out)["chapters"]] == ["The Cook"]


def test_books_among_several_sources_are_one_document_each(desk, book):
    other = desk.write("# Alone\n\nBy itself.\n", "alone.md")
    desk.narrate(book, other)
    documents = manifest(desk.out)["documents"]
    assert [(one["source"], one["title"]) for one in documents] == [("ferry", "Ferry"), ("alone.md", "Alone")]
    assert desk.narrate(book, other).spent.requests == 0


def test_numbered_files_are_a_book(desk):
    desk.write("# One\n", "posts/01-one.md")
    desk.write("# Two\n", "posts/02-two.md")
    desk.narrate(desk.folder / "posts")
    assert [chapter["title"] for chapter in manifest(desk.out)["chapters"]] == ["One", "Two"]


def test_a_folder_that_was_narrated_as_a_collection_stays_one(desk):
    desk.write("# One\n", "posts/01-one.md")
    desk.write("# A\n", "posts/a.md")
    desk.narrate(desk.folder / "posts")
    desk.write("# Two\n", "posts/02-two.md")
    (desk.folder / "posts/a.md").unlink()
    options = Options(speech=desk.speech, store=desk.store)
    assert opened([desk.folder / "posts"], desk.out, options).collection


def test_a_book_that_lists_a_missing_file_is_refused_before_anything_is_asked_for(command, desk, book):
    (book / "cook.md").unlink()
    said = command("narrate", book, *desk.words()[2:])
    assert said.code == 2
    assert "SUMMARY.md lists cook.md, and there is no such file" in said.err
