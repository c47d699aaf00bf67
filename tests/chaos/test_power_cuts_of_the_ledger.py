"""The power fails: the ledger keeps every line that was synced, and no take is kept whose request it might forget."""

import os
from pathlib import Path

import pytest

from manifests import ledger
from manifests.ledger import Asked, Reason, Sent
from render.speech.store import Store


def sent(name: str) -> Sent:
    asked = Asked(number=1, take=name * 32, characters=9, reason=Reason.NEW)
    about = {"at": "2026-11-30T10:00:00.000Z", "run": "r", "document": "book.md", "chapter": 1, "attempt": 1}
    return Sent(id=name, paragraphs=(asked,), characters=9, service="lmnt", voice="leah", **about)


@pytest.mark.parametrize("lost", [b"", b"\0"], ids=["cut off", "zeros"])
def test_whatever_is_left_of_unsynced_lines_the_synced_ones_and_the_next_are_read(tmp_path: Path, lost: bytes) -> None:
    path = tmp_path / ledger.NAME
    for name in ("s1", "s2"):
        ledger.append(path, sent(name))
    ledger.sync(path)
    safe = path.read_bytes()
    ledger.append(path, sent("u1"))
    tail = path.read_bytes()[len(safe) :]
    for left in range(len(tail) + 1):
        path.write_bytes(safe + tail[:left] + lost * (len(tail) - left))
        ledger.append(path, sent("n1"))
        found = [attempt.sent.id for attempt in ledger.read(tmp_path).attempts]
        assert found in (["s1", "s2", "n1"], ["s1", "s2", "u1", "n1"])


def test_no_take_is_in_the_store_before_its_request_is_safe_in_the_ledger(desk, monkeypatch) -> None:
    path, store, fsync = desk.out / ledger.NAME, Store(desk.store), os.fsync
    safe, kept = [b""], set()

    def watched(handle: int) -> None:
        fsync(handle)
        if path.exists() and path.samefile(f"/proc/self/fd/{handle}"):
            safe.append(path.read_bytes())
        asked = {one.take for attempt in ledger.read(desk.out).attempts for one in attempt.sent.paragraphs}
        kept.update(take for take in asked if store.find(take))
        assert all(take.encode() in safe[-1] for take in kept)

    monkeypatch.setattr(os, "fsync", watched)
    desk.narrate()
    assert len(kept) == 9
