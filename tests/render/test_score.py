"""Takes and pauses → what is played, and when each written word is heard."""

from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from chunking.document import PLAIN, Kind, Paragraph, Piece, Segment
from chunking.pieces import moved as pieces_moved
from chunking.places import Lines, Place, SourceText
from chunking.words import sounded_spans
from render.pauses import Pauses
from render.samples import Span, exact_length, from_milliseconds
from render.score import Rest, at_new_places, compose
from render.speech.alignment import Heard
from render.speech.clips import KeptTake, Take
from render.timeline import Timeline

LETTER, GAP = 100, 30  # samples: how long a letter is heard, and the silence after a run of them

same = st.text("ab é,.日", min_size=1, max_size=12).map(lambda text: Segment(text, text))
reworded = st.builds(Segment, st.text("$5 &—", max_size=5), st.text("five dollars", max_size=12))
paragraphs = st.builds(
    Paragraph,
    kind=st.sampled_from([Kind.TEXT, Kind.HEADING, Kind.ITEM]),
    segments=st.lists(st.one_of(same, reworded), max_size=5).map(tuple),
    lines=st.just(Lines(1, 1)),
    after_scene_break=st.booleans(),
    pieces=st.just(()),
    continues=st.booleans(),
    treatment=st.just(PLAIN),
)
chapters = st.lists(st.tuples(paragraphs, st.integers(0, 500)), min_size=1, max_size=5)

NOWHERE = SourceText.of("")


def taken(paragraph: Paragraph, start: int = 0) -> KeptTake:
    """Its take, evenly spoken, from `start` on the clip's clock, with a margin of GAP at each end."""
    heard, now = [], start + GAP
    for first, last in sounded_spans(paragraph.spoken):
        heard.append(Heard(first, last, Span(now, now + (last - first) * LETTER)))
        now = heard[-1].span.end + GAP
    return KeptTake(Take("key", Span(start, now), tuple(heard)), "clip", "req_1", 10)


def composed(chapter: list[tuple[Paragraph, int]], pauses: Pauses = Pauses()):  # noqa: B008 - frozen
    return compose([one for one, _ in chapter], [taken(one, start) for one, start in chapter], pauses, NOWHERE)


def timed(*segments: Segment) -> list[tuple[str, int, int]]:
    """The words of one paragraph, and when they are heard, from the start of its take."""
    score = composed([(Paragraph(Kind.TEXT, segments, Lines(1, 1)), 700)], Pauses(head=0, tail=0))
    return [(word.text, word.span.start, word.span.end) for word in score.timeline.paragraphs[0].words]


def unaltered(text: str) -> Segment:
    return Segment(text, text)


@given(chapters)
def test_the_parts_touch_and_sum_to_the_length_of_the_audio(chapter: list[tuple[Paragraph, int]]) -> None:
    score = composed(chapter)
    position, spans = 0, []
    for part in score.parts:
        if isinstance(part, KeptTake):
            spans.append(Span(position, position + part.length))
        position += part.length
    assert position == score.timeline.length
    assert spans == [paragraph.span for paragraph in score.timeline.paragraphs]


@given(chapters)
def test_every_written_word_appears_once_and_in_order(chapter: list[tuple[Paragraph, int]]) -> None:
    for paragraph, placed in zip([one for one, _ in chapter], composed(chapter).timeline.paragraphs, strict=True):
        assert placed.written == paragraph.written
        assert "".join(word.text for word in placed.words) == regex.sub(r"\s", "", paragraph.written)


@given(chapters)
def test_words_are_in_order_within_their_paragraphs_span(chapter: list[tuple[Paragraph, int]]) -> None:
    for paragraph in composed(chapter).timeline.paragraphs:
        edges = [edge for word in paragraph.words for edge in (word.span.start, word.span.end)]
        assert edges == sorted(edges)
        assert all(paragraph.span.start <= edge <= paragraph.span.end for edge in edges)


@given(chapters)
def test_paragraphs_are_in_order_with_the_pauses_between_them(chapter: list[tuple[Paragraph, int]]) -> None:
    pauses = Pauses()
    spans = [paragraph.span for paragraph in composed(chapter, pauses).timeline.paragraphs]
    silences = [after.start - before.end for before, after in pairwise(spans)]
    assert silences == [pauses.between(before, after) for (before, _), (after, _) in pairwise(chapter)]


@given(chapters)
def test_a_chapter_begins_and_ends_with_its_own_silence(chapter: list[tuple[Paragraph, int]]) -> None:
    score = composed(chapter, Pauses(head=10, tail=20))
    assert score.parts[0] == Rest(from_milliseconds(10))
    last = score.timeline.length - score.timeline.paragraphs[-1].span.end
    assert score.parts[-1] == Rest(last)
    assert from_milliseconds(20) <= last <= from_milliseconds(20) + 26


