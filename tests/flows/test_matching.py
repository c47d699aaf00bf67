"""Which paragraph was which: an edit is not taken for a new paragraph, nor the other way round."""

import pytest

from flows.matching import partners

BEFORE = ["The ferry leaves at six.", "Nobody is on it but the cook.", "At noon the sea is flat."]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (BEFORE, [0, 1, 2]),
        ([], []),
        (["A gull.", *BEFORE], [None, 0, 1, 2]),
        (BEFORE[1:], [1, 2]),
        ([BEFORE[0], "Wholly other words.", BEFORE[2]], [0, 1, 2]),
        ([BEFORE[0], "Nobody is on it but a cook.", "And a gull.", BEFORE[2]], [0, 1, None, 2]),
        ([BEFORE[0], "A gull came.", "Nobody is on it but a cook.", BEFORE[2]], [0, None, 1, 2]),
        (["Something else.", "And more of it.", "And more.", "The end."], [None] * 4),
    ],
    ids=[
        "the same",
        "all gone",
        "one before",
        "one gone",
        "rewritten",
        "edited and one after",
        "one before it",
        "other",
    ],
)
def test_each_paragraph_finds_its_former_self(now, found):
    assert partners(now, BEFORE) == found


def test_texts_that_come_twice_are_matched_in_order():
    assert partners(["Yes.", "No.", "Yes."], ["Yes.", "No.", "Yes."]) == [0, 1, 2]
