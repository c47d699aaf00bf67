"""The units of time and their conversions."""

from decimal import ROUND_HALF_UP, Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.samples import (
    RATE,
    Span,
    decoded_length,
    exact_length,
    from_milliseconds,
    from_seconds,
    to_milliseconds,
    to_seconds,
)

counts = st.integers(0, 10**10)  # 10**10 samples are 115 hours


@given(counts)
def test_a_file_decodes_to_147_eightieths_of_its_samples_rounded_up(samples: int) -> None:
    assert decoded_length(samples) == ceil(Decimal(samples) * 147 / 80)


@given(counts)
def test_a_length_grows_by_a_millisecond_at_most_to_survive_in_an_mp3(samples: int) -> None:
    exact = exact_length(samples)
    assert samples <= exact <= samples + 26
    assert exact_length(exact) == exact


@given(counts)
def test_milliseconds_round_half_up(samples: int) -> None:
    exact = Decimal(samples) * 1000 / RATE
    assert to_milliseconds(samples) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(("samples", "milliseconds"), [(0, 0), (11, 0), (12, 1), (35, 1), (36, 2), (24_000, 1000)])
def test_twelve_samples_are_already_a_millisecond(samples: int, milliseconds: int) -> None:
    assert to_milliseconds(samples) == milliseconds


@given(st.integers(0, 10**9))
def test_milliseconds_come_back_from_samples_unchanged(milliseconds: int) -> None:
    assert to_milliseconds(from_milliseconds(milliseconds)) == milliseconds


@given(counts)
def test_seconds_of_a_service_come_back_to_the_sample(samples: int) -> None:
    assert from_seconds(to_seconds(samples)) == samples


@given(st.integers(0, 4_000_000))
def test_a_service_that_rounds_to_milliseconds_is_off_by_twelve_samples_at_most(samples: int) -> None:
    assert abs(from_seconds(round(samples / RATE, 3)) - samples) <= 12


@given(counts, counts, st.integers(0, 10**6))
def test_a_moved_span_keeps_its_length(start: int, length: int, by: int) -> None:
    span = Span(start, start + length)
    assert span.moved(by) == Span(start + by, start + by + length)
    assert span.moved(by).length == length


@given(counts, counts)
def test_a_span_covers_its_start_and_not_its_end(start: int, length: int) -> None:
    assert Span(start, start + length).length == len(range(start, start + length))


@pytest.mark.parametrize(("start", "end"), [(1, 0), (-1, 0), (-2, -1)])
def test_a_span_cannot_run_backwards_or_begin_before_zero(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="runs forward"):
        Span(start, end)


def test_a_span_cannot_be_moved_to_before_zero() -> None:
    with pytest.raises(ValueError, match="runs forward"):
        Span(5, 10).moved(-6)
