"""readcast up."""

from typing import Annotated

import typer


def up(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Of Prefect's page and API.")] = 4200,
    host: Annotated[
        str, typer.Option(help="Whoever reaches this address can start runs and read all of them.")
    ] = "127.0.0.1",
    runs: Annotated[int, typer.Option(min=1, max=64, help="Runs at once.")] = 2,
) -> None:
    """Run a Prefect server and a worker for the schedules, in the foreground, until Ctrl-C."""
    from flows.up.place import Place
    from flows.up.running import run

    run(Place(host, port), runs)
