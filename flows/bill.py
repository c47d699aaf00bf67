"""What a plan will cost, and whether the user agrees."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chunking.errors import BudgetReached
from flows.budget import Price, price_of
from flows.reasons import asked_for
from flows.report import Outlook
from flows.reporter import Reporter
from flows.sources import Run
from flows.wording import counted
from manifests.ledger import Reason

CONFIRMED_ABOVE = {"lmnt": 50_000}  # characters, by service; other services are not asked about


@dataclass(frozen=True, slots=True)
class Bill:
    """The price of what is to be asked for, and why it is."""

    characters: int
    price: Price
    reasons: Mapping[str, int]  # paragraphs

    def as_json(self) -> dict[str, object]:
        known = self.price.per_thousand is not None
        return {
            "cost": round(self.price.of(self.characters), 6) if known else None,
            "currency": self.price.currency if known else None,
            "reasons": dict(self.reasons),
        }

    def lines(self) -> Iterator[str]:
        if set(self.reasons) - {str(Reason.NEW)}:
            yield f"Asked for: {', '.join(f'{reason} {number:,}' for reason, number in self.reasons.items())}."
        if self.price.per_thousand is not None:
            yield f"Cost: {self.price.shown(self.characters)}, without what has to be asked for again."


def bill_of(run: Run, plan: Outlook) -> Bill:
    """Of exactly the requests of the plan."""
    reasons = Counter(str(why.reason) for job in plan.jobs for _, why in asked_for(run, job))
    return Bill(plan.characters, price_of(run.settings, run.service.name), dict(reasons.most_common()))


def agree(run: Run, plan: Outlook, reporter: Reporter) -> None:
    """Asks on a terminal, where it is much. Raises BudgetReached where the user does not want it."""
    most = run.options.max_characters
    characters = plan.characters if most is None else min(most, plan.characters)
    above = run.settings.confirm_above
    above = CONFIRMED_ABOVE.get(run.service.name) if above is None else above
    if run.options.yes or above is None or characters <= above:
        return
    price = price_of(run.settings, run.service.name)
    cost = f", {price.shown(characters)}" if price.per_thousand else ""
    if not reporter.agrees(f"{counted(characters, 'character')} are to be asked for{cost}. Go on? [y/N]"):
        raise BudgetReached(
            f"nothing was asked for; missing: {counted(plan.requests, 'request')}, "
            f"{counted(plan.characters, 'character')}. --yes goes on without a question."
        )
