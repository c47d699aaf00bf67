"""`readcast narrate` and `readcast plan`: the same sources and options; one makes everything, the other only looks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    StoreFolder,
    Voice,
    Yes,
)
from flows.commands.running import until_done

if TYPE_CHECKING:
    from flows.options import Options, WhenBusy

Sources = Annotated[
    list[str],
    typer.Argument(
        help="A file, a folder of them, a git repository's URL, or several: Markdown, EPUB, HTML, text.",
        show_default=False,
    ),
]
Narrated = Annotated[
    list[str],
    typer.Argument(
        help="A file, a folder of them, a git repository's URL, or several: Markdown, EPUB, HTML, text; "
        "- is standard input, as it comes.",
        show_default=False,
    ),
]
Out = Annotated[str, typer.Option("--out", "-o", help="Folder or URL for the recordings.")]
Ref = Annotated[str | None, typer.Option(help="Branch, tag or commit of the repository; default: its main branch.")]
SiteName = Annotated[
    str | None, typer.Option("--site", help="Whose conventions hold: hugo, jekyll, … or plain; default: found out.")
]
Only = Annotated[
    list[str] | None, typer.Option(help="Only documents that this pattern fits, as in .gitignore; may be given again.")
]
Since = Annotated[str | None, typer.Option(help="Only documents that have changed after this commit.")]
Chapters = Annotated[str | None, typer.Option(help="Only these, such as 3,5-7.")]
Sample = Annotated[
    str | None, typer.Option(help="Only about the first 60s (or 2m) in the final voice, into OUT/sample.")
]
Force = Annotated[
    bool, typer.Option("--force", help="Ask for everything again, and pay for it again, even beyond the plan.")
]
Spoken = Annotated[bool, typer.Option("--spoken", help="Show every word that will be said, and why.")]
Page = Annotated[
    Path | None, typer.Option("--html", help="Write that as one page, beside what was written, to this file.")
]


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
    ref: Ref = None,
    site: SiteName = None,
    only: Only = None,
    since: Since = None,
    chapters: Chapters = None,
    sample: Sample = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do nothing but what `readcast plan` does.")] = False,
    force: Force = False,
    over_plan: Annotated[
        bool, typer.Option("--over-plan", help="Go on where the account's plan does not cover it; --force does too.")
    ] = False,
    max_characters: MaxCharacters = None,
    max_requests: MaxRequests = None,
    max_cost: MaxCost = None,
    yes: Yes = False,
    publish_to: PublishTo = None,
    publish_branch: PublishBranch = None,
    publish_command: PublishCommand = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 5 when a paragraph is in doubt.")] = False,
    when_busy: Annotated[
        str, typer.Option(help="While another run is at work on OUT: fail, wait for its end, or skip this one.")
    ] = "fail",
    untracked: Annotated[bool, typer.Option("--untracked", help="Do without a configured Prefect API.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make chapter MP3s, subtitles and a manifest. What was spoken before is not asked for again."""
    from flows.options import Options

    options = Options(
        speech=speech,
        voice=voice,
        language=language,
        store=store,
        jobs=jobs,
        transport=transport,
        ref=ref,
        site=site,
        only=tuple(only or ()),
        since=since,
        chapters=_numbers(chapters),
        sample_seconds=_seconds(sample),
        force=force,
        over_plan=over_plan,
        strict=strict,
        max_characters=max_characters,
        max_requests=max_requests,
        max_cost=max_cost,
        yes=yes,
        publish_to=publish_to,
        publish_branch=publish_branch,
        publish_command=publish_command,
        when_busy=_when_busy(when_busy),
    )
    if dry_run:
        _planned(sources, out, options, as_json=as_json)
    else:
        _narrated(sources, out, options, untracked=untracked, quiet=quiet, as_json=as_json)


def plan(
    sources: Sources,
    out: Out = "out",
    speech: Speech = None,
    voice: Voice = None,
    language: Language = None,
    store: StoreFolder = None,
    ref: Ref = None,
    site: SiteName = None,
    only: Only = None,
    since: Since = None,
    chapters: Chapters = None,
    sample: Sample = None,
    force: Force = False,
    spoken: Spoken = False,
    html: Page = None,
    as_json: AsJson = False,
) -> None:
    """Show what would be spoken, asked for and paid. Spends nothing."""
    from flows.options import Options

    options = Options(
        speech=speech,
        voice=voice,
        language=language,
        store=store,
        ref=ref,
        site=site,
        only=tuple(only or ()),
        since=since,
        chapters=_numbers(chapters),
        sample_seconds=_seconds(sample),
        force=force,
    )
    _planned(sources, out, options, spoken=spoken, html=html, as_json=as_json)


def _narrated(sources: list[str], out: str, options: "Options", *, untracked: bool, quiet: bool, as_json: bool) -> None:
    from flows import live, reporter, tracking
    from flows.narration import narrated
    from flows.outputs import only_folder
    from flows.sources import opened
    from flows.steps import Direct

    watcher = reporter.for_terminal(quiet=quiet, as_json=as_json)
    if sources == ["-"]:
        folder = only_folder(out, "narrating standard input")
        until_done(live.narrated_live(live.standard_input(), folder, options, watcher))
    elif tracking.prefect_api() and not untracked:
        from flows.tracked import flow

        until_done(flow.run(sources, out, options, watcher))
    else:
        until_done(narrated(opened(sources, out, options), Direct(), watcher))


def _planned(
    sources: list[str],
    out: str,
    options: "Options",
    *,
    spoken: bool = False,
    html: Path | None = None,
    as_json: bool = False,
) -> None:
    from flows import accounts, proof_page, proofs, reporter
    from flows.findings import found_in
    from flows.narration import outlook
    from flows.repository import is_git_url
    from flows.sources import opened

    run = opened(sources, out, options)
    found = outlook(run)
    findings = found_in(run, found)
    means = until_done(accounts.means_for(run, found))
    if html is not None:
        named = [Path(source) for source in sources if not is_git_url(source)]
        proof_page.write(html, named, found, findings)
    if as_json:
        proof = proofs.as_json(found) if spoken else {}
        reporter.say_json(found.as_json() | findings.as_json() | {"account": means.as_json()} | proof)
    else:
        reporter.show_plan(run.speaker, found, findings, list(proofs.as_text(found)) if spoken else [])
        for line in means.lines():
            reporter.say(line)
    means.judge()


def _when_busy(word: str) -> "WhenBusy":
    if word not in ("fail", "wait", "skip"):
        raise typer.BadParameter(f"it is fail, wait or skip, not {word}.", param_hint="--when-busy")
    return word  # type: ignore[return-value]


def _numbers(chapters: str | None) -> frozenset[int] | None:
    from flows import selection

    return selection.chapter_numbers(chapters) if chapters is not None else None


def _seconds(sample: str | None) -> int | None:
    from flows import selection

    return selection.seconds(sample) if sample is not None else None
