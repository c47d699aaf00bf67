"""SRT that every reader takes alike."""

from pathlib import Path

import pytest
from foreign_parsers import Seen, by_ffmpeg, by_pysubs2, by_srt, by_webvtt, ours
from hypothesis import given
from hypothesis import strategies as st
from subtitle_timelines import spoken, timelines

from render.samples import Milliseconds
from render.subtitles.columns import width
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS
from render.subtitles.srt import write
from render.timeline import Timeline

AWKWARD = [
    ("1984", "1984"),
    ("<T> & a<b", "＜T> & a＜b"),
    ("<i>x</i>", "＜i>x＜/i>"),
    ("a --> b", "a --＞ b"),
    ("{\\an8}up {x} {y:i}", "｛\\an8}up ｛x} ｛y:i}"),
    ("C:\\new \\N \\T", "C:＼new ＼N \\T"),
    ("&lt; AT&T", "＆lt; AT&T"),
    ("00:00:01,000 --> 00:00:02,000", "00∶00:01,000 --＞ 00∶00:02,000"),
    ("at 12:30, or 1:02:03", "at 12:30, or 1:02:03"),
]


def one(start: int, end: int, *lines: str) -> Cue:
    return Cue(Milliseconds(start), Milliseconds(end), lines)


def inert(seen: Seen) -> Seen:
    """What a reader should see: the file's own text."""
    return [
        (start, end, write([one(start, end, *text.split("\n"))]).split("\n", 2)[2].rstrip("\n"))
        for start, end, text in seen
    ]


def test_a_file_is_numbered_blocks_with_a_blank_line_between() -> None:
    text = write([one(0, 1001, "One", "two"), one(3_599_999, 360_000_000, "Three")])
    assert text == "1\n00:00:00,000 --> 00:00:01,001\nOne\ntwo\n\n2\n00:59:59,999 --> 100:00:00,000\nThree\n"


def test_no_cues_make_an_empty_file() -> None:
    assert write([]) == ""


def test_the_table_knows_it() -> None:
    assert FORMATS["srt"] is write


@pytest.mark.parametrize(("text", "expected"), AWKWARD)
def test_what_a_reader_takes_for_markup_is_written_full_width(text: str, expected: str) -> None:
    assert write([one(0, 1, text)]).splitlines()[2] == expected


@given(st.integers(0, 359_999_998))
def test_every_millisecond_is_written_exactly(start: int) -> None:
    assert by_srt(write([one(start, start + 1, "x")])) == [(start, start + 1, "x")]


@given(timelines())
def test_three_foreign_parsers_see_the_same_text_and_times(timeline: Timeline) -> None:
    cues = cues_of(timeline)
    text = write(cues)
    if cues:  # webvtt-py refuses an empty file
        assert by_srt(text) == by_pysubs2(text, "srt") == by_webvtt(text, "srt") == inert(ours(cues))


@given(timelines())
def test_full_width_forms_keep_to_the_columns(timeline: Timeline) -> None:
    assert all(width(line) <= 42 for line in write(cues_of(timeline)).split("\n"))


@given(timelines())
def test_no_line_is_blank_but_between_cues_and_none_has_control_characters(timeline: Timeline) -> None:
    text = write(cues_of(timeline))
    assert "\n\n\n" not in text
    assert all(line == "" or line.strip() for line in text.split("\n"))
    assert all(character == "\n" or character.isprintable() or ord(character) > 0x9F for character in text)


def test_ffmpeg_sees_the_same_text_and_times(tmp_path: Path) -> None:
    cues = cues_of(spoken(*(text for text, _ in AWKWARD), "A sentence on its own. " * 9, "It was 1984"))
    file = tmp_path / "x.srt"
    file.write_text(write(cues), "utf-8")
    assert by_ffmpeg(file) == inert(ours(cues))
