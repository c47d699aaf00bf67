"""`readcast narrate` on the example book, the whole way, as a user runs it."""

import json
import re
from itertools import pairwise

import pytest
import srt

CHAPTERS = ["01-the-third-lamp", "02-what-the-log-said", "03-the-white-cottage"]
COUNTS = ["documents", "chapters", "paragraphs", "requests"]
CHANGES = {"changes", "changed_documents", "held"}
NARRATED = {
    *CHANGES,
    *COUNTS,
    "attempts",
    "characters",
    "reused_characters",
    "audio_seconds",
    "flagged",
    "files",
    "subtitles",
}

FOUND = {"languages", "left_out", "unknown", "lexicon_unused", "lexicon_changed"}
PLANNED = NARRATED - {"attempts", "flagged", "files", "subtitles"} | FOUND | {"account", "cost", "currency", "reasons"}


@pytest.fixture(scope="module")
def example(tmp_path_factory, readcast, root):
    """The example book: planned, narrated, and narrated again with nothing to do."""
    folder = tmp_path_factory.mktemp("example")
    (book, out) = root / "examples" / "book" / "book.md", folder / "out"
    words = [book, "-o", out, "--store", folder / "store", "--speech", "local:tone", "--json"]
    plan, first = readcast("plan", *words), readcast("narrate", *words)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    second = readcast("narrate", *words)
    after = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    return {
        "out": out,
        "words": words,
        "plan": plan,
        "first": first,
        "second": second,
        "before": before,
        "after": after,
    }


def test_each_chapter_becomes_sound_two_tracks_and_its_words(example):
    found = {path.name for path in example["out"].iterdir()}
    endings = (".mp3", ".srt", ".vtt", ".words.json")
    assert found == {f"{stem}{ending}" for stem in CHAPTERS for ending in endings} | {"manifest.json", "ledger.jsonl"}


def test_the_manifest_tells_what_was_made_from_what(example, root):
    manifest = json.loads((example["out"] / "manifest.json").read_text("utf-8"))
    assert (manifest["title"], manifest["author"]) == ("The Lamps of Sorrel Rock", "The readcast authors")
    assert manifest["source"]["name"] == "book.md"
    assert manifest["delivery"]["service"] == "local:tone@1"
    assert [one["title"] for one in manifest["chapters"]] == [
        "The Third Lamp",
        "What the Log Said",
        "The White Cottage",
    ]
    assert manifest["characters"] == example["first"].json["characters"]
    assert str(root) not in json.dumps(manifest), "a manifest does not depend on where things lie"


def test_the_paragraphs_of_a_manifest_point_at_their_source_lines(example, root):
    manifest = json.loads((example["out"] / "manifest.json").read_text("utf-8"))
    lines = (root / "examples" / "book" / "book.md").read_text("utf-8").splitlines()
    first = manifest["chapters"][0]["paragraphs"]
    heading = next(one for one in first if one["kind"] == "heading" and one["lines"][0] > 1)
    assert lines[heading["lines"][0] - 1] == "## The Third Lamp"


def test_what_was_made_verifies(example, readcast):
    ended = readcast("verify", example["out"])
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{example['out']} is whole, in step and as recorded.\n"


def test_plan_tells_exactly_what_narrate_then_asks_for(example):
    plan, first = example["plan"].json, example["first"].json
    assert first["requests"] > 0
    for name in (*COUNTS, "characters", "reused_characters"):
        assert plan[name] == first[name], name


def test_plan_spends_nothing_and_writes_no_output(desk, readcast, tone):
    before = tone.spoken()
    ended = readcast("plan", *desk.words()[1:])
    assert ended.code == 0
    assert "1 request" in ended.out or "requests" in ended.out
    assert not desk.out.exists()
    assert tone.spoken() == before


def test_the_json_objects_have_exactly_the_documented_keys(example):
    assert set(example["first"].json) == NARRATED
    assert set(example["plan"].json) == PLANNED


def test_the_files_of_the_json_object_are_those_on_disk(example):
    assert sorted(example["first"].json["files"]) == sorted(
        str(path) for path in example["out"].iterdir() if path.name != "ledger.jsonl"
    )


def test_a_second_run_asks_for_nothing(example):
    second = example["second"].json
    assert (example["second"].code, second["requests"], second["attempts"], second["characters"]) == (0, 0, 0, 0)
    assert second["reused_characters"] > 0
    assert "0 requests were sent" in example["second"].err


def test_a_second_run_rewrites_no_file(example):
    assert example["after"] == example["before"]


def test_the_estimate_of_a_plan_is_near_what_a_reader_needs(example):
    spoken = example["plan"].json["characters"]
    assert spoken / 20 < example["plan"].json["audio_seconds"] < spoken / 10


def test_cues_are_in_the_written_form_and_never_overlap(example):
    cues = list(srt.parse((example["out"] / f"{CHAPTERS[0]}.srt").read_text("utf-8")))
    assert cues[0].start.total_seconds() >= 0.3
    assert all(one.end <= other.start for one, other in pairwise(cues))
    assert "Mr. Tolliver" in " ".join(cue.content.replace("\n", " ") for cue in cues)


def test_the_first_line_of_a_run_says_who_speaks(desk, readcast):
    ended = readcast(*desk.words("--chapters", "1"))
    assert ended.out.splitlines()[0] == f"Speaking with {desk.speech}."


def test_with_json_standard_output_is_one_object_and_the_rest_is_on_stderr(example):
    assert example["first"].out.count("\n") == 1
    assert example["first"].err.startswith("Speaking with local:tone@1.\n")


def test_quiet_says_nothing_at_all(desk, readcast):
    ended = readcast(*desk.words("--quiet"))
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (desk.out / "manifest.json").exists()


def test_off_a_terminal_there_are_plain_lines_without_control_characters(desk, readcast):
    ended = readcast(*desk.words())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x1b]", ended.out + ended.err)
    assert "3 chapters" in ended.out
