"""Profiles of subtitles, a user's own numbers, and the report of how cues keep them."""

import json
import re

import pytest
import srt

from chunking.errors import InputError
from flows.subtitle_report import CuesOutside
from manifests.files import load
from manifests.verify import differences

TOO_FAST = "[subtitles]\ncharacters_per_second = 1\n"


@pytest.fixture
def settings(desk):
    """Writes the readcast.toml beside the book."""
    return lambda text: desk.write(text, "readcast.toml")


def lines_of(path):
    return [line for cue in srt.parse(path.read_text("utf-8")) for line in cue.content.split("\n")]


def test_another_profile_makes_the_tracks_again_and_asks_for_no_speech(desk, settings):
    desk.narrate()
    before = (desk.out / "01-morning.srt").read_text("utf-8")
    settings('[subtitles]\nprofile = "shorts"\n')
    report = desk.narrate()
    assert report.spent.requests == 0
    assert max(len(line.split()) for line in lines_of(desk.out / "01-morning.srt")) <= 4
    assert (desk.out / "01-morning.srt").read_text("utf-8") != before
    assert {chapter.subtitles.profile for chapter in load(desk.out).chapters} == {"shorts"}
    assert list(differences(desk.out)) == []


def test_the_same_profile_makes_nothing_again(desk, settings):
    desk.narrate()
    settings('[subtitles]\nprofile = "netflix"\ninside = 50.0\n')
    assert [chapter.current is None for job in desk.plan().jobs for chapter in job.chapters] == [False] * 3


def test_own_numbers_are_kept_and_recorded(desk, settings):
    settings("[subtitles]\ncolumns = 16\nlines = 1\n")
    desk.narrate()
    assert max(map(len, lines_of(desk.out / "01-morning.srt"))) <= 16
    assert load(desk.out).chapters[0].subtitles.limits["columns"] == 16


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profile = "nettflix"', "there is no profile 'nettflix'; there are: netflix, bbc, podcast, shorts, chapters"),
        ("colums = 30", "'subtitles.colums' is not a setting; did you mean 'columns'?"),
        ("lines = 3", "'subtitles.lines' is wrong"),
    ],
)
def test_a_wrong_setting_is_named(desk, settings, text, said):
    settings(f"[subtitles]\n{text}\n")
    with pytest.raises(InputError, match=r"readcast.toml") as raised:
        desk.narrate()
    assert said in str(raised.value)


def test_where_the_voice_is_too_fast_every_word_is_shown_and_the_report_names_the_cues(desk, settings):
    settings(TOO_FAST)
    found = desk.narrate().as_json()["subtitles"]
    assert found["inside_percent"] < 50
    assert found["outside"]["speed"] > 0
    assert found["chapters"]["01-morning"]["worst"][0]["reason"].endswith("characters a second, over 1")
    assert " ".join(lines_of(desk.out / "03-night.srt")) == "Night All the lamps are lit again."


def test_narrate_says_so_in_a_few_lines_and_only_then(command, desk, settings):
    assert "Subtitles (" not in command(*desk.words()).out
    settings(TOO_FAST)
    said = command(*desk.words()).out
    assert re.search(r"^Subtitles \(netflix\): \d+ cues of 35 words, .* % inside every limit:$", said, re.MULTILINE)
    assert "characters a second, over 1\n" in said


def test_strict_fails_below_the_share_that_is_set(desk, settings):
    settings(TOO_FAST)
    with pytest.raises(CuesOutside, match="95 % are wanted"):
        desk.narrate(strict=True)
    settings(f"{TOO_FAST}inside = 0\n")
    desk.narrate(strict=True)


def test_subtitles_can_be_made_in_another_profile(command, desk):
    desk.narrate()
    said = command("subtitles", desk.out, "--profile", "shorts", "--format", "srt")
    assert said.code == 0
    assert "Subtitles (shorts): " in said.out
    assert max(len(line.split()) for line in lines_of(desk.out / "02-noon.srt")) <= 4


def test_subtitles_keep_the_numbers_that_the_output_was_made_with(command, desk, settings, hashes):
    settings("[subtitles]\ncolumns = 16\nlines = 1\n")
    desk.narrate()
    before = hashes(desk.out)
    command("subtitles", desk.out)
    assert hashes(desk.out) == before


def test_the_report_of_subtitles_is_json_too(command, desk):
    desk.narrate()
    found = json.loads(command("subtitles", desk.out, "--json").out)
    assert found["words"] == 35
    assert set(found["chapters"]) == {"01-morning", "02-noon", "03-night"}
    assert sum(found["speeds"]) == found["cues"]


def test_strict_subtitles_exit_with_5(command, desk, settings):
    settings(TOO_FAST)
    desk.narrate()
    said = command("subtitles", desk.out, "--strict")
    assert said.code == 5
    assert re.search(
        r"^  02-noon, cue \d at 00:00:0\d\.\d+: [\d.]+ characters a second, over 1$", said.out, re.MULTILINE
    )
    assert "of the cues are within their limits" in said.err


def test_an_unknown_profile_is_refused(command, desk):
    desk.narrate()
    said = command("subtitles", desk.out, "--profile", "cinema")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "there is no profile 'cinema'" in said.err
