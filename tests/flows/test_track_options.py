"""`readcast subtitles` with options: other formats, one track for a book, an offset, frames, another folder."""

import json

import pytest
import srt

from flows.settings import Settings
from render.subtitles.formats import FORMATS


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_desk):
    """An output, narrated once for all tests of this module."""
    desk = new_desk(tmp_path_factory.mktemp("made"))
    desk.narrate()
    return desk.out


def cues(path):
    return [(ms(one.start), ms(one.end), one.content) for one in srt.parse(path.read_text("utf-8"))]


def ms(time):
    return round(time.total_seconds() * 1000)


def test_every_format_can_be_asked_for_at_once(command, made, tmp_path):
    assert command("subtitles", made, "--format", ",".join(FORMATS), "-o", tmp_path).code == 0
    assert {path.name for path in tmp_path.glob("02-*")} == {f"02-noon.{name}" for name in FORMATS}


def test_an_unknown_format_is_refused_with_those_that_there_are(command, made):
    said = command("subtitles", made, "--format", "srt,doc")
    assert said.code == 2
    assert "no subtitle format 'doc'" in said.err
    assert "words.vtt" in said.err


def test_the_track_of_a_book_has_each_chapter_where_its_sound_begins(command, made, tmp_path):
    command("subtitles", made, "--format", "srt", "-o", tmp_path)
    command("subtitles", made, "--format", "srt", "--merge", "-o", tmp_path)
    expected, start = [], 0
    for stem in ("01-morning", "02-noon", "03-night"):
        expected += [(start, *one) for one in cues(tmp_path / f"{stem}.srt")]
        start += json.loads((made / f"{stem}.words.json").read_text("utf-8"))["length"] / 24
    found = cues(tmp_path / "book.srt")
    assert [text for *_, text in found] == [text for *_, text in expected]
    assert all(
        abs(one[side] - begin - other[side]) <= 1
        for one, (begin, *other) in zip(found, expected, strict=True)
        for side in (0, 1)
    )


def test_the_manifest_tells_the_order_of_the_chapters(command, made, tmp_path):
    """Names alone would put chapter 10 before chapter 2 where they have no zeros in front."""
    folder = tmp_path / "copied"
    folder.mkdir()
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    manifest["chapters"].reverse()
    for path in made.glob("*.words.json"):
        (folder / path.name).write_bytes(path.read_bytes())
    command("subtitles", folder, "--format", "txt", "--merge")
    by_name = (folder / "book.txt").read_text("utf-8")
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    command("subtitles", folder, "--format", "txt", "--merge")
    by_manifest = (folder / "book.txt").read_text("utf-8")
    assert by_name.index("Morning") < by_name.index("Noon") < by_name.index("Night")
    assert by_manifest.index("Night") < by_manifest.index("Noon") < by_manifest.index("Morning")


def test_the_chapters_of_a_table_are_named(command, made, tmp_path):
    command("subtitles", made, "--format", "tsv", "--merge", "-o", tmp_path)
    rows = [line.split("\t") for line in (tmp_path / "book.tsv").read_text("utf-8").splitlines()[1:]]
    assert list(dict.fromkeys(row[2] for row in rows)) == ["Morning", "Noon", "Night"]


def test_an_offset_moves_every_cue(command, made, tmp_path):
    command("subtitles", made, "--format", "srt,words.vtt", "-o", tmp_path / "a")
    command("subtitles", made, "--format", "srt,words.vtt", "--offset", 1500, "-o", tmp_path / "b")
    before, after = cues(tmp_path / "a" / "01-morning.srt"), cues(tmp_path / "b" / "01-morning.srt")
    assert after == [(start + 1500, end + 1500, text) for start, end, text in before]
    timed = (tmp_path / "b" / "01-morning.words.vtt").read_text("utf-8")
    assert timed.count("<") == (tmp_path / "a" / "01-morning.words.vtt").read_text("utf-8").count("<") > 0


def test_an_offset_before_the_beginning_is_refused_with_the_least_that_there_can_be(command, made, tmp_path):
    said = command("subtitles", made, "--offset", -100_000, "-o", tmp_path)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "it can be -" in said.err


def test_cues_begin_on_frames(command, made, tmp_path):
    command("subtitles", made, "--format", "srt", "--fps", "25", "-o", tmp_path)
    times = [time for start, end, _ in cues(tmp_path / "01-morning.srt") for time in (start, end)]
    assert times
    assert all(time % 40 == 0 for time in times)


def test_documents_of_a_collection_have_tracks_of_their_own(command, desk, tmp_path):
    desk.write("# A\n\nFirst.\n", "posts/a.md")
    desk.write("# B\n\nSecond.\n", "posts/b.md")
    desk.narrate(desk.folder / "posts")
    command("subtitles", desk.out, "--format", "txt", "--merge", "-o", tmp_path / "t")
    assert (tmp_path / "t" / "a" / "book.txt").read_text("utf-8") == "A\n\nFirst.\n"
    assert (tmp_path / "t" / "b" / "book.txt").read_text("utf-8") == "B\n\nSecond.\n"


def test_all_formats_can_be_a_setting_and_are_verified(command, desk):
    desk.write(f"formats = {json.dumps(list(FORMATS))}\n", "readcast.toml")
    desk.narrate()
    assert command("verify", desk.out).code == 0
    assert set(Settings.model_fields["formats"].default) < set(FORMATS)


def test_a_transcript_is_never_narrated(command, desk):
    desk.write("formats = ['txt']\n", "texts/readcast.toml")
    desk.write("First.\n", "texts/a.txt")
    desk.narrate(desk.folder / "texts", out=desk.folder / "texts" / "out")
    assert (desk.folder / "texts" / "out" / "a" / "01-a.txt").exists()
    assert len(desk.plan(desk.folder / "texts", out=desk.folder / "texts" / "out").jobs) == 1


def test_emphasis_and_voices_reach_the_tracks_and_cost_nothing(desk):
    desk.narrate()
    desk.edit("the cook.", "*the cook*.")
    report = desk.narrate()
    assert report.spent.requests == 0
    assert "but <i>the cook.</i>" in (desk.out / "01-morning.srt").read_text("utf-8")
    words = json.loads((desk.out / "01-morning.words.json").read_text("utf-8"))["paragraphs"][-1]["words"]
    assert [one["text"] for one in words if one.get("emphasised")] == ["the", "cook."]


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        (None, ["See this.", "Code example omitted.", "And so on."]),
        ("mark", ["See this.", "[code]", "And so on."]),
        ("none", ["See this.", "And so on."]),
    ],
)
def test_what_is_said_of_left_out_code_is_shown_as_it_is_wanted(command, desk, shown, texts):
    desk.book = desk.write("See this.\n\n```\nx = 1\n```\n\nAnd so on.\n")
    desk.narrate(language="en")
    command("subtitles", desk.out, "--format", "srt", *(("--code", shown) if shown else ()))
    (track,) = desk.out.glob("*.srt")
    assert [text for *_, text in cues(track)][-len(texts) :] == texts
