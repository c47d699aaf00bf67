"""The ledger holds what was appended, whatever happened to it."""

import subprocess
import sys

import pytest

from chunking.errors import StoreFailed
from manifests import ledger
from manifests.ledger import Asked, Done, Reason, Sent


def sent(name="r-1", characters=10, **more):
    asked = Asked(number=1, take="a" * 64, characters=characters, reason=Reason.NEW)
    fields = {"at": "2026-11-22T10:00:00.000Z", "run": "r", "document": "book.md", "chapter": 1, "attempt": 1}
    fields |= {"paragraphs": (asked,), "characters": characters, "service": "lmnt", "voice": "leah"}
    return Sent(id=name, **(fields | more))


def done(name="r-1", outcome="kept", **more):
    return Done(id=name, at="2026-11-22T10:00:01.000Z", outcome=outcome, **more)


@pytest.fixture
def path(tmp_path):
    return tmp_path / ledger.NAME


def test_both_lines_of_an_attempt_are_read_as_one(path):
    ledger.append(path, sent())
    ledger.append(path, done(request_id="req_1", kept=(1,)))
    (attempt,) = ledger.read(path.parent).attempts
    assert (attempt.sent, attempt.done) == (sent(), done(request_id="req_1", kept=(1,)))


def test_a_folder_without_a_ledger_has_an_empty_one(tmp_path):
    assert ledger.read(tmp_path) == ledger.Ledger()


def test_an_attempt_without_an_end_is_ambiguous_and_may_have_been_billed(path):
    ledger.append(path, sent(characters=7))
    (attempt,) = ledger.read(path.parent).attempts
    assert (attempt.outcome, attempt.billed, attempt.uncertain) == ("ambiguous", 7, 7)


@pytest.mark.parametrize(
    ("outcome", "billed", "uncertain"),
    [
        *(("kept", 10, 0), ("unused", 10, 0), ("broken", 10, 0), ("refused", 0, 0)),
        *(("unreached", 0, 0), ("ambiguous", 10, 10), ("cancelled", 10, 10)),
    ],
)
def test_what_may_have_been_billed_goes_by_the_outcome(path, outcome, billed, uncertain):
    ledger.append(path, sent())
    ledger.append(path, done(outcome=outcome))
    (attempt,) = ledger.read(path.parent).attempts
    assert (attempt.billed, attempt.uncertain) == (billed, uncertain)


@pytest.mark.parametrize("cut", [1, 20, 150])
def test_a_torn_last_line_is_ended_by_the_next_writer_and_skipped(path, cut):
    ledger.append(path, sent("r-1"))
    whole = path.read_bytes()
    ledger.append(path, sent("r-2"))
    path.write_bytes(path.read_bytes()[: len(whole) + cut])
    ledger.append(path, sent("r-3"))
    found = ledger.read(path.parent)
    assert [one.sent.id for one in found.attempts] == ["r-1", "r-3"]
    assert found.torn == (2,)


def test_bytes_that_are_no_text_are_skipped(path):
    path.write_bytes(b"\xff\xfe\n")
    ledger.append(path, sent())
    found = ledger.read(path.parent)
    assert (len(found.attempts), found.torn) == (1, (1,))


def test_a_last_line_without_its_end_but_whole_is_read(path):
    ledger.append(path, sent())
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    ledger.append(path, done())
    assert [one.outcome for one in ledger.read(path.parent).attempts] == ["kept"]


def test_what_a_later_version_adds_to_a_line_is_not_in_the_way(path):
    ledger.append(path, sent())
    path.write_text(path.read_text("utf-8").replace('"run":', '"mood":"calm","run":'), "utf-8")
    assert len(ledger.read(path.parent).attempts) == 1


def test_two_processes_lose_no_line_to_each_other(path, root):
    code = (
        "import sys; from pathlib import Path; from manifests import ledger; from manifests.ledger import Done\n"
        f"path = Path({str(path)!r})\n"
        "for n in range(400): ledger.append(path, Done(id=f'{sys.argv[1]}-{n}', at='', outcome='x' * (n % 90)))"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code, name], cwd=root) for name in ("a", "b")]
    assert [one.wait(60) for one in writers] == [0, 0]
    lines = path.read_bytes().splitlines()
    assert len(lines) == 800
    assert {Done.model_validate_json(line).id for line in lines} == {f"{one}-{n}" for one in "ab" for n in range(400)}


def test_a_ledger_that_cannot_be_written_is_one_clear_error(tmp_path):
    with pytest.raises(StoreFailed, match=r"ledger .* cannot be written"):
        ledger.append(tmp_path / "missing" / ledger.NAME, sent())
