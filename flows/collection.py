"""The manifest of a collection."""

from flows.recording import MADE_BY
from flows.report import Report
from flows.sources import Run, Source
from manifests.files import save
from manifests.model import Collection, DocumentRecord


def record_collection(run: Run, report: Report) -> None:
    """Puts it in place: every document of the run, made or failed."""
    save(run.out, Collection(made_by=MADE_BY, documents=tuple(_record(source, report) for source in run.sources)))


def _record(source: Source, report: Report) -> DocumentRecord:
    manifest = next((one.manifest for one in report.made if one.job.folder == source.folder), None)
    if manifest is None:
        error = next(one.error for one in report.failures if one.folder == source.folder)
        reason = str(error).replace(str(source.path), source.name)  # no path of this machine
        return DocumentRecord(folder=source.folder.name, source=source.name, title="", state="failed", reason=reason)
    return DocumentRecord(
        folder=source.folder.name,
        source=source.name,
        title=manifest.title,
        state="made",
        content_sha256=manifest.content_sha256,
    )
