"""The account's number has two meanings, and nothing is decided by one alone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misbehaving import Misbehaving, status
from passages_spoken import with_client

from chunking.errors import AnswerBroken
from render.speech import account
from render.speech.account import Account, Covers, account_of
from render.speech.connection import Small


def body(**plan: object) -> Small:
    found = {"plan": {"type": "indie", "character_limit": 100, **plan}, "usage": {"characters": 30}}
    return Small(json.dumps(found).encode(), "req_1")


def test_both_readings_are_kept() -> None:
    found = account_of(body(commercial_use_allowed=True))
    assert found == Account("indie", 100, 30, True)
    assert found.left == (30, 70)


@pytest.mark.parametrize(
    ("characters", "covers"), [(0, "yes"), (30, "yes"), (31, "maybe"), (70, "maybe"), (71, "no"), (10**9, "no")]
)
def test_a_plan_covers_a_job_by_both_readings_by_one_or_by_none(characters: int, covers: str) -> None:
    assert account_of(body()).covers(characters) == covers


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 10**7))
def test_a_job_is_never_stopped_that_one_reading_allows(limit: int, number: int, characters: int) -> None:
    covers = Account("", limit, number).covers(characters)
    assert (covers is Covers.NO) == (characters > number and characters > limit - number)
    assert (covers is Covers.YES) == (characters <= number and characters <= limit - number)


@pytest.mark.parametrize("limit", [None, 10**9, 10**12])
def test_a_plan_without_a_limit_covers_everything(limit: int | None) -> None:
    found = account_of(body(character_limit=limit))
    assert found.left is None
    assert found.covers(10**15) is Covers.YES


def test_more_used_than_the_plan_has_leaves_nothing() -> None:
    assert Account("", 100, 130).left == (130, 0)


BROKEN = (
    b"",
    b"[]",
    b"{}",
    b'{"plan": {"character_limit": 1}, "usage": {}}',
    b'{"plan": null, "usage": {"characters": 1}}',
)


@pytest.mark.parametrize("broken", BROKEN)
def test_an_account_that_is_none_is_broken_and_named_by_its_request_id(broken: bytes) -> None:
    with pytest.raises(AnswerBroken, match=r"account.*req_1"):
        account_of(Small(broken, "req_1"))


def test_the_servers_account_is_read_and_asked_for_again_where_that_helps() -> None:
    network = Misbehaving(status(503))
    found = with_client(network, account.asked)
    assert found.left is None, "without --plan-characters there is no limit"
    assert len(network.requests) == 2
