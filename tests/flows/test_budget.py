"""A limit of the user's own is never exceeded, and what it leaves out is told."""

import json

import pytest

from chunking.errors import BudgetReached, InputError
from flows.exits import exit_code
from flows.reporter import Quiet

MANY = "# Many\n\n" + "\n".join(f"## Part {n}\n\nThe words of part {n} are these.\n" for n in range(1, 9))


@pytest.fixture
def desk(desk):
    desk.book.write_text(MANY, "utf-8")
    return desk


def test_max_characters_stops_before_the_request_that_would_exceed_it(desk, tone):
    before, whole = tone.spoken(), desk.plan().characters
    with pytest.raises(BudgetReached, match="--max-characters 100") as ended:
        desk.narrate(max_characters=100)
    spent = tone.spoken() - before
    assert 0 < spent <= 100
    assert exit_code(ended.value) == 3
    assert f"{whole - spent:,} characters" in str(ended.value)


def test_max_requests_counts_requests_and_the_rest_is_told_exactly(desk):
    with pytest.raises(BudgetReached, match=r"Missing: 5 requests") as ended:
        desk.narrate(max_requests=3)
    left = desk.plan()
    assert left.requests == 5
    assert f"{left.characters} characters" in str(ended.value)


def test_what_was_made_is_kept_and_a_higher_limit_asks_only_for_the_rest(desk):
    with pytest.raises(BudgetReached):
        desk.narrate(max_requests=3)
    assert desk.narrate(max_requests=5).spent.requests == 5


def test_max_cost_goes_by_the_price(desk, tone, monkeypatch):
    monkeypatch.setenv("READCAST_PRICE", "10")
    before = tone.spoken()
    with pytest.raises(BudgetReached, match=r"--max-cost 1\.5"):
        desk.narrate(max_cost=1.5)
    assert 0 < tone.spoken() - before <= 150


def test_max_cost_without_a_price_is_wrong_input_and_asks_for_nothing(desk, tone):
    before = tone.spoken()
    with pytest.raises(InputError, match="READCAST_PRICE"):
        desk.narrate(max_cost=1)
    assert tone.spoken() == before


def test_a_limit_that_is_just_enough_stops_nothing(desk):
    plan = desk.plan()
    assert desk.narrate(max_characters=plan.characters, max_requests=plan.requests).spent.requests == 8


def test_a_limit_of_nothing_asks_for_nothing(desk, tone):
    before = tone.spoken()
    with pytest.raises(BudgetReached, match="0 requests, 0 characters sent"):
        desk.narrate(max_requests=0)
    assert tone.spoken() == before


def test_the_limits_hold_for_a_collection(desk):
    for name in "abc":
        desk.write(f"# {name}\n\nThe words of {name}.\n", f"posts/{name}.md")
    with pytest.raises(BudgetReached, match=r"Missing: 1 request,"):
        desk.narrate(desk.folder / "posts", max_requests=2)


def test_the_command_ends_with_3_and_one_line(command, desk):
    said = command(*desk.words("--max-requests", "2", "--quiet"))
    assert said.code == 3
    assert said.err.startswith("readcast: stopped before --max-requests 2 would be exceeded")
    assert said.err.count("\n") == 1


def test_the_plan_tells_the_price_and_the_reasons(command, desk, monkeypatch):
    monkeypatch.setenv("READCAST_PRICE", "10")
    words = desk.words("--json")
    found = json.loads(command("plan", *words[1:]).out)
    assert found["cost"] == pytest.approx(found["characters"] / 100)
    assert found["currency"] == "USD"
    assert found["reasons"] == {"new": 17}


class Asked(Quiet):
    """A user at a terminal."""

    def __init__(self, answer):
        self.answer, self.questions = answer, []

    def agrees(self, question):
        self.questions.append(question)
        return self.answer


@pytest.fixture
def careful(monkeypatch):
    monkeypatch.setenv("READCAST_CONFIRM_ABOVE", "100")


def test_a_large_run_is_asked_about_and_a_no_asks_for_nothing(desk, tone, careful):
    before, user = tone.spoken(), Asked(False)
    with pytest.raises(BudgetReached, match="nothing was asked for"):
        desk.narrate(reporter=user)
    assert len(user.questions) == 1
    assert tone.spoken() == before


def test_a_yes_goes_on_and_yes_is_not_asked_twice(desk, careful):
    assert desk.narrate(reporter=Asked(True), chapters=frozenset(range(1, 6))).spent.requests == 5


def test_nobody_is_asked_with_yes_below_the_amount_or_without_a_setting(desk, careful, monkeypatch):
    user = Asked(False)
    desk.narrate(reporter=user, yes=True, chapters=frozenset({1, 2, 3, 4}))
    desk.narrate(reporter=user, chapters=frozenset({5}))
    monkeypatch.delenv("READCAST_CONFIRM_ABOVE")
    desk.narrate(reporter=user)
    assert user.questions == []


def test_where_there_is_no_terminal_a_run_goes_on(readcast, desk, careful):
    assert readcast(*desk.words("--quiet")).code == 0
