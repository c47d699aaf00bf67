"""A run that is stopped ends soon, keeps what is answered in time, and tells the truth about it."""

import os
import pty
import signal
import time

import pytest
from watching import clips, until

from manifests import ledger
from manifests.verify import differences

MANY = "# Many\n\n" + "\n".join(f"## Part {n}\n\nThe words of part {n} are these.\n" for n in range(1, 9))
LINE = "readcast: interrupted; what was spoken is kept. Run again to go on.\n"


@pytest.fixture
def desk(desk):
    desk.book.write_text(MANY, "utf-8")
    return desk


@pytest.fixture(scope="module")
def slow(serving):
    """Answers after two seconds."""
    with serving("--engine", "tone", "--latency", "2") as server:
        yield server


@pytest.fixture(scope="module")
def silent(serving):
    """Answers too late for anybody."""
    with serving("--engine", "tone", "--latency", "30") as server:
        yield server


def asked(desk):
    """The attempts in the ledger."""
    return ledger.read(desk.out).attempts


def stopped(process, number=signal.SIGINT):
    """Sends the signal; what was said, and how long the end took."""
    begun = time.monotonic()
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    return err, time.monotonic() - begun


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_requests_in_flight_are_answered_and_kept_and_no_other_is_sent(desk, begun, slow, number):
    before = slow.spoken()
    with begun(*desk.words("--speech", slow.url, "--jobs", "3")) as process:
        until(lambda: len(asked(desk)) == 3)
        err, seconds = stopped(process, number)
    assert (process.returncode, err) == (130, LINE)
    assert seconds < 5
    assert [one.outcome for one in asked(desk)] == ["kept"] * 3
    assert clips(desk.store) == 3
    assert sum(one.billed for one in asked(desk)) == slow.spoken() - before
    assert desk.plan(speech=slow.url).requests == 5


def test_requests_that_are_not_answered_in_time_are_cancelled_and_counted_as_uncertain(desk, begun, silent):
    with begun(*desk.words("--speech", silent.url, "--jobs", "2")) as process:
        until(lambda: len(asked(desk)) == 2)
        err, seconds = stopped(process)
    assert (process.returncode, err) == (130, LINE)
    assert 3 < seconds < 5
    assert [one.outcome for one in asked(desk)] == ["cancelled"] * 2
    assert sum(one.uncertain for one in asked(desk)) == sum(one.sent.characters for one in asked(desk))


def test_a_second_signal_ends_it_at_once(desk, begun, silent):
    with begun(*desk.words("--speech", silent.url, "--jobs", "2")) as process:
        until(lambda: len(asked(desk)) == 2)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        err, seconds = stopped(process)
    assert (process.returncode, err) == (130, LINE)
    assert seconds < 1
    assert [one.outcome for one in asked(desk)] == ["ambiguous"] * 2


def test_where_nothing_is_under_way_it_ends_at_once(desk, begun, slow):
    """Between two waves of requests, say: here before the first."""
    desk.book.write_text("# Long\n\n" + "One more line of the story.\n\n" * 40_000, "utf-8")
    with begun(*desk.words("--speech", slow.url)) as process:
        time.sleep(1.2)
        assert asked(desk) == ()
        err, seconds = stopped(process)
    assert process.returncode == 130
    assert err == LINE
    assert seconds < 2


def test_the_next_run_finishes_what_a_stopped_one_has_begun(desk, begun, slow):
    with begun(*desk.words("--speech", slow.url, "--jobs", "3")) as process:
        until(lambda: len(asked(desk)) == 3)
        stopped(process)
    assert not list(desk.out.glob("*.mp3")) or not (desk.out / "manifest.json").exists()
    assert desk.narrate(speech=slow.url, jobs=8).spent.requests == 5
    assert list(differences(desk.out)) == []
    assert not list(desk.out.glob(".*"))


def test_a_user_at_a_terminal_is_asked_and_may_say_no(desk, tone, readcast_path):
    """The only place where the program waits for somebody."""
    before = tone.spoken()
    environment = {**os.environ, "READCAST_CONFIRM_ABOVE": "100", "COLUMNS": "200"}
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(readcast_path, [readcast_path, *map(str, desk.words())], environment)
    said = b""
    while b"[y/N]" not in said:
        said += os.read(terminal, 1000)
    os.write(terminal, b"n\n")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert code == 3
    assert tone.spoken() == before
