"""From the written form of a paragraph to its spoken form."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import Segment
from chunking.mapping import SpokenMap
from chunking.words import word_spans

same = st.text("ab c", min_size=1, max_size=8).map(lambda text: Segment(text, text))
reworded = st.builds(Segment, st.text("$5& x", max_size=6), st.text("five dollars", max_size=12))
paragraphs = st.lists(st.one_of(same, reworded), min_size=1, max_size=6)


def said(segments: list[Segment]) -> list[tuple[str, str]]:
    """Each written word, and what is said for it."""
    written, spoken = ("".join(getattr(one, form) for one in segments) for form in ("written", "spoken"))
    places = SpokenMap(segments)
    ranges = [(written[start:end], places.spoken(start, end)) for start, end in word_spans(written)]
    return [(word, spoken[low:high]) for word, (low, high) in ranges]


def unaltered(text: str) -> Segment:
    return Segment(text, text)


CASES = {
    "unaltered": ([unaltered("One two")], [("One", "One"), ("two", "two")]),
    "one to many": (
        [unaltered("pay "), Segment("$5", "five dollars"), unaltered(" now")],
        [("pay", "pay"), ("$5", "five dollars"), ("now", "now")],
    ),
    "with its comma": (
        [Segment("$5", "five dollars"), unaltered(", now")],
        [("$5,", "five dollars,"), ("now", "now")],
    ),
    "many to one": (
        [Segment("and so on", "etcetera."), unaltered(" then")],
        [("and", "etc"), ("so", "te"), ("on", "a."), ("then", "then")],
    ),
    "spaces around it": (
        [unaltered("a"), Segment(" & ", " and "), unaltered("b")],
        [("a", "a"), ("&", "and"), ("b", "b")],
    ),
    "as many to as many": ([Segment("6 BN", "six billion")], [("6", "six"), ("BN", "billion")]),
    "several to more": (
        [Segment("5 March 1984", "the fifth of March nineteen eighty-four")],
        [("5", "the fifth of"), ("March", "March"), ("1984", "nineteen eighty-four")],
    ),
    "said as nothing": (
        [unaltered("a "), Segment("*", ""), unaltered(" b")],
        [("a", "a"), ("*", ""), ("b", "b")],
    ),
    "nothing written before": ([Segment("", "Note: "), unaltered("this")], [("this", "this")]),
    "nothing written after": ([unaltered("An end"), Segment("", ".")], [("An", "An"), ("end", "end")]),
    "nothing written within": (
        [unaltered("one"), Segment("", " and "), Segment("/", " or "), unaltered("two")],
        [("one/two", "one and  or two")],
    ),
}


@pytest.mark.parametrize(("segments", "found"), CASES.values(), ids=CASES)
def test_what_is_said_for_each_written_word(segments: list[Segment], found: list[tuple[str, str]]) -> None:
    assert said(segments) == found


@given(paragraphs)
def test_all_of_the_written_text_is_all_of_what_its_segments_say(segments: list[Segment]) -> None:
    written = [one for one in segments if one.written]
    if not written:
        return
    low, high = SpokenMap(segments).spoken(0, sum(len(one.written) for one in written))
    first, last = segments.index(written[0]), len(segments) - segments[::-1].index(written[-1])
    assert "".join(one.spoken for one in segments)[low:high] == "".join(one.spoken for one in segments[first:last])


@given(paragraphs)
def test_ranges_lie_within_the_spoken_text_and_rise_with_the_written(segments: list[Segment]) -> None:
    written = "".join(one.written for one in segments)
    length = sum(len(one.spoken) for one in segments)
    ranges = [SpokenMap(segments).spoken(place, place + 1) for place in range(len(written))]
    assert all(0 <= low <= high <= length for low, high in ranges)
    assert all(before[0] <= after[0] and before[1] <= after[0] for before, after in pairwise(ranges))


@given(paragraphs)
def test_neighbouring_places_of_one_segment_leave_nothing_of_it_out(segments: list[Segment]) -> None:
    places, position = SpokenMap(segments), 0
    for segment in segments:
        ends = range(position, position + len(segment.written))
        ranges = [places.spoken(place, place + 1) for place in ends]
        assert all(before[1] == after[0] for before, after in pairwise(ranges))
        assert not ranges or ranges[-1][1] - ranges[0][0] == len(segment.spoken)
        position += len(segment.written)


@given(paragraphs)
def test_an_unaltered_segment_maps_to_the_very_same_characters(segments: list[Segment]) -> None:
    places, position = SpokenMap(segments), 0
    spoken = "".join(one.spoken for one in segments)
    for segment in segments:
        if segment.written == segment.spoken:
            got = [
                spoken[slice(*places.spoken(position + at, position + at + 1))] for at in range(len(segment.written))
            ]
            assert got == list(segment.written)
        position += len(segment.written)
