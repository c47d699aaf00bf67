"""Laws of all subtitle formats: foreign parsers see our words, all of them, in order, at our times."""

import csv
import json
import re
from io import StringIO
from itertools import chain, pairwise
from pathlib import Path

import pytest
from foreign_parsers import (
    Seen,
    again_by_ttconv,
    by_ffmpeg,
    by_pycaption,
    by_pysubs2,
    by_srt,
    by_ttconv,
    by_webvtt,
    ours,
)
from hypothesis import given, settings
from subtitle_cues import HEADING, awkward_track, cue, tracks, word, words_of
from track_judges import LOOK_ALIKES, TEXTS, hundredths, plain, solid, unquoted

from render.subtitles.cue import Cue
from render.subtitles.formats import FORMATS, format_of

Track = tuple[Cue, ...]


def of_any_track(test):  # type: ignore[no-untyped-def]
    """A law; a few tracks each time, since there are many laws."""
    return settings(max_examples=40)(given(tracks)(test))


_STAMP = re.compile(r"<[\d:.]+>")


def expected(cues: Track) -> Seen:
    return plain(ours(cues))


@of_any_track
def test_srt_is_read_alike_by_three_parsers(cues: Track) -> None:
    text = FORMATS["srt"](cues)
    if cues:
        assert plain(by_srt(text)) == plain(by_pysubs2(text, "srt")) == plain(by_webvtt(text, "srt")) == expected(cues)


@of_any_track
def test_vtt_is_read_with_our_text_and_times(cues: Track) -> None:
    assert by_webvtt(FORMATS["vtt"](cues), "vtt") == ours(cues)


@of_any_track
def test_vtt_with_word_times_has_the_same_cues(cues: Track) -> None:
    assert by_webvtt(FORMATS["words.vtt"](cues), "vtt") == ours(cues)


@of_any_track
def test_ttml_is_read_by_ttconv_with_our_text_and_times(cues: Track) -> None:
    assert by_ttconv(FORMATS["ttml"](cues)) == ours(cues)


def test_ttml_that_ttconv_has_read_and_written_is_the_same() -> None:
    cues = awkward_track()
    again = again_by_ttconv(FORMATS["ttml"](cues))
    assert by_ttconv(again) == ours(cues)
    assert again.count("italic") == FORMATS["ttml"](cues).count("italic") > 0


@of_any_track
def test_ass_is_read_by_pysubs2_with_our_text_and_times(cues: Track) -> None:
    assert plain(by_pysubs2(FORMATS["ass"](cues), "ass")) == hundredths(expected(cues))


@of_any_track
def test_the_lengths_of_karaoke_sum_to_the_event(cues: Track) -> None:
    for line in FORMATS["ass"](cues).split("[Events]")[1].splitlines()[2:]:
        start, end = (centiseconds(time) for time in line.split(",")[1:3])
        assert sum(map(int, re.findall(r"\{\\k(\d+)", line))) == end - start


def centiseconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return (int(hours) * 60 + int(minutes)) * 6000 + int(seconds.replace(".", ""))


@of_any_track
def test_json_tells_each_cue_in_seconds(cues: Track) -> None:
    found = json.loads(FORMATS["transcript.json"](cues))
    assert found["version"] == "1.0.0"
    seen = [(one["startTime"] * 1000, one["endTime"] * 1000, solid(one["body"])) for one in found["segments"]]
    assert [(round(start), round(end), text) for start, end, text in seen] == [
        (start, end, solid(text)) for start, end, text in ours(cues)
    ]


@of_any_track
def test_the_table_is_read_by_python_s_csv_with_our_lines_and_times(cues: Track) -> None:
    head, *rows = csv.reader(StringIO(FORMATS["tsv"](cues), newline=""), delimiter="\t")
    assert head == ["start", "end", "chapter", "voice", "line 1", "line 2"]
    seen = [
        (milliseconds(row[0]), milliseconds(row[1]), "\n".join(map(unquoted, filter(None, row[4:])))) for row in rows
    ]
    assert seen == ours(cues)


def milliseconds(time: str) -> int:
    hours, minutes, seconds = time.split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(seconds.replace(".", ""))


@of_any_track
def test_a_label_is_two_times_and_a_text(cues: Track) -> None:
    rows = [line.split("\t") for line in FORMATS["labels.txt"](cues).splitlines()]
    assert [(round(float(a) * 1000), round(float(b) * 1000), solid(text)) for a, b, text in rows] == [
        (start, end, solid(text)) for start, end, text in ours(cues)
    ]


@of_any_track
def test_a_transcript_is_the_words_and_nothing_else(cues: Track) -> None:
    assert solid(FORMATS["txt"](cues)) == solid("".join(words_of(cues)))


