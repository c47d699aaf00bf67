"""Two runs at once over one book and one store: nothing is paid for twice, and both end with the same files."""

import asyncio
import json
from collections import Counter

import pytest
from watching import until

from chunking.errors import OutputError
from flows.narration import narrated
from flows.options import Options
from flows.reporter import Quiet
from flows.sources import opened
from flows.steps import Direct
from manifests import ledger
from render.speech.store import Store

MANY = "# Many\n\n" + "\n".join(
    f"## Part {n}\n\nThe words of part {n} are these.\n\nAnd these follow.\n" for n in range(1, 9)
)


@pytest.fixture(scope="module")
def slow(serving):
    with serving("--engine", "tone", "--latency", "0.3") as server:
        yield server


def words(desk, out, *more):
    where = ("-o", desk.folder / out, "--store", desk.store, "--speech", desk.speech, "--json", "--untracked")
    return ("narrate", desk.book, *where, *more)


def asked(folder) -> Counter[str]:
    """How often each take was asked for."""
    return Counter(one.take for attempt in ledger.read(folder).attempts for one in attempt.sent.paragraphs)


@pytest.fixture
def desk(desk, slow):
    desk.book.write_text(MANY, "utf-8")
    desk.speech = slow.url
    return desk


def test_two_runs_into_two_folders_ask_for_each_paragraph_once_and_make_the_same_files(desk, begun, slow, hashes):
    before = slow.spoken()
    with begun(*words(desk, "one", "--jobs", "2")) as one, begun(*words(desk, "two", "--jobs", "2")) as two:
        said = [json.loads(process.communicate(timeout=60)[0]) for process in (one, two)]
    assert [one.returncode, two.returncode] == [0, 0]
    assert hashes(desk.folder / "one") == hashes(desk.folder / "two")
    both = asked(desk.folder / "one") + asked(desk.folder / "two")
    assert {*both.values()} == {1}
    assert (
        sum(one["characters"] for one in said) == slow.spoken() - before == desk.plan(store=None, force=True).characters
    )


def test_a_second_run_goes_on_where_the_first_is_killed(desk, begun, slow):
    before = slow.spoken()
    with begun(*words(desk, "one", "--jobs", "1")) as one, begun(*words(desk, "two", "--jobs", "1")) as two:
        until(lambda: asked(desk.folder / "one") + asked(desk.folder / "two"))
        first, second = (one, two) if asked(desk.folder / "one") else (two, one)
        first.kill()
        second.communicate(timeout=60)
    assert second.returncode == 0
    in_flight = 2 * max(len(part) for part in MANY.split("## "))
    assert slow.spoken() - before <= desk.plan(store=None, force=True).characters + in_flight


def test_a_second_run_into_the_same_folder_is_told_to_wait(desk, begun):
    with begun(*words(desk, "one", "--jobs", "1")) as one:
        until(lambda: asked(desk.folder / "one"))
        with pytest.raises(OutputError, match=r"another run is at work on .* Wait for its end"):
            desk.narrate(out=desk.folder / "one")
        one.communicate(timeout=60)
    assert one.returncode == 0
    assert {*asked(desk.folder / "one").values()} == {1}


class Waits(Quiet):
    """Lets the other go on as soon as it is told that there is another."""

    def __init__(self, other):
        self.other, self.told = other, []

    def warned(self, text):
        self.told.append(text)
        self.other.terminate()


def test_who_has_to_wait_is_told_so_once(desk, begun):
    with begun(*words(desk, "one", "--jobs", "1")) as one:
        until(lambda: asked(desk.folder / "one"))
        run = opened([desk.book], desk.out, Options(speech=desk.speech, store=desk.store))
        reporter = Waits(one)
        asyncio.run(narrated(run, Direct(), reporter))
    assert reporter.told == ["Another run is asking for the same paragraphs; waiting for what it gets."]


def test_a_store_that_cannot_be_locked_serves_all_the_same(desk):
    report = desk.narrate(store="memory://without-locks")
    assert report.spent.requests == 8
    assert not Store("memory://without-locks").turns.known
