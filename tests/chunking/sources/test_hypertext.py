import pytest

from chunking.sources.hypertext import Passage, passages, shown_by


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("<td>a</td>\n<td>b</td>", ["a", "b"]),
        ("a <!-- <p>hidden</p> --> b", ["a  b"]),
        ("a <!--> b --> c", ["a  b --> c"]),
        ("a <!-- never closed", ["a "]),
        ("<style>p {}</style>a", ["a"]),
        ("<SCRIPT>x</Script >a", ["a"]),
        ("<script>never closed", []),
        ("<a title='1 > 0'>b</a>", ["b"]),
        ("<?php x > y ?>a", ["a"]),
        ("<!DOCTYPE html>a", ["a"]),
        ("<![CDATA[ <p>x ]]>a", ["a"]),
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("a<b", ["a"]),
        ("&lt;p&gt; &amp;amp;", ["<p> &amp;"]),
        ("x<br>y", ["x y"]),
        ("<img src=a alt=lamp>", ["lamp"]),
    ],
)
def test_visible_text_is_kept(html: str, texts: list[str]) -> None:
    assert [passage.text for passage in passages(html)] == texts


def test_a_passage_knows_its_lines() -> None:
    assert list(passages("<div>\n\na\nb\n\n<h3>c</h3></div>")) == [
        Passage("\n\na\nb\n\n", 2, 3),
        Passage("c", 5, 5, level=3),
    ]


def test_a_rule_stands_before_what_follows() -> None:
    assert [(p.text, p.after_break) for p in passages("a<hr>b<hr><p>c<hr>")] == [
        ("a", False),
        ("b", True),
        ("", True),
        ("c", False),
        ("", True),
    ]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("<b>", ""),
        ("</p>", " "),
        ("<br />", " "),
        ("<img data-alt='no' alt=\"a &amp; b\">", "a & b"),
        ("<img>", ""),
        ("<!-- x -->", ""),
    ],
)
def test_a_tag_in_a_text_shows_only_what_is_seen(tag: str, shown: str) -> None:
    assert shown_by(tag) == shown
