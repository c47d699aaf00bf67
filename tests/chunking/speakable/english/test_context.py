import pytest

from chunking.speakable.english.context import ends_sentence, word_before


@pytest.mark.parametrize("after", ["", "”", ".)", " The end", " “He left", ") But"])
def test_an_abbreviation_ends_its_sentence_at_the_end_and_before_a_word_that_begins_one(after: str) -> None:
    assert ends_sentence(f"U.S.{after.lstrip('.')}", 4)


@pytest.mark.parametrize("after", [" Army", " senate", ", The", "'s", " 5"])
def test_an_abbreviation_within_a_sentence_does_not_end_it(after: str) -> None:
    assert not ends_sentence(f"U.S.{after}", 4)


def test_any_capital_may_begin_a_sentence_where_no_name_follows() -> None:
    assert ends_sentence("etc. Lamps", 4, before_any_capital=True)
    assert not ends_sentence("etc. lamps", 4, before_any_capital=True)


@pytest.mark.parametrize(
    ("text", "word"), [("on Elm St.", "Elm"), ("St.", ""), ("a  St.", ""), ("O'Neill St.", "O'Neill")]
)
def test_the_word_before_is_one_space_away_at_most(text: str, word: str) -> None:
    assert word_before(text, text.index("St.")) == word
