"""The words file holds all that subtitles need, and says what is wrong with one that does not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from subtitle_timelines import paragraph, spoken, timelines

from chunking.errors import InputError
from chunking.places import Place
from render.samples import from_milliseconds
from render.subtitles.words import read, write
from render.timeline import TimedParagraph, Timeline

TITLE = "Chapter “1”"
TIMELINE = Timeline((paragraph("He said, no", [(0, 100), (100, 300), (350, 400)]),), from_milliseconds(500))


def damaged(**changes: object) -> str:
    return json.dumps(json.loads(write(TITLE, TIMELINE)) | changes)


def damaged_paragraph(**changes: object) -> str:
    only: dict[str, Any] = json.loads(write(TITLE, TIMELINE))["paragraphs"][0]
    return damaged(paragraphs=[only | changes])


def words(*items: tuple[str, int, int]) -> list[dict[str, object]]:
    return [{"text": text, "start": start, "end": end} for text, start, end in items]


@given(st.text(st.characters(exclude_categories=("Cs",))), timelines())
def test_what_is_written_is_read_again(title: str, timeline: Timeline) -> None:
    assert read(write(title, timeline)) == (title, timeline)


places = st.none() | st.builds(Place, st.integers(1, 10**6), st.integers(1, 10**6))


@given(timelines(), st.lists(st.tuples(places, st.text("abc ", max_size=5)), min_size=1), st.sampled_from(["", "a.md"]))
def test_places_and_what_was_said_are_read_again(
    timeline: Timeline, given_words: list[tuple[Place | None, str]], file: str
) -> None:
    marks = cycle([(place and place._replace(file=file), said) for place, said in given_words])
    marked = replace(timeline, paragraphs=tuple(with_marks(one, marks) for one in timeline.paragraphs))
    assert read(write(TITLE, marked)) == (TITLE, marked)


def with_marks(timed: TimedParagraph, marks: Iterator[tuple[Place | None, str]]) -> TimedParagraph:
    words = tuple(
        replace(word, place=place, spoken=said) for word, (place, said) in zip(timed.words, marks, strict=False)
    )
    return replace(timed, words=words)


def test_a_word_has_its_line_and_column_and_what_was_said_where_that_is_something_else() -> None:
    (placed,) = TIMELINE.paragraphs
    marks = iter([(Place(3, 1, "a.md"), ""), (Place(3, 4, "a.md"), "told,"), (Place(4, 1, "a.md"), "")])
    found = json.loads(write(TITLE, replace(TIMELINE, paragraphs=(with_marks(placed, marks),))))["paragraphs"][0]
    assert found["file"] == "a.md"
    assert [{name: one[name] for name in one if name not in ("start", "end")} for one in found["words"]] == [
        {"text": "He", "line": 3, "column": 1},
        {"text": "said,", "line": 3, "column": 4, "spoken": "told,"},
        {"text": "no", "line": 4, "column": 1},
    ]


def test_a_file_has_one_paragraph_a_line_and_times_in_samples() -> None:
    assert write(TITLE, TIMELINE) == (
        '{"version":1,"title":"Chapter “1”","rate":24000,"length":12000,"paragraphs":[\n'
        '{"kind":"text","text":"He said, no","start":0,"end":9600,"words":['
        '{"text":"He","start":0,"end":2400},{"text":"said,","start":2400,"end":7200},'
        '{"text":"no","start":8400,"end":9600}]}\n'
        "]}\n"
    )


def test_a_file_of_several_paragraphs_is_json() -> None:
    assert len(json.loads(write("x", spoken("One.", "Two.")))["paragraphs"]) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Input data was truncated"),
        ("[" * 100_000, "not a sound words file"),
        ("[1]", "Expected `object`"),
        ("\ud800", "not a sound words file"),
        (damaged(version=2), "its version is 2, and this readcast knows 1"),
        (damaged(rate=22050), "its rate is 22050 samples a second, not 24000"),
        (damaged(title=None), r"\$.title"),
        (damaged(length=-1, paragraphs=[]), "its length is -1"),
        (damaged(length=9599), "reach past the end"),
        (damaged_paragraph(kind="poem"), r"\$.paragraphs\[0\].kind"),
        (damaged_paragraph(start=9601), "not from 9601 to 9600"),
        (damaged_paragraph(text="He said, yes"), "paragraph 1: the word 'no' does not follow"),
        (damaged_paragraph(text="He said, no more"), "no word has the text 'more'"),
        (damaged_paragraph(words=words(("He", 0, 1), ("said,", 5, 6), ("no", 4, 9))), "do not rise"),
        (damaged_paragraph(words=words(("He", 0, 1), ("said,", 5, 6), ("no", 9, 9601))), "a word lies outside it"),
        (damaged_paragraph(words=words(("He", 0, 1.5))), "Expected `int`"),
        (damaged_paragraph(words=words(("He", -1, 1))), "not from -1 to 1"),
        (damaged_paragraph(words=words(("He", 0, 1), ("", 1, 1))), "the word '' does not follow"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as raised:
        read(text)
    assert "\n" not in str(raised.value)
