"""What the user sees of a run. The only module that prints.

On a terminal a progress display; elsewhere plain lines; nothing but the result with `--json`.
"""

import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from flows.wording import counted, duration, unused_entries
from render.speech.service import Service

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from flows.findings import Findings
    from flows.report import Outlook, Report

_COMMANDS = dict.fromkeys([*range(9), *range(11, 32), *range(127, 160)], "\ufffd")
LISTED = 5  # chapters whose files are listed at the end; of more only the folder


class Reporter(Protocol):
    """Hears of everything that happens in a run."""

    def planned(self, service: Service, plan: "Outlook") -> None: ...
    def spoke(self, characters: int) -> None: ...
    def assembled(self, stem: str, seconds: float) -> None: ...
    def failed(self, name: str, reason: str) -> None: ...
    def warned(self, text: str) -> None: ...
    def agrees(self, question: str) -> bool: ...
    def stopped(self) -> None: ...
    def finished(self, out: Path, report: "Report") -> None: ...


def say(text: str, *, error: bool = False) -> None:
    """One line or more for the user."""
    _put(tidied(text), sys.stderr if error else sys.stdout)


def tidied(text: str) -> str:
    """Without what a terminal would take for a command."""
    return text.translate(_COMMANDS)


async def say_all(lines: AsyncIterator[str]) -> None:
    """Each line as soon as it is there."""
    async for line in lines:
        say(line)


def say_json(found: object) -> None:
    """One JSON object on standard output."""
    _put(json.dumps(found, ensure_ascii=False), sys.stdout)