@of_any_track
def test_lyrics_have_a_line_for_each_cue_in_order(cues: Track) -> None:
    lines = [re.fullmatch(r"\[(\d+):(\d\d\.\d\d)\](.*)", line) for line in FORMATS["lrc"](cues).split("\n")[:-1]]
    times = [int(found[1]) * 6000 + round(float(found[2]) * 100) for found in lines if found]
    assert len(times) == len(lines)
    assert times == sorted(times)
    assert [solid(found[3]).translate(LOOK_ALIKES) for found in lines if found and found[3]] == [
        solid(text) for _, _, text in expected(cues)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_every_word_stands_in_every_format_once_and_in_order(name: str, tmp_path: Path) -> None:
    cues = awkward_track()
    (tmp_path / f"x.{name}").write_text(FORMATS[name](cues), "utf-8")
    found = TEXTS[name](tmp_path / f"x.{name}")
    assert solid(found.translate(LOOK_ALIKES)) == solid("".join(words_of(cues)).translate(LOOK_ALIKES))


@pytest.mark.parametrize("name", ["srt", "vtt", "words.vtt", "ass"])
def test_ffmpeg_reads_our_text_and_times(name: str, tmp_path: Path) -> None:
    cues = awkward_track()
    (tmp_path / f"x.{name}").write_text(FORMATS[name](cues), "utf-8")
    seen = plain(by_ffmpeg(tmp_path / f"x.{name}"))
    assert without_tags(seen) == (hundredths(expected(cues)) if name == "ass" else expected(cues))


def without_tags(seen: Seen) -> Seen:
    """ffmpeg writes the style of an ASS file as tags of SRT."""
    return [(start, end, re.sub(r"</?font[^>]*>", "", text)) for start, end, text in seen]


@pytest.mark.parametrize("name", ["srt", "vtt", "ttml"])
@pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning", "ignore::DeprecationWarning")
def test_pycaption_reads_our_text_and_times(name: str) -> None:
    """But for text in angle brackets, of which it takes even what is escaped for tags."""
    cues = tuple(one for one in awkward_track() if not any(">" in line for line in one.lines))
    assert plain(by_pycaption(FORMATS[name](cues), name)) == expected(cues)


@of_any_track
def test_stamps_of_words_rise_within_their_cue(cues: Track) -> None:
    blocks = FORMATS["words.vtt"](cues).split("\n\n")[1:]
    for one, block in zip(cues, blocks, strict=True):
        stamps = [milliseconds(stamp[1:-1]) for stamp in _STAMP.findall(block)]
        assert all(before < after for before, after in pairwise([one.start, *stamps, one.end]))


@of_any_track
def test_a_word_that_begins_within_its_cue_has_its_own_stamp(cues: Track) -> None:
    text = FORMATS["words.vtt"](cues)
    stamps = {milliseconds(stamp[1:-1]) for stamp in _STAMP.findall(text)}
    assert stamps == set(chain.from_iterable(rising(one) for one in cues))


def rising(one: Cue) -> set[int]:
    return {each.start for each in one.words if one.start < each.start < one.end}


SO = cue(word("He", 0, 100), word("said", 100, 300), word("so.", 300, 500, emphasised=True))
TWO = cue(word("The", 0, 90, emphasised=True), word("Ship", 100, 300, 1, emphasised=True), word("is", 310, 495, 1))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("srt", "He said <i>so.</i>"),
        ("vtt", "He said <i>so.</i>"),
        ("words.vtt", "He <00:00:00.100>said <00:00:00.300><i>so.</i>"),
        ("ass", r"{\k10}He {\k20}said {\k20\i1}so."),
        ("ttml", 'He said <span tts:fontStyle="italic">so.</span></p>'),
        ("txt", "He said so."),
        ("lrc", "[00:00.00]He said so."),
    ],
)
def test_emphasis_is_italic_where_the_format_knows_it(name: str, written: str) -> None:
    assert written in FORMATS[name]([SO])


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("srt", "<i>The</i>\n<i>Ship</i> is\n"),
        ("vtt", "<i>The</i>\n<i>Ship</i> is\n"),
        ("ass", r"{\k10\i1}The\N{\k21}Ship {\k19\i0}is"),
        ("ttml", 'italic">The</span><br/><span tts:fontStyle="italic">Ship</span> is</p>'),
    ],
)
def test_italics_end_with_the_line_and_begin_again(name: str, written: str) -> None:
    assert written in FORMATS[name]([TWO])


def test_who_speaks_is_said_only_where_there_are_several_voices() -> None:
    one, other = SO, cue(word("No.", 600, 900), voice="a>b &\nc")
    assert "<v " not in FORMATS["vtt"]([one])
    assert "\n<v Narrator>He said" in FORMATS["vtt"]([one, other])
    assert "\n<v a&gt;b &amp; c>No." in FORMATS["vtt"]([one, other])
    assert json.loads(FORMATS["transcript.json"]([other]))["segments"][0]["speaker"] == "a>b &\nc"


def test_a_transcript_has_a_blank_line_between_paragraphs() -> None:
    cues = [cue(word("One", 0, 9), opens=HEADING), cue(word("Two", 10, 19), opens=HEADING), cue(word("three", 20, 29))]
    assert FORMATS["txt"](cues) == "One\n\nTwo three\n"


def test_ttml_has_a_division_for_each_chapter_and_the_language_of_each_cue() -> None:
    cues = [cue(word("One", 0, 9), language="en", chapter="A & B"), cue(word("Zwei", 10, 19), language="de")]
    text = FORMATS["ttml"](cues)
    assert ' xml:lang="en">' in text
    assert "<div>\n<metadata><ttm:title>A &amp; B</ttm:title></metadata>\n" in text
    assert '<div>\n<p begin="00:00:00.010" end="00:00:00.019" xml:lang="de">Zwei</p>' in text


@pytest.mark.parametrize("name", FORMATS)
def test_a_track_without_cues_can_be_written(name: str) -> None:
    assert solid("".join(FORMATS[name]([]))) != "None"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_tells_its_format_by_its_name(name: str) -> None:
    assert format_of(f"01-a.b.{name}") == name


def test_other_files_have_no_format() -> None:
    assert [format_of(name) for name in ("01-a.mp3", "01-a.words.json", "srt")] == [None, None, None]
