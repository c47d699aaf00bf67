"""Every request is in the ledger, with its characters, its end and the reason for it."""

import asyncio
import json
import shutil
from contextlib import suppress

import pytest

from chunking.errors import AnswerBroken, ServiceUnreachable
from flows.spending import RequestSpending
from manifests import ledger
from render.speech import connection, speaking
from render.speech.retry import Patience


@pytest.fixture
def narrated(desk):
    desk.narrate()
    return desk


def attempts(desk):
    return ledger.read(desk.out).attempts


def last_reasons(desk):
    """Of the last run: each paragraph that was asked for, as chapter.number, and why."""
    run = attempts(desk)[-1].sent.run
    return {
        f"{one.sent.chapter}.{asked.number}": (str(asked.reason), asked.detail)
        for one in attempts(desk)
        if one.sent.run == run
        for asked in one.sent.paragraphs
    }


def test_the_ledgers_sum_is_what_the_server_has_counted(desk, tone):
    before = tone.spoken()
    desk.narrate()
    desk.edit("the sea is flat", "the sea is calm")
    desk.narrate()
    desk.narrate(force=True)
    assert sum(one.billed for one in attempts(desk)) == tone.spoken() - before > 0


def test_each_attempt_tells_who_when_what_and_what_came_of_it(narrated):
    first = attempts(narrated)[0]
    assert (first.sent.document, first.sent.attempt, first.sent.voice) == ("book.md", 1, "leah")
    assert first.sent.at.endswith("Z")
    assert first.sent.at <= first.done.at
    assert first.outcome == "kept"
    assert first.done.kept == tuple(one.number for one in first.sent.paragraphs)
    assert first.done.request_id
    assert sum(one.characters for one in first.sent.paragraphs) == first.sent.characters


def test_the_takes_of_the_manifest_are_those_of_the_ledger(narrated):
    manifest = json.loads((narrated.out / "manifest.json").read_text("utf-8"))
    made = {one["take"] for chapter in manifest["chapters"] for one in chapter["paragraphs"]}
    assert made == {asked.take for one in attempts(narrated) for asked in one.sent.paragraphs}


def test_a_run_that_asks_for_nothing_writes_nothing(narrated):
    before = (narrated.out / ledger.NAME).read_bytes()
    narrated.narrate()
    assert (narrated.out / ledger.NAME).read_bytes() == before


def test_at_first_everything_is_new(narrated):
    assert {*last_reasons(narrated).values()} == {("new", "")}


def test_an_edited_paragraph_says_text_changed(narrated):
    narrated.edit("the sea is flat", "the sea is calm")
    narrated.narrate()
    assert last_reasons(narrated) == {"2.2": ("text changed", "")}


def test_an_inserted_paragraph_is_new_and_its_edited_neighbour_is_not(narrated):
    narrated.edit("At noon the sea is flat.", "At noon the sea is rough.\n\nA gull has come aboard.")
    narrated.narrate()
    assert last_reasons(narrated) == {"2.2": ("text changed", ""), "2.3": ("new", "")}


def test_another_voice_is_a_reason_that_names_both(narrated):
    narrated.narrate(voice="morgan")
    assert {*last_reasons(narrated).values()} == {("voice changed", "leah → morgan")}


def test_another_model_is_a_reason_that_names_both(narrated):
    narrated.write('model = "aurora"\n', "readcast.toml")
    narrated.narrate()
    assert {*last_reasons(narrated).values()} == {("settings changed", "model blizzard → aurora")}


def test_another_way_of_reading_is_a_change_of_settings(desk):
    desk.book.write_text("# Fares\n\nHe paid $5 and left.\n\nThe rest is silence.\n", "utf-8")
    desk.narrate()
    desk.write('rules_off = ["money"]\n', "readcast.toml")
    desk.narrate()
    assert last_reasons(desk) == {"1.2": ("settings changed", "how it is read")}


def test_another_lexicon_is_a_reason_of_its_own(narrated):
    narrated.write('lexicon = "lexicon.toml"\n', "readcast.toml")
    narrated.write('[terms]\nferry = "steamer"\n', "lexicon.toml")
    narrated.narrate()
    assert {*last_reasons(narrated).values()} == {("lexicon changed", "")}
    assert "1.3" in last_reasons(narrated)


def test_a_take_that_is_gone_from_the_store_is_damaged(narrated):
    shutil.rmtree(narrated.store)
    next(narrated.out.glob("02-*.mp3")).unlink()
    narrated.narrate()
    assert {*last_reasons(narrated).values()} == {("take damaged", "")}
    assert {place[0] for place in last_reasons(narrated)} == {"2"}


def test_force_is_a_reason(narrated):
    narrated.narrate(force=True)
    assert {*last_reasons(narrated).values()} == {("forced", "")}


