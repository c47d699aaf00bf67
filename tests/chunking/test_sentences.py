"""Where a text is cut."""

import pytest

from chunking.sentences import pieces, sentences


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("One is here. Two is there. Three.", 16, ["One is here. ", "Two is there. ", "Three."]),
        ("One is here. Two.", 17, ["One is here. Two."]),
        ("a long one, with a comma; and more", 14, ["a long one, ", "with a comma; ", "and more"]),
        ("no marks in here at all", 9, ["no marks ", "in here ", "at all"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("e\u0301e\u0301e\u0301", 4, ["e\u0301e\u0301", "e\u0301"]),
        ("第一句。第二句。", 4, ["第一句。", "第二句。"]),
    ],
)
def test_a_text_is_cut_at_the_best_place_that_fits(text: str, limit: int, expected: list[str]) -> None:
    assert pieces(text, "en", lambda part: len(part) <= limit) == expected


def test_a_title_does_not_end_a_sentence() -> None:
    assert sentences("Mr. Hale rose. He left.", "en") == ["Mr. Hale rose. ", "He left."]
