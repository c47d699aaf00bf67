"""`plan --spoken`: exactly what will be said, block by block, beside what was written."""

import json

import proofread
import pytest

from chunking import sources
from flows import reporter


@pytest.fixture
def proof(desk, command, monkeypatch):
    """Runs `plan` on the source with everything in it, and returns what it printed."""
    monkeypatch.setattr(sources, "READERS", {**sources.READERS, ".proof": proofread.read})
    desk.book = desk.write(proofread.TEXT, "ferry.proof")
    desk.write(proofread.LEXICON, "lexicon.csv")
    desk.write('lexicon = "lexicon.csv"\n', "readcast.toml")

    def run(*more):
        said = command("plan", *desk.words()[1:], *more)
        assert said.code == 0, said.err
        return said.out

    return run


def test_every_block_is_shown_as_it_is_said_and_where_that_differs_as_it_is_written(proof):
    assert proof("--spoken").split("\n\n")[1] == (
        "1 The Ferry\n"
        "ferry.proof:1 heading\n"
        "  The Ferry.\n"
        "ferry.proof:2 text · ampersands, lexicon: LMNT\n"
        "  He paid & left for LMNT's quay.\n"
        "→ He paid and left for element's quay.\n"
        "ferry.proof:3 left out: code\n"
        '  [npm install <ferry> && "run"]\n'
        "ferry.proof:4 text · language de · voice rufus · pause 2000 ms\n"
        "  Nur auf Deutsch.\n"
        "ferry.proof:5 text · language ar\n"
        "  ليل.\n"
        "ferry.proof:6 text\n"
        "  {{< gallery >}}.\n"
        "ferry.proof:7 text · ampersands\n"
        "  The <b>end</b> & no more\n"
        "→ The <b>end</b> and no more."
    )


def test_a_plan_tells_what_should_be_known_before_a_run(proof):
    assert proof().splitlines()[3:-1] == [
        "Language: en (4 paragraphs), de (1 paragraph), ar (1 paragraph).",
        "Left out: 1 part (code 1).",
        "Unknown: 1 construct, only its text is read: {{< gallery >}} (ferry.proof:6).",
        "Lexicon: 1 entry not used: 'Foo'.",
    ]


def test_without_spoken_nothing_is_shown_of_the_text(proof):
    assert "quay" not in proof()


def test_json_tells_the_same(proof):
    found = json.loads(proof("--json"))
    assert found["languages"] == {"en": 4, "de": 1, "ar": 1}
    assert found["left_out"] == {"code": 1}
    assert found["unknown"] == [{"what": "{{< gallery >}}", "file": "ferry.proof", "line": 6}]
    assert found["lexicon_unused"] == ["Foo"]
    assert found["lexicon_changed"] == {"paragraphs": 0, "characters": 0, "entries": []}
    assert "spoken" not in found


def test_json_lists_the_chapters_with_both_forms_and_the_places_of_the_segments(proof):
    (chapter,) = json.loads(proof("--spoken", "--json"))["spoken"]
    assert (chapter["document"], chapter["number"], chapter["title"], chapter["language"]) == (
        "ferry.proof",
        1,
        "The Ferry",
        "en",
    )
    assert chapter["paragraphs"][1] == {
        "kind": "text",
        "file": "ferry.proof",
        "lines": [2, 2],
        "written": "He paid & left for LMNT's quay.",
        "spoken": "He paid and left for element's quay.",
        "segments": [
            {"written": "He paid", "spoken": "He paid", "rule": "", "line": 2, "column": 1},
            {"written": " & ", "spoken": " and ", "rule": "ampersands", "line": 2, "column": 8},
            {"written": "left for ", "spoken": "left for ", "rule": "", "line": 2, "column": 11},
            {"written": "LMNT", "spoken": "element", "rule": "lexicon: LMNT", "line": 2, "column": 20},
            {"written": "'s quay.", "spoken": "'s quay.", "rule": "", "line": 2, "column": 24},
        ],
    }
    assert chapter["left_out"] == [
        {
            "before": 2,
            "reason": "code",
            "written": 'npm install <ferry> && "run"',
            "file": "ferry.proof",
            "lines": [3, 3],
        }
    ]
    treated = chapter["paragraphs"][2]
    assert (treated["language"], treated["voice"], treated["pause_ms"]) == ("de", "rufus", 2000)


def test_the_segments_joined_are_both_forms_of_each_paragraph(proof):
    (chapter,) = json.loads(proof("--spoken", "--json"))["spoken"]
    for paragraph in chapter["paragraphs"]:
        for form in ("written", "spoken"):
            assert "".join(one[form] for one in paragraph["segments"]) == paragraph[form]


def test_what_a_plan_says_is_what_the_service_is_then_asked_to_say(proof, desk, serving):
    (chapter,) = json.loads(proof("--spoken", "--json"))["spoken"]
    texts = [chunk.text for one in desk.plan().jobs[0].chapters for chunk in one.plan.chunks]
    assert "\n\n".join(texts) == "\n\n".join(one["spoken"] for one in chapter["paragraphs"])


def test_only_the_chosen_chapters_are_shown(command, desk):
    said = command("plan", *desk.words()[1:], "--spoken", "--chapters", "2").out
    assert "At noon the sea is flat." in said
    assert "All the lamps" not in said


def test_a_collection_is_shown_document_by_document(command, desk):
    desk.write("# One\n\nThe first & only.\n", "posts/a.md")
    desk.write("# Two\n\nThe second.\n", "posts/b.md")
    said = command("plan", desk.folder / "posts", *desk.words()[2:], "--spoken").out
    assert "a.md · 1 One\na.md:1 heading\n" in said
    assert "b.md · 1 Two\nb.md:1 heading\n" in said


def test_what_a_terminal_takes_for_a_command_is_not_printed(capsys):
    reporter.say("one\x1b[2Jtwo\x9bthree\nfour")
    assert capsys.readouterr().out == "one\ufffd[2Jtwo\ufffdthree\nfour\n"
