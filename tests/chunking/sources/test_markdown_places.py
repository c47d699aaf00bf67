"""The laws of the Markdown reader: every piece points at its very characters, no word is lost, order is kept."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chunking.document import Block, Kind, Reading
from chunking.errors import InputError
from chunking.pieces import folded
from chunking.policy import Policy
from chunking.sources import markdown

# fmt: off
MARKUP = [
    "word ", "wörd", "a", "\n", "\n\n", "  \n", "\\\n", " ", "    ", "\t", "*", "**", "_", "`", "``", "```\n", "~~",
    "[", "]", "(", ")", "](x)", '](<x y> "t")', "[a]", "[a]: /u\n", "![", "!", "<b>", "</b>", "<br>", "<hr>", "<div>",
    "</div>\n", "<!-- c -->", "&amp;", "&#35;", "\\*", "\\q", "> ", ">", "- ", "* ", "1. ", "2) ", "# ", "## ",
    "===\n", "---\n", "|", "| a | b |\n|---|---|\n", "| x\\|y | `z\\|w` |\n", "http://a.b/c_d_", "www.x.y",
    "<http://q.r/s>", "\u00a0", "中", "文", "\x0c", "\x01", "[^1]", "[^1]: note ", "^[", "$", "$$", "$$\n", "$x$",
    ":tada:", ":", ":::note\n", ":::\n", "!!! note\n", "{", "}", "{#id}", "{: .c}", "{{< x >}}", "{{</ x >}}", "{{",
    "}}", "{%", "%}", "{% if %}", "{% raw %}", "{% endraw %}", "<Foo a={1}>", "</Foo>\n", "{/* c */}",
    "import a from 'b'\n", "[[", "]]", "|z", "![[", "> [!NOTE] ", "[ ] ", "- [x] ", ": def\n", "<img alt='q'>",
    "<!-- readcast: pause: 1s -->", "{{< highlight >}}", "{{< /highlight >}}", '<Note title="t">', "<script>",
    "</script>", "<?", "?>", "<![CDATA[", "]]>",
]
# fmt: on
MARKDOWN = st.lists(st.sampled_from(MARKUP), max_size=30).map("".join)
POLICIES = [
    Policy(language="en"),
    Policy(language="en", code="read", list_numbers=True, footnotes="skip"),
    Policy(
        language="en", tables="summary", footnotes="inline", images="skip", links="text-and-host", quotes="announce"
    ),
    Policy(language="en", code="skip", tables="skip", footnotes="end", math="skip", admonitions="plain"),
]
WORD = st.from_regex(r"[a-z]{9}", fullmatch=True)
# Each hole is filled with a word of its own.
CONSTRUCTS = [
    "# @",
    "## @ ##",
    "@\n===",
    "@ *@* __@__ ~~@~~ `@` @",
    "[@](https://example.com) [@][r] ![@](x.png)\n\n[r]: /u",
    "> @\n> @\n@",
    "- @\n- @\n  - @\n\n    @\n1. @\n2. @",
    "- [ ] @\n- [x] @",
    "| @ | @ |\n|---|---|\n| @ | @ |\n| `@` | @ \\| @ |",
    "@[^n] @\n\n[^n]: @\n\n    @",
    "@^[@ @] @",
    "@\n: @\n: @",
    "> [!NOTE]\n> @",
    "> [!tip] @\n> @",
    ":::warning @\n\n@\n\n:::",
    '!!! note "@"\n    @\n\n    @',
    "??? tip\n    @",
    "$@$ @",
    "$$\n@\n$$",
    "```\n@\n@\n```",
    "    @\n    @",
    "<div>@ <b>@</b></div>",
    "<table><tr><td>@</td><td>@</td></tr></table>",
    "@ <span>@</span><br>@",
    "[[@]] [[x|@]] [[@#@]]",
    "{{< glow >}}@{{< /glow >}}",
    '{{< figure alt="@" >}}',
    "{% raw %}@{% endraw %}",
    "@ :tada: @",
    "@ {#id}",
    "@ https://example.com/@ @",
    "@\\\n@  \n@",
]
DOCUMENT = st.lists(st.sampled_from(CONSTRUCTS), min_size=1, max_size=6)


def read(text: str, policy: Policy, is_mdx: bool = False) -> Reading | None:
    with suppress(InputError):
        return (markdown.read_mdx if is_mdx else markdown.read)(text, policy)
    return None


def blank(text: str) -> str:
    """The text with every white space one space."""
    return re.sub(r"[\s\x1c-\x1f]", " ", text)


@settings(max_examples=300)
@given(MARKDOWN, st.sampled_from(POLICIES), st.booleans())
def test_a_piece_without_an_end_stands_in_the_source_character_for_character(
    text: str, policy: Policy, is_mdx: bool
) -> None:
    reading = read(text, policy, is_mdx)
    for block in reading.blocks if reading else ():
        for piece in block.pieces:
            assert 0 <= piece.start <= (piece.start if piece.end is None else piece.end) <= len(text)
            if piece.end is None:
                assert blank(text[piece.start : piece.start + len(piece.text)]) == blank(piece.text)


@settings(max_examples=300)
@given(MARKDOWN, st.sampled_from(POLICIES))
def test_places_rise_within_a_block_but_where_names_of_columns_hosts_and_notes_are_put_in(
    text: str, policy: Policy
) -> None:
    reading = read(text, policy) if policy.footnotes != "inline" and policy.links == "text" else None
    for block in reading.blocks if reading else ():
        starts = [piece.start for piece in block.pieces]
        assert block.kind is Kind.ROW or starts == sorted(starts)


@given(MARKDOWN, st.sampled_from(POLICIES))
def test_pieces_are_folded_and_blocks_have_a_text(text: str, policy: Policy) -> None:
    reading = read(text, policy)
    for block in reading.blocks if reading else ():
        assert block.pieces == folded(block.pieces) != ()


@given(MARKDOWN, st.sampled_from(POLICIES))
def test_the_same_text_is_read_in_the_same_way(text: str, policy: Policy) -> None:
    first, second = read(text, policy), read(text, policy)
    assert (first and (first.blocks, first.unknown)) == (second and (second.blocks, second.unknown))


@settings(max_examples=200)
@given(DOCUMENT, st.sampled_from(POLICIES), st.data())
def test_no_word_is_lost_whatever_is_left_out(constructs: list[str], policy: Policy, data: st.DataObject) -> None:
    kept = [one for one in constructs if policy.math == "read" or one != "$@$ @"]  # a formula in a text leaves no trace
    text, words = filled("\n\n".join(kept), data)
    shown = " ".join(block.written for block in markdown.read(text, policy).blocks)
    assert [word for word in words if word not in shown] == []


@settings(max_examples=200)
@given(DOCUMENT, st.data())
def test_words_are_heard_in_the_order_in_which_they_are_written(constructs: list[str], data: st.DataObject) -> None:
    plain = [one for one in constructs if not re.search(r"\[\^n\]|\^\[|\|---", one)]
    text, words = filled("\n\n".join(plain), data)
    shown = " ".join(block.written for block in markdown.read(text, Policy(language="en", code="read")).blocks)
    assert re.findall("|".join(words) or "(?!)", shown) == words


def filled(text: str, data: st.DataObject) -> tuple[str, list[str]]:
    words = data.draw(st.lists(WORD, unique=True, min_size=text.count("@"), max_size=text.count("@")))
    left = iter(words)
    return re.sub("@", lambda _: next(left), text), words


def places(block: Block) -> list[tuple[str, int, int | None]]:
    return [(piece.text, piece.start, piece.end) for piece in block.pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a &amp; b", [("a ", 0, None), ("&", 2, 7), (" b", 7, None)]),
        ("a \\* b", [("a ", 0, None), ("* b", 3, None)]),
        ("a\nb", [("a b", 0, None)]),
        ("> a\n> b", [("a ", 2, None), ("b", 6, None)]),
        ("##  a b ##", [("a b", 4, None)]),
        ("x `` a`b `` y", [("x ", 0, None), ("a`b", 5, None), (" y", 11, None)]),
        (":tada: x", [("🎉", 0, 6), (" x", 6, None)]),
        ("-\ta\n\n\tb", [("a", 2, None)]),
        ("|a|b\\|c|\n|-|-|\n|x|`y\\|z`|", [("a", 1, None), (": ", 16, 16), ("x", 16, None)]),
        ("[[a#b]]", [("a", 2, None), (", ", 3, 4), ("b", 4, None)]),
        ("---\ntitle: T\n---\na", [("T", 11, None)]),
    ],
)
def test_where_the_pieces_of_the_first_block_stand(text: str, expected: list[tuple[str, int, int | None]]) -> None:
    reading = read(text, Policy(language="en"))
    assert reading and places(reading.blocks[0])[: len(expected)] == expected
    assert len(reading.blocks[0].pieces) == len(expected) or reading.blocks[0].kind is Kind.ROW
