"""A track is held against its limits: each broken one is counted, and the worst cues are named."""

from fractions import Fraction

import pytest
from subtitle_timelines import spoken
from test_cues import PROSE

from render.samples import Milliseconds
from render.subtitles.breaches import LIMITS
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.frames import limits_on_frames, on_frames
from render.subtitles.limits import CueLimits
from render.subtitles.quality import Quality, quality_of


def cue(start: int, end: int, *lines: str) -> Cue:
    return Cue(Milliseconds(start), Milliseconds(end), lines)


GOOD = cue(0, 2000, "He left the house before", "it was light.")


def outside(quality: Quality) -> dict[str, int]:
    return {name: count for name, count in zip(LIMITS, quality.outside, strict=True) if count}


def test_good_cues_are_all_inside() -> None:
    found = quality_of([GOOD, cue(2084, 4000, "Nobody saw him.")], CueLimits())
    assert (found.cues, found.inside, found.words, found.worst) == (2, 2, 11, ())


def test_each_broken_limit_is_counted_by_itself() -> None:
    broken = [
        cue(0, 1000, "one", "two", "three"),
        cue(1084, 3000, "x" * 43),
        cue(3084, 4084, "More than twenty characters"),
        cue(4168, 4500, "No."),
        cue(4584, 12_000, "A long, long silence."),
        cue(12_050, 14_000, "Too near."),
        cue(14_200, 16_000, "Neither near nor far."),
    ]
    found = quality_of(broken, CueLimits())
    assert outside(found) == {"lines": 1, "columns": 1, "speed": 2, "shortest": 1, "longest": 1, "gap": 2}
    assert found.inside == 1


def test_more_words_than_a_profile_allows_are_counted() -> None:
    assert outside(quality_of([cue(0, 2000, "one two three four five")], CueLimits(most_words=4))) == {"words": 1}


def test_where_words_are_counted_by_time_a_fast_cue_says_so() -> None:
    (worst,) = quality_of([cue(0, 1000, "one two three four")], CueLimits(per_word=333)).worst
    assert worst.breach.reason == "250 ms for a word, under 333"


def test_the_worst_cue_comes_first_with_its_time_and_reason() -> None:
    fast = [cue(0, 1000, "x" * 24), cue(1084, 2084, "x" * 40), GOOD]
    first, second = quality_of(fast[:2], CueLimits()).worst
    assert (first.cue, first.start, first.breach.reason) == (2, 1084, "40.0 characters a second, over 20")
    assert second.cue == 1


def test_reading_speeds_are_counted_in_steps_of_four() -> None:
    found = quality_of([cue(0, 1000, "x" * speed) for speed in (3, 4, 5, 20, 21, 40)], CueLimits())
    assert found.speeds == (2, 1, 0, 0, 1, 1, 0, 1)


@pytest.mark.parametrize("rate", [24, 25, 30, 60])
def test_cues_that_are_moved_to_frames_are_not_blamed_for_it(rate: int) -> None:
    limits = CueLimits(characters_per_second=30)
    cues = tuple(on_frames(cues_of(spoken(PROSE, PROSE), limits), Fraction(rate), limits.gap))
    assert outside(quality_of(cues, limits_on_frames(limits, Fraction(rate)))) == {}


def test_a_track_without_cues_has_nothing_outside() -> None:
    assert outside(quality_of([], CueLimits())) == {}
