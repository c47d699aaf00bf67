"""Answer → takes: what is kept of an answer, and why the rest is not."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from misbehaving import Misbehaving
from passages_spoken import chunk_of, spoken

from chunking.errors import AnswerBroken
from chunking.words import sounded_spans
from render.samples import RATE, Span, from_milliseconds
from render.speech.judging import Judged, judged
from render.speech.wire import Element, Speech

WORD = RATE // 5  # samples
LOUD, QUIET = 8000, 3  # amplitudes

words = st.sampled_from(["a", "cook", "sings,", "don't", "Zwölf", "1,250", "日本", "well-known", "—"])
texts = st.lists(words, min_size=1, max_size=8).map(" ".join).filter(sounded_spans).map(lambda text: f"{text}.")


def judged_by(engine: str, *texts: str) -> tuple[list[Judged], Speech]:
    chunk = chunk_of(*texts)
    speech, _ = spoken(Misbehaving(engine=engine), chunk.text)
    return judged(chunk, texts, speech), speech


def humming(length: int) -> np.ndarray:
    return (LOUD * np.sin(2 * np.pi * 200 / RATE * np.arange(length))).astype("<i2")


def crafted(*parts: tuple[str, int]) -> Speech:
    """An answer of 0.2 s of hum for each text, and after it that many milliseconds that are nearly silent."""
    hum = humming(WORD)
    hiss = np.array([QUIET, -QUIET], "<i2")
    pcm, elements, now = [], [], 0
    for text, silence in parts:
        gap = from_milliseconds(silence)
        pcm += [hum, np.tile(hiss, gap // 2)]
        elements.append(Element(text, Span(now, now + WORD)))
        now += WORD + gap
    return Speech(np.concatenate(pcm).tobytes(), tuple(elements), "req_1")


def doubts(verdicts: Sequence[Judged]) -> list[tuple[str, ...]]:
    return [one.doubts for one in verdicts]


@settings(max_examples=25, deadline=None)
@given(st.lists(texts, min_size=1, max_size=5), st.sampled_from(["tone", "tone-noisy"]))
def test_each_paragraph_has_a_take_that_holds_its_words_and_none_of_a_neighbours(said: list[str], engine: str) -> None:
    verdicts, speech = judged_by(engine, *said)
    takes = [one.take for one in verdicts]
    assert [take.key for take in takes] == said
    spans = [(take.span.start, take.words[0].span.start, take.words[-1].span.end, take.span.end) for take in takes]
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert edges[-1] <= len(speech.pcm) // 2


@settings(max_examples=25, deadline=None)
@given(st.lists(texts, min_size=1, max_size=5))
def test_a_takes_words_are_the_sounded_runs_of_its_own_paragraph(said: list[str]) -> None:
    for text, verdict in zip(said, judged_by("tone", *said)[0], strict=True):
        assert [(word.start, word.end) for word in verdict.take.words] == sounded_spans(text)


def test_a_take_is_trimmed_to_its_speech_and_a_small_margin() -> None:
    for verdict in judged_by("tone", "The cook sings.", "Nobody listens.")[0]:
        before = verdict.take.words[0].span.start - verdict.take.span.start
        after = verdict.take.span.end - verdict.take.words[-1].span.end
        assert from_milliseconds(35) <= before <= from_milliseconds(50)
        assert from_milliseconds(35) <= after <= from_milliseconds(50)


def test_a_cut_is_made_in_the_silence_between_two_paragraphs() -> None:
    first, second = judged(chunk_of("One", "Two"), "ab", crafted(("One", 100), ("Two", 10)))
    assert WORD < first.take.span.end <= second.take.span.start < WORD + from_milliseconds(100)


def test_paragraphs_without_a_silence_between_them_have_no_takes() -> None:
    verdicts = judged(chunk_of("One", "Two"), "ab", crafted(("One", 0), ("Two", 10)))
    assert [one.take for one in verdicts] == [None, None]
    assert doubts(verdicts) == [("no silence to cut it out at",)] * 2


def test_a_gap_that_is_as_loud_as_the_speech_is_no_silence() -> None:
    speech = crafted(("One", 100), ("Two", 10))
    loud = humming(len(speech.pcm) // 2).tobytes()
    verdicts = judged(chunk_of("One", "Two"), "ab", Speech(loud, speech.elements, "r"))
    assert [one.good for one in verdicts] == [False, False]


def test_only_the_paragraphs_at_a_border_without_silence_have_no_take() -> None:
    speech = crafted(("One", 100), ("two", 0), ("three", 100), ("four", 100))
    verdicts = judged(chunk_of("One", "two", "three", "four"), "abcd", speech)
    assert [one.good for one in verdicts] == [True, False, False, True]


def test_a_missing_word_is_a_doubt_that_names_it_and_only_its_paragraphs() -> None:
    speech = crafted(("The", 10), ("sings", 100), ("Nobody", 10), ("listens", 10))
    verdicts = judged(chunk_of("The cook sings", "Nobody listens"), "ab", speech)
    assert doubts(verdicts) == [("not heard: cook",), ()]
    assert verdicts[0].take.doubts == ("not heard: cook",)


def test_an_answer_with_none_of_the_words_is_broken() -> None:
    with pytest.raises(AnswerBroken, match=r"none of the words were spoken.*req_1"):
        judged(chunk_of("One", "two"), "ab", crafted(("", 10), ("—", 10)))


@pytest.mark.parametrize(("pace", "doubt"), [(1.9, ["1.9"]), (2.1, []), (15, []), (44, []), (46, ["46.0"])])
def test_a_pace_that_nobody_speaks_at_is_a_doubt(pace: float, doubt: list[str]) -> None:
    length = round(40 / pace * RATE)
    speech = Speech(humming(length).tobytes() + bytes(WORD), (Element("a" * 40, Span(0, length)),), "r")
    (verdict,) = judged(chunk_of("a" * 40), "a", speech)
    assert verdict.take is not None
    assert list(verdict.doubts) == [f"spoken at {one} letters a second" for one in doubt]


def test_the_pace_of_a_few_letters_says_nothing() -> None:
    slow = Speech(humming(WORD * 100).tobytes() + bytes(WORD), (Element("Oh", Span(0, WORD * 100)),), "r")
    (verdict,) = judged(chunk_of("Oh"), "a", slow)
    assert verdict.good
