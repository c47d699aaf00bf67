"""Single paragraphs once more: what `redo` asks for, what it leaves alone, and how a take is chosen."""

import shutil
import wave

import pytest

from manifests.files import load
from manifests.verify import differences


@pytest.fixture(scope="module")
def narrated(tmp_path_factory, new_desk):
    desk = new_desk(tmp_path_factory.mktemp("redo"))
    desk.narrate()
    return desk


@pytest.fixture
def made(narrated, tmp_path, new_desk):
    """A narrated book of the test's own."""
    shutil.copytree(narrated.folder, tmp_path / "desk")
    return new_desk(tmp_path / "desk")


def options(desk):
    return ("--store", desk.store, "--source", desk.book)


def test_a_paragraph_is_asked_for_again_and_its_chapter_made_again(made, command, tone):
    before, spoken = load(made.out), tone.spoken()
    said = command("redo", made.out, "1.2", *options(made))
    assert said.code == 0, said.err
    assert tone.spoken() - spoken == len("Morning.")
    assert said.out.splitlines()[0].startswith("1.2: ")
    assert said.out.splitlines()[1:] == ["1 request · 8 characters", str(made.out / "01-morning.mp3")]
    after = load(made.out)
    assert after.chapters[1:] == before.chapters[1:]
    assert after.chapters[0].paragraphs[1].clip != before.chapters[0].paragraphs[1].clip
    assert after.chapters[0].paragraphs[2].clip == before.chapters[0].paragraphs[2].clip
    assert list(differences(made.out)) == []


def test_after_a_redo_nothing_is_left_to_do(made, command):
    command("redo", made.out, "2.2-3", *options(made))
    assert made.plan().requests == 0
    assert made.narrate().spent.requests == 0


def test_takes_are_made_and_kept_without_changing_the_output(made, command, hashes):
    before = hashes(made.out)
    said = command("redo", made.out, "1.2", "--takes", 2, *options(made))
    assert said.code == 0, said.err
    assert hashes(made.out) == before
    listed = command("takes", made.out, "1.2", *options(made)).out.splitlines()
    assert [line.split(":")[0] for line in listed] == [f"1.2 take {number}" for number in (1, 2, 3)]


def test_a_chosen_take_is_used_from_then_on(made, command):
    before = load(made.out).chapters[0].paragraphs[1]
    command("redo", made.out, "1.2", "--takes", 2, *options(made))
    said = command("takes", made.out, "1.2", "--choose", 2, *options(made))
    assert (said.code, said.out) == (0, f"{made.out / '01-morning.mp3'}\n"), said.err
    after = load(made.out).chapters[0].paragraphs[1]
    assert (after.take, after.clip != before.clip) == (before.take, True)
    assert list(differences(made.out)) == []
    assert made.plan().requests == 0


def test_a_paragraph_that_was_never_made_again_has_one_take(made, command):
    said = command("takes", made.out, "1.1", *options(made))
    assert said.out.startswith("1.1 take 1: ")
    assert said.out.endswith("no doubts, in use\n")


def test_each_take_can_be_listened_to(made, command, tmp_path):
    command("redo", made.out, "1.2", "--takes", 1, *options(made))
    command("takes", made.out, "1.2", "--listen", tmp_path / "wav", *options(made))
    assert sorted(path.name for path in (tmp_path / "wav").iterdir()) == ["1.2-take-1.wav", "1.2-take-2.wav"]
    with wave.open(str(tmp_path / "wav" / "1.2-take-1.wav")) as file:
        assert (file.getframerate(), file.getnchannels()) == (24_000, 1)
        assert file.getnframes() > 10_000


@pytest.mark.parametrize("place", ["3", "1.0", "1.9", "9.1", "1.3-2", "a.b"])
def test_a_place_that_is_not_there_is_wrong_input(made, command, place):
    said = command("redo", made.out, place, *options(made))
    assert said.code == 2
    assert said.err


def test_a_take_that_is_not_there_is_wrong_input(made, command):
    said = command("takes", made.out, "1.2", "--choose", 5, *options(made))
    assert said.code == 2
    assert "there is no take 5 of 1.2: it has 1 take" in said.err


def test_a_source_that_changed_is_refused_before_anything_is_paid(made, command, tone):
    made.edit("cook sings", "cook hums")
    spoken = tone.spoken()
    said = command("redo", made.out, "1.2", *options(made))
    assert said.code == 2
    assert "run `readcast narrate` first" in said.err
    assert tone.spoken() == spoken


def test_a_document_of_a_collection_stays_a_part_of_it(desk, command):
    folder = desk.write("# A post\n\nOf one line.\n", "posts/a.md").parent
    desk.write("# Another\n\nOf one line too.\n", "posts/b.md")
    desk.narrate(folder)
    said = command("redo", desk.out / "a", "1.2", "--store", desk.store, "--source", folder / "a.md")
    assert said.code == 0, said.err
    assert list(differences(desk.out)) == []
