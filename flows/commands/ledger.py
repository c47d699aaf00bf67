"""readcast why and readcast cost: what the ledgers tell."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.parameters import AsJson
from flows.commands.running import show

Narrated = Annotated[Path, typer.Argument(help="A folder that `readcast narrate` has written.", show_default=False)]


def why(
    out: Narrated,
    paragraph: Annotated[
        str | None, typer.Argument(help="Its whole history; 3.12 is the 12th of chapter 3.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell why each paragraph of the last run was asked for, or all that was ever asked for one."""
    from flows.why import last_run, story

    show(last_run(out) if paragraph is None else story(out, paragraph), as_json)


def cost(
    outs: Annotated[
        list[Path] | None, typer.Argument(metavar="[OUT]...", help="Folders of recordings; default: out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Sum up what was asked for and what it cost, by day, document and reason."""
    from flows.costs import costs_of

    show(costs_of(outs or [Path("out")]), as_json)
