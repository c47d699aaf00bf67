"""`readcast subtitles`: the tracks again, from the words files alone."""

import shutil

import pytest


@pytest.fixture
def words_only(desk, tmp_path):
    """A folder that holds nothing but the words files of an output: no manifest, sound, store or service."""
    desk.narrate()
    folder = tmp_path / "elsewhere" / "copied"
    folder.mkdir(parents=True)
    for path in desk.out.glob("*.words.json"):
        shutil.copy(path, folder)
    shutil.rmtree(desk.store)
    return folder


def test_the_tracks_are_the_same_to_the_byte(command, desk, words_only, hashes):
    before = hashes(desk.out)
    assert command("subtitles", words_only).code == 0
    made = hashes(words_only)
    assert {name for name in made if not name.endswith(".json")} == {
        f"{stem}.{form}" for stem in ("01-morning", "02-noon", "03-night") for form in ("srt", "vtt")
    }
    assert {name: before[name] for name in made} == made


def paths_in(said):
    """The lines before the report."""
    return said[: said.index("Subtitles (")].splitlines()


def test_each_track_that_was_written_is_named(command, words_only):
    said = command("subtitles", words_only, "--format", "vtt")
    assert paths_in(said.out) == [str(words_only / f"{stem}.vtt") for stem in ("01-morning", "02-noon", "03-night")]
    assert list(words_only.glob("*.srt")) == []


def test_an_output_with_its_tracks_written_again_still_verifies(command, desk):
    desk.narrate()
    (desk.out / "02-noon.srt").unlink()
    command("subtitles", desk.out)
    assert command("verify", desk.out).code == 0


def test_the_documents_of_a_collection_are_all_found(command, desk):
    desk.write("# A\n\nFirst.\n", "posts/a.md")
    desk.write("# B\n\nSecond.\n", "posts/b.md")
    desk.narrate(desk.folder / "posts")
    said = command("subtitles", desk.out, "--format", "srt")
    assert paths_in(said.out) == [str(desk.out / "a" / "01-a.srt"), str(desk.out / "b" / "01-b.srt")]


def test_a_damaged_words_file_is_named_in_one_line(command, words_only):
    (words_only / "02-noon.words.json").write_text('{"version": 1}', "utf-8")
    said = command("subtitles", words_only)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "02-noon.words.json" in said.err
