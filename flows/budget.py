"""What a run may ask for at most, and what it has asked for. Attempts count, since the service may bill each."""

from dataclasses import dataclass

from chunking.errors import BudgetReached, InputError
from flows.options import Options
from flows.settings import Settings
from flows.wording import counted, money


@dataclass(frozen=True, slots=True)
class Price:
    """What the service takes, where the user has told."""

    per_thousand: float | None = None  # characters
    currency: str = ""

    def of(self, characters: int) -> float:
        return characters * (self.per_thousand or 0.0) / 1000

    def shown(self, characters: int) -> str:
        return money(self.of(characters), self.currency)


def price_of(settings: Settings, service: str) -> Price:
    """What is spoken on this computer costs nothing, whatever the settings say."""
    return Price() if service.startswith("local:") else Price(settings.price, settings.currency)


@dataclass(frozen=True, slots=True)
class Limits:
    """The user's own; None: none."""

    characters: int | None = None
    requests: int | None = None
    cost: float | None = None


def limits_of(options: Options, price: Price, service: str) -> Limits:
    """Raises InputError for a limit on the cost where nobody knows the price."""
    if options.max_cost is not None and price.per_thousand is None and not service.startswith("local:"):
        raise InputError("--max-cost needs to know what 1000 characters cost: set price, or READCAST_PRICE.")
    return Limits(options.max_characters, options.max_requests, options.max_cost)


@dataclass(slots=True)
class Budget:
    """Counts what was sent, and says when it is enough."""

    limits: Limits
    price: Price
    characters: int = 0
    requests: int = 0  # attempts
    reached: str = ""  # the option whose limit it was

    def take(self, characters: int) -> None:
        """For a request that is about to be sent. Raises BudgetReached, from then on always."""
        self.reached = self.reached or self._exceeded(self.characters + characters, self.requests + 1)
        if self.reached:
            raise BudgetReached(f"stopped before {self.reached} would be exceeded: {self.spent()}.")
        self.characters += characters
        self.requests += 1

    def check(self, characters: int, requests: int) -> None:
        """For many requests, which others will send. Raises BudgetReached where they would exceed a limit."""
        if reached := self._exceeded(characters, requests):
            raise BudgetReached(
                f"nothing was asked for: {counted(requests, 'request')}, {counted(characters, 'character')} would "
                f"exceed {reached}. Run again with a higher limit."
            )

    def give_back(self, characters: int) -> None:
        """For one that never reached the service."""
        self.characters -= characters
        self.requests -= 1

    def spent(self) -> str:
        """`3 requests, 4,000 characters, 0.60 USD`."""
        cost = f", {self.price.shown(self.characters)}" if self.price.per_thousand else ""
        return f"{counted(self.requests, 'request')}, {counted(self.characters, 'character')}{cost} sent"

    def _exceeded(self, characters: int, requests: int) -> str:
        limits = self.limits
        cost = round(self.price.of(characters), 9)  # so that 0.1 + 0.2 is no more than 0.3
        asked = (
            ("--max-characters", limits.characters, characters),
            ("--max-requests", limits.requests, requests),
            ("--max-cost", limits.cost, cost),
        )
        return next((f"{name} {most:,}" for name, most, found in asked if most is not None and found > most), "")
