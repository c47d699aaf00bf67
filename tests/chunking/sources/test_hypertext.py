import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Kind, Mark, Piece
from chunking.policy import Policy
from chunking.sources.hypertext import Passage, passages, shown_by, unseen_element
from chunking.sources.hypertext.characters import decoded
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.tokens import tokens
from chunking.sources.hypertext.tree import Event, steps

POLICY = Policy(language="en")


def texts(html: str, policy: Policy = POLICY) -> list[str]:
    return [passage.text for passage in passages(html, 0, policy)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("<td>a</td>\n<td>b</td>", ["a", "b"]),
        ("a <!-- <p>hidden</p> --> b", ["a b"]),
        ("a <!--> b --> c", ["a b --> c"]),
        ("a <!---> b", ["a b"]),
        ("a <!-- b --!> c", ["a c"]),
        ("a <!-- never closed", ["a"]),
        ("<style>p {}</style>a", ["a"]),
        ("<SCRIPT>x</Script >a", ["a"]),
        ("<script>a</scripts></script>b", ["b"]),
        ("<script>never closed", []),
        ("<script/>a", ["a"]),
        ("<a title='1 > 0'>b</a>", ["b"]),
        ('<a title=">b', []),
        ('<p ">a', ["a"]),
        ("<p =>a", ["a"]),
        ("<?php x > y ?>a", ["a"]),
        ("<? x > y", ["y"]),
        ("<!DOCTYPE html>a", ["a"]),
        ("<![CDATA[ <p>x ]]>a", ["a"]),
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("a</ b", ["a</ b"]),
        ("a<b", ["a"]),
        ("&lt;p&gt; &amp;amp;", ["<p> &amp;"]),
        ("&#" + "9" * 5000 + ";", ["\ufffd"]),
        ("&#0;&#x110000;a", ["��a"]),
        ("x<br>y", ["x y"]),
        ("x</br>y", ["x y"]),
        ("x<wbr>y", ["xy"]),
        ("<img src=a alt=lamp>", ["lamp"]),
        ("<img alt=lamp.png>", []),
        ("<title>a</title>b", ["b"]),
        ("<textarea><b>a</textarea>", ["<b>a"]),
        ("<b><p>x</b>y</p>", ["xy"]),
        ("<p>a<p>b", ["a", "b"]),
        ("<span>a<div>b</span>c</div>", ["a", "bc"]),
        ("</div>a<div>", ["a"]),
        ("<body>a</body>b", ["ab"]),
        ("<p hidden>a<p>b", ["b"]),
        ("<ul><li hidden>a<ul><li>b</ul><li>c</ul>", ["c"]),
        ("<dialog>a</dialog><dialog open>b</dialog>", ["b"]),
        ("<my-own>a</my-own>", ["a"]),
        ("<table>a<tr>b<td>c</table>", ["a", "b", "c"]),
        ("<table><tr><th>A<th>B</table>", ["A; B"]),
        ("<table><tr><td>a<td>b<table><tr><td>c<td>d</table>e</table>", ["a", "b", "c; d", "e"]),
        ("<h1>I<br><br>The lamp</h1>", ["I The lamp"]),
        ("<q>a</q>", ["“a”"]),
        ("10<sup>6</sup> <sup>1</sup> 1<sup>st</sup> x<sup>a+b</sup>", ["10⁶ 1 1st xa+b"]),
        ("a<sup><a href='#n'>1</a></sup>b<a href='#n'>[2]</a>c<a href='#n'>3</a>", ["abc3"]),
        ("<math><mi>x</mi><annotation encoding='application/x-tex'>x^2</annotation></math>", ["x^2"]),
        ("<aside role=doc-footnote id=n><sup><a href='#r'>1</a></sup>. a</aside>", ["a"]),
        ("a<span class=pagenum>[Pg 1]</span>b<span epub:type=pagebreak>2</span>", ["ab"]),
        ("<math><mi>x</mi><annotation encoding='other'>y</annotation></math>", ["x"]),
    ],
)
def test_what_a_reader_sees_is_kept(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_a_passage_knows_where_it_stands() -> None:
    assert list(passages("<div>\n\na\nb\n\n<h3>c</h3></div>", 100, POLICY)) == [
        Passage(Kind.TEXT, (Piece("a", 107), Piece(" ", 108), Piece("b", 109)), start=107, end=110),
        Passage(Kind.HEADING, (Piece("c", 116),), level=3, start=116, end=117),
    ]


def test_a_rule_stands_before_what_follows() -> None:
    assert [(p.text, p.after_break) for p in passages("a<hr>b<hr><p>c<hr>", 0, POLICY)] == [
        ("a", False),
        ("b", True),
        ("c", True),
        ("", True),
    ]


@pytest.mark.parametrize(
    ("html", "kinds"),
    [
        ("<h2>a</h2><p>b</p>", [Kind.HEADING, Kind.TEXT]),
        ("<ul><li><h2>a</h2>b</ul>", [Kind.ITEM, Kind.ITEM]),
        ("<blockquote>a<ul><li>b</ul>c</blockquote>", [Kind.QUOTE, Kind.ITEM, Kind.QUOTE]),
        ("<table><tr><td>a<td>b</table>", [Kind.ROW]),
        ("<table><tr><td>a</table>", [Kind.TEXT]),
        ("<pre class=x>a</pre><pre>b</pre>", [Kind.CODE, Kind.TEXT]),
        ("<pre>{b: 1}</pre>", [Kind.CODE]),
        ("<div><img alt=a></div><p><img alt=b></p>", [Kind.IMAGE, Kind.TEXT]),
        ("<math alttext=a></math>", [Kind.MATH]),
        ("<aside role=doc-footnote id=n>a<ul><li>b</ul></aside>", [Kind.NOTE, Kind.NOTE]),
    ],
)
def test_a_passage_knows_what_it_is(html: str, kinds: list[Kind]) -> None:
    assert [passage.kind for passage in passages(html, 0, POLICY)] == kinds


def test_code_and_formulas_are_marked() -> None:
    html = "<p>a <code>b<i>c</i></code> <math alttext='d'></math> e</p>"
    (passage,) = passages(html, 0, POLICY)
    assert [(piece.text, piece.mark) for piece in passage.pieces if piece.mark is not Mark.TEXT] == [
        ("b", Mark.CODE),
        ("c", Mark.CODE),
        ("d", Mark.MATH),
    ]


def test_a_passage_knows_its_language() -> None:
    html = "<p>a</p><div lang=fr><p>b</p><p lang=de-AT>c</p></div><p>d</p>"
    assert [passage.language for passage in passages(html, 0, POLICY)] == ["", "fr", "de-AT", ""]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("<b>", ""),
        ("</p>", " "),
        ("<br />", " "),
        ("<img data-alt='no' alt=\"a &amp; b\">", "a & b"),
        ("<img>", ""),
        ("<!-- x -->", ""),
        ("", ""),
    ],
)
def test_a_tag_in_a_text_shows_only_what_is_seen(tag: str, shown: str) -> None:
    assert shown_by(tag, 7) == ((Piece(shown, 7, 7 + len(tag)),) if shown else ())


