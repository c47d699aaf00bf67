"""WebVTT by the W3C's rules."""

from pathlib import Path

from foreign_parsers import by_ffmpeg, by_pysubs2, by_webvtt, ours
from hypothesis import given
from subtitle_timelines import spoken, timelines

from render.samples import Milliseconds
from render.subtitles.cue import Cue
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS
from render.subtitles.vtt import write
from render.timeline import Timeline


def test_a_file_is_the_signature_and_blocks_with_a_blank_line_between() -> None:
    cues = [
        Cue(Milliseconds(0), Milliseconds(1001), ("One", "two")),
        Cue(Milliseconds(1002), Milliseconds(3_600_000), ("3",)),
    ]
    assert write(cues) == "WEBVTT\n\n00:00:00.000 --> 00:00:01.001\nOne\ntwo\n\n00:00:01.002 --> 01:00:00.000\n3\n"


def test_no_cues_leave_the_signature() -> None:
    assert write([]) == "WEBVTT\n"


def test_the_table_knows_it() -> None:
    assert FORMATS["vtt"] is write


def test_markup_and_arrows_are_escaped() -> None:
    text = write([Cue(Milliseconds(0), Milliseconds(1), ("<T> & a<b --> &lt;",))])
    assert text.splitlines()[3] == "&lt;T&gt; &amp; a&lt;b --&gt; &amp;lt;"


@given(timelines())
def test_a_foreign_parser_sees_the_same_text_and_times(timeline: Timeline) -> None:
    cues = cues_of(timeline)
    assert by_webvtt(write(cues), "vtt") == ours(cues)


def test_words_of_the_format_itself_are_text(tmp_path: Path) -> None:
    cues = cues_of(spoken("NOTE this", "STYLE", "WEBVTT", "1984", "REGION"))
    text = write(cues)
    (tmp_path / "x.vtt").write_text(text, "utf-8")
    assert by_ffmpeg(tmp_path / "x.vtt") == by_webvtt(text, "vtt") == by_pysubs2(text, "vtt") == ours(cues)
