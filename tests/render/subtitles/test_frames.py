"""Cues on frames: none is lost, none overlaps, and what was closed up stays so."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from subtitle_cues import cue, tracks, word

from chunking.errors import InputError
from render.subtitles.cue import Cue
from render.subtitles.frames import frame_rate, on_frames

RATES = ["24", "25", "30", "23.976", "29.97", "50", "59.94"]
rates = st.sampled_from(RATES).map(frame_rate)


def framed(cues: tuple[Cue, ...], rate: Fraction) -> list[Cue]:
    return list(on_frames(cues, rate, gap=83))


def frame(milliseconds: int, rate: Fraction) -> int:
    return round(milliseconds * rate / 1000)


@settings(max_examples=40)
@given(tracks, rates)
def test_every_time_is_that_of_a_frame_to_the_millisecond(cues: tuple[Cue, ...], rate: Fraction) -> None:
    for one in framed(cues, rate):
        for time in (one.start, one.end):
            assert abs(frame(time, rate) * 1000 / rate - time) <= Fraction(1, 2)


@settings(max_examples=40)
@given(tracks, rates)
def test_no_cue_is_lost_and_none_overlaps(cues: tuple[Cue, ...], rate: Fraction) -> None:
    found = framed(cues, rate)
    assert [one.lines for one in found] == [one.lines for one in cues]
    assert all(one.end <= later.start for one, later in pairwise(found))


def test_a_cue_begins_on_the_frame_that_is_nearest() -> None:
    found = framed((cue(word("One", 1010, 2030)),), Fraction(25))
    assert [(one.start, one.end) for one in found] == [(1000, 2040)]


@pytest.mark.parametrize("written", RATES)
def test_a_gap_that_was_closed_up_is_two_frames_at_any_rate(written: str) -> None:
    rate = frame_rate(written)
    for start in range(0, 500, 7):
        one, other = framed((cue(word("One", start, start + 1917)), cue(word("Two", start + 2000, 5000))), rate)
        assert frame(other.start, rate) - frame(one.end, rate) == 2


@pytest.mark.parametrize(
    ("written", "rate"),
    [
        *[("25", Fraction(25)), ("23.976", Fraction(24000, 1001)), ("23.98", Fraction(24000, 1001))],
        *[("29.97", Fraction(30000, 1001)), ("59.94", Fraction(60000, 1001)), ("12.5", Fraction(25, 2))],
        ("30000/1001", Fraction(30000, 1001)),
    ],
)
def test_frame_rates_are_exact(written: str, rate: Fraction) -> None:
    assert frame_rate(written) == rate


@pytest.mark.parametrize("written", ["", "fast", "0", "-25", "1/0", "1e9", "nan"])
def test_what_is_no_frame_rate_is_refused(written: str) -> None:
    with pytest.raises(InputError, match="is no frame rate"):
        frame_rate(written)