@pytest.mark.parametrize(
    ("tag", "name"),
    [("<script>", "script"), ("<STYLE a=b>", "style"), ("</script>", ""), ("<script/>", ""), ("<b>", ""), ("a", "")],
)
def test_a_tag_tells_whether_its_content_is_unseen(tag: str, name: str) -> None:
    assert unseen_element(tag) == name


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        (' a="1 &amp; 2"', "a", "1 & 2"),
        (" a='1'", "a", "1"),
        (" a=1/", "a", "1/"),
        (" A = 1", "a", "1"),
        (" a a=2", "a", ""),
        (' b="a=1"', "a", ""),
        ('a="1"b="2"', "b", "2"),
        (' a="1', "a", "1"),
    ],
)
def test_an_attribute_is_read_as_browsers_do(written: str, name: str, value: str) -> None:
    assert Element("p", written, (0, 0), 0)[name] == value


# Laws.

TAGS = """
<p> </p> <div> </div> <b> </b> <i_class="x"> <h1> </h1> <ul> </ul> <ol_start=3> </ol> <li> </li> <table> </table>
<tr> </tr> <td> </td> <th> <thead> <caption> <pre> </pre> <code> </code> <br> <hr/> <img_alt="a&lt;b"> <a_href="#x">
</a> <sup> </sup> <q> </q> <blockquote> </blockquote> <math> </math> <annotation_encoding=tex> <figure> <figcaption>
<dl> <dt> <dd> <script> </script> <!-- --> <?x ?> <![CDATA[ ]]> <p_hidden> <aside_id=n_role=doc-footnote> </aside>
<title> <ruby> <rt> </ruby> <details> <summary> <textarea> <select> <option> <svg> </svg> & &amp; &nbsp; &#65; &#x;
< > " ' / = 1 a
"""
HTML = st.lists(
    st.sampled_from([*(tag.replace("_", " ") for tag in TAGS.split()), " ", "\n", "\t", "word ", "é", "漢", "\x01"])
    | st.text(max_size=4)
).map("".join)
AS_SPACE = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))


