"""What a run spends: each attempt is entered in its document's ledger and held against the budget before it is sent."""

import asyncio
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from chunking.document import JOINER, Chunk
from chunking.errors import BudgetReached, StoreFailed
from flows.budget import Budget, Price, limits_of, price_of
from flows.jobs import Job
from flows.reasons import NEW, Place, Why, reasons_of
from flows.report import Outlook
from flows.sources import Run
from flows.wording import counted
from manifests import ledger
from manifests.ledger import Asked, Done, Reason, Sent
from render.speech.attempts import Ended, Outcome
from render.speech.plan import ChapterPlan, planned


def spending_of(run: Run) -> "Spending":
    """Nothing is spent yet. Raises InputError for a limit that cannot be held to."""
    price = price_of(run.settings, run.service.name)
    return Spending(run, price, Budget(limits_of(run.options, price, run.service.name), price))


@dataclass(slots=True)
class Spending:
    """All requests of one run."""

    run: Run
    price: Price
    budget: Budget
    name: str = field(default_factory=lambda: f"{_now():%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:6]}")
    closed: bool = False  # nothing more is sent
    under_way: set[str] = field(default_factory=set)  # ids of the attempts that have no end yet
    kept: set[str] = field(default_factory=set)  # keys of the takes that the run has made
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    _reasons: dict[int, tuple[Job, Mapping[Place, Why]]] = field(default_factory=dict)  # by the job's identity

    def of(self, job: Job) -> "DocumentSpending":
        """The watcher of one document's requests."""
        return DocumentSpending(self, job)

    def why(self, job: Job, place: Place) -> Why:
        """Why a paragraph is asked for."""
        if id(job) not in self._reasons:
            self._reasons[id(job)] = job, reasons_of(self.run, job)
        unknown = Why(Reason.FORCED) if self.run.options.force else NEW
        return self._reasons[id(job)][1].get(place, unknown)

    def close(self) -> None:
        """From now on nothing is sent."""
        self.closed = True

    def is_settled(self) -> bool:
        """Whether no attempt is under way."""
        return not self.under_way

    def sync(self) -> None:
        """Makes the last lines of all ledgers outlast a power cut."""
        for path in {job.folder / ledger.NAME for job, _ in self._reasons.values()}:
            if path.exists():
                ledger.sync(path)

    def judge(self, plan: Outlook) -> None:
        """Raises BudgetReached with what is missing, where a limit has ended the run."""
        if not self.budget.reached:
            return
        left = [one for job in plan.jobs for chapter in job.work for one in _left(chapter.plan, self.kept).chunks]
        characters = sum(len(chunk.text) for chunk in left)
        raise BudgetReached(
            f"stopped before {self.budget.reached} would be exceeded: {self.budget.spent()}. Missing: "
            f"{counted(len(left), 'request')}, {counted(characters, 'character')}. What was spoken is kept; run again "
            "with a higher limit."
        )


@dataclass(frozen=True, slots=True)
class DocumentSpending:
    """The requests of one document."""

    spending: Spending
    job: Job

    def watch(self, chunk: Chunk, keys: Sequence[str], *, again: bool) -> "RequestSpending":
        delivery = self.job.delivery.treated(chunk.paragraphs[0].treatment)
        sent = Sent(
            id="",
            at="",
            run=self.spending.name,
            document=self.job.name,
            chapter=chunk.chapter,
            paragraphs=tuple(self._asked(chunk, keys, again)),
            characters=len(chunk.text),
            attempt=0,
            service=delivery.service,
            voice=delivery.voice,
            price=self.spending.price.per_thousand,
            currency=self.spending.price.currency,
        )
        return RequestSpending(self.spending, self.job.folder / ledger.NAME, sent)

    def _asked(self, chunk: Chunk, keys: Sequence[str], again: bool) -> list[Asked]:
        asked = []
        for index, (place, paragraph, key) in enumerate(zip(chunk.places, chunk.paragraphs, keys, strict=True)):
            why = Why(Reason.DOUBTFUL) if again else self.spending.why(self.job, (chunk.chapter, place))
            characters = len(paragraph.spoken) + (len(JOINER) if index else 0)
            asked.append(
                Asked(
                    number=place + 1,
                    take=key,
                    characters=characters,
                    reason=why.reason,
                    detail=why.detail,
                    replaces=why.replaces,
                )
            )
        return asked


@dataclass(slots=True)
class RequestSpending:
    """The attempts at one request."""

    spending: Spending
    path: Path  # of the ledger
    sent: Sent  # the last attempt's line
    _begun: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)  # the end may come from the decoding thread

    async def sends(self) -> None:
        """Enters the attempt. Never returns once the run is being stopped; raises BudgetReached or StoreFailed."""
        if self.spending.closed:
            await asyncio.get_running_loop().create_future()
        self.spending.budget.take(self.sent.characters)
        name = f"{self.spending.name}-{next(self.spending.numbers)}"
        self.sent = self.sent.model_copy(update={"id": name, "at": _stamp(), "attempt": self.sent.attempt + 1})
        ledger.append(self.path, self.sent)
        self._begun = time.monotonic()
        self.spending.under_way.add(name)

    def keeps(self, request_id: str) -> None:
        """So the ledger knows of a request, power cut or not, before a take of it is in the store."""
        ledger.sync(self.path)

    def ended(self, end: Ended) -> None:
        """Enters the end, once. A failure of the ledger does not hide the failure of the request."""
        with self._lock:
            if self.sent.id not in self.spending.under_way:
                return
            try:
                answered = end.outcome in (Outcome.KEPT, Outcome.UNUSED)
                with nullcontext() if answered else suppress(StoreFailed):
                    ledger.append(self.path, self._done(end))
            finally:
                self._settle(end)

    def _settle(self, end: Ended) -> None:
        if end.outcome is Outcome.UNREACHED:
            self.spending.budget.give_back(self.sent.characters)
        self.spending.kept.update(end.kept)
        self.spending.under_way.discard(self.sent.id)

    def _done(self, end: Ended) -> Done:
        return Done(
            id=self.sent.id,
            at=_stamp(),
            outcome=end.outcome,
            status=end.status or None,
            request_id=end.request_id,
            kept=tuple(one.number for one in self.sent.paragraphs if one.take in end.kept),
            seconds=round(time.monotonic() - self._begun, 3),
        )


def _left(plan: ChapterPlan, kept: set[str]) -> ChapterPlan:
    """What of a plan has not been made."""
    asked = {key for chunk in plan.chunks for key in plan.keys_of(chunk)}
    return planned(plan.chapter, plan.keys, lambda key: key not in asked or key in kept, set())


def _now() -> datetime:
    return datetime.now(UTC)


def _stamp() -> str:
    return _now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