@given(chapters)
def test_the_length_of_a_chapter_survives_in_an_mp3(chapter: list[tuple[Paragraph, int]]) -> None:
    length = composed(chapter).timeline.length
    assert length == exact_length(length)


@given(chapters, st.integers(0, 10_000))
def test_where_a_take_lies_in_its_clip_is_not_heard(chapter: list[tuple[Paragraph, int]], later: int) -> None:
    moved = [(paragraph, start + later) for paragraph, start in chapter]
    assert composed(chapter).timeline == composed(moved).timeline


def test_an_unaltered_word_is_heard_when_its_letters_are() -> None:
    assert timed(unaltered("One, two")) == [("One,", 30, 330), ("two", 360, 660)]


def test_a_word_of_several_runs_is_heard_from_the_first_to_the_last() -> None:
    assert timed(unaltered("don't")) == [("don't", 30, 460)]


def test_one_written_word_has_all_the_words_that_are_said_for_it() -> None:
    assert timed(Segment("$5", "five dollars"), unaltered(" now")) == [("$5", 30, 1160), ("now", 1190, 1490)]


def test_several_written_words_share_the_one_that_is_said_for_them() -> None:
    found = timed(Segment("and so on", "etcetera"))
    assert [word for word, _, _ in found] == ["and", "so", "on"]
    assert (found[0][1], found[-1][2]) == (30, 830)
    assert all(start < end for _, start, end in found)


def test_a_word_that_is_not_said_is_an_empty_moment_after_the_one_before() -> None:
    assert timed(unaltered("a "), Segment("*", ""), unaltered(" b")) == [
        ("a", 30, 130),
        ("*", 130, 130),
        ("b", 160, 260),
    ]


def test_words_said_for_nothing_written_belong_to_no_word() -> None:
    assert timed(Segment("", "Note: "), unaltered("this")) == [("this", 460, 860)]


@pytest.mark.parametrize("written", ["—", "…", "* * *"])
def test_a_paragraph_without_a_sound_has_its_words_at_the_start_of_its_take(written: str) -> None:
    assert {(start, end) for _, start, end in timed(unaltered(written))} == {(0, 0)}


def test_takes_and_paragraphs_must_be_as_many() -> None:
    paragraph = Paragraph(Kind.TEXT, (unaltered("One"),), Lines(1, 1))
    with pytest.raises(ValueError, match="zip"):
        compose([paragraph], [taken(paragraph)] * 2, Pauses(), NOWHERE)


TEXT = "Pay $5 &amp; go\nhome."
PIECES = (Piece("Pay $5 ", 0), Piece("&", 7, 12), Piece(" go home.", 12))
SEGMENTS = (
    unaltered("Pay "),
    Segment("$5", "five dollars", "money"),
    Segment(" & ", " and ", "ampersands"),
    unaltered("go home."),
)


def placed(text: str, pieces: tuple[Piece, ...]) -> Timeline:
    paragraph = Paragraph(Kind.TEXT, SEGMENTS, Lines(1, 2), pieces)
    return compose([paragraph], [taken(paragraph)], Pauses(), SourceText.of(text)).timeline


def test_each_word_has_the_place_where_it_stands_and_what_was_said_for_it() -> None:
    words = placed(TEXT, PIECES).paragraphs[0].words
    assert [(one.text, one.spoken, one.place) for one in words] == [
        ("Pay", "", Place(1, 1)),
        ("$5", "five dollars", Place(1, 5)),
        ("&", "and", Place(1, 8)),
        ("go", "", Place(1, 14)),
        ("home.", "", Place(2, 1)),
    ]


def test_a_text_that_moved_changes_the_places_and_nothing_else() -> None:
    moved, distance = "Above.\n\n  " + TEXT, len("Above.\n\n  ")
    pieces = pieces_moved(PIECES, distance)
    paragraph = Paragraph(Kind.TEXT, SEGMENTS, Lines(3, 4), pieces)
    found = at_new_places(placed(TEXT, PIECES), [paragraph], SourceText.of(moved))
    assert found == placed(moved, pieces)
    assert [one.place for one in found.paragraphs[0].words][:2] == [Place(3, 3), Place(3, 7)]


def test_other_paragraphs_are_not_taken_for_moved_ones() -> None:
    with pytest.raises(ValueError, match="zip"):
        at_new_places(placed(TEXT, PIECES), [], SourceText.of(TEXT))
