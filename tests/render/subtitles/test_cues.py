"""Cues keep every word, and the limits."""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from subtitle_timelines import paragraph, spoken, timelines

from render.samples import Milliseconds, from_milliseconds, to_milliseconds
from render.subtitles.columns import width
from render.subtitles.cue import ILLEGIBLE, Cue
from render.subtitles.cues import cues_of
from render.subtitles.limits import CueLimits
from render.timeline import Timeline

PROSE = (
    "Call me Ishmael. Some years ago, never mind how long precisely, having little or no money in my purse, and "
    "nothing particular to interest me on shore, I thought I would sail about a little and see the watery part of "
    "the world. It is a way I have of driving off the spleen, and regulating the circulation. Whenever I find myself "
    "growing grim about the mouth; whenever it is a damp, drizzly November in my soul; then, I account it high time "
    "to get to sea."
)


def solid(cues: Sequence[Cue]) -> str:
    return "".join("".join(cue.lines) for cue in cues).replace(" ", "")


def shown(timeline: Timeline) -> list[list[str]]:
    return [list(cue.lines) for cue in cues_of(timeline)]


@given(timelines())
def test_every_word_is_in_exactly_one_place_and_in_order(timeline: Timeline) -> None:
    words = "".join(word.text for paragraph in timeline.paragraphs for word in paragraph.words)
    assert solid(cues_of(timeline)) == ILLEGIBLE.sub("\ufffd", words)


@given(timelines())
def test_no_cue_has_more_than_two_lines_of_42_columns(timeline: Timeline) -> None:
    assert all(len(cue.lines) <= 2 and max(map(width, cue.lines)) <= 42 for cue in cues_of(timeline))


@given(timelines())
def test_cues_run_forward_and_never_overlap(timeline: Timeline) -> None:
    cues = cues_of(timeline)
    assert all(cue.start < cue.end for cue in cues)
    assert all(cue.end <= later.start for cue, later in pairwise(cues))


@given(timelines())
def test_no_cue_reaches_across_a_paragraph(timeline: Timeline) -> None:
    reached, ends = 0, set()
    for cue in cues_of(timeline):
        reached += len(solid([cue]))
        ends.add(reached)
    total = 0
    for each in timeline.paragraphs:
        total += sum(len(word.text) for word in each.words)
        assert total in ends


@given(timelines(shortest=from_milliseconds(50)))
def test_a_cue_starts_with_its_first_word(timeline: Timeline) -> None:
    for cue, first, _ in with_places(timeline):
        assert cue.start == word_starts(timeline).get(first, cue.start)


@given(timelines())
def test_a_cue_stays_until_its_last_word_is_spoken_but_for_the_two_frames(timeline: Timeline) -> None:
    ends = word_ends(timeline)
    for (cue, _, after), (later, *_) in pairwise(with_places(timeline)):
        assert cue.end >= min(ends.get(after, 0), later.start - 84)


@given(timelines(shortest=from_milliseconds(50)))
def test_a_cue_stays_at_most_half_a_second_longer_than_it_must(timeline: Timeline) -> None:
    ends = word_ends(timeline)
    for cue, _, after in with_places(timeline):
        assert cue.end <= max(ends.get(after, cue.end), cue.start + 833) + 500


@given(timelines())
def test_a_cue_is_short_only_where_the_next_one_leaves_no_room(timeline: Timeline) -> None:
    for cue, later in pairwise(cues_of(timeline)):
        assert cue.end - cue.start >= min(833, later.start - 84 - cue.start)


@given(timelines())
def test_a_gap_is_two_frames_or_half_a_second_unless_there_is_no_room_for_a_cue(timeline: Timeline) -> None:
    for cue, later in pairwise(cues_of(timeline)):
        gap = later.start - cue.end
        assert gap == 84 or gap >= 500 or (gap == 0 and later.start - cue.start <= 84)


def with_places(timeline: Timeline) -> list[tuple[Cue, int, int]]:
    """Each cue with the place of its first character and one after its last, among the characters of all words."""
    cues = cues_of(timeline)
    places = list(accumulate((len(solid([cue])) for cue in cues), initial=0))
    return [(cue, first, after) for cue, (first, after) in zip(cues, pairwise(places), strict=True)]


def word_starts(timeline: Timeline) -> dict[int, int]:
    words = [word for each in timeline.paragraphs for word in each.words]
    places = accumulate((len(word.text) for word in words), initial=0)
    return {place: to_milliseconds(word.span.start) for place, word in zip(places, words, strict=False)}


def word_ends(timeline: Timeline) -> dict[int, int]:
    words = [word for each in timeline.paragraphs for word in each.words]
    places = accumulate(len(word.text) for word in words)
    return {place: to_milliseconds(word.span.end) for place, word in zip(places, words, strict=True)}


def test_prose_at_an_even_pace_keeps_every_limit() -> None:
    cues = cues_of(spoken(PROSE, PROSE))
    assert all(833 <= cue.end - cue.start <= 7000 for cue in cues)
    assert all(sum(map(len, cue.lines)) * 1000 <= 20 * (cue.end - cue.start) for cue in cues)


