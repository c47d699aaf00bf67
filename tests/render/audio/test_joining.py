"""A score → one stream of PCM."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Kind, Paragraph, Segment
from chunking.places import Lines, SourceText
from render.audio.joining import faded, pcm_of
from render.pauses import Pauses
from render.samples import Span
from render.score import Score, compose
from render.speech.clips import Clip, KeptTake, Take
from render.speech.store import Store

EDGE = 120  # samples: 5 ms


def loud(length: int) -> bytes:
    return np.tile(np.array([9000, -9000], "<i2"), -(-length // 2))[:length].tobytes()


def played(pcm: bytes) -> np.ndarray:
    return np.frombuffer(b"".join(faded(pcm)), "<i2")


@given(st.integers(0, 3000))
def test_a_faded_take_is_as_long_as_it_was(length: int) -> None:
    assert len(played(loud(length))) == length


@given(st.integers(2 * EDGE, 3000))
def test_a_take_starts_and_ends_at_zero_and_is_untouched_between_its_fades(length: int) -> None:
    found, before = played(loud(length)), np.frombuffer(loud(length), "<i2")
    assert abs(found[0]) <= 1
    assert abs(found[-1]) <= 1
    assert np.array_equal(found[EDGE:-EDGE], before[EDGE:-EDGE])


def test_a_fade_rises_and_falls_steadily() -> None:
    found = np.abs(played(loud(1000)).astype(int))
    assert np.all(np.diff(found[:EDGE]) >= 0)
    assert np.all(np.diff(found[-EDGE:]) <= 0)
    assert found[EDGE // 2] == pytest.approx(4500, abs=100)
    assert found[-EDGE // 2] == pytest.approx(4500, abs=100)


@given(st.integers(0, 2 * EDGE - 1))
def test_a_take_too_short_to_fade_is_left_alone(length: int) -> None:
    assert b"".join(faded(loud(length))) == loud(length)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def scored(store: Store, lengths: list[int], pauses: Pauses = Pauses()) -> Score:  # noqa: B008 - frozen
    """The score of a chapter whose takes, all in one clip, have these lengths in samples."""
    takes, now = [], 0
    for at, length in enumerate(lengths):
        takes.append(Take(f"{at:064}", Span(now, now + length), ()))
        now += length + 7
    store.keep(Clip(loud(now), tuple(takes), "r", 1))
    kept = [store.find(take.key) for take in takes]
    paragraph = Paragraph(Kind.TEXT, (Segment("One", "One"),), Lines(1, 1))
    return compose([paragraph] * len(lengths), kept, pauses, SourceText.of(""))


@pytest.mark.parametrize("lengths", [[1], [239, 240, 241], [24_001, 7, 12_345], [501] * 9])
def test_a_chapters_sound_is_exactly_as_long_as_its_timeline(store: Store, lengths: list[int]) -> None:
    score = scored(store, lengths)
    with store.reader() as clips:
        pcm = b"".join(pcm_of(score, clips))
    assert len(pcm) == 2 * score.timeline.length


def test_every_take_sounds_in_its_span_and_the_pauses_are_silent(store: Store) -> None:
    score = scored(store, [1000, 301, 2000])
    with store.reader() as clips:
        sound = np.frombuffer(b"".join(pcm_of(score, clips)), "<i2").copy()
    for paragraph, kept in zip(score.timeline.paragraphs, _takes(score), strict=True):
        stretch = sound[paragraph.span.start : paragraph.span.end]
        assert np.array_equal(np.abs(stretch[EDGE:-EDGE]), np.full(kept.length - 2 * EDGE, 9000))
        stretch[:] = 0
    assert not sound.any()


def _takes(score: Score) -> list[KeptTake]:
    return [part for part in score.parts if isinstance(part, KeptTake)]


def test_a_chapter_comes_in_pieces_no_larger_than_a_take_or_a_pause(store: Store) -> None:
    score = scored(store, [5000] * 20, Pauses(head=10, tail=10, paragraph=10))
    with store.reader() as clips:
        assert max(map(len, pcm_of(score, clips))) <= 2 * 5000
