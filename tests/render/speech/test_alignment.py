"""When each word of a sent text was spoken, however the service returns it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.words import sounded_spans
from render.samples import Span
from render.speech.alignment import align
from render.speech.wire import Element

LENGTH = 1_000_000  # samples: longer than any clip in here
LETTER = 100  # samples a character

_pieces = st.one_of(
    st.sampled_from(
        ["one", "two", "don't", "5", "five", "1,000", "Zwölf", "日本", "the", "the", "ẞ", "x.", "", " ", "—"]
    ),
    st.text(max_size=8),
)
element_lists = st.lists(st.tuples(_pieces, st.integers(0, 5000), st.integers(0, 9000)), max_size=30)
texts = st.lists(_pieces, max_size=20).map(" ".join)


def elements(*texts: str) -> list[Element]:
    """One after the other, each character 100 samples."""
    found, now = [], 0
    for text in texts:
        found.append(Element(text, Span(now, now + len(text) * LETTER)))
        now += len(text) * LETTER
    return found


def times(text: str, said: Sequence[Element]) -> list[tuple[str, int, int]]:
    heard = align(text, said).heard
    return [(text[one.start : one.end], one.span.start, one.span.end) for one in heard]


def missing(text: str, said: Sequence[Element]) -> list[str]:
    found = align(text, said)
    return [text[found.heard[at].start : found.heard[at].end] for at in sorted(found.missing)]


def as_listed(drawn: list[tuple[str, int, int]]) -> list[Element]:
    """Starts in order, as `speech_of` lets pass; ends where they like."""
    starts = sorted(start for _, start, _ in drawn)
    return [
        Element(text, Span(start, start + length))
        for (text, _, length), start in zip(drawn, starts, strict=True)
    ]  # fmt: skip


@given(texts, element_lists)
def test_every_sounded_run_is_heard_once_and_in_order(text: str, drawn: list[tuple[str, int, int]]) -> None:
    heard = align(text, as_listed(drawn)).heard
    assert [(one.start, one.end) for one in heard] == sounded_spans(text)


@given(texts, element_lists)
def test_times_never_run_backwards_and_never_leave_the_audio(text: str, drawn: list[tuple[str, int, int]]) -> None:
    said = as_listed(drawn)
    edges = [edge for one in align(text, said).heard for edge in (one.span.start, one.span.end)]
    assert edges == sorted(edges)
    assert not edges or 0 <= edges[0] <= edges[-1] <= max((one.span.end for one in said), default=0)


@given(texts)
def test_a_text_that_is_returned_as_sent_is_heard_to_the_sample(text: str) -> None:
    said = elements(*(text[place : place + 1] for place in range(len(text))))
    runs = sounded_spans(text)
    one_by_one = elements(text) if text else said
    assert times(text, one_by_one) == [(text[a:b], a * LETTER, b * LETTER) for a, b in runs]
    assert missing(text, one_by_one) == []


def test_words_are_heard_when_their_elements_are() -> None:
    assert times("One two.", elements("", "One", " ", "two", ".")) == [("One", 0, 300), ("two", 400, 700)]


@pytest.mark.parametrize(
    "said",
    [("One", " ", "two"), ("One", ",", " ", "two", "?!"), ("“One”", "…", "two."), ("ONE", " ", "Two"), ("One two",)],
    ids=["dropped", "added", "within the word's element", "another case", "all in one"],
)
def test_punctuation_and_case_do_not_matter(said: tuple[str, ...]) -> None:
    found = times("One, two.", elements(*said))
    assert [word for word, _, _ in found] == ["One", "two"]
    assert [end - start for _, start, end in found] == [300, 300]
    assert missing("One, two.", elements(*said)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a keyboard here", ("a", " ", "key", " ", "board", " ", "here")),
        ("a key board here", ("a", " ", "keyboard", " ", "here")),
        ("I don't know", ("I", " ", "don", "'", "t", " ", "know")),
        ("I dont know", ("I", " ", "don't", " ", "know")),
        ("日本語 here", ("日本語", " ", "here")),
        ("cafe\u0301 here", ("café", " ", "here")),
    ],
)
def test_words_split_or_joined_otherwise_are_heard_over_the_same_time(text: str, said: tuple[str, ...]) -> None:
    found = elements(*said)
    assert missing(text, found) == []
    start, last = times(text, found)[0][1], times(text, found)[-1]
    assert (start, last[2]) == (0, found[-1].span.end)
    assert all(before[2] <= after[1] for before, after in zip(times(text, found), times(text, found)[1:], strict=False))


def test_a_joined_word_shares_its_time_out_over_its_letters() -> None:
    assert times("key boards", elements("keyboards")) == [("key", 0, 300), ("boards", 300, 900)]


def test_spoken_forms_of_digits_are_no_missing_words() -> None:
    text, said = "It costs $1,250 today", elements("It ", "costs ", "twelve hundred and fifty dollars ", "today")
    found = dict((word, (start, end)) for word, start, end in times(text, said))
    assert missing(text, said) == []
    assert found["today"] == (4200, 4700)
    assert found["1"][0] == 900
    assert found["250"][1] == 900 + 32 * LETTER


def test_digits_may_be_said_in_any_length() -> None:
    assert missing("Call 555-1234567890 now", elements("Call ", "it ", "now")) == []


def test_a_number_that_nothing_was_said_for_is_missing() -> None:
    assert missing("It costs 1250 today", elements("It ", "costs ", "today")) == ["1250"]


@pytest.mark.parametrize("left_out", ["The", "cook", "sings", "loudly"])
def test_a_word_that_was_not_spoken_is_missing_wherever_it_stands(left_out: str) -> None:
    text = "The cook sings loudly."
    said = elements(*(word for word in ("The", "cook", "sings", "loudly") if word != left_out))
    assert missing(text, said) == [left_out]


def test_a_missing_word_is_the_moment_where_it_should_have_been() -> None:
    found = dict((word, (start, end)) for word, start, end in times("one two three", elements("one", " ", "three")))
    assert found["two"] == (400, 400)


def test_a_sentence_that_was_not_spoken_is_missing_word_by_word() -> None:
    text = "The cook sings. Nobody listens to her. The ferry leaves."
    said = elements("The ", "cook ", "sings. ", "The ", "ferry ", "leaves.")
    assert missing(text, said) == ["Nobody", "listens", "to", "her"]


def test_words_that_were_made_up_do_not_move_the_others() -> None:
    said = elements("one ", "er ", "um ", "two")
    assert times("one two", said) == [("one", 0, 300), ("two", 1000, 1300)]
    assert missing("one two", said) == []


def test_repeated_words_are_told_apart_by_their_place() -> None:
    text = "the cat the dog the end"
    said = elements("the ", "cat ", "the ", "dog ", "the ", "end")
    assert [start for word, start, _ in times(text, said) if word == "the"] == [0, 800, 1600]


def test_one_of_many_repeated_words_that_is_left_out_is_one_missing() -> None:
    assert missing("no no no no no", elements("no ", "no ", "no ", "no")) == ["no"]


@given(st.lists(st.sampled_from("abcdefghijkl"), min_size=2, unique=True), st.data())
def test_exactly_the_words_left_out_are_missing(words: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from(words), min_size=1))
    found = missing(" ".join(words), elements(*(f"{word} " for word in words if word in kept)))
    assert found == [word for word in words if word not in kept]


@given(st.lists(st.sampled_from(["the", "a", "cook"]), min_size=2, max_size=12), st.data())
def test_a_word_left_out_never_goes_unnoticed_however_often_it_comes(words: list[str], data: st.DataObject) -> None:
    left_out = data.draw(st.integers(0, len(words) - 1))
    said = elements(*(f"{word} " for place, word in enumerate(words) if place != left_out))
    assert missing(" ".join(words), said)


@pytest.mark.parametrize(("word", "spoken"), [("Dr", "doctor"), ("colour", "color"), ("etc", "et cetera")])
def test_another_form_of_a_word_is_not_missing(word: str, spoken: str) -> None:
    assert not align(f"one {word} two", elements("one", " ", spoken, " ", "two")).missing


def test_other_words_in_the_place_of_the_sent_ones_are_missing() -> None:
    assert align("one big house two", elements("one", " ", "quite", " ", "another", " ", "two")).missing == {1, 2}


def test_where_nothing_was_said_every_word_is_missing() -> None:
    assert missing("One two", elements("", " ", ".")) == ["One", "two"]


def test_a_text_without_a_word_has_nothing_to_hear_and_nothing_missing() -> None:
    assert align("— … !", elements("One")).heard == ()
    assert align("— … !", elements("One")).missing == frozenset()
