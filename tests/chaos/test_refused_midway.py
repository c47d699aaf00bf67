"""A key is revoked, or credit ends, in the middle of a run: what was paid is kept, the next run asks the rest."""

import pytest
from faults import ALL_RIGHT, Fault, refusing
from listening import book, unheard
from proxy import chaos

from chunking.errors import ServiceRefused
from flows.exits import exit_code
from manifests import ledger

PARTS = 12


@pytest.mark.parametrize("status", [401, 402])
def test_a_refusal_at_half_of_a_run_loses_nothing_and_pays_nothing_twice(desk, tone, status):
    desk.book.write_text(book(PARTS, 1), "utf-8")
    planned = desk.plan(speech=tone.url)
    answered: list[str] = []

    def choose(text: str, times: int) -> Fault:
        if len(answered) >= PARTS // 2:
            return refusing(status, "refused")
        answered.append(text)
        return ALL_RIGHT

    with chaos(tone.url, choose, stall=0.1) as proxy:
        with pytest.raises(ServiceRefused) as ended:
            desk.narrate(speech=proxy.url, jobs=3)
        assert exit_code(ended.value) == 3
        assert proxy.paid == sum(map(len, answered))
        left = desk.plan(speech=proxy.url)
        assert left.characters == planned.characters - proxy.paid
        proxy.choose = lambda text, times: ALL_RIGHT
        assert desk.narrate(speech=proxy.url).spent.requests == PARTS - len(answered)
    assert proxy.paid == planned.characters
    assert [*unheard(desk.out)] == []
    outcomes = [one.outcome for one in ledger.read(desk.out).attempts]
    assert outcomes.count("kept") == PARTS
    assert 1 <= outcomes.count("refused") <= 3  # those that were on their way together
