"""`readcast cost`: what was asked for and what it cost, summed from the ledgers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chunking.errors import InputError
from flows import settings as settings_of
from flows.budget import Price, price_of
from flows.settings import Settings
from flows.wording import counted, money
from manifests import ledger
from manifests.ledger import Attempt
from render.speech.store.places import is_url


@dataclass(slots=True)
class Sum:
    """Requests of one kind."""

    requests: int = 0  # texts that were asked for
    attempts: int = 0
    characters: int = 0  # that were spoken, or may have been
    uncertain: int = 0  # those of them that no answer came for
    cost: Counter[str] = field(default_factory=Counter)  # by currency; only of what has a price

    def add(self, attempt: Attempt, price: Price, share: float = 1.0) -> None:
        """A share of an attempt."""
        characters = round(attempt.billed * share)
        self.requests += attempt.sent.attempt == 1
        self.attempts += 1
        self.characters += characters
        self.uncertain += round(attempt.uncertain * share)
        if price.per_thousand is not None:
            self.cost[price.currency] += price.of(characters)  # type: ignore[assignment]

    def line(self) -> str:
        attempts = f" · {counted(self.attempts, 'attempt')}" if self.attempts != self.requests else ""
        uncertain = f" ({self.uncertain:,} of them without an answer)" if self.uncertain else ""
        cost = "".join(f" · {money(amount, currency)}" for currency, amount in self.cost.items())
        return (
            f"{counted(self.requests, 'request')}{attempts} · {counted(self.characters, 'character')}{uncertain}{cost}"
        )

    def as_json(self) -> dict[str, object]:
        return {
            **{"requests": self.requests, "attempts": self.attempts, "characters": self.characters},
            "uncertain_characters": self.uncertain,
            "cost": {currency: round(amount, 6) for currency, amount in self.cost.items()},
        }


@dataclass(slots=True)
class Costs:
    """Everything, and by three keys. A request for several reasons is shared out by its paragraphs' characters."""

    total: Sum = field(default_factory=Sum)
    days: dict[str, Sum] = field(default_factory=dict)
    documents: dict[str, Sum] = field(default_factory=dict)
    reasons: dict[str, Sum] = field(default_factory=dict)

    def add(self, attempt: Attempt, document: str, price: Price) -> None:
        for found in (self.total, _in(self.days, attempt.sent.at[:10]), _in(self.documents, document)):
            found.add(attempt, price)
        for reason, share in _shares(attempt):
            _in(self.reasons, reason).add(attempt, price, share)

    def lines(self) -> Iterator[str]:
        for sums in (dict(sorted(self.days.items())), self.documents, self.reasons):
            width = max(map(len, sums), default=0)
            yield from (f"{name:{width}}  {found.line()}" for name, found in sums.items())
            yield ""
        yield f"In all: {self.total.line()}."

    def as_json(self) -> dict[str, object]:
        groups = {"by_day": self.days, "by_document": self.documents, "by_reason": self.reasons}
        return self.total.as_json() | {
            name: {key: one.as_json() for key, one in sums.items()} for name, sums in groups.items()
        }


def costs_of(outs: Mapping[Path, str]) -> Costs:
    """All ledgers in these folders, which the user calls so, and below. Raises InputError for a folder without one."""
    found, settings = Costs(), settings_of.load(Path(), {})
    for folder, name in {folder: _called(folder, out, outs[out]) for out in outs for folder in _ledgers(out)}.items():
        for attempt in ledger.read(folder).attempts:
            found.add(attempt, name, _price(attempt, settings))
    return found


def _called(folder: Path, out: Path, name: str) -> str:
    return str(folder).replace(str(out), name, 1) if is_url(name) else str(folder)


def _ledgers(out: Path) -> Iterable[Path]:
    folders = sorted(path.parent for path in out.rglob(ledger.NAME))
    if not folders:
        raise InputError(f"{out} has no ledger: nothing was asked for there, or it is no folder of `readcast narrate`.")
    return folders


def _price(attempt: Attempt, settings: Settings) -> Price:
    """That of the time; where none was set then, that of now."""
    sent = attempt.sent
    return price_of(settings, sent.service) if sent.price is None else Price(sent.price, sent.currency)


def _in(sums: dict[str, Sum], name: str) -> Sum:
    return sums.setdefault(name, Sum())


def _shares(attempt: Attempt) -> Iterator[tuple[str, float]]:
    characters = Counter[str]()
    for one in attempt.sent.paragraphs:
        characters[str(one.reason)] += one.characters
    yield from ((reason, number / max(1, attempt.sent.characters)) for reason, number in characters.items())
