"""`verify` names each difference between an output and its manifest."""

import json
import shutil

import pytest

from manifests.files import load, save, sha256_of
from manifests.verify import differences
from render.packages import written_tracks
from render.samples import Samples
from render.subtitles import words
from render.subtitles.cues import cues_of


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_desk):
    """An output, narrated once for all tests of this module."""
    desk = new_desk(tmp_path_factory.mktemp("made"))
    desk.narrate()
    return desk.out


@pytest.fixture
def out(made, tmp_path):
    """A copy of it to spoil."""
    return shutil.copytree(made, tmp_path / "copy")


def sealed_again(out, name):
    """Patches what the manifest says of a file's bytes, so that only its content can give it away."""
    manifest = load(out)
    chapters = tuple(
        chapter.model_copy(
            update={
                "files": tuple(
                    file.model_copy(update={"bytes": (out / name).stat().st_size, "sha256": sha256_of(out / name)})
                    if file.path == name
                    else file
                    for file in chapter.files
                )
            }
        )
        for chapter in manifest.chapters
    )
    save(out, manifest.model_copy(update={"chapters": chapters}).sealed())


def test_cues_of_an_older_readcast_are_not_held_against_those_of_today(out):
    (out / "02-noon.srt").write_text("1\n00:00:00,600 --> 00:00:01,600\nNoon\n", "utf-8")
    sealed_again(out, "02-noon.srt")
    assert list(differences(out)) == ["02-noon.srt: its cues are not those of 02-noon.words.json"]
    manifest = load(out)
    older = tuple(chapter.model_copy(update={"subtitles": None}) for chapter in manifest.chapters)
    save(out, manifest.model_copy(update={"chapters": older}).sealed())
    assert list(differences(out)) == []


def test_a_fresh_output_has_no_difference(out):
    assert list(differences(out)) == []


@pytest.mark.parametrize("name", ["01-morning.mp3", "02-noon.srt", "03-night.vtt", "02-noon.words.json"])
def test_a_missing_file_is_named(out, name):
    (out / name).unlink()
    assert list(differences(out)) == [f"{name}: is missing"]


