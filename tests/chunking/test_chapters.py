import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.chapters import LEAD_CHARACTERS, chapters_of
from chunking.document import Block, Chapter, Kind, Piece, Reading
from chunking.places import Lines, SourceText
from chunking.policy import Policy
from chunking.sources import markdown
from chunking.speakable import Phrase, says_something, speakable

LONG = "The lamp burned on through the night. " * 20  # over the limit for a lead

NOWHERE = SourceText.of("")


def outline(text: str, **policy: object) -> list[tuple[str, str]]:
    """The chapters of a Markdown text: title, and the written paragraphs joined by bars."""
    told = Policy(**policy)  # type: ignore[arg-type]
    _, chapters = chapters_of(markdown.read(text, told), told, "Fallback")
    return [(chapter.title, "|".join(p.written for p in chapter.paragraphs)) for chapter in chapters]


def block(kind: Kind, written: str, level: int = 0, scene_break: bool = False) -> Block:
    return Block(kind, (Piece(written, 0),), Lines(1, 1), level, scene_break)


def title_of(text: str) -> str:
    return chapters_of(markdown.read(text, Policy()), Policy(), "Fallback")[0]


def test_one_h1_is_the_title_and_opens_the_first_chapter() -> None:
    text = "# Book\n\n## One\n\na\n\n## Two\n\nb"
    assert title_of(text) == "Book"
    assert outline(text) == [("One", "Book|One|a"), ("Two", "Two|b")]


def test_several_h1_are_each_a_chapter() -> None:
    text = "# One\n\n## Part\n\na\n\n# Two\n\nb"
    assert title_of(text) == "Fallback"
    assert outline(text) == [("One", "One|Part|a"), ("Two", "Two|b")]


def test_one_h1_without_h2_is_one_chapter() -> None:
    assert outline("# Book\n\na\n\n### Detail\n\nb\n\n### Detail\n\nc") == [("Book", "Book|a|Detail|b|Detail|c")]


def test_without_h1_the_h2_are_chapters() -> None:
    assert outline("a\n\n## One\n\nb\n\n## Two\n\nc") == [("One", "a|One|b"), ("Two", "Two|c")]


def test_without_h1_and_h2_the_first_level_that_occurs_twice_begins_chapters() -> None:
    assert outline("### Once\n\n#### A\n\na\n\n#### B\n\nb") == [("A", "Once|A|a"), ("B", "B|b")]


def test_without_headings_the_document_is_one_chapter() -> None:
    assert outline("a\n\nb") == [("Fallback", "a|b")]


def test_front_matter_gives_the_title_which_is_said_first() -> None:
    assert title_of("---\ntitle: '  The\n  lamp '\n---\n# Other\n\na") == "The lamp"
    assert outline("---\ntitle: The lamp\n---\na") == [("The lamp", "The lamp|a")]


def test_the_title_of_the_head_opens_the_first_chapter() -> None:
    text = "---\ntitle: The lamp\n---\n## One\n\na\n\n## Two\n\nb"
    assert outline(text) == [("One", "The lamp|One|a"), ("Two", "Two|b")]


def test_the_title_of_the_head_is_no_heading_among_others() -> None:
    text = "---\ntitle: The lamp\n---\n# One\n\n### a\n\n### b"
    assert outline(text) == [("The lamp", "The lamp|One|a|b")]
    assert outline("---\ntitle: The lamp\n---\n### a\n\n### b") == [("a", "The lamp|a"), ("b", "b")]


@pytest.mark.parametrize("title", ["1984", "2026-01-01"])
def test_a_number_or_a_date_is_a_title_as_it_is_written(title: str) -> None:
    assert title_of(f"---\ntitle: {title}\n---\na") == title


def test_a_title_that_is_no_text_is_ignored() -> None:
    assert title_of("---\ntitle: {en: Lamp}\n---\na") == "Fallback"


