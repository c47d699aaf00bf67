"""Where a clip is cut between two paragraphs, and what is trimmed off a take."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from render.audio.cutting import cut_points, samples_of, segment_of, trimmed
from render.samples import Span, from_milliseconds

LOUD = 8000
MARGIN = from_milliseconds(40)


def made(*parts: tuple[int, int]) -> bytes:
    """PCM of parts in turn: milliseconds, and how loud the hum is in them."""
    pieces = [np.tile(np.array([loud, -loud], "<i2"), from_milliseconds(length) // 2) for length, loud in parts]
    return np.concatenate([*pieces, np.array([], "<i2")]).tobytes()


def span(start: int, end: int) -> Span:
    """From and to these milliseconds."""
    return Span(from_milliseconds(start), from_milliseconds(end))


def cut(pcm: bytes, start: int, end: int) -> float | None:
    """Where a gap is cut, in milliseconds."""
    (point,) = cut_points(pcm, [span(start, end)])
    return None if point is None else point / 24


def trim(pcm: bytes, room: tuple[int, int], words: tuple[int, int]) -> tuple[float, float]:
    """The take's start and end in milliseconds."""
    found = trimmed(pcm, span(*room), span(*words))
    return found.start / 24, found.end / 24


def test_a_gap_is_cut_in_the_middle_of_its_silence() -> None:
    assert cut(made((100, LOUD), (100, 0), (100, LOUD)), 100, 200) == 150


def test_a_gap_that_is_only_partly_silent_is_cut_there() -> None:
    assert cut(made((100, LOUD), (100, LOUD), (40, 0), (100, LOUD)), 100, 240) == 220


def test_of_two_silences_the_longer_one_is_cut() -> None:
    assert cut(made((100, LOUD), (20, 0), (30, LOUD), (60, 0), (100, LOUD)), 100, 210) == 180


def test_of_two_silences_the_quieter_one_is_cut() -> None:
    assert cut(made((100, LOUD), (60, 700), (60, 0), (100, LOUD)), 100, 220) == 190


@pytest.mark.parametrize(("loud", "is_cut"), [(0, True), (LOUD // 20, True), (LOUD // 5, False), (LOUD, False)])
def test_silence_is_a_tenth_of_the_speechs_level_and_less(loud: int, is_cut: bool) -> None:
    assert (cut(made((300, LOUD), (100, loud), (300, LOUD)), 300, 400) is not None) == is_cut


def test_quiet_speech_is_no_silence() -> None:
    assert cut(made((300, 100), (100, 50), (300, 100)), 300, 400) is None
    assert cut(made((300, 100), (100, 5), (300, 100)), 300, 400) == 350


def test_a_gap_too_short_to_be_silent_is_not_cut() -> None:
    pcm = made((100, LOUD), (9, 0), (100, LOUD))
    assert cut(pcm, 100, 109) is None
    assert cut(pcm, 100, 100) is None


@pytest.mark.parametrize("pcm", [b"", b"\0\0", made((5, 0)), made((50, 0))], ids=["none", "a sample", "5 ms", "50 ms"])
def test_hardly_any_audio_is_no_error(pcm: bytes) -> None:
    assert cut_points(pcm, [Span(0, 0)]) == [None]
    assert trimmed(pcm, Span(0, len(pcm) // 2), Span(0, 0)).end <= len(pcm) // 2


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(20, 80), st.booleans()), min_size=2, max_size=10))
def test_a_cut_lies_in_its_gap_where_all_is_quiet(parts: Sequence[tuple[int, bool]]) -> None:
    pcm = made((200, LOUD), *((length, LOUD if loud else 0) for length, loud in parts), (200, LOUD))
    gap = span(200, 200 + sum(length for length, _ in parts))
    (point,) = cut_points(pcm, [gap])
    if point is not None:
        assert gap.start <= point <= gap.end
        assert not samples_of(pcm)[point - 120 : point + 120].any(), "5 ms around it"


def test_a_take_keeps_a_margin_around_its_speech() -> None:
    assert trim(made((200, 0), (100, LOUD), (300, 0)), (0, 600), (200, 300)) == (160, 340)


def test_sound_before_and_after_the_timed_words_is_kept() -> None:
    assert trim(made((200, 0), (100, LOUD), (300, 0)), (0, 600), (240, 260)) == (160, 340)


def test_a_word_that_is_timed_where_nothing_sounds_is_within_the_take() -> None:
    assert trim(made((200, 0), (100, LOUD), (300, 0)), (0, 600), (100, 400)) == (60, 440)


def test_a_margin_never_reaches_out_of_the_room() -> None:
    assert trim(made((200, 0), (100, LOUD), (300, 0)), (190, 310), (200, 300)) == (190, 310)


def test_a_room_full_of_sound_is_the_take() -> None:
    assert trim(made((600, LOUD)), (100, 500), (200, 300)) == (100, 500)


def test_noise_below_50_decibels_is_trimmed_and_louder_is_not() -> None:
    quieter, louder = (trim(made((200, loud), (100, LOUD), (300, loud)), (0, 600), (200, 300)) for loud in (60, 200))
    assert (quieter, louder) == ((160, 340), (0, 600))


moments = st.lists(st.integers(0, 24_000), min_size=4, max_size=4).map(sorted)


@settings(max_examples=60)
@given(moments, st.integers(0, 2**32 - 1))
def test_a_take_lies_within_its_room_and_around_its_words_to_the_sample(edges: list[int], seed: int) -> None:
    start, first, last, end = edges
    loud = np.random.default_rng(seed).choice([0, 0, 50, LOUD], 24_000 // 480 * 1).repeat(480)
    take = trimmed(loud.astype("<i2").tobytes(), Span(start, end), Span(first, last))
    assert start <= take.start <= first <= last <= take.end <= end
    assert first - take.start >= min(MARGIN, first - start)
    assert take.end - last >= min(MARGIN, end - last)


def test_pydub_sees_the_very_same_samples() -> None:
    pcm = np.arange(-500, 500, dtype="<i2").tobytes()
    assert segment_of(pcm).raw_data == pcm
    assert segment_of(pcm).frame_count() == 1000
