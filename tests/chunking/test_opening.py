"""What is said before a document's own text."""

import pytest

from chunking.document import Block, Kind
from chunking.policy import Policy
from chunking.sources import markdown

ALL = ("title", "author", "date")


def first(text: str, *opening: str, language: str = "en") -> list[Block]:
    blocks = markdown.read(text, Policy(language=language, opening=opening)).blocks  # type: ignore[arg-type]
    return [block for block in blocks if block.pieces[0].start < text.index("\n---\n")]


def head(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "", "Text."])


def test_each_thing_is_a_block_in_the_order_of_the_policy() -> None:
    text = head("author: Ann Lee", "title: The lamp", "date: 2026-03-05")
    said = [(block.kind, block.written, block.say) for block in first(text, *ALL)]
    author = (Kind.TEXT, "Ann Lee", "By Ann Lee.")
    assert said == [(Kind.HEADING, "The lamp", None), author, (Kind.TEXT, "2026-03-05", None)]


@pytest.mark.parametrize(
    "line",
    [
        "title: The lamp",
        'title: "The lamp"',
        "Title  :  The lamp",
        "title: >-\n  The\n  lamp",
        "og:\n  title: x\ntitle: The lamp",
    ],
)
def test_a_title_points_at_its_value_in_the_head(line: str) -> None:
    text = head(line) + " The lamp."
    (block,) = first(text.replace("Title", "title"), "title")
    (piece,) = block.pieces
    shown = text[piece.start : piece.end or piece.start + len(piece.text)]
    assert block.written == "The lamp"
    assert piece.start < text.index("Text.")
    assert shown in ("The lamp", ">-")


@pytest.mark.parametrize("heading", ["# The lamp", "## the LAMP!", "The lamp\n===", "<h1>The lamp.</h1>"])
def test_a_title_that_the_first_heading_says_is_not_said_twice(heading: str) -> None:
    assert first(head("title: The lamp").replace("Text.", heading), "title") == []


def test_a_title_that_a_later_heading_says_is_said() -> None:
    text = head("title: The lamp").replace("Text.", "# Oil\n\n# The lamp")
    assert [block.written for block in first(text, "title")] == ["The lamp"]


@pytest.mark.parametrize("setting", ["title: {a: b}", "title: ''", "title: null", "tags: [a]"])
def test_a_head_without_a_title_says_none(setting: str) -> None:
    assert first(head(setting), *ALL) == []


@pytest.mark.parametrize(("value", "shown"), [("[Ann, Bob]", "Ann, Bob"), ("Ann & Bob", "Ann & Bob")])
def test_several_authors_are_all_named(value: str, shown: str) -> None:
    assert [block.written for block in first(head(f"author: {value}"), "author")] == [shown]


def test_a_time_of_day_is_not_said() -> None:
    assert [block.written for block in first(head("date: 2026-03-05T10:00:00Z"), "date")] == ["2026-03-05"]


def test_the_author_is_named_in_the_language_of_the_text() -> None:
    assert [block.say for block in first(head("author: Ann"), "author", language="de")] == ["Von Ann."]


def test_nothing_is_said_where_nobody_wants_it() -> None:
    assert first(head("title: The lamp")) == []