def test_a_long_lead_is_a_chapter_of_its_own_with_the_title_of_the_document() -> None:
    chapters = outline(f"# Book\n\n{LONG}\n\n## One\n\na")
    assert [title for title, _ in chapters] == ["Book", "One"]
    assert chapters[1] == ("One", "One|a")


@pytest.mark.parametrize(("length", "chapters"), [(LEAD_CHARACTERS - 4, 1), (LEAD_CHARACTERS - 3, 2)])
def test_a_lead_is_short_up_to_its_limit_with_the_heading_counted(length: int, chapters: int) -> None:
    assert len(outline(f"# Book\n\n{'a' * length}\n\n## One\n\na")) == chapters


def test_level_0_makes_one_chapter() -> None:
    assert outline("# Book\n\n## One\n\na\n\n## Two", chapter_level=0) == [("Book", "Book|One|a|Two")]


def test_a_level_that_the_user_names_wins() -> None:
    assert [title for title, _ in outline("# Book\n\n### A\n\n### B", chapter_level=3)] == ["A", "B"]


def test_the_heading_of_a_part_opens_its_first_chapter() -> None:
    text = "# Part 1\n\n## A\n\na\n\n# Part 2\n\nlead\n\n## B\n\nb"
    assert outline(text, chapter_level=2) == [("A", "Part 1|A|a"), ("B", "Part 2|lead|B|b")]


def test_the_long_lead_of_a_part_is_a_chapter_with_its_title() -> None:
    text = f"# Part 1\n\n## A\n\na\n\n# Part 2\n\n{LONG}\n\n## B\n\nb"
    assert [title for title, _ in outline(text, chapter_level=2)] == ["A", "Part 2", "B"]


def test_a_heading_in_a_quotation_or_list_begins_no_chapter() -> None:
    assert outline("## One\n\n> ## Quoted\n\n- ## Listed\n\n## Two") == [("One", "One|Quoted|Listed"), ("Two", "Two")]


def test_a_heading_with_nothing_to_say_begins_no_chapter() -> None:
    assert outline("## One\n\na\n\n## ---\n\nb") == [("One", "One|a|b")]


def test_nothing_to_say_gives_no_chapters() -> None:
    assert outline("***\n\n---") == []


def test_a_block_with_nothing_to_say_passes_its_scene_break_on() -> None:
    blocks = (block(Kind.TEXT, "?!", 0, True), block(Kind.TEXT, "a"))
    _, chapters = chapters_of(Reading(blocks, NOWHERE), Policy(), "Fallback")
    assert [paragraph.after_scene_break for paragraph in chapters[0].paragraphs] == [True]


BLOCKS = st.builds(
    lambda kind, written, level, scene: block(kind, written, level * (kind is Kind.HEADING), scene),
    st.sampled_from([Kind.HEADING, Kind.TEXT, Kind.QUOTE, Kind.ROW]),
    st.sampled_from(["a", "Two words.", "⁂", "?", LONG, "https://example.com"]),
    st.integers(1, 6),
    st.booleans(),
)


def chapters(blocks: list[Block], level: int | None) -> tuple[Chapter, ...]:
    return chapters_of(Reading(tuple(blocks), NOWHERE), Policy(chapter_level=level), "Fallback")[1]


@given(st.lists(BLOCKS), st.one_of(st.none(), st.integers(0, 6)))
def test_every_block_with_something_to_say_is_in_exactly_one_chapter_in_order(
    blocks: list[Block], level: int | None
) -> None:
    said = [paragraph.written for chapter in chapters(blocks, level) for paragraph in chapter.paragraphs]
    heard = [block.written for block in blocks if says_something(_spoken(block.written))]
    assert said == heard


@given(st.lists(BLOCKS), st.one_of(st.none(), st.integers(0, 6)))
def test_chapters_are_numbered_from_1_and_have_a_title_and_a_paragraph(blocks: list[Block], level: int | None) -> None:
    found = chapters(blocks, level)
    assert [chapter.number for chapter in found] == list(range(1, len(found) + 1))
    assert all(chapter.title and chapter.paragraphs for chapter in found)


def _spoken(written: str) -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, "en")))
