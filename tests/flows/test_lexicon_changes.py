"""What a change of the lexicon costs is told before it is paid, and is what it then costs."""

import json

import pytest

TEXT = """\
# The Harbour

## Morning

LMNT reads the log.

The ferry is late.

## Noon

LMNT reads the log to Cholmondeley.

Nobody listens.
"""


@pytest.fixture
def harbour(desk):
    """A desk with a book that has been narrated without a lexicon."""
    desk.write(TEXT)
    desk.narrate()
    return desk


def lexicon(desk, **terms):
    desk.write('lexicon = "lexicon.toml"\n', "readcast.toml")
    lines = [f'"{written}" = "{spoken}"' for written, spoken in terms.items()]
    desk.write("\n".join(["[terms]", *lines]), "lexicon.toml")


def planned(command, desk, *more):
    said = command("plan", *desk.words()[1:], "--json", *more)
    assert said.code == 0, said.err
    return json.loads(said.out)


def changed(command, desk, *more):
    return planned(command, desk, *more)["lexicon_changed"]


def test_a_new_entry_costs_the_paragraphs_that_it_is_in(command, harbour):
    lexicon(harbour, LMNT="element")
    plan = planned(command, harbour)
    texts = ["element reads the log.", "element reads the log to Cholmondeley."]
    assert plan["lexicon_changed"] == {
        "paragraphs": 2,
        "characters": sum(map(len, texts)),
        "entries": [{"written": "LMNT", "paragraphs": 2}],
    }
    assert harbour.narrate().spent.characters == plan["characters"] == plan["lexicon_changed"]["characters"]


def test_people_are_told_so_in_a_sentence(command, harbour):
    lexicon(harbour, LMNT="element", Cholmondeley="Chumley")
    said = command("plan", *harbour.words()[1:]).out
    assert (
        "The lexicon has changed since the last run: 2 paragraphs (55 characters) are asked for again because of it.\n"
        "Changed by 'LMNT' (2), 'Cholmondeley' (1).\n"
    ) in said


def test_an_entry_that_nothing_has_a_use_for_costs_nothing_and_is_named(command, harbour):
    lexicon(harbour, Foo="bar")
    plan = planned(command, harbour)
    assert (plan["requests"], plan["lexicon_changed"]["paragraphs"], plan["lexicon_unused"]) == (0, 0, ["Foo"])
    assert "nothing is asked for again because of it" in command("plan", *harbour.words()[1:]).out


def test_nothing_is_said_where_the_lexicon_has_stayed(command, harbour):
    lexicon(harbour, LMNT="element", Foo="bar")
    harbour.narrate()
    harbour.edit("Nobody listens", "LMNT listens")
    plan = planned(command, harbour)
    assert plan["requests"] == 1
    assert plan["lexicon_changed"] == {"paragraphs": 0, "characters": 0, "entries": []}
    assert "The lexicon has changed" not in command("plan", *harbour.words()[1:]).out


def test_only_what_an_entry_touches_is_counted_not_what_was_edited_too(command, harbour):
    lexicon(harbour, LMNT="element")
    harbour.narrate()
    lexicon(harbour, LMNT="element", Cholmondeley="Chumley")
    harbour.edit("The ferry is late.", "The ferry is early.")
    plan = planned(command, harbour)
    assert plan["requests"] == 2
    assert plan["lexicon_changed"]["entries"] == [{"written": "Cholmondeley", "paragraphs": 1}]


def test_a_changed_entry_and_a_removed_one_are_counted(command, harbour):
    lexicon(harbour, LMNT="element", Cholmondeley="Chumley", ferry="boat")
    harbour.narrate()
    lexicon(harbour, LMNT="el em en tee", ferry="boat")
    found = changed(command, harbour)
    assert found["paragraphs"] == 2
    assert found["entries"] == [{"written": "LMNT", "paragraphs": 2}, {"written": "Cholmondeley", "paragraphs": 1}]