def test_a_cue_ends_with_the_sentence() -> None:
    first, second = shown(spoken("He left the house before it was light. Nobody saw him on the road."))
    assert " ".join(first) == "He left the house before it was light."
    assert " ".join(second) == "Nobody saw him on the road."


def test_short_sentences_share_a_cue_rather_than_flash_by() -> None:
    cues = cues_of(spoken("No. Yes. No. After that I went home, and slept until noon of the day that followed."))
    assert all(cue.end - cue.start >= 833 for cue in cues)


def test_a_full_stop_after_a_title_ends_no_cue() -> None:
    text = "On that grey morning nobody but old Mr. Hale had come down to the harbour to see them go."
    assert not any(cue.lines[-1].endswith("Mr.") for cue in cues_of(spoken(text)))


def test_no_cue_ends_with_an_article() -> None:
    assert not any(re.search(r"\b(a|the|my)$", cue[-1]) for cue in shown(spoken(PROSE)))


def test_a_line_ends_before_a_preposition_rather_than_after_an_article() -> None:
    text = "The ship lay quietly at anchor in the bay that evening."
    assert shown(spoken(text)) == [["The ship lay quietly at anchor", "in the bay that evening."]]


def test_no_word_is_left_alone() -> None:
    text = "It was the whole of the long and weary afternoon that they had waited for the ferry to come across."
    assert all(" " in " ".join(cue) for cue in shown(spoken(text)))


def test_two_lines_are_used_only_where_one_is_not_enough() -> None:
    assert all(len(" ".join(cue)) > 42 for cue in shown(spoken(PROSE)) if len(cue) == 2)


def test_a_script_without_spaces_is_joined_without_spaces() -> None:
    text = "日本語の字幕は、全角で二十一文字までです。「はい」と言った。"
    assert shown(spoken(text)) == [["日本語の字幕は、全角で二十一文字までです。"], ["「はい」と言った。"]]


def test_a_word_wider_than_a_line_is_broken_at_its_end() -> None:
    assert shown(spoken("x" * 50)) == [["x" * 42, "x" * 8]]


def test_a_word_wider_than_a_cue_shares_its_time_among_several() -> None:
    timeline = Timeline((paragraph("x" * 105, [(0, 10_500)]),), from_milliseconds(10_500))
    starts = [cue.start for cue in cues_of(timeline)]
    assert starts[0] == 0
    assert all(start % 4200 == 0 for start in starts[1:])


def test_a_letter_keeps_its_marks_when_a_word_is_broken() -> None:
    assert shown(spoken("e\u0301" * 50)) == [["e\u0301" * 42, "e\u0301" * 8]]


def test_words_without_times_of_their_own_share_the_time_until_the_next() -> None:
    text = " ".join(["word"] * 40)
    timeline = Timeline((paragraph(text, [(1000, 1000)] * 39 + [(9000, 9500)]),), from_milliseconds(10_000))
    cues = cues_of(timeline)
    assert all(cue.end - cue.start >= 833 for cue in cues)


def test_a_number_alone_is_never_below_another_line() -> None:
    text = "It was so very long ago that no one knew, in 1984"
    assert not any(line.isdecimal() for cue in cues_of(spoken(text)) for line in cue.lines[1:])


def test_a_short_cue_stays_into_the_pause_that_follows() -> None:
    timeline = Timeline(
        (
            paragraph("Yes.", [(0, 300)]),
            paragraph("And then he went.", [(1500, 1800), (1800, 2000), (2000, 2200), (2200, 2600)]),
        ),
        from_milliseconds(4000),
    )
    assert [(cue.start, cue.end) for cue in cues_of(timeline)] == [(0, 833), (1500, 2600)]


def test_a_gap_under_half_a_second_is_closed_to_two_frames() -> None:
    timeline = Timeline((paragraph("One", [(0, 2000)]), paragraph("Two", [(2400, 4000)])), from_milliseconds(5000))
    assert [cue.end for cue in cues_of(timeline)] == [2316, 4000]


def test_the_last_cue_never_outlasts_the_audio() -> None:
    timeline = Timeline((paragraph("One", [(0, 200)]),), from_milliseconds(700))
    assert cues_of(timeline)[-1].end == 700


def test_a_chapter_without_words_has_no_cues() -> None:
    assert cues_of(Timeline((), from_milliseconds(700))) == ()


def test_other_limits_are_kept_too() -> None:
    cues = cues_of(spoken(PROSE), CueLimits(columns=20, lines=1))
    assert all(len(cue.lines) == 1 and width(cue.lines[0]) <= 20 for cue in cues)


@pytest.mark.parametrize("lines", [(), ("",), ("One", " "), ("two\nin one",), ("\x00",)])
def test_a_cue_that_no_format_could_hold_cannot_be_made(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="lines of visible text"):
        Cue(Milliseconds(0), Milliseconds(1), lines)


def test_a_cue_without_time_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="runs forward"):
        Cue(Milliseconds(5), Milliseconds(5), ("One",))
