"""A collection shared out among several runs, each of which narrates some of its documents, on whatever machine.

The run that was asked for finds out what there is to do, hands out batches, and records the collection in the end. A
batch is told its documents and their folders, so that it looks at nothing else. Where two documents have a paragraph
in common, the batch of the second waits for that of the first: a paragraph is paid for once, also where the store
lies in a bucket, which has no locks.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from chunking.errors import ReadcastError
from flows.assigned import Assigned
from flows.jobs import Job
from flows.options import Options
from flows.report import Report
from render.speech.speaking import Spent

AT_ONCE = 100  # batches that are handed out and not finished


class Spread(BaseModel):
    """How a collection is shared out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: int = Field(default=20, ge=1, description="at most in a batch")
    characters: int = Field(default=50_000, ge=1, description="at most asked for in a batch of several documents")


class Outcome(BaseModel):
    """What became of one document of a batch."""

    requests: int = 0
    attempts: int = 0
    characters: int = 0
    failure: str = Field(default="", description="why it was not narrated; empty: it was")

    @property
    def spent(self) -> Spent:
        return Spent(self.requests, self.attempts, self.characters)


Outcomes = Mapping[str, Outcome]  # by the name of the document's folder


@dataclass(frozen=True, slots=True)
class Batch:
    """The documents that one run narrates for another."""

    number: int
    documents: tuple[Assigned, ...]
    options: Options  # with its share of the budget
    after: frozenset[int] = field(default=frozenset())  # batches that ask for something that this one needs too


class Dispatch(Protocol):
    """Has batches done."""

    async def done(self, batch: Batch) -> Outcomes:
        """What became of its documents. Raises what stops the whole run."""
        ...


def outcomes_of(report: Report) -> Outcomes:
    """What a batch tells the run that handed it out."""
    made = {
        one.folder.name: Outcome(
            requests=one.spent.requests, attempts=one.spent.attempts, characters=one.spent.characters
        )
        for one in report.made
    }
    return made | {one.folder.name: Outcome(failure=str(one.error)) for one in report.failures}


def batches_of(jobs: Sequence[Job], options: Options, spread: Spread) -> list[Batch]:
    """Shares out jobs that have work, in their order. A large document is a batch of its own."""
    groups = list(_groups(jobs, spread))
    total = _size(jobs)
    owners = {key: number for number, group in enumerate(groups) for job in group for key in _asked(job)}
    return [
        Batch(
            number,
            tuple(_assigned(job) for job in group),
            _share(options, _size(group), total),
            frozenset(owners[key] for job in group for key in _needed(job) if key in owners) - {number},
        )
        for number, group in enumerate(groups)
    ]


async def all_done(batches: Sequence[Batch], dispatch: Dispatch) -> Outcomes:
    """Has all batches done, each after those that it needs.

    After the first error that stops the run nothing more is handed out; it is raised when the batches that are under
    way have ended, since what they ask for is paid for.
    """
    places = asyncio.Semaphore(AT_ONCE)
    tasks: dict[int, asyncio.Task[Outcomes]] = {}
    errors: list[ReadcastError] = []

    async def one(batch: Batch) -> Outcomes:
        if batch.after:
            await asyncio.wait([tasks[number] for number in batch.after])
        async with places:
            if errors:
                return {}
            try:
                return await dispatch.done(batch)
            except ReadcastError as error:
                errors.append(error)
                return {}

    async with asyncio.TaskGroup() as group:
        for batch in batches:  # a batch needs earlier ones only
            tasks[batch.number] = group.create_task(one(batch))
    if errors:
        raise errors[0]
    return {folder: outcome for task in tasks.values() for folder, outcome in task.result().items()}


def _groups(jobs: Sequence[Job], spread: Spread) -> Iterator[list[Job]]:
    group: list[Job] = []
    for job in jobs:
        full = len(group) == spread.documents or _size([*group, job]).characters > spread.characters
        if group and full:
            yield group
            group = []
        group.append(job)
    if group:
        yield group


def _size(jobs: Sequence[Job]) -> Spent:
    """What is going to be asked for."""
    plans = [chapter.plan for job in jobs for chapter in job.chapters]
    return Spent(sum(plan.requests for plan in plans), 0, sum(plan.characters for plan in plans))


def _asked(job: Job) -> Iterator[str]:
    for chapter in job.chapters:
        for chunk in chapter.plan.chunks:
            yield from chapter.plan.keys_of(chunk)


def _needed(job: Job) -> Iterator[str]:
    for chapter in job.work:
        yield from chapter.plan.keys


def _assigned(job: Job) -> Assigned:
    return Assigned(
        name=job.name, folder=job.folder.name, authors=(job.settings.author,) if job.settings.author else ()
    )


def _share(options: Options, size: Spent, total: Spent) -> Options:
    """With the batch's part of the limits: so they are held to though no batch knows of the others."""
    most, requests, cost = options.max_characters, options.max_requests, options.max_cost
    return options.model_copy(
        update={
            "max_characters": most and most * size.characters // max(total.characters, 1),
            "max_requests": requests and requests * size.requests // max(total.requests, 1),
            "max_cost": cost and cost * size.characters / max(total.characters, 1),
        }
    )
