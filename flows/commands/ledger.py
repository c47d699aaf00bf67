"""readcast why and readcast cost: what the ledgers tell."""

from contextlib import ExitStack
from typing import Annotated

import typer

from flows.commands.parameters import AsJson, Output
from flows.commands.running import show


def why(
    out: Output,
    paragraph: Annotated[
        str | None, typer.Argument(help="Its whole history; 3.12 is the 12th of chapter 3.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell why each paragraph of the last run was asked for, or all that was ever asked for one."""
    from flows.outputs import copied
    from flows.why import last_run, story
    from manifests import files, ledger

    with copied(out, files.NAME, ledger.NAME) as folder:
        show(last_run(folder) if paragraph is None else story(folder, paragraph), as_json)


def cost(
    outs: Annotated[
        list[str] | None, typer.Argument(metavar="[OUT]...", help="Folders or URLs of recordings; default: out.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Sum up what was asked for and what it cost, by day, document and reason."""
    from flows.costs import costs_of
    from flows.outputs import called, copied
    from manifests import ledger

    with ExitStack() as copies:
        folders = {
            copies.enter_context(copied(out, ledger.NAME)): called(out) for out in dict.fromkeys(outs or ["out"])
        }
        show(costs_of(folders), as_json)