def _put(text: str, stream: TextIO) -> None:
    """Where nobody reads the lines any more, as behind `| head`, the work goes on all the same."""
    try:
        print(text, file=stream, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def introduction(service: Service) -> str:
    """The first line of a run: who speaks."""
    if service.name == "lmnt":
        return "Speaking with LMNT, with the key in LMNT_API_KEY."
    if service.name.startswith("local:espeak@"):
        return "Speaking with the built-in preview voice (espeak-ng), free and offline."
    if service.name.startswith("local:piper@"):
        return "Speaking with the natural voice on this computer (Piper), free and offline."
    return f"Speaking with {service.name}."


class Quiet:
    """Says nothing but errors."""

    def planned(self, service: Service, plan: "Outlook") -> None:
        self.failures(plan)

    def failures(self, plan: "Outlook") -> None:
        """Names the documents that could not even be read."""
        for failure in plan.failures:
            self.failed(failure.name, str(failure.error))

    def spoke(self, characters: int) -> None:
        pass

    def assembled(self, stem: str, seconds: float) -> None:
        pass

    def failed(self, name: str, reason: str) -> None:
        say(f"readcast: {name} failed: {reason}", error=True)

    def warned(self, text: str) -> None:
        """Something that the user should know and that stops nothing."""

    def agrees(self, question: str) -> bool:
        """What the user answers to a question; yes where nobody sits at a terminal."""
        return True

    def stopped(self) -> None:
        """Nothing more is spoken or assembled, for whatever reason."""

    def finished(self, out: Path, report: "Report") -> None:
        pass


class Lines(Quiet):
    """Plain lines: one for each chapter that was made."""

    def __init__(self, *, error: bool = False) -> None:
        """`error` sends the lines to standard error, as with `--json`."""
        self._error = error
        self._introduced = False
        self._count()

    def _count(self) -> None:
        self._begun = time.monotonic()
        self._chapters = self._made = self._requests = self._answered = 0
        self._seconds = 0.0

    def say(self, text: str) -> None:
        say(text, error=self._error)

    def planned(self, service: Service, plan: "Outlook") -> None:
        """Begins to count anew: a text that is still being written is planned again and again."""
        if not self._introduced:
            self.say(introduction(service))
        self._introduced = True
        self.failures(plan)
        self._count()
        self._chapters = sum(len(job.work) for job in plan.jobs)
        self._requests = plan.requests
        if plan.requests:
            self.say(f"Asking for {counted(plan.requests, 'request')}, {plan.characters:,} characters.")

    def warned(self, text: str) -> None:
        self.say(text)

    def spoke(self, characters: int) -> None:
        self._answered += 1

    def assembled(self, stem: str, seconds: float) -> None:
        self._made += 1
        self._seconds += seconds
        asked = f" · {self._answered} of {counted(self._requests, 'request')}" if self._requests else ""
        left = f" · about {duration(self._left())} left" if self._made < self._chapters else ""
        self.say(f"{self._made}/{self._chapters} {stem}{asked} · {duration(self._seconds)} of audio{left}")

    def _left(self) -> float:
        return (time.monotonic() - self._begun) / self._made * (self._chapters - self._made)

    def finished(self, out: Path, report: "Report") -> None:
        for line in summary(out, report):
            self.say(line)


class Json(Lines):
    """One JSON object on standard output; what else there is to say goes to standard error."""

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(error=True)
        self._quiet = quiet

    def say(self, text: str) -> None:
        if not self._quiet:
            super().say(text)

    def finished(self, out: Path, report: "Report") -> None:
        super().finished(out, report)
        say_json(report.as_json())


class Bars(Lines):
    """A progress display that a terminal redraws: requests, chapters, minutes of audio, time left."""

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._tasks: tuple[TaskID, ...] = ()

    def planned(self, service: Service, plan: "Outlook") -> None:
        super().planned(service, plan)
        from rich import progress  # noqa: PLC0415

        if self._chapters:
            numbers, left = progress.MofNCompleteColumn(), progress.TimeRemainingColumn()
            columns = (progress.TextColumn("{task.description}"), progress.BarColumn(), numbers, left)
            self._progress = progress.Progress(*columns, transient=True)
            speaking = self._progress.add_task("requests", total=plan.requests, visible=plan.requests > 0)
            self._tasks = (speaking, self._progress.add_task("chapters", total=self._chapters))
            self._progress.start()

    def spoke(self, characters: int) -> None:
        if self._progress:
            self._progress.advance(self._tasks[0])

    def assembled(self, stem: str, seconds: float) -> None:
        self._seconds += seconds
        if self._progress:
            description = f"chapters, {duration(self._seconds)} of audio"
            self._progress.update(self._tasks[1], advance=1, description=description)

    def failed(self, name: str, reason: str) -> None:
        self.stopped()
        super().failed(name, reason)

    def agrees(self, question: str) -> bool:
        if not sys.stdin.isatty():
            return True
        self.stopped()
        self.say(question)
        answer = sys.stdin.readline().strip().lower()
        if self._progress:
            self._progress.start()
        return answer in ("y", "yes")

    def stopped(self) -> None:
        """Takes the display away and gives the terminal its cursor back."""
        if self._progress:
            self._progress.stop()


@contextmanager
def progress(name: str, seconds: float) -> Iterator[Callable[[float], None]]:
    """Shows on a terminal how far one file of this length is; what it gives is told the seconds that are done."""
    if not sys.stdout.isatty():
        yield _tell_nobody
        return
    from rich import progress as bars  # noqa: PLC0415

    columns = (bars.TextColumn("{task.description}", markup=False), bars.BarColumn(), bars.TimeRemainingColumn())
    with bars.Progress(*columns, transient=True) as shown:
        task = shown.add_task(name.translate(_COMMANDS), total=seconds)
        yield lambda done: shown.update(task, completed=done)


def _tell_nobody(_done: float) -> None:
    pass


def summary(out: Path, report: "Report") -> Iterable[str]:
    """What was made, what was asked for, and where it is."""
    found = report.as_json()
    chapters, paragraphs = int(str(found["chapters"])), int(str(found["paragraphs"]))
    documents = f"{counted(len(report.made), 'document')} · " if len(report.made) > 1 else ""
    spent, seconds = report.spent, float(str(found["audio_seconds"]))
    yield (
        f"{documents}{counted(chapters, 'chapter')} · {counted(paragraphs, 'paragraph')}"
        f" · {counted(spent.requests, 'request')} · {counted(spent.characters, 'character')}"
        f" · {duration(seconds)} of audio"
    )
    yield from report.changes.lines()
    if not spent.requests and report.made:
        yield "0 requests were sent: everything had been spoken before."
    if report.flagged:
        place = report.shown(out)
        yield f"{counted(report.flagged, 'paragraph')} in doubt; listen to what `readcast verify {place}` names."
    subtitles = report.subtitles
    if subtitles.inside < 100:
        yield f"{subtitles.summary()}:"
        yield from subtitles.worst()
    if report.lexicon_unused:
        yield unused_entries(report.lexicon_unused)
    shown = [path for path in report.files() if path.suffix in (".mp3", ".srt")] if chapters <= LISTED else []
    yield from (report.shown(path) for path in shown)
    yield report.shown(out / "manifest.json")


def for_terminal(*, quiet: bool, as_json: bool) -> Reporter:
    """The reporter that fits where the program runs."""
    if as_json:
        return Json(quiet=quiet)
    if quiet:
        return Quiet()
    return Bars() if sys.stdout.isatty() else Lines()


def show_plan(service: Service, plan: "Outlook", findings: "Findings", proof: Iterable[str] = ()) -> None:
    """What a run would say, where that is asked for; then what it would do, as a table of chapters and a sum."""
    from rich.console import Console  # noqa: PLC0415

    from flows.plan_table import table_of  # noqa: PLC0415

    say("\n".join([introduction(service), *([""] if proof else []), *proof]))
    Console(highlight=False, markup=False).print(table_of(plan, findings.changes))
    for failure in plan.failures:
        say(f"{failure.name}: cannot be narrated: {failure.error}")
    for line in findings.lines():
        say(line)
    seconds = float(str(plan.as_json()["audio_seconds"]))
    say(
        f"{counted(plan.requests, 'request')} · {counted(plan.characters, 'character')} to be asked for · "
        f"{plan.reused_characters:,} reused · about {duration(seconds)} of audio"
    )
