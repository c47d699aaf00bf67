"""Where a text that is too long is cut."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.sentences import pieces


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("One is here. Two is there. Three.", 16, ["One is here. ", "Two is there. ", "Three."]),
        ("One is here. Two.", 17, ["One is here. Two."]),
        ("“No. Not now. Go home,” he said.", 22, ["“No. Not now. ", "Go home,” he said."]),
        ("a long one, with a comma; and more", 14, ["a long one, ", "with a comma; ", "and more"]),
        ("no marks in here at all", 9, ["no marks ", "in here ", "at all"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("e\u0301e\u0301e\u0301", 4, ["e\u0301e\u0301", "e\u0301"]),
        ("第一句。第二句。", 4, ["第一句。", "第二句。"]),
    ],
)
def test_a_text_is_cut_at_the_best_place_that_fits(text: str, limit: int, expected: list[str]) -> None:
    assert pieces(text, "en", lambda part: len(part) <= limit) == expected


@given(st.text(alphabet="ab .,“”。、e\u0301\n"), st.integers(2, 20))
def test_pieces_joined_are_the_text_and_no_two_neighbours_would_fit_together(text: str, limit: int) -> None:
    found = pieces(text, "en", lambda part: len(part) <= limit)
    assert "".join(found) == text
    assert all(len(one) + len(other) > limit for one, other in pairwise(found))


@pytest.mark.parametrize("unit", ["a", "“a. ", "(a. ", "—", ",”", "a://", "…。」"])
def test_a_million_hostile_characters_are_cut_in_time(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    assert max(map(len, pieces(text, "en", lambda part: len(part) <= 5000))) <= 5000
    assert time.process_time() - began < 20  # measured: 1 to 4
