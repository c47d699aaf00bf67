"""A document keeps its folder and its recordings under whatever name; one that is gone is withdrawn, and comes back."""

import datetime
import json

import pytest

from flows import sources
from flows.report import DocumentsFailed
from manifests.verify import differences

LONG = [f"This is line {n} of a post that is long enough to be known again." for n in range(8)]


def text(title, lines):
    return f"# {title}\n\n" + "\n\n".join(lines) + "\n"


@pytest.fixture
def posts(desk):
    desk.write(text("One", LONG), "posts/one.md")
    desk.write(text("Two", ["Something else entirely."]), "posts/two.md")
    desk.narrate(desk.folder / "posts")
    return desk.folder / "posts"


def documents(desk):
    found = json.loads((desk.out / "manifest.json").read_text("utf-8"))["documents"]
    return {one["source"]: one for one in found}


def test_a_renamed_document_keeps_its_folder_and_asks_for_nothing(desk, posts):
    recorded = (desk.out / "one" / "01-one.mp3").stat()
    (posts / "one.md").rename(posts / "first.md")
    report = desk.narrate(posts)
    assert report.spent.requests == 0
    assert documents(desk)["first.md"]["folder"] == "one"
    assert "one.md" not in documents(desk)
    assert (desk.out / "one" / "01-one.mp3").stat().st_mtime_ns == recorded.st_mtime_ns
    assert not (desk.out / "first").exists()
    assert list(differences(desk.out)) == []


def test_a_document_that_is_renamed_and_edited_at_once_pays_for_the_edit(desk, posts):
    (posts / "one.md").unlink()
    desk.write(text("One", [*LONG[:4], "A new line in the middle.", *LONG[5:]]), "posts/deep/other.md")
    assert desk.narrate(posts).spent.characters == len("A new line in the middle.")
    assert documents(desk)["deep/other.md"]["folder"] == "one"


def test_a_new_document_with_another_text_is_another_document(desk, posts):
    (posts / "one.md").unlink()
    desk.write(text("One", ["Nothing of it is as it was.", LONG[0]]), "posts/other.md")
    desk.narrate(posts)
    assert documents(desk)["other.md"]["folder"] == "other"
    assert documents(desk)["one.md"]["state"] == "withdrawn"


def test_of_many_that_are_moved_each_is_known_again(desk):
    for n in range(12):
        desk.write(text(f"Post {n}", [f"All of {n} is about {n}.", f"It ends with {n}."]), f"posts/p{n}.md")
    desk.narrate(desk.folder / "posts")
    (desk.folder / "posts" / "old").mkdir()
    for n in range(12):
        (desk.folder / "posts" / f"p{n}.md").rename(desk.folder / "posts" / "old" / f"{11 - n:02}.md")
    assert desk.narrate(desk.folder / "posts").spent.requests == 0
    found = documents(desk)
    assert [found[f"old/{11 - n:02}.md"]["folder"] for n in range(12)] == [f"p{n}" for n in range(12)]


def test_a_document_that_takes_the_name_of_another_takes_its_folder(desk, posts):
    (posts / "two.md").unlink()
    (posts / "one.md").rename(posts / "two.md")
    assert desk.narrate(posts).spent.requests == 0
    assert documents(desk)["two.md"]["folder"] == "two"
    assert documents(desk)["one.md"]["state"] == "withdrawn"


def test_a_document_that_is_gone_is_withdrawn_and_its_files_stay(desk, posts):
    (posts / "one.md").unlink()
    report = desk.narrate(posts)
    gone = documents(desk)["one.md"]
    assert (gone["state"], gone["reason"]) == ("withdrawn", "no longer in the source")
    assert gone["withdrawn"] == datetime.datetime.now(datetime.UTC).date().isoformat()
    assert (desk.out / "one" / "01-one.mp3").exists()
    assert [str(one.state) for one in report.changes.documents] == ["unchanged", "removed"]
    assert list(differences(desk.out)) == []


