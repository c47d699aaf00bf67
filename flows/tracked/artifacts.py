"""What a run shows on its page in Prefect: how far it is, a table of the documents, and a text that sums it up."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from prefect.artifacts import (
    acreate_markdown_artifact,
    acreate_progress_artifact,
    acreate_table_artifact,
    aupdate_progress_artifact,
)

from flows.budget import Price, price_of
from flows.report import Made, Outlook, Report
from flows.reporter import tidied
from flows.sources import Run
from flows.tracked.telling import Watcher
from flows.wording import counted, duration
from manifests.listening import place
from render.samples import to_seconds

EVERY = 2.0  # seconds between two looks at how far the run is
PROGRESS = "Answers of the speech service and chapters that are there, of all that are needed."
TABLE = "narration"  # its key
MOST = 200  # rows of a table, lines of a list: Prefect's page shows them all at once
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # the punctuation of ASCII, each of which Markdown lets be escaped


@asynccontextmanager
async def shown(run: Run, watcher: Watcher) -> AsyncIterator[None]:
    """Shows the progress of the block, and in the end what came of it, also where it failed."""
    ended = asyncio.Event()
    showing = asyncio.create_task(_progress(watcher, ended))
    try:
        yield
    finally:
        ended.set()
        await asyncio.wait([showing])  # how far it is is worth no error of the run's own
        if watcher.plan and watcher.report:
            await _result(run, watcher.plan, watcher.report)


async def _progress(watcher: Watcher, ended: asyncio.Event) -> None:
    """Made when the run knows what it is about; the last update is that of the end."""
    made: UUID | None = None
    shown: float | None = None
    while True:
        over = await _is_set_within(ended, EVERY)
        percent = watcher.percent
        if percent is not None and made is None:
            made = await acreate_progress_artifact(percent, key="narration-progress", description=PROGRESS)
        elif percent is not None and made is not None and percent != shown:
            await aupdate_progress_artifact(made, percent)
        shown = percent
        if over:
            return


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()


async def _result(run: Run, plan: Outlook, report: Report) -> None:
    spent = report.spent
    asked = f"{spent.requests} requests, {spent.characters:,} characters asked, {report.reused_characters:,} reused"
    price = price_of(run.settings, run.service.name)
    await acreate_table_artifact(table=_rows(plan, report, price), key=TABLE, description=asked)
    text = "\n".join(_lines(run, report, price))
    await acreate_markdown_artifact(markdown=text, key="narration-summary", description=asked)


def _rows(plan: Outlook, report: Report, price: Price) -> list[dict[str, object]]:
    """One for each document, those first that something was asked for."""
    reused = {job.folder: sum(chapter.plan.reused for chapter in job.chapters) for job in plan.jobs}
    rows = []
    for made in sorted(report.made, key=lambda one: not one.spent.requests)[:MOST]:
        paragraphs = [one for chapter in made.manifest.chapters for one in chapter.paragraphs]
        rows.append(
            {
                "document": escaped(made.name),
                "chapters": len(made.manifest.chapters),
                "minutes": round(to_seconds(sum(one.samples for one in made.manifest.chapters)) / 60, 2),
                "characters asked": made.spent.characters,
                "characters reused": reused.get(made.folder, sum(one.characters for one in paragraphs)),
                "cost": _cost(price, made.spent.characters),
                "in doubt": sum(len(one.doubts) > 0 for one in paragraphs),
            }
        )
    return rows


def _cost(price: Price, characters: int) -> str:
    return "" if price.per_thousand is None else escaped(price.shown(characters))


def _lines(run: Run, report: Report, price: Price) -> Iterator[str]:
    """The text, as Markdown."""
    spent = report.spent
    asked = f"{counted(spent.requests, 'request')}, {counted(spent.characters, 'character')} asked for"
    cost = f", {_cost(price, spent.characters)}" if price.per_thousand else ""
    now = [one for one in report.made if one.spent.requests]
    yield f"{counted(len(report.made), 'document')}, {len(now)} of them with something new: {asked}{cost}."
    yield f"\nEverything is in {escaped(str(run.out))}."
    yield from _listed("Narrated now", [line for made in now[:MOST] for line in _files(made)])
    yield from _listed("In doubt: listen to these", _doubts(report))
    yield from _listed("Failed", [f"{escaped(one.name)}: {escaped(str(one.error))}" for one in report.failures])


def _listed(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"\n## {title}\n"
        yield from (f"- {item}" for item in items[:MOST])
    if len(items) > MOST:
        yield f"- and {len(items) - MOST:,} more"


def _files(made: Made) -> Iterator[str]:
    """The chapters of a document, each a link to its recording."""
    for chapter in made.manifest.chapters:
        recording = (made.folder / chapter.files[0].path).absolute()
        length = duration(to_seconds(chapter.samples))
        yield f"{escaped(made.name)}: [{escaped(chapter.title)}](<{recording.as_uri()}>), {length}"


def _doubts(report: Report) -> list[str]:
    return [
        f"{escaped(made.name)} {escaped(place(chapter, number))}: {escaped('; '.join(one.doubts))}"
        for made in report.made
        for chapter in made.manifest.chapters
        for number, one in enumerate(chapter.paragraphs)
        if one.doubts
    ]


def escaped(text: str) -> str:
    """One line that Markdown shows as it is: no link, no emphasis, no HTML. Its source is not to be trusted."""
    return _MARKS.sub(r"\\\1", " ".join(tidied(text).split()))