@given(HTML)
def test_a_piece_without_an_end_is_the_characters_of_the_source(html: str) -> None:
    for passage in passages(html, 1000, Policy(list_numbers=True)):
        for piece in passage.pieces:
            if piece.end is None:
                start = piece.start - 1000
                assert html[start : start + len(piece.text)].translate(AS_SPACE) == piece.text
            else:
                assert 1000 <= piece.start <= piece.end <= 1000 + len(html)


@given(HTML)
def test_a_passage_is_folded_and_in_its_place(html: str) -> None:
    for passage in passages(html, 0, POLICY):
        assert passage.text == " ".join(passage.text.split(" ")).strip(" ")
        assert (passage.text != "") == (passage.pieces != ())
        assert 0 <= passage.start <= passage.end <= len(html)


@given(HTML)
def test_every_element_that_begins_ends_in_turn(html: str) -> None:
    around = []
    for step in steps(html):
        if step.event is Event.BEGINS:
            around.append(step.element)
        elif step.event is Event.ENDS:
            assert around.pop() is step.element
    assert around == []


@given(HTML)
def test_tokens_follow_one_another(html: str) -> None:
    done = 0
    for token in tokens(html):
        assert done <= token.start < token.end
        done = token.end
    assert done <= len(html)


@given(st.text(alphabet=" ab\n12.,é漢", max_size=60))
def test_text_without_markup_is_all_there(text: str) -> None:
    assert " ".join(texts(f"<p>{text}</p>")).split() == text.split()


@given(st.text())
def test_any_text_is_decoded(text: str) -> None:
    assert decoded(text.replace("&", "")) == text.replace("&", "")
    assert isinstance(decoded(text), str)


MANY = 40_000
HOSTILE = {
    "angle brackets": "<" * 5 * MANY,
    "divisions": "<div>" * MANY,
    "comments": "<!--" * MANY,
    "dashes": "<!--" + "-" * 5 * MANY,
    "ampersands": "&" * 5 * MANY,
    "attributes that never end": '<a href="' * MANY,
    "blanks in a tag": "<a" + " " * 5 * MANY,
    "instructions": "<? >" * MANY,
    "paragraphs": "<p>a" * MANY,
    "tables in tables": "<table><tr><td>a" * (MANY // 4),
    "lists in lists": "<ul><li>a" * (MANY // 2),
    "cells": "<table><tr>" + "<td>a" * MANY,
    "cells that reach far": "<table>" + "<td colspan=999 rowspan=9999>a" * 500 + "<tr><td>a" * (MANY // 4),
    "long names of columns": "<table><tr><th>" + "a" * MANY + "<th>b" + "<tr><td>a<td>b" * (MANY // 4),
    "raised in raised": "<sup>1" * (MANY // 2),
    "links in links": "<a href=#1>1" * (MANY // 2),
    "ends of what did not begin": "<b><div>" + "<i>" * MANY + "</b>" * MANY,
    "breaks": "<br>" * MANY,
    "figures": "<figure><img alt=a>" * (MANY // 4),
    "formulas": "<math><annotation encoding=tex>a" * (MANY // 8),
    "styles": "<p style='" + ";   " * MANY + "'>a",
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_takes_no_longer_than_other(html: str) -> None:
    before = time.process_time()
    assert sum(len(passage.text) for passage in passages(html, 0, POLICY)) <= 40 * len(html)
    assert time.process_time() - before < 4
