"""readcast speech-server."""

import math
from pathlib import Path
from typing import Annotated

import typer


def speech_server(
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8765,
    engine: Annotated[str, typer.Option(help="espeak, piper, tone or tone-noisy.")] = "espeak",
    state: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the voices made and the characters used. Default: the one that runs with --speech local "
            "use; with --plan-characters nothing is kept unless this is given, so that each rehearsal starts anew.",
            show_default=False,
        ),
    ] = None,
    api_key: Annotated[
        str | None,
        typer.Option(
            envvar="READCAST_SERVER_API_KEY",
            help="The key to ask for; others get 401. All users of a machine see the options of its processes, but not "
            "the environment.",
            show_default="any is taken",
        ),
    ] = None,
    plan_characters: Annotated[
        int | None, typer.Option(min=0, help="Characters of a pretended plan; then answers are 402.")
    ] = None,
    requests_per_second: Annotated[
        float, typer.Option(min=0.001, help="More get 429 and the time to wait.", show_default="no limit")
    ] = math.inf,
    concurrency: Annotated[
        int | None, typer.Option(min=1, help="Requests at once; more get 429.", show_default="no limit")
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A Host name to answer beside 127.0.0.1 and localhost; several times.")
    ] = None,
    latency: Annotated[float, typer.Option(min=0, help="Seconds that each answer takes at least.")] = 0.0,
    latency_per_char: Annotated[float, typer.Option(min=0, help="Seconds more for each character.")] = 0.0,
) -> None:
    """Run the local speech server, which speaks LMNT's API, in the foreground. On this machine only."""
    from flows import server_state
    from render.server.serve import ServeOptions, serve

    rehearsal = plan_characters is not None
    options = ServeOptions(
        port=port,
        engine=engine,
        latency=latency,
        latency_per_character=latency_per_char,
        api_key=api_key or None,
        plan_characters=plan_characters,
        requests_per_second=requests_per_second,
        concurrency=math.inf if concurrency is None else concurrency,
        state=state if state or rehearsal else server_state.usable(),
        allow_host=tuple(allow_host or ()),
        verbose=True,
    )
    serve(options)
