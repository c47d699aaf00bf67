"""Where the words of a text are."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from chunking.words import sounded_spans, word_spans

texts = st.one_of(st.text(), st.text(alphabet="ab é1' .,—-()“”日本。「」ภา\u0301\n\u00a0😀", max_size=40))


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


def sounded(text: str) -> list[str]:
    return [text[start:end] for start, end in sounded_spans(text)]


@given(texts)
def test_words_joined_are_the_text_without_its_white_space(text: str) -> None:
    assert "".join(words(text)) == regex.sub(r"\s", "", text)


@given(texts)
def test_words_are_in_order_never_empty_and_never_overlap(text: str) -> None:
    edges = [edge for span in word_spans(text) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in word_spans(text))


@given(texts)
def test_every_letter_and_digit_is_sounded_once(text: str) -> None:
    kept = "".join(sounded(text))
    assert regex.sub(r"[^\p{L}\p{N}]", "", kept) == regex.sub(r"[^\p{L}\p{N}]", "", text)
    assert not regex.search(r"[^\p{L}\p{N}\p{M}]", kept)


@given(texts)
def test_a_sounded_run_lies_within_one_word(text: str) -> None:
    shown = word_spans(text)
    assert all(any(first <= start and end <= last for first, last in shown) for start, end in sounded_spans(text))


@given(texts)
def test_a_mark_is_never_parted_from_the_letter_before_it(text: str) -> None:
    for start, _ in [*word_spans(text), *sounded_spans(text)]:
        assert start == 0 or not regex.match(r"[\p{L}\p{N}]\p{M}", text[start - 1 : start + 1])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't go, Mr. Well-Known!", ["Don't", "go,", "Mr.", "Well-Known!"]),
        ("  two\u00a0spaces\n", ["two", "spaces"]),
        ("one — two", ["one", "—", "two"]),
        ("“Quoted,” she said…", ["“Quoted,”", "she", "said…"]),
        ("中文。好", ["中", "文。", "好"]),
        ("「日本」語", ["「日", "本」", "語"]),
        ("日本語とEnglish、中", ["日", "本", "語", "と", "English、", "中"]),
        ("", []),
    ],
)
def test_a_word_is_what_a_reader_sees_as_one(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't go!", ["Don", "t", "go"]),
        ("$1,234.50", ["1", "234", "50"]),
        ("cafe\u0301", ["cafe\u0301"]),
        ("中文。", ["中", "文"]),
        ("— … !?", []),
    ],
)
def test_only_letters_and_digits_sound(text: str, found: list[str]) -> None:
    assert sounded(text) == found
