"""Who hears of a run that Prefect sees: its log in Prefect, and what its artifacts are made of."""

from pathlib import Path
from uuid import UUID

from prefect.logging.loggers import flow_run_logger
from prefect.runtime import flow_run

from flows.report import Outlook, Report
from flows.reporter import Lines, Reporter, tidied
from render.speech.service import Service

LOG = "prefect.flow_runs.readcast"  # the name of our lines in a run's log, among those of Prefect


class RunLog(Lines):
    """The lines of a run that a worker has started, in the run's log in Prefect."""

    def __init__(self) -> None:
        super().__init__()
        self._log = flow_run_logger(flow_run_id=UUID(flow_run.id)).getChild("readcast")

    def say(self, text: str) -> None:
        self._log.info(tidied(text))

    def failed(self, name: str, reason: str) -> None:
        self._log.error(tidied(f"{name} failed: {reason}"))


class Watcher:
    """Passes on all it hears, and keeps what the run is about, how far it is, and what came of it."""

    def __init__(self, told: Reporter) -> None:
        self._told = told
        self.plan: Outlook | None = None
        self.report: Report | None = None
        self._steps = self._done = 0

    @property
    def percent(self) -> float | None:
        """Of the answers and chapters that the run is to make; None until that is known."""
        if self.plan is None:
            return None
        if self.report and not self.report.failures:
            return 100.0  # also where another run has asked for some of it
        return 100 * self._done / self._steps if self._steps else 100.0

    def planned(self, service: Service, plan: Outlook) -> None:
        self.plan = plan
        self._steps = plan.requests + sum(len(job.work) for job in plan.jobs)
        self._told.planned(service, plan)

    def spoke(self, characters: int) -> None:
        self._count()
        self._told.spoke(characters)

    def assembled(self, stem: str, seconds: float) -> None:
        self._count()
        self._told.assembled(stem, seconds)

    def _count(self) -> None:
        """A paragraph in doubt is asked for once more, which nobody has planned."""
        self._done = min(self._done + 1, self._steps)

    def failed(self, name: str, reason: str) -> None:
        self._told.failed(name, reason)

    def warned(self, text: str) -> None:
        self._told.warned(text)

    def agrees(self, question: str) -> bool:
        return self._told.agrees(question)

    def stopped(self) -> None:
        self._told.stopped()

    def finished(self, out: Path, report: Report) -> None:
        self.report = report
        self._told.finished(out, report)
