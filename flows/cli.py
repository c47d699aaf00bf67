"""The command line. Everything slow is imported where it is used, so that `--help` is there at once."""

import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from chunking.errors import ReadcastError
from flows.commands import ledger, narrating, schedules, service, speech_server, tracks, up, voices
from flows.commands import store as store_commands
from flows.commands.parameters import Language, Output, Speech, StoreFolder, Voice
from flows.commands.running import until_done

TYPER_INTERRUPTED = 130  # what typer makes of Ctrl-C, without a word to the user

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they would print local variables, a key among them
    help="Narrates books and blogs: a good voice, exact subtitles, and you pay only for what changed.",
)

Places = Annotated[list[str], typer.Argument(help="Chapter and paragraph: 3.12, 3.12-14.", show_default=False)]
Source = Annotated[Path | None, typer.Option(help="What OUT was made of, where it is not near.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readcast {version('readcast')}")
        raise typer.Exit


@app.callback()
def readcast(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the command itself."""


app.command()(narrating.narrate)
app.command()(narrating.plan)


@app.command()
def verify(out: Output) -> None:
    """Check that everything is there, whole, in step and as recorded."""
    from flows import reporter
    from flows.checks import verified
    from flows.outputs import called, copied

    with copied(out, "") as folder:
        for line in verified(folder, called(out)):
            reporter.say(line)


@app.command()
def redo(
    out: Output,
    places: Places,
    source: Source = None,
    takes: Annotated[
        int | None, typer.Option(min=1, max=20, help="Make this many and keep them, to choose from; use none yet.")
    ] = None,
    speech: Speech = None,
    voice: Voice = None,
    language: Language = None,
    store: StoreFolder = None,
) -> None:
    """Ask for single paragraphs again, and pay for them again; their chapters are made again."""
    from flows import paragraphs, reporter
    from flows.options import Options
    from flows.outputs import only_folder
    from flows.redo import redone

    options = Options(speech=speech, voice=voice, language=language, store=store)
    found = paragraphs.output(only_folder(out, "redo"), source, options)
    until_done(reporter.say_all(redone(found, paragraphs.places_in(places), takes)))


@app.command()
def takes(
    out: Output,
    places: Places,
    source: Source = None,
    choose: Annotated[int | None, typer.Option(min=1, help="Use this take from now on.")] = None,
    listen: Annotated[Path | None, typer.Option(help="Write each take as a WAV file into this folder.")] = None,
    store: StoreFolder = None,
) -> None:
    """Show the takes that `redo` has made of a paragraph, or choose one. Spends nothing."""
    from flows import paragraphs, redo, reporter
    from flows.options import Options
    from flows.outputs import only_folder

    found = paragraphs.output(only_folder(out, "takes"), source, Options(store=store))
    wanted = paragraphs.places_in(places)
    lines = redo.chosen(found, wanted, choose) if choose else redo.listed(found, wanted, listen)
    until_done(reporter.say_all(lines))


app.add_typer(store_commands.app, name="store")
app.add_typer(voices.app, name="voices")
app.add_typer(schedules.app, name="schedule")
app.command()(up.up)
app.command()(tracks.subtitles)
app.command()(tracks.video)
app.command()(ledger.why)
app.command()(ledger.cost)
app.command()(service.account)
app.command()(service.say)
app.command("speech-server")(speech_server.speech_server)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="Where to write it.")] = Path()) -> None:
    """Write a commented readcast.toml."""
    from flows import reporter
    from flows.checks import written_settings

    reporter.say(f"{written_settings(folder)} is there now; every line is a default until you change it.")


@app.command()
def doctor(store: StoreFolder = None) -> None:
    """Show what is installed, reachable and missing."""
    from flows import reporter
    from flows.checks import diagnosed

    for line in diagnosed(store):
        reporter.say(line)


def main() -> NoReturn:
    """The command `readcast`: the process's one boundary for errors."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a file name or a terminal that is not UTF-8 stops nothing
    try:
        app()
    except (ReadcastError, KeyboardInterrupt) as error:
        _end(error)
    except SystemExit as ended:
        if ended.code == TYPER_INTERRUPTED:
            _end(KeyboardInterrupt())
        raise
    raise SystemExit(0)


def _end(error: ReadcastError | KeyboardInterrupt) -> NoReturn:
    from flows import exits

    typer.echo(f"readcast: {exits.message(error)}", err=True)
    raise SystemExit(exits.exit_code(error)) from None
