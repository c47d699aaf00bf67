from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Segment
from chunking.speakable import RULES, Phrase, Replacement, Rule, Rules, says_something, speakable

PIECES = [
    " & ",
    "→",
    "--",
    "***",
    "•",
    "https://a.b/c",
    "a@b.co",
    "\u00ad",
    "\u200c",
    ",",
    ".",
    "”",
    "word",
    " ",
    "é",
    "灯",
    "\n",
    "[x] ",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))
LANGUAGES = st.sampled_from(["en", "de", "zh", "hi", "xx"])


def spoken(written: str, language: str = "en", rules: tuple[Rule, ...] = RULES) -> str:
    return "".join(segment.spoken for segment in speakable(Phrase(written, language), Rules(rules)))


def saying(name: str, *found: tuple[int, int, str], languages: frozenset[str] | None = None) -> Rule:
    return Rule(name, lambda _: [Replacement(*each) for each in found], languages)


@given(TEXTS, LANGUAGES)
def test_the_written_segments_joined_are_the_written_text(written: str, language: str) -> None:
    assert "".join(segment.written for segment in speakable(Phrase(written, language))) == written


@given(TEXTS, LANGUAGES)
def test_no_segment_is_empty_in_both_forms(written: str, language: str) -> None:
    assert all(segment.written or segment.spoken for segment in speakable(Phrase(written, language)))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["", "x"])), max_size=12))
def test_any_rules_keep_the_map_to_the_source(found: list[tuple[int, int, str]]) -> None:
    rules = tuple(saying("any", (min(a, b), max(a, b), to)) for a, b, to in found)
    assert "".join(segment.written for segment in speakable(Phrase("abcdefghi.", "en"), Rules(rules))) == "abcdefghi."


@given(TEXTS, LANGUAGES)
def test_what_has_something_to_say_ends_like_a_sentence_and_is_not_closed_twice(written: str, language: str) -> None:
    once = spoken(written, language, ())
    assert spoken(once, language, ()) == once


def test_an_earlier_rule_keeps_what_it_took() -> None:
    rules = (saying("first", (2, 4, "X")), saying("second", (3, 6, "Y"), (6, 7, "Z")))
    assert speakable(Phrase("abcdefgh.", "en"), Rules(rules)) == (
        Segment("ab", "ab"),
        Segment("cd", "X", "first"),
        Segment("ef", "ef"),
        Segment("g", "Z", "second"),
        Segment("h.", "h."),
    )


def test_a_rule_may_put_something_in_beside_what_another_took() -> None:
    rules = (saying("first", (1, 2, "X")), saying("second", (1, 1, "<"), (2, 2, ">")))
    assert spoken("abc.", rules=rules) == "a<X>c."


def test_a_rule_may_keep_a_stretch_as_it_is() -> None:
    assert spoken("a & b.", rules=(saying("keep", (0, 6, "a & b.")), *RULES)) == "a & b."


def test_a_rule_of_another_language_is_not_used() -> None:
    assert spoken("abc.", rules=(saying("french", (0, 1, "X"), languages=frozenset({"fr"})),)) == "abc."


def test_rules_of_one_name_stand_side_by_side() -> None:
    names = [name for name, _ in groupby(rule.name for rule in RULES)]
    assert len(set(names)) == len(names)


def test_a_text_where_no_rule_applies_is_one_segment() -> None:
    assert speakable(Phrase("All quiet.", "en")) == (Segment("All quiet.", "All quiet."),)


@pytest.mark.parametrize(
    ("text", "says"), [("", False), ("?! —", False), ("a", True), ("7", True), ("灯", True), ("½", True)]
)
def test_a_letter_or_digit_is_something_to_say(text: str, says: bool) -> None:
    assert says_something(text) is says
