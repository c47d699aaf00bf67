"""The steps after a run, in their order: copy, commit, command. Each does what is left to do, and says so in a line.

None of them is set by a repository's `readcast.toml`: it must not decide where recordings go and what is run. Where one
fails those behind it are left out, since a site may be built from what the first has copied; nothing is undone, and the
next run does it again.
"""

from collections.abc import Iterator
from pathlib import Path

from flows.publishing import branch, command, copying
from flows.report import Report
from flows.reporter import Reporter
from flows.sources import Run
from manifests.files import is_plain, load
from manifests.model import Collection
from render.speech.client import STOPPING


def check(run: Run) -> None:
    """Before anything is paid for: raises InputError for a step that could not be done."""
    settings = run.settings
    if settings.publish_to:
        copying.check(run, settings.publish_to)
    if settings.publish_branch:
        branch.check(run.repository, settings.publish_branch)
    if settings.publish_command:
        command.words_of(settings.publish_command)


def publish(run: Run, report: Report, reporter: Reporter) -> None:
    """Does what the user wants to be done with what was made, now or before. Not where the service refused.

    Raises InputError, OutputError or CommandFailed.
    """
    refused = any(isinstance(one.error, STOPPING) for one in report.failures)
    if refused or not report.made or run.options.chapters is not None or run.options.sample_seconds:
        return
    settings = run.settings
    if settings.publish_to or settings.publish_branch:
        run.output.fetch(list(_documents(run)))
    if settings.publish_to and (changed := copying.copy_to(run, settings.publish_to)):
        reporter.warned(changed)
    if settings.publish_branch and (committed := branch.commit(run, settings.publish_branch)):
        reporter.warned(committed)
    if settings.publish_command and (ran := command.run(run.out, settings.publish_command)):
        reporter.warned(ran)


def _documents(run: Run) -> Iterator[Path]:
    """The folders of all documents that are to be published: a run of some documents has not fetched the others."""
    found = load(run.out)
    for one in found.documents if isinstance(found, Collection) else ():
        if one.state != "withdrawn" and is_plain(one.folder):
            yield run.out / one.folder
