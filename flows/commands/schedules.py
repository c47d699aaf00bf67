"""`readcast schedule …`: narrating again and again, as deployments of Prefect."""

import os
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from flows.commands.parameters import (
    AsJson,
    Language,
    MaxCharacters,
    MaxCost,
    MaxRequests,
    PublishBranch,
    PublishCommand,
    PublishTo,
    Speech,
    Voice,
)
from flows.commands.running import show, until_done

MADE = "SOURCE…"  # the command for what is none of the others: who schedules names a source


class Group(TyperGroup):
    """`readcast schedule blog --every 1h` is the command that makes a schedule; `readcast schedule list` is not."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help"):
            args = [MADE, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Narrate on a schedule: readcast schedule SOURCE… makes one; list, pause, resume, run, remove. "
    "`readcast schedule SOURCE… --help` shows the options.",
)

Name = Annotated[str, typer.Argument(help="As `readcast schedule list` shows it.", show_default=False)]


@app.command(MADE)
def schedule(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders or git repositories. One that is called as a command: ./list."),
    ],
    out: Annotated[str, typer.Option("--out", "-o", help="Folder for the recordings.")] = "out",
    cron: Annotated[str | None, typer.Option(help='Minute, hour, day, month, weekday: "0 6 * * *".')] = None,
    every: Annotated[str | None, typer.Option(help="Such as 15m, 6h, 1d or 2w.")] = None,
    rrule: Annotated[str | None, typer.Option(help='A rule of iCalendar: "FREQ=WEEKLY;BYDAY=MO;BYHOUR=6".')] = None,
    timezone: Annotated[
        str | None, typer.Option(help="Such as Europe/Berlin.", show_default="that of this machine")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(help="Of the schedule; one that is there is changed.", show_default="by SOURCE and OUT"),
    ] = None,
    overlap: Annotated[
        Literal["skip", "wait"], typer.Option(help="What becomes of a run that is due while the last is at work.")
    ] = "skip",
    speech: Speech = None,
    voice: Voice = None,
    language: Language = None,
    store: Annotated[
        str | None, typer.Option("--store", help="Where what was spoken is kept: a folder or a URL.")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=64, help="Requests at once.")] = None,
    max_characters: MaxCharacters = None,
    max_requests: MaxRequests = None,
    max_cost: MaxCost = None,
    publish_to: PublishTo = None,
    publish_branch: PublishBranch = None,
    publish_command: PublishCommand = None,
    strict: Annotated[bool, typer.Option("--strict", help="A paragraph in doubt makes a run fail.")] = False,
    key_block: Annotated[
        str | None,
        typer.Option(help="Prefect's Secret block with the key.", show_default="LMNT_API_KEY of the worker"),
    ] = None,
    spread: Annotated[
        int | None,
        typer.Option(min=1, help="Have all workers narrate, in batches of at most so many documents."),
    ] = None,
    speech_limit: Annotated[
        int | None, typer.Option(min=1, help="Requests at once over all workers; holds for all schedules that say so.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Narrate these on a schedule: what is new or changed is asked for, nothing else."""
    from flows.batches import Spread
    from flows.options import Options
    from flows.scheduling import Order, default_name, lasting, lasting_source
    from flows.timing import timing_of

    store = store or os.environ.get("READCAST_STORE")  # a worker may not have it, and would pay for everything again
    timing = timing_of(cron, every, rrule, timezone)
    found, output = [lasting_source(one) for one in sources], lasting(out)
    options = Options(
        speech=speech,
        voice=voice,
        language=language,
        store=lasting(store) if store else None,
        jobs=jobs,
        max_characters=max_characters,
        max_requests=max_requests,
        max_cost=max_cost,
        strict=strict,
        yes=True,
        publish_to=lasting(publish_to) if publish_to else None,
        publish_branch=publish_branch,
        publish_command=publish_command,
    )
    order = Order(
        name or default_name(found, output),
        found,
        output,
        options,
        timing,
        overlap,
        key_block,
        Spread(documents=spread) if spread else None,
        speech_limit,
    )

    from flows.tracked import deployments

    show(until_done(deployments.put(order)), as_json)


@app.command("list")
def list_(
    name: Annotated[str | None, typer.Argument(help="All that is known of this one.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Show the schedules: when each runs, and what came of its last run."""
    from flows import reporter
    from flows.tracked import deployments
    from flows.wording import aligned

    if name is not None:
        show(until_done(deployments.one(name)), as_json)
        return
    found = until_done(deployments.listed())
    if as_json:
        reporter.say_json({"schedules": [one.as_json() for one in found]})
    for line in (
        () if as_json else aligned([("name", "schedule", "next run", "last run"), *(one.row() for one in found)])
    ):
        reporter.say(line)


@app.command()
def pause(name: Name) -> None:
    """Let no run begin until it is resumed. One that is at work goes on."""
    from flows import reporter
    from flows.tracked import deployments

    until_done(deployments.pause(name))
    reporter.say(f"{name} is paused; `readcast schedule resume {name}` goes on.")


@app.command()
def resume(name: Name) -> None:
    """Go on with a schedule that was paused."""
    from flows.tracked import deployments

    show(until_done(deployments.resume(name)), False)


@app.command()
def run(
    name: Name,
    wait: Annotated[bool, typer.Option("--wait", help="Show its log, and end as the run ends.")] = False,
) -> None:
    """Run a schedule now, also a paused one."""
    from flows import reporter
    from flows.tracked import following

    until_done(reporter.say_all(following.begun(name, wait=wait)))


@app.command()
def remove(name: Name) -> None:
    """Remove a schedule. The recordings stay."""
    from flows import reporter
    from flows.tracked import deployments

    until_done(deployments.remove(name))
    reporter.say(f"{name} is removed; its recordings stay.")
