"""How long to wait before asking again."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.speech.retry import asked_wait


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after-ms": "50"}, 0.05),
        ({"retry-after-ms": "1.5"}, 0.0015),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.25"}, 0.25),
        ({"retry-after-ms": "50", "retry-after": "7"}, 0.05),
        ({"retry-after-ms": "soon", "retry-after": "7"}, 7.0),
        ({"retry-after": "-7"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after-ms": "soon"}, None),
        ({}, None),
    ],
)
def test_the_wait_that_a_service_asks_for(headers: dict[str, str], seconds: float | None) -> None:
    assert asked_wait(headers) == seconds


@pytest.mark.parametrize("zone", [UTC, None], ids=["GMT", "-0000"])
def test_an_http_date_is_a_wait_until_then(zone: object) -> None:
    then = (datetime.now(UTC) + timedelta(seconds=60)).replace(tzinfo=zone)
    date = format_datetime(then, usegmt=zone is UTC)
    before = time.time()
    wait = asked_wait({"retry-after": date})
    assert wait is not None
    assert 58 <= wait + (time.time() - before) <= 61


def test_an_http_date_in_the_past_is_no_wait() -> None:
    assert asked_wait({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0.0


@given(st.text(max_size=30))
def test_no_header_however_odd_is_an_error(text: str) -> None:
    assert (asked_wait({"retry-after": text}) or 0) >= 0
    assert (asked_wait({"retry-after-ms": text}) or 0) >= 0