def test_an_entry_that_is_taken_back_costs_nothing(command, harbour):
    lexicon(harbour, LMNT="element")
    harbour.narrate()
    (harbour.folder / "readcast.toml").unlink()
    assert planned(command, harbour)["requests"] == 0


def test_after_a_run_of_one_chapter_the_others_still_count(command, harbour):
    lexicon(harbour, LMNT="element")
    harbour.narrate(chapters=frozenset({1}))
    assert changed(command, harbour)["paragraphs"] == 1


def test_in_a_collection_every_document_counts(command, desk):
    for name in ("a", "b", "c"):
        desk.write(f"# Post {name}\n\nLMNT reads post {name}.\n", f"posts/{name}.md")
    desk.write("# Post d\n\nNobody reads.\n", "posts/d.md")
    desk.narrate(desk.folder / "posts")
    desk.write('lexicon = "l.csv"\n', "posts/readcast.toml")
    desk.write("written,spoken\nLMNT,element\nPost,Entry\n", "posts/l.csv")
    desk.book = desk.folder / "posts"
    plan = planned(command, desk)
    assert plan["lexicon_changed"]["paragraphs"] == 7
    assert plan["lexicon_changed"]["entries"][0] == {"written": "Post", "paragraphs": 7}
    desk.narrate(desk.book)
    assert planned(command, desk)["requests"] == 0


def test_a_paragraph_in_several_parts_is_counted_by_its_parts(command, desk):
    long = " ".join(f"The wave of number {number} came in and went out again." for number in range(1, 121))
    desk.write(f"# Waves\n\n{long}\n")
    desk.narrate()
    lexicon(desk, again="once more")
    found = changed(command, desk)
    assert found["paragraphs"] == 2
    assert found["entries"] == [{"written": "again", "paragraphs": 1}]


def test_the_manifest_keeps_the_entries_that_were_used(harbour):
    lexicon(harbour, LMNT="element", Foo="bar")
    harbour.narrate()
    found = json.loads((harbour.out / "manifest.json").read_text("utf-8"))["settings"]["lexicon"]
    assert found["used"] == [{"written": "LMNT", "spoken": "element", "regex": False, "case": False, "language": ""}]


def test_a_manifest_with_a_damaged_lexicon_is_named(command, harbour):
    lexicon(harbour, LMNT="element")
    harbour.narrate()
    path = harbour.out / "manifest.json"
    text = (
        path.read_text("utf-8")
        .replace('"written": "LMNT",', '"written": "(",')
        .replace('"regex": false', '"regex": true')
    )
    path.write_text(text, "utf-8")
    lexicon(harbour, LMNT="changed")
    said = command("plan", *harbour.words()[1:])
    assert (said.code, "the manifest's lexicon" in said.err) == (2, True)


def test_unused_entries_are_named_after_a_run(command, harbour):
    lexicon(harbour, LMNT="element", Foo="bar", Baz="qux")
    assert "Lexicon: 2 entries not used: 'Foo', 'Baz'.\n" in command(*harbour.words()).out


def test_a_sample_does_not_tell_which_entries_are_unused(command, harbour):
    lexicon(harbour, Cholmondeley="Chumley")
    assert "not used" not in command("plan", *harbour.words()[1:], "--sample", "2s").out


def test_the_written_form_is_shown_while_the_voice_says_the_other(harbour):
    lexicon(harbour, LMNT="element")
    harbour.narrate()
    assert "LMNT reads the log." in (harbour.out / "01-morning.srt").read_text("utf-8")
    words = json.loads((harbour.out / "01-morning.words.json").read_text("utf-8"))["paragraphs"]
    spoken = [word for one in words for word in one["words"] if "spoken" in word]
    assert [(one["text"], one["spoken"], one["line"], one["column"]) for one in spoken if one["text"] == "LMNT"] == [
        ("LMNT", "element", 5, 1)
    ]