@pytest.mark.parametrize("name", ["01-morning.mp3", "02-noon.srt", "03-night.vtt", "02-noon.words.json"])
def test_a_changed_byte_is_named(out, name):
    content = bytearray((out / name).read_bytes())
    content[len(content) // 2] ^= 1
    (out / name).write_bytes(content)
    assert list(differences(out)) == [f"{name}: its content was changed"]


def test_a_shortened_file_is_named_with_both_sizes(out):
    content = (out / "01-morning.mp3").read_bytes()
    (out / "01-morning.mp3").write_bytes(content[:-100])
    (line,) = differences(out)
    assert line.startswith("01-morning.mp3: ")
    assert f"{len(content) - 100:,}" in line
    assert f"{len(content):,}" in line


def test_a_truncated_mp3_is_found_by_decoding_even_where_the_manifest_was_made_to_fit(out):
    content = (out / "01-morning.mp3").read_bytes()
    (out / "01-morning.mp3").write_bytes(content[: len(content) // 2])
    sealed_again(out, "01-morning.mp3")
    (line,) = differences(out)
    assert line.startswith("01-morning.mp3")
    assert "decode" in line


def test_an_mp3_that_is_noise_is_found_by_decoding(out):
    (out / "01-morning.mp3").write_bytes(b"\0not a sound" * 1000)
    sealed_again(out, "01-morning.mp3")
    (line,) = differences(out)
    assert line.startswith("01-morning.mp3")


def test_the_mp3_of_another_chapter_is_found_by_its_length(out):
    shutil.copy(out / "02-noon.mp3", out / "01-morning.mp3")
    sealed_again(out, "01-morning.mp3")
    (line,) = differences(out)
    assert line.startswith("01-morning.mp3: decodes to")


@pytest.mark.parametrize("name", ["01-morning.srt", "01-morning.vtt"])
def test_a_shifted_cue_is_named(out, name):
    text = (out / name).read_text("utf-8")
    (out / name).write_text(text.replace("00:00:0", "00:00:1", 1), "utf-8")
    sealed_again(out, name)
    assert list(differences(out)) == [f"{name}: its cues are not those of 01-morning.words.json"]


def test_words_that_are_out_of_step_with_the_audio_are_named(out):
    path = out / "01-morning.words.json"
    described = json.loads(path.read_text("utf-8"))
    described["length"] += 240
    path.write_text(json.dumps(described), "utf-8")
    sealed_again(out, path.name)
    assert f"{path.name}: its times are not those of the manifest" in list(differences(out))


def test_subtitles_of_all_kinds_shifted_together_are_still_out_of_step(out):
    other = words.read((out / "02-noon.words.json").read_text("utf-8"))[1]
    shutil.copy(out / "02-noon.words.json", out / "01-morning.words.json")
    written_tracks(out / "01-morning", cues_of(other), ["srt", "vtt"])
    for name in ("01-morning.words.json", "01-morning.srt", "01-morning.vtt"):
        sealed_again(out, name)
    assert "01-morning.words.json: its times are not those of the manifest" in list(differences(out))


def test_a_damaged_words_file_is_named_and_ends_nothing(out):
    (out / "01-morning.words.json").write_text("{}", "utf-8")
    (out / "03-night.mp3").unlink()
    sealed_again(out, "01-morning.words.json")
    lines = list(differences(out))
    assert any(line.startswith("01-morning.words.json: ") for line in lines)
    assert "03-night.mp3: is missing" in lines


def test_an_edited_manifest_is_named(out):
    text = (out / "manifest.json").read_text("utf-8")
    (out / "manifest.json").write_text(text.replace('"title": "Morning"', '"title": "Mourning"'), "utf-8")
    assert list(differences(out)) == ["manifest.json: was changed after it was written"]


def test_paragraphs_that_overlap_in_the_manifest_are_named(out):
    manifest = load(out)
    first, *others = manifest.chapters
    wrong = tuple(one.model_copy(update={"end": Samples(first.samples)}) for one in first.paragraphs)
    chapters = (first.model_copy(update={"paragraphs": wrong}), *others)
    save(out, manifest.model_copy(update={"chapters": chapters}).sealed())
    assert "chapter 1: two paragraphs overlap in the manifest" in list(differences(out))


def test_a_path_that_leads_out_of_the_folder_is_never_followed(out):
    shutil.move(out / "01-morning.mp3", out.parent / "elsewhere.mp3")
    text = (out / "manifest.json").read_text("utf-8").replace('"01-morning.mp3"', '"../elsewhere.mp3"')
    (out / "manifest.json").write_text(text, "utf-8")
    assert "../elsewhere.mp3: lies outside the folder" in list(differences(out))


def test_every_difference_is_named_not_only_the_first(out):
    for name in ("01-morning.mp3", "02-noon.srt", "03-night.vtt"):
        (out / name).unlink()
    assert [line.split(":")[0] for line in differences(out)] == ["01-morning.mp3", "02-noon.srt", "03-night.vtt"]


def test_files_that_nobody_recorded_are_no_difference(out):
    (out / "notes.txt").write_text("mine", "utf-8")
    assert list(differences(out)) == []


def test_the_command_names_each_difference_and_exits_with_5(out, readcast):
    (out / "01-morning.mp3").unlink()
    (out / "02-noon.srt").unlink()
    ended = readcast("verify", out)
    assert ended.code == 5
    assert ended.out.splitlines() == ["01-morning.mp3: is missing", "02-noon.srt: is missing"]
    assert ended.err == f"readcast: {out} is not as recorded: 2 differences.\n"


class TestACollection:
    """The documents of a collection are verified each, under their folders' names."""

    @pytest.fixture
    def posts(self, desk):
        folder = desk.write("# A post\n\nOf one line.\n", "posts/a.md").parent
        desk.write("# Another\n\nOf one line too.\n", "posts/b.md")
        desk.narrate(folder)
        return desk.out

    def test_a_fresh_one_has_no_difference(self, posts):
        assert list(differences(posts)) == []

    def test_a_difference_is_named_with_its_document(self, posts):
        (posts / "a" / "01-a-post.srt").unlink()
        assert list(differences(posts)) == ["a: 01-a-post.srt: is missing"]

    def test_a_lost_document_is_named(self, posts):
        shutil.rmtree(posts / "b")
        assert list(differences(posts)) == ["b: its manifest is missing"]

    def test_a_document_that_was_exchanged_is_named(self, posts):
        shutil.rmtree(posts / "b")
        shutil.copytree(posts / "a", posts / "b")
        assert list(differences(posts)) == ["b: is not what the collection's manifest records"]
