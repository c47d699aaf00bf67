"""What holds in every preset, seen where nothing else does."""

import datetime
from pathlib import Path

import pytest
from planting import Row, only, plant, planted, post, site, told

from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import read_document

UTC = datetime.UTC
ROWS: list[Row] = [
    ("a quiet week.md", "", "/a%20quiet%20week/"),
    ("2026-03-05-dated.md", "", "/2026-03-05-dated/"),
    ("index.md", "", "/"),
    ("deep/README.md", "", "/deep/"),
    ("deep/er/x.mdx", "slug: Y", "/deep/er/y/"),
    ("permalink.md", "permalink: /p/q", "/p/q"),
    ("url.md", "url: https://example.org/2026/x.html?y", "/2026/x.html"),
    ("draft.md", "draft: true", "held: draft"),
    ("draft2.md", 'Draft: "yes"', "held: draft"),
    ("no-draft.md", "draft: false", "/no-draft/"),
    ("unpublished.md", "published: false", "held: published: false"),
    ("private.md", "publish: false", "held: publish: false"),
    ("silent.md", "narrate: false", "held: narrate: false"),
    ("silent2.md", "readcast:\n  narrate: false", "held: narrate: false"),
    ("loud.md", "narrate: true\nreadcast: {narrate: true}", "/loud/"),
    ("future.md", "date: 2026-06-02", "held: dated 2026-06-02"),
    ("today.md", "date: 2026-06-01", "/today/"),
    ("2026-07-01-future.md", "", "held: dated 2026-07-01"),
    ("2026/07/02/future.md", "", "held: dated 2026-07-02"),
    ("expired.md", "expiryDate: 2026-05-01", "held: expired"),
]


def test_what_a_document_says_of_itself_holds(tmp_path: Path) -> None:
    assert planted(tmp_path, {}, ROWS) == {name: expected for name, _, expected in ROWS}


def test_drafts_and_the_future_are_narrated_where_they_are_wanted(tmp_path: Path) -> None:
    planted(tmp_path, {}, ROWS)
    held = {one.name for one in site(tmp_path, drafts=True).posts if one.held}
    assert held == {"private.md", "silent.md", "silent2.md", "expired.md"}


DATES = [
    ("date: 2026-03-05", datetime.datetime(2026, 3, 5, tzinfo=UTC)),
    ("date: 2026-03-05T10:00:00Z", datetime.datetime(2026, 3, 5, 10, tzinfo=UTC)),
    ("date: 2026-03-05 10:00:00", datetime.datetime(2026, 3, 5, 10, tzinfo=UTC)),
    ("date: 2026-03-05 10:00:00 +0200", datetime.datetime(2026, 3, 5, 8, tzinfo=UTC)),
    ("date: 2026-03-05 10:00 -05:30", datetime.datetime(2026, 3, 5, 15, 30, tzinfo=UTC)),
    ('date: "2026-03-05T10:00:00.123Z"', datetime.datetime(2026, 3, 5, 10, tzinfo=UTC)),
    ("date: 2026/3/5", datetime.datetime(2026, 3, 5, tzinfo=UTC)),
    ("pubDate: Mar 05 2026", datetime.datetime(2026, 3, 5, tzinfo=UTC)),
    ("pubDate: March 5th, 2026", datetime.datetime(2026, 3, 5, tzinfo=UTC)),
    ("pubDate: Thu, 5 Mar 2026 10:00:00 GMT", datetime.datetime(2026, 3, 5, 10, tzinfo=UTC)),
    ("date: 2026-02-30 10:00 am", None),
    ("date: soon", None),
    ("date: [2026-03-05]", None),
    ("date: 2026", None),
    ("date: 9999999-01-01", None),
    ("date: '2026-13-01'", None),
    ("date: '2026-03-05 10:00:00 +99:99'", None),
]


@pytest.mark.parametrize(("head", "expected"), DATES)
def test_dates_are_read_as_blogs_write_them(tmp_path: Path, head: str, expected: datetime.datetime | None) -> None:
    found = only(site(plant(tmp_path, {"a.md": post(head)}))).date
    assert found == expected
    assert found is None or found.tzinfo is not None


def test_front_matter_has_the_date_before_the_name(tmp_path: Path) -> None:
    plant(tmp_path, {"2026-01-02-a.md": post("date: 2026-03-05"), "2026-01-03-b.md": post("title: B")})
    assert [one.date and one.date.day for one in site(tmp_path).posts] == [5, 3]


AUTHORS = [
    ("author: Ann Lee", ("Ann Lee",)),
    ("authors: [Ann Lee, Bo]", ("Ann Lee", "Bo")),
    ("author: {name: Ann Lee, url: x}", ("Ann Lee",)),
    ("authors:\n  - name: Ann Lee\n  - Bo\n  - Bo", ("Ann Lee", "Bo")),
    ("author: 7", ()),
    ("authors: [[Ann], {x: y}, null]", ()),
    ("title: x", ()),
]


@pytest.mark.parametrize(("head", "expected"), AUTHORS)
def test_authors_are_those_of_the_front_matter(tmp_path: Path, head: str, expected: tuple[str, ...]) -> None:
    assert only(site(plant(tmp_path, {"a.md": post(head)}))).authors == expected


def test_a_front_matter_that_cannot_be_read_holds_nothing_and_its_reader_says_so(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": "---\ndraft: true\n  x: [\n---\nWords.\n"})
    assert only(site(tmp_path)).held == ""
    with pytest.raises(InputError, match="front matter"):
        read_document(tmp_path / "a.md", Policy())


def test_a_document_of_settings_alone_has_no_text(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": "---\nlayout: home\n---\n\n", "b.md": "", "c.md": post("layout: home")})
    assert [one.held for one in site(tmp_path).posts] == ["no text", "", ""]


def test_narrate_may_stand_among_the_settings_of_a_document(tmp_path: Path) -> None:
    plant(tmp_path, {"a.md": post("readcast: {narrate: true, code: skip}")})
    assert read_document(tmp_path / "a.md", Policy()).chapters


def test_posts_are_in_the_order_of_their_paths_with_those_that_are_held(tmp_path: Path) -> None:
    plant(tmp_path, {"b.md": post("draft: true"), "a/z.md": post(), "a-b/c.md": post(), "B.md": post()})
    assert [one.name for one in site(tmp_path).posts] == ["B.md", "a/z.md", "a-b/c.md", "b.md"]
    assert all(one.path == tmp_path / one.name for one in site(tmp_path).posts)


def test_a_name_that_is_not_utf8_is_shown_with_question_marks(tmp_path: Path) -> None:
    Path(f"{tmp_path}/n\udcffx.md").write_text("Words.\n")
    found = only(site(tmp_path))
    assert (found.name, found.permalink) == ("n?x.md", "/n%3Fx/")
    assert found.path.is_file()


def test_held_posts_are_told_for_a_folder_in_which_all_are(tmp_path: Path) -> None:
    assert told(site(plant(tmp_path, {"a.md": post("draft: true")}))) == {"a.md": "held: draft"}
