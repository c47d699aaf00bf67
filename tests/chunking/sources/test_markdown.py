import html
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chunking.document import Kind
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sources import markdown

MARKUP = [
    *(
        "---\n",
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "[^1]",
        "[^1]: ",
        "^[",
        "]",
        "[",
        "(",
        ")",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "> ",
        "- ",
    ),
    *(
        "1. ",
        "# ",
        "|",
        "|-|-|\n",
        "a: b\n",
        "<div>",
        "<!--",
        "-->",
        "<script>",
        "</b>",
        "<hr>",
        "![",
        "](x)",
        "&amp;",
        "&#1;",
    ),
    *("\\", "word ", "wörd", "\u00ad", "\x00", "\ud800", "\x0c", "\u2028", "~~", "===\n"),
]
MARKDOWN = st.lists(st.sampled_from(MARKUP), max_size=40).map("".join)
WORDS = st.lists(st.from_regex(r"[a-zA-Zé]{1,8}[,.]?", fullmatch=True), min_size=1, max_size=12).map(" ".join)
NESTED = {
    "quotations": ">" * 3000 + " x",
    "lists": "- " * 3000 + "x",
    "footnotes": "".join(f"[^{number}]: " for number in range(300)) + "x",
    "brackets": "[" * 3000 + "x",
    "images": "![" * 3000 + "x" + "](y)" * 3000,
    "emphasis": "*a **b " * 3000,
    "notes in notes": "a^[" * 600 + "x" + "]" * 600,
    "a chain of notes": "a[^0]\n\n" + "".join(f"[^{number}]: b[^{number + 1}]\n\n" for number in range(3000)),
}


@given(st.one_of(MARKDOWN, st.text()))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        for block in markdown.read(text, Policy()).blocks:
            assert 1 <= block.lines.first <= block.lines.last <= text.count("\n") + 1
            assert block.written == block.written.strip(" ") != ""
            assert not re.search(r"[\x00-\x1f\ud800-\udfff]|  ", block.written)
            assert not block.level or block.kind is Kind.HEADING


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_the_words_of_plain_paragraphs_are_all_kept_in_order_with_their_lines(paragraphs: list[str]) -> None:
    blocks = markdown.read("\n\n".join(paragraphs), Policy()).blocks
    assert [block.written for block in blocks] == paragraphs
    assert [block.lines.first for block in blocks] == list(range(1, 2 * len(paragraphs), 2))


@given(
    st.lists(
        st.sampled_from(
            ["word", "*em*", "**st**", "`co`", "[li](x)", "\\*", "&amp;", "<b>", "\n", "> q\n", "- i\n", "# h\n"]
        )
    )
)
def test_what_is_read_is_what_a_browser_shows(pieces: list[str]) -> None:
    source = " ".join(pieces)
    shown = MarkdownIt("commonmark").render(source)
    seen = html.unescape(re.sub(r"<[^>]*>", " ", shown)).split()
    # An inline tag parts no words: compare without any white space.
    assert "".join("".join(block.written for block in markdown.read(source, Policy()).blocks).split()) == "".join(seen)


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED)
def test_deep_nesting_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        assert markdown.read(text, Policy()).blocks


def test_nesting_that_the_parser_would_drop_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match=r"line 2: .* too deeply"):
        markdown.read("One.\n" + ">" * 101 + " lost", Policy())


@pytest.mark.parametrize("depth", [1, 30, 98])
def test_nesting_that_is_not_refused_loses_nothing(depth: int) -> None:
    assert [block.written for block in markdown.read(">" * depth + " kept", Policy()).blocks] == ["kept"]


def test_a_long_line_is_read_in_time_that_grows_with_its_length() -> None:
    assert markdown.read("<div>" + "<p>x" * 20_000, Policy()).blocks[-1].written == "x"


def test_unicode_is_kept_as_it_is() -> None:
    decomposed = "cafe\u0301 \u212b ﬁ"
    assert markdown.read(decomposed, Policy()).blocks[0].written == decomposed


def test_the_first_of_two_notes_with_one_label_counts() -> None:
    blocks = markdown.read("a[^1]\n\n[^1]: first\n\n[^1]: second", Policy()).blocks
    assert [(block.written, bool(block.left_out)) for block in blocks] == [
        ("a", False),
        ("first", False),
        ("second", True),
    ]
