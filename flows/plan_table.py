"""The table of a plan: chapter by chapter of one document, or document by document of a collection."""

from collections.abc import Iterator, Sequence
from typing import Literal

from rich.table import Table

from flows.changes import Changes, State
from flows.report import Outlook

_Columns = Sequence[tuple[str, Literal["left", "right"]]]
_NUMBERS: _Columns = (("requests", "right"), ("characters", "right"), ("reused", "right"))
_CHAPTERS: _Columns = (("document", "left"), ("chapter", "left"), *_NUMBERS)
_DOCUMENTS: _Columns = (("", "left"), ("document", "left"), ("chapters", "right"), *_NUMBERS)


def table_of(plan: Outlook, changes: Changes | None) -> Table:
    """`changes` are those of a collection; its unchanged documents are left out."""
    columns = _CHAPTERS if changes is None else (*_DOCUMENTS, *_cost_column(changes))
    table = Table(box=None, pad_edge=False)
    for name, side in columns:
        table.add_column(name, justify=side, overflow="fold")
    for row in _chapters(plan) if changes is None else _documents(changes):
        table.add_row(*row)
    return table


def _chapters(plan: Outlook) -> Iterator[Sequence[str]]:
    for job in plan.jobs:
        for chapter in job.chapters:
            found = chapter.plan
            yield job.name, chapter.stem, f"{found.requests}", f"{found.characters:,}", f"{found.reused:,}"


def _cost_column(changes: Changes) -> _Columns:
    return (("cost", "right"),) if changes.price and changes.price.per_thousand is not None else ()


def _documents(changes: Changes) -> Iterator[Sequence[str]]:
    with_cost = bool(_cost_column(changes))
    for one in changes.documents:
        if one.state is State.UNCHANGED:
            continue
        name = f"{one.document} ({one.detail})" if one.detail else one.document
        cost = [changes.price.shown(one.characters)] if with_cost and changes.price else []
        yield (
            str(one.state),
            name,
            f"{one.chapters}",
            f"{one.requests}",
            f"{one.characters:,}",
            f"{one.reused:,}",
            *cost,
        )