def test_a_paragraph_in_doubt_is_asked_again_alone_and_says_so(desk, monkeypatch):
    whole = speaking.judged

    def doubting(chunk, keys, speech, listener):
        found = whole(chunk, keys, speech, listener)
        return found if len(found) == 1 else [speaking.Judged(None, ("odd",)), *found[1:]]

    monkeypatch.setattr(speaking, "judged", doubting)
    desk.book.write_text("# Doubts\n\nOne of these is not sure.\n\nAnother is.\n", "utf-8")
    desk.narrate()
    assert [[str(asked.reason) for asked in one.sent.paragraphs] for one in attempts(desk)] == [
        ["new", "new", "new"],
        ["doubtful"],
    ]
    assert attempts(desk)[0].done.kept == (2, 3)


def test_answers_that_cannot_be_used_are_entered_one_by_one(desk, monkeypatch):
    def unusable(*_):
        raise AnswerBroken("no word of it (request-id req_7)")

    monkeypatch.setattr(connection, "Patience", lambda: Patience(attempts=2, first_wait=0.01))
    monkeypatch.setattr(speaking, "judged", unusable)
    with suppress(AnswerBroken):
        desk.narrate(chapters=frozenset({1}))
    assert [(one.sent.attempt, one.outcome, one.done.request_id) for one in attempts(desk)] == [
        (1, "broken", "req_7"),
        (2, "broken", "req_7"),
    ]


def test_a_server_that_dies_with_a_request_leaves_it_ambiguous(desk, serving, monkeypatch):
    monkeypatch.setattr(connection, "Patience", lambda: Patience(attempts=2, first_wait=0.01))
    with serving("--engine", "tone", "--latency", "30") as server:
        entered = RequestSpending.sends

        async def then_dies(self):
            await entered(self)
            asyncio.get_running_loop().call_later(0.3, server.process.kill)

        monkeypatch.setattr(RequestSpending, "sends", then_dies)
        with pytest.raises(ServiceUnreachable):
            desk.narrate(speech=server.url, chapters=frozenset({1}))
    assert [one.outcome for one in attempts(desk)] == ["ambiguous", "unreached"]


def test_why_says_in_one_sentence_what_the_last_run_asked_for(narrated, command):
    narrated.edit("the sea is flat", "the sea is calm")
    narrated.narrate()
    said = command("why", narrated.out)
    assert said.out == "2.2 was asked for because its text changed: 24 characters, kept.\n"


def test_why_tells_a_paragraphs_whole_history_also_where_it_has_moved(narrated, command):
    narrated.edit("the sea is flat", "the sea is calm")
    narrated.narrate()
    narrated.edit("At noon", "Twelve bells.\n\nAt noon")
    narrated.narrate()
    lines = command("why", narrated.out, "2.3").out.splitlines()
    assert [line.split("because ")[1].split(":")[0] for line in lines] == ["it is new", "its text changed"]


def test_why_of_a_paragraph_that_is_not_there_is_wrong_input(narrated, command):
    assert command("why", narrated.out, "9.9").code == 2
    assert command("why", narrated.out, "nine").code == 2
    assert command("why", narrated.store).code == 2


def test_cost_sums_by_day_document_and_reason(narrated, command):
    narrated.edit("the sea is flat", "the sea is calm")
    narrated.narrate()
    found = json.loads(command("cost", narrated.out, "--json").out)
    assert found["requests"] == 4
    assert found["by_reason"]["text changed"]["characters"] == 24
    assert sum(one["characters"] for one in found["by_reason"].values()) == found["characters"]
    assert sum(one["characters"] for one in found["by_day"].values()) == found["characters"]
    assert [*found["by_document"]] == [str(narrated.out)]


def test_cost_tells_money_at_the_price_of_the_time(desk, command, monkeypatch):
    monkeypatch.setenv("READCAST_PRICE", "2.5")
    desk.narrate()
    monkeypatch.setenv("READCAST_PRICE", "99")
    found = json.loads(command("cost", desk.out, "--json").out)
    assert found["cost"] == {"USD": pytest.approx(found["characters"] * 0.0025)}


def test_cost_sums_the_documents_of_a_collection(desk, command):
    desk.write("# A\n\nThe first.\n", "posts/a.md")
    desk.write("# B\n\nThe second.\n", "posts/b.md")
    desk.narrate(desk.folder / "posts")
    found = json.loads(command("cost", desk.out, "--json").out)
    assert {name.rpartition("/")[2] for name in found["by_document"]} == {"a", "b"}
    assert "a.md: 1.1 to 1.2 were asked for because they are new" in command("why", desk.out).out


def test_verify_names_a_torn_line_and_finds_nothing_wrong(narrated, command):
    with (narrated.out / ledger.NAME).open("ab") as file:
        file.write(b'{"event":"se')
    said = command("verify", narrated.out)
    assert said.code == 0
    assert "ledger.jsonl: line" in said.out


def test_the_key_is_not_in_the_ledger(desk, monkeypatch):
    monkeypatch.setenv("LMNT_API_KEY", "sk-very-secret")
    desk.narrate()
    assert "sk-very-secret" not in (desk.out / ledger.NAME).read_text("utf-8")


def test_what_is_spoken_over_sessions_is_entered_as_well(desk, tone):
    before = tone.spoken()
    desk.narrate(transport="sessions")
    assert {one.outcome for one in attempts(desk)} == {"kept"}
    assert sum(one.billed for one in attempts(desk)) == tone.spoken() - before > 0
