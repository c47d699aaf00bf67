"""What became of an attempt is told by the error that ended it."""

import asyncio

import httpx
import pytest

from chunking.errors import AnswerBroken, KeyRefused, StoreFailed
from render.speech.attempts import Ended, Outcome, failed, watched
from render.speech.faults import REFUSED, RESET
from render.speech.retry import PassingFault


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "end"),
    [
        (asyncio.CancelledError(), Ended(Outcome.CANCELLED)),
        (AnswerBroken("silent (request-id req_1)"), Ended(Outcome.BROKEN, "req_1")),
        (KeyRefused("401 (request-id req_2)").with_status(401), Ended(Outcome.REFUSED, "req_2", 401)),
        (PassingFault(RESET, "500 (request-id none)").with_status(500), Ended(Outcome.REFUSED, "", 500)),
        (PassingFault(RESET, "no answer"), Ended(Outcome.AMBIGUOUS)),
        (PassingFault(REFUSED, "nothing listens"), Ended(Outcome.UNREACHED)),
        (caused(PassingFault(RESET, "no"), httpx.ConnectTimeout("slow")), Ended(Outcome.UNREACHED)),
        (StoreFailed("the disk is full"), Ended(Outcome.UNUSED)),
    ],
    ids=lambda one: one.outcome if isinstance(one, Ended) else type(one).__name__,
)
def test_each_error_has_an_outcome(error, end):
    assert failed(error) == end


class Listening:
    """Remembers the ends."""

    def __init__(self):
        self.ends = []

    def ended(self, end):
        self.ends.append(end)


def test_a_watch_hears_of_a_failure_and_the_failure_goes_on():
    watch = Listening()
    with pytest.raises(StoreFailed), watched(watch):
        raise StoreFailed("full")
    assert [one.outcome for one in watch.ends] == [Outcome.UNUSED]


def test_a_watch_hears_nothing_of_what_went_well():
    watch = Listening()
    with watched(watch):
        pass
    assert watch.ends == []