@pytest.fixture
def later(monkeypatch):
    """Moves the day on which runs take place."""

    def move(days):
        class Later(datetime.datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.datetime.now(tz) + datetime.timedelta(days=days)

        monkeypatch.setattr(sources, "datetime", Later)

    return move


def test_its_files_are_removed_when_its_days_are_over_and_its_ledger_stays(desk, posts, later):
    (posts / "one.md").unlink()
    desk.narrate(posts)
    later(29)
    desk.narrate(posts)
    assert (desk.out / "one" / "01-one.mp3").exists()
    later(30)
    desk.narrate(posts)
    assert "one.md" not in documents(desk)
    assert [path.name for path in (desk.out / "one").iterdir()] == ["ledger.jsonl"]


def test_what_others_put_into_its_folder_stays(desk, posts, later):
    (desk.out / "one" / "notes.txt").write_text("mine")
    (posts / "one.md").unlink()
    desk.narrate(posts)
    later(30)
    desk.narrate(posts)
    assert {path.name for path in (desk.out / "one").iterdir()} == {"ledger.jsonl", "notes.txt"}


def test_a_document_that_comes_back_is_there_at_once_and_costs_nothing(desk, posts):
    (posts / "one.md").rename(desk.folder / "away.md")
    desk.narrate(posts)
    (desk.folder / "away.md").rename(posts / "one.md")
    assert desk.narrate(posts).spent.requests == 0
    assert documents(desk)["one.md"]["state"] == "made"
    assert documents(desk)["one.md"]["withdrawn"] is None


def test_a_document_that_failed_before_it_was_ever_made_leaves_no_record(desk, posts):
    (posts / "bad.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DocumentsFailed):
        desk.narrate(posts)
    (posts / "bad.md").unlink()
    desk.narrate(posts)
    assert set(documents(desk)) == {"one.md", "two.md"}


def test_a_dry_run_shows_what_is_new_changed_moved_and_removed_with_characters_and_cost(command, desk, posts):
    desk.write(text("Two", ["Something else entirely.", "And more."]), "posts/two.md")
    desk.write(text("Three", ["All of it is new."]), "posts/three.md")
    desk.write('price = 1000.0\ncurrency = "EUR"\n', "posts/readcast.toml")
    (posts / "one.md").rename(posts / "first.md")
    before = {path: path.stat().st_mtime_ns for path in desk.out.rglob("*")}
    said = command("narrate", posts, *desk.words()[2:], "--dry-run")
    rows = {line.split()[0]: line.split() for line in said.out.splitlines() if line.strip()}
    assert rows["moved"][1:6] == ["first.md", "(was", "0", "0", "0"]
    assert rows["new"][1:6] == ["three.md", "1", "1", "25", "0"]
    assert rows["new"][-2:] == ["25.00", "EUR"]
    assert rows["changed"][1:5] == ["two.md", "1", "1", "9"]
    assert "Documents: 1 new · 1 changed · 1 moved" in said.out
    assert {path: path.stat().st_mtime_ns for path in desk.out.rglob("*")} == before


def test_a_dry_run_tells_programs_the_same(readcast, desk, posts):
    (posts / "one.md").unlink()
    said = readcast("narrate", posts, *desk.words("--json")[2:], "--dry-run")
    assert said.json["changes"] == {"new": 0, "changed": 0, "moved": 0, "removed": 1, "unchanged": 1, "failed": 0}
    assert [(one["state"], one["document"]) for one in said.json["changed_documents"]] == [("removed", "one.md")]


def test_a_document_without_a_word_is_passed_over_and_one_that_loses_its_words_is_withdrawn(desk, posts):
    desk.write("---\ntitle: Nothing\n---\n\n<!-- only a comment -->\n", "posts/empty.md")
    report = desk.narrate(posts)
    assert report.changes.held == ("no text",)
    assert "empty.md" not in documents(desk)
    desk.write("---\ntitle: One\n---\n\n<!-- nothing any more -->\n", "posts/one.md")
    desk.narrate(posts)
    assert (documents(desk)["one.md"]["state"], documents(desk)["one.md"]["reason"]) == ("withdrawn", "no text")
    assert list(differences(desk.out)) == []
    desk.write(text("One", LONG), "posts/one.md")
    assert desk.narrate(posts).spent.requests == 0
    assert documents(desk)["one.md"]["state"] == "made"
