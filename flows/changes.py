"""What has happened to each document of a run since the last one: new, changed, moved, removed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from flows.budget import Price, price_of
from flows.jobs import Job
from flows.sources import Leaving, Run
from flows.wording import counted

if TYPE_CHECKING:
    from flows.report import Outlook


SILENT = "no text"  # why a document without a word is not narrated


class State(StrEnum):
    """What has happened to a document."""

    NEW = "new"
    CHANGED = "changed"  # its text, or the settings that its recordings are made with
    MOVED = "moved"  # another name; its recordings and their folder stay
    REMOVED = "removed"  # gone from the source, or not to be narrated any more
    UNCHANGED = "unchanged"
    FAILED = "failed"  # cannot be read


@dataclass(frozen=True, slots=True)
class Change:
    """What has happened to one document, and what it is going to cost."""

    state: State
    document: str
    detail: str = ""  # the name that it had, or why it is removed
    chapters: int = 0  # whose files are made
    requests: int = 0
    characters: int = 0
    reused: int = 0

    def as_json(self) -> dict[str, object]:
        return {
            "state": str(self.state),
            "document": self.document,
            "detail": self.detail,
            "chapters": self.chapters,
            "requests": self.requests,
            "characters": self.characters,
            "reused_characters": self.reused,
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All of a run's documents, those that stay out of it too."""

    documents: Sequence[Change] = ()
    held: Sequence[str] = ()  # why documents of the source are not narrated, one for each
    price: Price | None = None

    @property
    def counts(self) -> Counter[State]:
        return Counter(one.state for one in self.documents)

    def lines(self) -> Iterator[str]:
        """Something for people where anything has happened."""
        if set(self.counts) - {State.UNCHANGED}:
            yield "Documents: " + " · ".join(f"{self.counts[state]:,} {state}" for state in State if self.counts[state])
        if self.held:
            reasons = Counter(self.held).most_common()
            told = ", ".join(f"{reason} {number:,}" for reason, number in reasons[:4])
            yield f"Not narrated: {counted(len(self.held), 'document')} ({told}{', …' if len(reasons) > 4 else ''})."

    def as_json(self) -> dict[str, object]:
        """Its part of what `plan --json` and `narrate --json` print: unchanged documents are counted only."""
        listed = [one.as_json() for one in self.documents if one.state is not State.UNCHANGED]
        return {
            "changes": {str(state): self.counts[state] for state in State},
            "changed_documents": listed,
            "held": len(self.held),
        }


def changes_of(run: Run, plan: "Outlook") -> Changes:
    """Compares a collection with its last run; nothing is told of a document by itself."""
    if run.collection is None:
        return Changes()
    moved = {source.folder: source.moved_from for source in run.sources}
    found = [_of_job(job, moved.get(job.folder, "")) for job in plan.jobs]
    found += (Change(State.UNCHANGED, made.name) for made in plan.unchanged)
    found += (Change(State.FAILED, one.name, str(one.error)) for one in plan.failures)
    found += (_of_leaving(one) for one in run.leaving if one.was_there)
    held = (*run.collection.held.values(), *(SILENT for _ in plan.silent))
    return Changes(tuple(found), held, price_of(run.settings, run.service.name))


def _of_job(job: Job, moved_from: str) -> Change:
    plans = [chapter.plan for chapter in job.chapters]
    return Change(
        _state(job, moved_from),
        job.name,
        f"was {moved_from}" if moved_from else "",
        len(job.work),
        sum(plan.requests for plan in plans),
        sum(plan.characters for plan in plans),
        sum(plan.reused for plan in plans),
    )


def _state(job: Job, moved_from: str) -> State:
    if job.previous is None:
        return State.NEW
    if moved_from:
        return State.MOVED
    same = job.previous.source.sha256 == job.document.sha256
    return State.UNCHANGED if same and not job.work else State.CHANGED


def _of_leaving(one: Leaving) -> Change:
    return Change(State.REMOVED, one.record.source, one.record.reason)
