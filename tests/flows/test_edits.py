"""What a change of the source costs, and what it leaves as it was. Characters are counted by the server as well."""

import json
import os
import shutil

import pytest

from chunking.errors import InputError, OutputError
from flows.jobs import Order, prepared
from flows.options import Options
from flows.outputs import FolderOutput
from flows.settings import load
from flows.sources import Source
from manifests.verify import differences
from render.files import alone_in
from render.speech.store import Store


@pytest.fixture
def asked(tone):
    """What the server has spoken since the last question."""
    seen = [tone.spoken()]

    def since() -> int:
        seen.append(tone.spoken())
        return seen[-1] - seen[-2]

    return since


@pytest.fixture
def narrated(desk, asked):
    """A desk with the book narrated."""
    assert desk.narrate().spent.characters == asked() > 0
    return desk


def times(folder):
    """Of all but the ledger, which every request is entered in."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir() if path.name != "ledger.jsonl"}


def test_a_second_run_asks_for_nothing_and_rewrites_nothing(narrated, asked):
    before = times(narrated.out)
    assert narrated.narrate().spent.requests == 0
    assert asked() == 0
    assert times(narrated.out) == before


def test_one_changed_word_costs_one_request_of_one_paragraph(narrated, asked):
    narrated.edit("the sea is flat", "the sea is calm")
    spent = narrated.narrate().spent
    assert spent.requests == 1
    assert spent.characters == asked() == len("At noon the sea is calm.")


def test_one_changed_word_rewrites_one_chapter(narrated):
    before = times(narrated.out)
    narrated.edit("the sea is flat", "the sea is calm")
    narrated.narrate()
    after = times(narrated.out)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"02-noon.mp3", "02-noon.srt", "02-noon.vtt", "02-noon.words.json", "manifest.json"}


def test_one_changed_word_in_a_book_of_123000_characters_is_one_request_of_one_paragraph(desk):
    parts = (f"## Part {part}\n\n" + "\n\n".join(paragraph(part, n) for n in range(50)) for part in range(1, 31))
    desk.book.write_text("# Long\n\n" + "\n\n".join(parts), "utf-8")
    first = prepared_job(desk, known=set())
    assert sum(one.plan.characters for one in first.chapters) > 123_000
    desk.edit(paragraph(17, 23), paragraph(17, 23).replace("crossed", "left"))
    second = prepared_job(desk, known={key for one in first.chapters for key in one.plan.keys})
    assert sum(one.plan.requests for one in second.chapters) == 1
    assert sum(one.plan.characters for one in second.chapters) <= len(paragraph(17, 23))


def paragraph(part, number):
    return f"In part {part} the paragraph of number {number} tells at some length how the ferry crossed the bay again."


def prepared_job(desk, known):
    """The job as it is when the store has these takes: making two hours of sound would tell no more."""
    order = Order(Options(), load(desk.folder, {}), desk.speech, known.__contains__, set(), FolderOutput(desk.out))
    return prepared(Source("book.md", desk.book, desk.out), order)


def test_a_paragraph_put_at_the_start_of_a_chapter_is_all_that_is_asked_for(narrated, asked):
    narrated.edit("At noon the sea is flat.", "A gull comes by.\n\nAt noon the sea is flat.")
    spent = narrated.narrate().spent
    assert (spent.requests, spent.characters) == (1, len("A gull comes by."))
    assert asked() == len("A gull comes by.")


def test_a_removed_paragraph_costs_nothing(narrated, asked):
    narrated.edit("The cook sings to the engine.\n\n", "")
    assert narrated.narrate().spent.requests == 0
    assert asked() == 0
    assert "engine" not in (narrated.out / "02-noon.srt").read_text("utf-8")


def test_paragraphs_that_changed_places_cost_nothing(narrated, asked):
    narrated.edit("At noon the sea is flat.\n\nThe cook sings", "The cook sings")
    narrated.edit("to the engine.", "to the engine.\n\nAt noon the sea is flat.")
    narrated.narrate()
    assert asked() == 0
    text = (narrated.out / "02-noon.srt").read_text("utf-8")
    assert text.index("engine") < text.index("flat")


def test_a_change_that_is_taken_back_costs_nothing_and_gives_the_same_bytes(narrated, asked, hashes):
    before = hashes(narrated.out)
    narrated.edit("flat", "calm")
    narrated.narrate()
    assert hashes(narrated.out) != before
    asked()
    narrated.edit("calm", "flat")
    narrated.narrate()
    assert asked() == 0
    assert hashes(narrated.out) == before


def test_blank_lines_move_the_lines_and_nothing_else(narrated, asked):
    before = times(narrated.out)
    narrated.edit("## Noon\n", "\n\n\n## Noon\n")
    narrated.narrate()
    after = times(narrated.out)
    assert asked() == 0
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"02-noon.words.json", "03-night.words.json", "manifest.json"}
    lines = narrated.book.read_text("utf-8").splitlines()
    manifest = json.loads((narrated.out / "manifest.json").read_text("utf-8"))
    assert lines[manifest["chapters"][1]["paragraphs"][0]["lines"][0] - 1] == "## Noon"
    assert all(lines[one["line"] - 1].count(one["text"]) for one in words(narrated.out / "02-noon.words.json"))
    assert list(differences(narrated.out)) == []


def test_moved_lines_give_the_same_bytes_as_a_text_that_always_stood_there(narrated, tmp_path, hashes):
    narrated.edit("## Noon\n", "\n\n\n## Noon\n")
    narrated.narrate()
    narrated.narrate(out=tmp_path / "new")
    assert hashes(tmp_path / "new") == hashes(narrated.out)


def test_a_word_that_moved_on_its_line_is_found_in_its_new_column(narrated):
    narrated.edit("At noon the sea is flat.", "<!-- calm -->\n   At noon the sea is flat.")
    narrated.narrate()
    lines = narrated.book.read_text("utf-8").splitlines()
    found = [one for one in words(narrated.out / "02-noon.words.json") if one["text"] == "sea"]
    assert [lines[one["line"] - 1] for one in found] == ["   At noon the sea is flat."]


def words(path):
    return [word for one in json.loads(path.read_text("utf-8"))["paragraphs"] for word in one["words"]]


def test_the_same_text_twice_is_asked_for_once(desk, asked):
    refrain = "Round and round goes the old wheel."
    desk.book.write_text(
        f"# Song\n\n## One\n\n{refrain}\n\nFirst verse.\n\n{refrain}\n\n## Two\n\n{refrain}\n", "utf-8"
    )
    plan = desk.plan()
    report = desk.narrate()
    assert report.spent.characters == plan.characters == asked()
    assert plan.reused_characters == 2 * len(refrain)
    spoken = json.loads((desk.out / "manifest.json").read_text("utf-8"))["chapters"]
    takes = [one["take"] for chapter in spoken for one in chapter["paragraphs"]]
    assert len(takes) - len(set(takes)) == 2


def test_a_renamed_chapter_leaves_no_old_file_and_touches_no_foreign_one(narrated):
    (narrated.out / "02-notes.txt").write_text("mine", "utf-8")
    (narrated.out / "cover.mp3").write_bytes(b"mine too")
    narrated.edit("## Noon", "## Midday")
    narrated.narrate()
    found = {path.name for path in narrated.out.iterdir()}
    assert {name for name in found if name.startswith("02-")} == {
        *(f"02-midday{ending}" for ending in (".mp3", ".srt", ".vtt", ".words.json")),
        "02-notes.txt",
    }
    assert (narrated.out / "02-notes.txt").read_text("utf-8") == "mine"
    assert (narrated.out / "cover.mp3").read_bytes() == b"mine too"


def test_a_removed_chapter_leaves_no_file(narrated, asked):
    text = narrated.book.read_text("utf-8")
    narrated.book.write_text(text[: text.index("## Night")], "utf-8")
    narrated.narrate()
    assert asked() == 0
    assert not list(narrated.out.glob("03-*"))
    assert len(json.loads((narrated.out / "manifest.json").read_text("utf-8"))["chapters"]) == 2


def test_a_removed_first_chapter_renumbers_the_others_without_asking(narrated, asked):
    text = narrated.book.read_text("utf-8")
    narrated.book.write_text("# The Ferry\n\n" + text[text.index("## Noon") :], "utf-8")
    narrated.narrate()
    assert sorted(path.name for path in narrated.out.glob("*.mp3")) == ["01-noon.mp3", "02-night.mp3"]
    assert asked() <= len("The Ferry.\n\nNoon.")


def test_some_chapters_alone_are_made_and_the_rest_joins_them_later(desk, asked):
    first = desk.narrate(chapters=frozenset({2, 3})).spent
    assert first.characters == asked()
    assert sorted(path.name for path in desk.out.glob("*.mp3")) == ["02-noon.mp3", "03-night.mp3"]
    before = times(desk.out)
    rest = desk.narrate().spent
    assert rest.requests == 1
    after = times(desk.out)
    assert [name for name in before if after[name] != before[name]] == ["manifest.json"]
    assert sorted(path.name for path in desk.out.glob("*.mp3")) == ["01-morning.mp3", "02-noon.mp3", "03-night.mp3"]


def test_some_chapters_of_a_whole_output_leave_the_others_in_place(narrated, hashes):
    before = hashes(narrated.out)
    narrated.narrate(chapters=frozenset({2}))
    assert hashes(narrated.out) == before


def test_a_chapter_that_is_not_there_is_refused_before_anything_is_asked(desk, asked):
    with pytest.raises(InputError, match="no chapter 9: the document has 3"):
        desk.narrate(chapters=frozenset({1, 9}))
    assert asked() == 0


def test_a_sample_goes_to_its_own_folder_and_the_full_run_reuses_it(desk, asked):
    sample = desk.narrate(sample_seconds=5).spent
    assert 0 < sample.characters == asked()
    assert {path.name for path in desk.out.iterdir()} == {"sample"}
    assert list((desk.out / "sample").glob("*.mp3"))
    full = desk.narrate().spent
    assert full.characters == asked()
    whole = desk.narrate(store=desk.folder / "another", out=desk.folder / "other").spent
    assert sample.characters + full.characters <= whole.characters


def test_a_sample_sounds_as_the_full_run_will(desk):
    """Its first chapter is whole here, so it is the same file but for the number of chapters in its tags."""
    desk.narrate(sample_seconds=600)
    sample = (desk.out / "sample" / "02-noon.mp3").read_bytes()
    desk.narrate()
    assert (desk.out / "02-noon.mp3").read_bytes() == sample


def test_force_asks_for_everything_again(narrated, asked, hashes):
    before = hashes(narrated.out)
    spent = narrated.narrate(force=True).spent
    assert spent.characters == asked() == sum(len(one) for one in chunk_texts(narrated, force=True))
    assert hashes(narrated.out) == before, "the tone engine says the same again"


def chunk_texts(desk, **options):
    return [
        chunk.text for job in desk.plan(**options).jobs for chapter in job.chapters for chunk in chapter.plan.chunks
    ]


def test_with_the_outputs_whole_a_lost_store_costs_nothing(narrated, asked, hashes):
    before = hashes(narrated.out)
    shutil.rmtree(narrated.store)
    assert narrated.plan().requests == 0
    narrated.narrate()
    assert asked() == 0
    assert hashes(narrated.out) == before


def test_with_the_store_and_one_chapter_lost_only_that_chapter_is_asked_for(narrated, asked, hashes):
    before = hashes(narrated.out)
    shutil.rmtree(narrated.store)
    (narrated.out / "02-noon.mp3").unlink()
    assert narrated.narrate().spent.requests == 1
    assert asked() == len("Noon.\n\nAt noon the sea is flat.\n\nThe cook sings to the engine.")
    assert hashes(narrated.out) == before


def deleted(path):
    path.unlink()


def truncated(path):
    os.truncate(path, path.stat().st_size // 2)


def overwritten(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    os.utime(path)


@pytest.mark.parametrize("damaged", [deleted, truncated, overwritten])
@pytest.mark.parametrize("name", ["02-noon.mp3", "01-morning.vtt", "03-night.words.json"])
def test_a_lost_or_damaged_file_is_made_again_without_a_request(narrated, asked, hashes, damaged, name):
    before = hashes(narrated.out)
    damaged(narrated.out / name)
    assert hashes(narrated.out) != before
    assert narrated.narrate().spent.requests == 0
    assert asked() == 0
    assert hashes(narrated.out) == before


def test_a_lost_manifest_is_written_again_without_a_request(narrated, asked, hashes):
    before = hashes(narrated.out)
    (narrated.out / "manifest.json").unlink()
    narrated.narrate()
    assert asked() == 0
    assert hashes(narrated.out) == before


def test_a_clip_that_was_damaged_in_the_store_is_asked_for_again(narrated, asked, hashes):
    before = hashes(narrated.out)
    (narrated.out / "02-noon.mp3").unlink()
    key = json.loads((narrated.out / "manifest.json").read_text("utf-8"))["chapters"][1]["paragraphs"][0]["take"]
    clip = Store(narrated.store).find(key).clip
    truncated(narrated.store / "clips" / clip[:2] / clip / "audio.flac")
    assert narrated.narrate().spent.requests == 1
    assert hashes(narrated.out) == before


def test_two_runs_into_two_folders_with_two_stores_give_the_same_bytes(narrated, tmp_path, hashes):
    narrated.narrate(out=tmp_path / "elsewhere" / "deep", store=tmp_path / "another")
    assert hashes(tmp_path / "elsewhere" / "deep") == hashes(narrated.out)


def test_the_local_engine_gives_the_same_bytes_whichever_port_its_server_has(desk, tmp_path, hashes):
    for name in ("a", "b"):
        desk.narrate(out=tmp_path / name, store=tmp_path / f"store-{name}", speech="local:tone")
    assert hashes(tmp_path / "a") == hashes(tmp_path / "b")


def test_the_number_of_requests_at_once_changes_no_byte(narrated, tmp_path, hashes):
    narrated.narrate(out=tmp_path / "one", store=tmp_path / "another", jobs=1)
    assert hashes(tmp_path / "one") == hashes(narrated.out)


def test_a_change_of_pauses_is_made_from_the_same_takes(narrated, asked):
    before = times(narrated.out)
    narrated.write("[pauses]\nparagraph = 900\n", "readcast.toml")
    narrated.narrate()
    after = times(narrated.out)
    assert asked() == 0
    assert all(after[name] != before[name] for name in ("01-morning.mp3", "02-noon.srt"))


def test_a_change_of_the_author_is_made_from_the_same_takes(narrated, asked):
    before = (narrated.out / "01-morning.mp3").read_bytes()
    narrated.write('author = "Ines Marlow"\n', "readcast.toml")
    narrated.narrate()
    assert asked() == 0
    assert b"Ines Marlow" in (narrated.out / "01-morning.mp3").read_bytes() != before


def test_another_voice_is_other_takes_and_the_first_are_kept(narrated, asked, hashes):
    before = hashes(narrated.out)
    narrated.narrate(voice="rufus")
    assert asked() > 0
    narrated.narrate(voice="leah")
    assert asked() == 0
    assert hashes(narrated.out) == before


def test_a_paragraph_over_the_limit_is_spoken_in_pieces_and_joined(desk, asked):
    long = " ".join(f"The wave of number {number} came in and went out again." for number in range(1, 121))
    desk.book.write_text(f"# Waves\n\n{long}\n", "utf-8")
    assert len(long) > 5000
    report = desk.narrate()
    assert report.spent.requests >= 2
    assert report.spent.characters == asked()
    paragraphs = json.loads((desk.out / "01-waves.words.json").read_text("utf-8"))["paragraphs"]
    assert " ".join(one["text"].strip() for one in paragraphs) == f"Waves {long}"


def test_two_runs_do_not_write_to_one_output_at_once(desk, monkeypatch):
    with alone_in(make(desk.out)), pytest.raises(OutputError, match="another run is at work"):
        desk.narrate()
    assert desk.narrate().made


def make(folder):
    folder.mkdir()
    return folder


def test_some_chapters_alone_are_not_spoken_in_another_voice_than_the_rest(narrated):
    with pytest.raises(InputError, match="in two ways"):
        narrated.narrate(voice="morgan", chapters=frozenset({1}))
