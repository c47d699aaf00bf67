"""The command line. Everything slow is imported where it is used, so that `--help` is there at once."""

import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from chunking.errors import ReadcastError
from flows.commands import ledger, service, speech_server, tracks, voices
from flows.commands import store as store_commands
from flows.commands.parameters import AsJson, Language, MaxCharacters, MaxCost, MaxRequests, Output, Speech, Voice, Yes
from flows.commands.running import until_done

TYPER_INTERRUPTED = 130  # what typer makes of Ctrl-C, without a word to the user

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they would print local variables, a key among them
    help="Narrates books and blogs: a good voice, exact subtitles, and you pay only for what changed.",
)

Sources = Annotated[
    list[Path],
    typer.Argument(help="A file, a folder of them, or several: Markdown, EPUB, HTML, text.", show_default=False),
]
Narrated = Annotated[
    list[Path],
    typer.Argument(
        help="A file, a folder of them, or several: Markdown, EPUB, HTML, text; - is standard input, as it comes.",
        show_default=False,
    ),
]
Places = Annotated[list[str], typer.Argument(help="Chapter and paragraph: 3.12, 3.12-14.", show_default=False)]
Source = Annotated[Path | None, typer.Option(help="What OUT was made of, where it is not near.")]
Out = Annotated[str, typer.Option("--out", "-o", help="Folder or URL for the recordings.")]
StoreFolder = Annotated[
    str | None,
    typer.Option("--store", help="Where what was spoken is kept: a folder or a URL such as s3://BUCKET/PATH."),
]
Chapters = Annotated[str | None, typer.Option(help="Only these, such as 3,5-7.")]
Sample = Annotated[
    str | None, typer.Option(help="Only about the first 60s (or 2m) in the final voice, into OUT/sample.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Ask for everything again, and pay for it again, even beyond the plan.")
]


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


@app.command()
def narrate(
    sources: Narrated,
    out: Out = "out",
    speech: Speech = None,
    voice: Voice = None,
    language: Language = None,
    store: StoreFolder = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=64, help="Requests at once; default 8.")] = None,
    transport: Annotated[
        str | None, typer.Option(help="requests, or sessions that begin to speak before all is sent.")
    ] = None,
    chapters: Chapters = None,
    sample: Sample = None,
    force: Force = False,
    over_plan: Annotated[
        bool, typer.Option("--over-plan", help="Go on where the account's plan does not cover it; --force does too.")
    ] = False,
    max_characters: MaxCharacters = None,
    max_requests: MaxRequests = None,
    max_cost: MaxCost = None,
    yes: Yes = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 when a paragraph is in doubt.")] = False,
    untracked: Annotated[bool, typer.Option("--untracked", help="Do without a configured Prefect API.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make chapter MP3s, subtitles and a manifest. What was spoken before is not asked for again."""
    from flows import live, reporter, tracking
    from flows.narration import narrated
    from flows.options import Options
    from flows.outputs import only_folder
    from flows.sources import opened
    from flows.steps import Direct

    options = Options(
        speech=speech,
        voice=voice,
        language=language,
        store=store,
        jobs=jobs,
        transport=transport,
        chapters=_numbers(chapters),
        sample_seconds=_seconds(sample),
        force=force,
        over_plan=over_plan,
        strict=strict,
        max_characters=max_characters,
        max_requests=max_requests,
        max_cost=max_cost,
        yes=yes,
    )
    watcher = reporter.for_terminal(quiet=quiet, as_json=as_json)
    if sources == [Path("-")]:
        folder = only_folder(out, "narrating standard input")
        until_done(live.narrated_live(live.standard_input(), folder, options, watcher))
    elif tracking.prefect_api() and not untracked:
        from flows import tracked

        until_done(tracked.run(sources, out, options, watcher))
    else:
        until_done(narrated(opened(sources, out, options), Direct(), watcher))


@app.command()
def plan(
    sources: Sources,
    out: Out = "out",
    speech: Speech = None,
    voice: Voice = None,
    language: Language = None,
    store: StoreFolder = None,
    chapters: Chapters = None,
    sample: Sample = None,
    force: Force = False,
    spoken: Annotated[bool, typer.Option("--spoken", help="Show every word that will be said, and why.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write that as one page, beside what was written, to this file.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what would be spoken, asked for and paid. Spends nothing."""
    from flows import accounts, proof_page, proofs, reporter
    from flows.findings import found_in
    from flows.narration import outlook
    from flows.options import Options
    from flows.sources import opened

    options = Options(
        speech=speech,
        voice=voice,
        language=language,
        store=store,
        chapters=_numbers(chapters),
        sample_seconds=_seconds(sample),
        force=force,
    )
    run = opened(sources, out, options)
    found = outlook(run)
    findings = found_in(run, found)
    means = until_done(accounts.means_for(run, found))
    if html is not None:
        proof_page.write(html, sources, found, findings)
    if as_json:
        proof = proofs.as_json(found) if spoken else {}
        reporter.say_json(found.as_json() | findings.as_json() | {"account": means.as_json()} | proof)
    else:
        reporter.show_plan(run.speaker, found, findings, list(proofs.as_text(found)) if spoken else [])
        for line in means.lines():
            reporter.say(line)
    means.judge()


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


def _numbers(chapters: str | None) -> frozenset[int] | None:
    from flows import selection

    return selection.chapter_numbers(chapters) if chapters is not None else None


def _seconds(sample: str | None) -> int | None:
    from flows import selection

    return selection.seconds(sample) if sample is not None else None


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
