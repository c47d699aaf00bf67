"""Between service and client all goes wrong that can; the book is whole, and every character is accounted for."""

import json
from collections import Counter

import pytest
from faults import ALL_RIGHT, FAULTS, Fault
from listening import book, unheard
from proxy import Choose, chaos, seeded

import render.speech.connection
from manifests import ledger
from render.speech.retry import Patience

SEED, LONG_SEED = 12, 15  # of which a third of the requests goes wrong indeed
ANSWERED = ("kept", "unused", "broken")


def accounts(folder) -> Counter[tuple[str, int]]:
    """What the ledger says of each attempt, in the proxy's words."""
    return Counter((_effect(one), one.sent.characters) for one in ledger.read(folder).attempts)


def _effect(attempt: ledger.Attempt) -> str:
    if attempt.outcome == "refused":
        return f"refused {attempt.done.status}"
    return "answered" if attempt.outcome in ANSWERED else {"ambiguous": "unanswered"}.get(attempt.outcome, "")


def flagged(folder) -> list[str]:
    """The paragraphs that were used with a doubt, as chapter.paragraph."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    return [
        f"{chapter['number']}.{number}"
        for chapter in manifest["chapters"]
        for number, one in enumerate(chapter["paragraphs"], 1)
        if one["doubts"]
    ]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The waits between two attempts are short; everything else is as it is."""
    monkeypatch.setattr(render.speech.connection, "Patience", lambda: Patience(first_wait=0.01, longest_backoff=0.05))


def one_each() -> Choose:
    """Every fault of the table once, each to another text; asked again, all goes well."""
    left, struck = iter(FAULTS), set[str]()

    def choose(text: str, times: int) -> Fault:
        if any(text in one for one in struck):  # again, or a paragraph of it alone
            return ALL_RIGHT
        struck.add(text)
        return next(left, ALL_RIGHT)

    return choose


def test_whatever_happens_to_an_answer_no_word_is_missing_and_the_ledger_tells_it(desk, tone, quick):
    desk.book.write_text(book(parts=len(FAULTS), paragraphs=2), "utf-8")
    with chaos(tone.url, one_each(), stall=0.1) as proxy:
        desk.narrate(speech=proxy.url)
    assert [fault.name for fault in FAULTS if fault.name not in proxy.happened()] == []
    assert [*unheard(desk.out)] == []
    assert flagged(desk.out) == []
    assert accounts(desk.out) == proxy.accounts()


def test_with_a_third_of_all_requests_going_wrong_no_word_is_missing_and_every_character_is_accounted_for(
    desk, tone, quick
):
    desk.book.write_text(book(parts=24, paragraphs=2), "utf-8")
    with chaos(tone.url, seeded(SEED, 0.3), stall=0.1) as proxy:
        desk.narrate(speech=proxy.url)
    wrong = sum(one.fault is not ALL_RIGHT for one in proxy.seen)
    print(f"{len(proxy.seen)} requests, {wrong} went wrong: {dict(proxy.happened())}")
    assert wrong >= 10
    assert [*unheard(desk.out)] == []
    assert accounts(desk.out) == proxy.accounts()


@pytest.mark.soak
def test_a_book_of_123000_characters_is_whole_though_a_third_of_all_requests_goes_wrong(desk, tone):
    """With readcast's own patience, and a service that hangs for 30 seconds."""
    desk.book.write_text(book(parts=104, paragraphs=6), "utf-8")
    planned = desk.plan(speech=tone.url)
    assert planned.characters >= 123_000
    with chaos(tone.url, seeded(LONG_SEED, 0.3), stall=30) as proxy:
        report = desk.narrate(speech=proxy.url)
    wrong = sum(one.fault is not ALL_RIGHT for one in proxy.seen)
    sent = sum(len(one.text) for one in proxy.seen)
    print(f"{planned.characters:,} characters, {len(proxy.seen)} requests, {wrong} went wrong: {proxy.happened()}")
    print(f"sent {sent:,} characters, the service spoke {proxy.paid:,}; flagged: {flagged(desk.out)}")
    print("characters by what came of them, in the ledger:", dict(_by_effect(accounts(desk.out))))
    assert wrong >= 0.3 * len(proxy.seen)
    assert report.flagged == len(flagged(desk.out))
    assert [*unheard(desk.out)] == []
    assert accounts(desk.out) == proxy.accounts()


def _by_effect(found: Counter[tuple[str, int]]) -> Counter[str]:
    """Characters by what came of them."""
    total: Counter[str] = Counter()
    for (effect, characters), times in found.items():
        total[effect] += characters * times
    return total
