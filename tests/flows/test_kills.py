"""kill -9 at any moment: the next runs end with the very same bytes, and ask again only for what was in flight."""

import json
import random
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from watching import clips, until

from manifests import ledger

JOBS = 2
CHAPTERS = 8
SEED = 20_260_301


@pytest.fixture(scope="module")
def slow(serving):
    """One server for all runs: its address is part of what a manifest records. It outlives the runs that are killed."""
    with serving("--engine", "tone", "--latency", "0.3") as server:
        yield server


def book():
    parts = (
        f"## Part {n}\n\nThe words of part {n} are these.\n\nAnd these follow them.\n" for n in range(1, CHAPTERS + 1)
    )
    return "# Many\n\n" + "\n".join(parts)


def progress(desk):
    """How far the runs have come: answers in the store and finished recordings."""
    return clips(desk.store) + len(list(desk.out.glob("*.mp3")))


def killed(desk, begun, words, moment, later):
    """Whether the run was still going when it was killed, `later` seconds after it had come this far."""
    with begun(*words) as process:
        until(lambda: progress(desk) >= moment or process.poll() is not None)
        with suppress(subprocess.TimeoutExpired):
            process.wait(later)
        process.kill()
        process.communicate()
    return process.returncode == -9


def test_after_kills_at_five_moments_every_file_has_the_same_bytes_and_little_was_asked_twice(
    desk, new_desk, begun, slow, hashes
):
    desk.book.write_text(book(), "utf-8")
    words = [*desk.words("--speech", slow.url, "--jobs", str(JOBS), "--quiet")]
    chance = random.Random(SEED)
    moments = sorted(chance.sample(range(2 * CHAPTERS - 1), 5))
    before = slow.spoken()
    hits = sum(killed(desk, begun, words, moment, chance.uniform(0, 0.1)) for moment in moments)
    assert hits >= 4, "the kills came too late to tell anything"
    desk.narrate(speech=slow.url, jobs=JOBS)
    asked = slow.spoken() - before
    calm = new_desk(desk.folder / "calm")
    calm.book.write_text(book(), "utf-8")
    undisturbed = calm.narrate(speech=slow.url, jobs=JOBS)
    assert hashes(desk.out) == hashes(calm.out), f"kills at {moments}"
    again = asked - undisturbed.spent.characters
    assert 0 <= again <= hits * JOBS * largest(calm)


def largest(desk):
    """Characters of the largest request."""
    return max(one["characters"] for one in json.loads((desk.out / "manifest.json").read_text("utf-8"))["requests"])


def test_a_killed_run_leaves_no_unfinished_file_once_the_next_has_ended(desk, begun, slow):
    desk.book.write_text(book(), "utf-8")
    desk.out.mkdir()
    (desk.out / ".01-part-1.mp3.0badcafe.readcast-draft").write_bytes(b"half")
    with begun(*desk.words("--speech", slow.url)) as process:
        until(lambda: clips(desk.store))
        process.kill()
        process.communicate()
    desk.narrate(speech=slow.url)
    assert list(desk.out.glob(".*")) == []


def test_until_the_new_manifest_is_in_place_the_old_files_stand(desk, begun, slow, hashes):
    desk.book.write_text(book(), "utf-8")
    desk.narrate(speech=slow.url)
    before = hashes(desk.out)
    desk.edit("The words of part 3", "The sounds of part 3")
    desk.edit("## Part 5", "## Part V")
    kept = clips(desk.store)
    with begun(*desk.words("--speech", slow.url, "--jobs", "1")) as process:
        until(lambda: clips(desk.store) > kept)
        process.kill()
        process.communicate()
    after = hashes(desk.out)
    assert after["manifest.json"] == before["manifest.json"]
    assert [name for name in before if name not in after] == []


STEPS = ("", "", "clips", "takes", "pending", "users", "ledger", ".mp3.", "words.json", "manifest.json")  # on the disk


@dataclass
class Rounds:
    """Book after book is narrated, with kills, until there were enough of them."""

    run: Any  # narrates one desk's book until it is killed; returns whether it was
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))
    kills: int = 0
    during: Counter[str] = field(default_factory=Counter)

    def narrate(self, desk: Any, most: int) -> None:
        """One book, to its end or to the last kill."""
        in_flight = 0
        for _ in range(8):
            if self.kills == most or not self.run(desk, self.chance):
                return
            self.kills += 1
            self.during.update(found_after(desk, in_flight))
            in_flight = open_characters(desk)


def found_after(desk: Any, before: int) -> set[str]:
    """What the run was at, by what it has left behind; `before` it so many characters had been left open."""
    drafts = [path.name for path in desk.out.glob(".*.readcast-draft")]
    at = {
        "a request": open_characters(desk) > before,
        "a store write": any(desk.store.glob("tmp/*")) or any(desk.store.glob("pending/*")),
        "an encode": any(".mp3." in name for name in drafts),
        "a manifest write": any(name.startswith(".manifest") for name in drafts),
    }
    return {what for what, is_so in at.items() if is_so} or {"something else"}


def open_characters(desk: Any) -> int:
    """Characters of the requests that were sent and whose end nobody saw: in flight when their run was killed."""
    return sum(one.sent.characters for one in ledger.read(desk.out).attempts if one.done is None)


@pytest.mark.soak
def test_after_50_kills_every_file_has_the_same_bytes_and_no_more_was_asked_again_than_was_in_flight(
    desk, new_desk, begun, slow, hashes
):
    words = ("--speech", slow.url, "--jobs", str(JOBS), "--quiet", "--untracked")

    def run(one, chance):
        """By the clock, or before some step on the disk."""
        if chance.random() < 0.4:
            return killed(one, begun, one.words(*words), chance.randrange(2 * CHAPTERS), chance.uniform(0, 0.3))
        where = chance.choice(STEPS)
        nth = chance.randint(1, 2 if where == "manifest.json" else 12)
        dying = [sys.executable, Path(__file__).with_name("dying.py"), where, nth, *one.words(*words)]
        return subprocess.run([*map(str, dying)], check=False).returncode == -9

    desk.book.write_text(book(), "utf-8")
    calm = desk.narrate(speech=slow.url, jobs=JOBS).spent.characters
    rounds, number, again, in_flight = Rounds(run), 0, 0, 0
    while rounds.kills < 50:
        number += 1
        one = new_desk(desk.folder / f"round-{number}")
        one.book.write_text(book(), "utf-8")
        before = slow.spoken()
        rounds.narrate(one, 50)
        one.narrate(speech=slow.url, jobs=JOBS)
        assert hashes(one.out) == hashes(desk.out)
        assert not [*one.out.glob(".*")]
        again += slow.spoken() - before - calm
        in_flight += open_characters(one)
    print(f"{rounds.kills} kills in {number} books, during {dict(rounds.during)}")
    print(f"{again:,} characters asked again, {in_flight:,} in flight at the kills, {calm:,} in the book")
    assert {"a request", "a store write", "an encode", "a manifest write"} <= {*rounds.during}
    assert again <= in_flight
