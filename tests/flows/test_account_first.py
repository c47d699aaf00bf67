"""The account is asked before anything is spent: it stops a run only where both of its readings do."""

import json
from contextlib import contextmanager

import pytest
from stub import LEAH, REFUSED, service

from render.speech import connection
from render.speech.retry import Patience

ASKED = 175  # characters of the book of the desk


@contextmanager
def account(body, status=200):
    """A service that has only an account and voices."""
    answers = {"GET /v1/account": (status, body), "GET /v1/ai/voice/list": (200, LEAH)}
    with service(answers) as stub:
        yield stub


def plan_of(limit, number):
    return {
        "plan": {"type": "indie", "character_limit": limit, "commercial_use_allowed": True},
        "usage": {"characters": number},
    }


def spoken_for(stub):
    return "POST /v1/ai/speech" in stub.requests


def test_the_characters_of_these_tests_are_those_of_the_book(desk):
    assert desk.plan().characters == ASKED


def test_a_plan_that_cannot_cover_the_job_stops_it_before_the_first_request(command, desk):
    with account(plan_of(200, 100)) as stub:
        said = command(*desk.words("--speech", stub.url))
    assert said.code == 3
    assert said.err.count("\n") == 1
    assert "175 characters to be asked for, 100 left if" in said.err
    assert "Nothing was asked for." in said.err
    assert "--over-plan" in said.err
    assert stub.requests == ["GET /v1/account"]


@pytest.mark.parametrize("flag", ["--over-plan", "--force"])
def test_who_says_so_goes_on_beyond_the_plan_and_is_warned(command, desk, flag):
    with account(plan_of(200, 100)) as stub:
        said = command(*desk.words("--speech", stub.url, flag))
    assert "The account's plan does not cover this" in said.out
    assert spoken_for(stub)


@pytest.mark.parametrize("number", [10, 990])
def test_a_plan_that_covers_the_job_by_one_reading_only_is_a_warning(command, desk, number):
    with account(plan_of(1000, number)) as stub:
        said = command(*desk.words("--speech", stub.url))
    assert "The account's plan may not cover this" in said.out
    assert f"{number:,} left if" in said.out
    assert f"{1000 - number:,} if it means characters used" in said.out
    assert spoken_for(stub)


@pytest.mark.parametrize("body", [plan_of(1000, 500), plan_of(None, 5), plan_of(10**9, 0)], ids=str)
def test_a_plan_that_covers_the_job_is_not_mentioned(command, desk, body):
    with account(body) as stub:
        said = command(*desk.words("--speech", stub.url))
    assert "plan" not in said.out
    assert spoken_for(stub)


@pytest.mark.parametrize(
    ("status", "body"), [(404, REFUSED), (404, b"<html>"), (200, b"<html>"), (200, {"plan": {}}), (500, REFUSED)]
)
def test_an_account_that_cannot_be_read_is_a_warning(command, desk, status, body, monkeypatch):
    monkeypatch.setattr("flows.accounts.BRIEF", Patience(attempts=2, first_wait=0.001))
    with account(body, status) as stub:
        said = command(*desk.words("--speech", stub.url))
    assert "The account cannot be read" in said.out
    assert spoken_for(stub)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_stops_a_run_at_its_account(command, desk, status):
    with account(REFUSED, status) as stub:
        said = command(*desk.words("--speech", stub.url))
    assert said.code == 3
    assert "LMNT_API_KEY" in said.err
    assert stub.requests == ["GET /v1/account"]


def test_a_run_that_asks_for_nothing_does_not_ask_for_the_account(command, desk, tone):
    desk.narrate()
    with account(plan_of(1, 1)) as stub:
        path = desk.out / "manifest.json"
        path.write_text(path.read_text("utf-8").replace(tone.url, stub.url), "utf-8")
        assert desk.narrate().spent.requests == 0
        assert stub.requests == []


def planned(command, desk, url, *more):
    return command("plan", *desk.words("--speech", url, *more)[1:])


@pytest.mark.parametrize(("number", "said"), [(500, "covers this"), (10, "may not cover this")])
def test_a_plan_shows_both_readings(command, desk, number, said):
    with account(plan_of(1000, number)) as stub:
        shown = planned(command, desk, stub.url)
    assert shown.code == 0
    assert f"The account's plan {said}: 175 characters to be asked for, {number} left if" in shown.out
    assert f"{1000 - number:,} if it means characters used (1.0)" in shown.out


def test_a_plan_that_the_account_does_not_cover_says_so_and_is_no_failure(command, desk):
    with account(plan_of(200, 100)) as stub:
        shown = planned(command, desk, stub.url)
    assert shown.code == 0
    assert "The account's plan does not cover this" in shown.out


def test_a_plan_as_json_has_the_account(command, desk):
    with account(plan_of(200, 100)) as stub:
        found = json.loads(planned(command, desk, stub.url, "--json").out)["account"]
    assert found == {
        "plan": "indie",
        "commercial_use_allowed": True,
        "character_limit": 200,
        "characters": 100,
        "left_if_characters_remain": 100,
        "left_if_characters_were_used": 100,
        "covers": "no",
    }


def test_a_plan_is_shown_quietly_where_the_service_cannot_be_reached(command, desk):
    shown = planned(command, desk, "http://127.0.0.1:1")
    assert (shown.code, shown.err) == (0, "")
    assert "account" not in shown.out
    assert json.loads(planned(command, desk, "http://127.0.0.1:1", "--json").out)["account"] is None


def test_a_plan_with_a_refused_key_is_shown_and_ends_with_3(command, desk):
    with account(REFUSED, 401) as stub:
        shown = planned(command, desk, stub.url)
    assert shown.code == 3
    assert "175 characters to be asked for" in shown.out
    assert "LMNT_API_KEY" in shown.err


def test_a_plan_for_the_local_server_starts_none(command, desk, monkeypatch):
    monkeypatch.setattr(connection.Connection, "__init__", None)
    shown = planned(command, desk, "local:tone")
    assert (shown.code, "covers" in shown.out) == (0, False)


def test_a_rehearsed_plan_is_used_up_as_lmnts_would_be(command, desk, serving):
    """The server says what remains, as LMNT's API 1.1 does; a fresh plan reads as used up in the other way."""
    with serving("--engine", "tone", "--plan-characters", "200") as server:
        first = command(*desk.words("--speech", server.url))
        assert first.code == 0
        assert "may not cover this" in first.out
        second = command(*desk.words("--speech", server.url, "--voice", "morgan"))
        assert second.code in (1, 3)
