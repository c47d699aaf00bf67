"""Voice, language and pause of single blocks, from the source to the service and into the manifest.

The source is of a kind made for this: a line for each block, `voice|language|pause|text`, each of the first three
optional. What Markdown's directives come to is shown with the readers.
"""

import json
from itertools import pairwise

import pytest

from chunking import sources
from chunking.document import Block, Kind, Piece, Reading, Treatment
from chunking.errors import InputError
from chunking.places import Lines, SourceText
from manifests.verify import differences

PLAY = """\
|||The curtain rises.
rufus|||Who goes there?
rufus|||Answer me at once.
|||Nobody answers.
|de||Niemand ist da.
||4000|The curtain falls.
"""
SPOKEN_BY = ["", "rufus", "rufus", "", "", ""]


def read(data, policy):
    text, blocks, start = data.decode(), [], 0
    for number, line in enumerate(text.splitlines(), 1):
        voice, language, pause, said = line.split("|")
        treatment = Treatment(language or None, voice or None, int(pause) if pause else None)
        piece = Piece(said, start + len(line) - len(said))
        blocks.append(Block(Kind.TEXT, (piece,), Lines(number, number), treatment=treatment))
        start += len(line) + 1
    return Reading(tuple(blocks), SourceText.of(text), "en")


@pytest.fixture
def play(desk, monkeypatch):
    """A desk with a play for two voices."""
    monkeypatch.setattr(sources, "READERS", {**sources.READERS, ".play": read})
    desk.book = desk.write(PLAY, "night.play")
    return desk


def manifest(desk):
    return json.loads((desk.out / "manifest.json").read_text("utf-8"))


def paragraphs(desk):
    return [one for chapter in manifest(desk)["chapters"] for one in chapter["paragraphs"]]


def test_each_run_of_blocks_that_are_alike_is_a_request_of_its_own(play):
    plan = play.plan()
    chunks = [chunk for chapter in plan.jobs[0].chapters for chunk in chapter.plan.chunks]
    assert [chunk.places for chunk in chunks] == [(0,), (1, 2), (3,), (4,), (5,)]


def test_the_manifest_tells_who_spoke_what_and_in_which_language(play):
    play.narrate()
    assert [one["voice"] for one in paragraphs(play)] == SPOKEN_BY
    assert [one["language"] for one in paragraphs(play)] == ["", "", "", "", "de", ""]
    assert (manifest(play)["delivery"]["voice"], manifest(play)["delivery"]["language"]) == ("leah", "auto")
    assert list(differences(play.out)) == []


def test_the_service_is_asked_for_every_voice_and_language(play, serving):
    with serving("--engine", "tone") as server:
        play.speech = server.url
        report = play.narrate()
        assert server.spoken() == report.spent.characters == sum(len(one) for one in spoken()) + len("\n\n")


def spoken():
    return [line.split("|")[3] for line in PLAY.splitlines()]


def test_a_voice_of_its_own_sounds_otherwise_than_the_documents(play):
    """The tone engine's pitch is the voice's, so the same text by two voices is two recordings."""
    play.narrate()
    first = (play.out / "01-night.mp3").read_bytes()
    play.book.write_text(PLAY.replace("rufus|", "|"), "utf-8")
    assert play.narrate().spent.characters == len("Who goes there?\n\nAnswer me at once.")
    assert (play.out / "01-night.mp3").read_bytes() != first


def test_a_second_run_asks_for_nothing(play, hashes):
    play.narrate()
    before = hashes(play.out)
    assert play.narrate().spent.requests == 0
    assert hashes(play.out) == before


def test_the_same_text_by_another_voice_is_another_take(play):
    play.narrate()
    play.book.write_text(PLAY + "rufus|||Nobody answers.\n", "utf-8")
    assert play.narrate().spent.characters == len("Nobody answers.")
    takes = [one["take"] for one in paragraphs(play) if one["written"] == "Nobody answers."]
    assert len(set(takes)) == len(takes) == 2


def test_a_pause_of_its_own_is_kept_and_costs_nothing_when_it_changes(play):
    play.narrate()
    spans = [(one["start"], one["end"]) for one in paragraphs(play)]
    gaps = [after[0] - before[1] for before, after in pairwise(spans)]
    assert gaps[-1] == 4 * 24_000
    assert max(gaps[:-1]) < 24_000
    play.book.write_text(PLAY.replace("4000", "2000"), "utf-8")
    assert play.narrate().spent.requests == 0
    assert paragraphs(play)[-1]["start"] == spans[-1][0] - 2 * 24_000


def test_an_unknown_voice_of_one_block_is_refused_before_anything_is_asked_for(play, serving):
    play.book.write_text(PLAY.replace("rufus|||Answer", "caruso|||Answer"), "utf-8")
    with serving("--engine", "tone") as server:
        play.speech = server.url
        with pytest.raises(InputError, match="there is no voice 'caruso'"):
            play.narrate()
        assert server.spoken() == 0


def test_the_documents_voice_and_language_are_those_of_its_own_head(desk):
    desk.write("---\nvoice: rufus\nlanguage: de\n---\n\n# Nacht\n\nNiemand ist da.\n")
    desk.narrate()
    assert manifest(desk)["delivery"]["voice"] == "rufus"
    assert manifest(desk)["delivery"]["language"] == "de"


LEVELS = {
    "the settings file": ({"readcast.toml": 'language = "tlh"\n'}, {}),
    "a flag": ({}, {"language": "tlh"}),
    "the document's head": ({"book.md": "---\nlanguage: tlh\n---\n\nText.\n"}, {}),
    "an entry of the lexicon": (
        {"readcast.toml": 'lexicon = "l.csv"\n', "l.csv": "written,spoken,language\na,b,tlh\n"},
        {},
    ),
}


@pytest.mark.parametrize("level", LEVELS)
def test_a_language_that_cannot_be_spoken_is_refused_before_anything_is_asked_for(desk, serving, level):
    files, given = LEVELS[level]
    for name, text in files.items():
        desk.write(text, name)
    with serving("--engine", "tone") as server:
        desk.speech = server.url
        with pytest.raises(InputError, match=r"'tlh' cannot be spoken\. There are: auto, ar, "):
            desk.narrate(**given)
        assert server.spoken() == 0


def test_the_environment_is_such_a_level_too(desk, monkeypatch):
    monkeypatch.setenv("READCAST_LANGUAGE", "tlh")
    with pytest.raises(InputError, match=r"READCAST_LANGUAGE: .*'tlh' cannot be spoken"):
        desk.plan()


def test_comments_in_markdown_are_such_treatments(desk):
    own, silence = "<!-- readcast: voice: rufus; language: de -->", "<!-- readcast: pause: 2s -->"
    desk.write(f"# Night\n\nOne.\n\n{own}\nZwei.\n\n{silence}\nThree.\n")
    desk.narrate()
    assert [(one["voice"], one["language"]) for one in paragraphs(desk)[1:]] == [("", ""), ("rufus", "de"), ("", "")]
    two, three = paragraphs(desk)[2:]
    assert three["start"] - two["end"] == 2 * 24_000
    assert desk.narrate().spent.requests == 0


def test_a_comment_with_a_language_nobody_speaks_is_named_with_its_line(desk):
    desk.write("# Night\n\n<!-- readcast: language: tlh -->\nText.\n")
    with pytest.raises(InputError, match=r"book\.md: line 3: .*'tlh' cannot be spoken"):
        desk.plan()
