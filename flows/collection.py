"""The manifest of a collection."""

from chunking.errors import ReadcastError
from flows.recording import MADE_BY
from flows.report import Report
from flows.sources import Run, Source
from manifests.files import save
from manifests.model import Collection, DocumentRecord, Manifest


def record_collection(run: Run, report: Report) -> None:
    """Puts it in place: every document of the run, made or failed."""
    made = {one.folder: one.manifest for one in report.made}
    failed = {one.folder: one.error for one in report.failures}
    documents = (_record(source, made.get(source.folder), failed.get(source.folder)) for source in run.sources)
    save(run.out, Collection(made_by=MADE_BY, documents=tuple(documents)))


def _record(source: Source, manifest: Manifest | None, error: ReadcastError | None) -> DocumentRecord:
    if manifest is None:
        reason = str(error).replace(str(source.path), source.name)  # no path of this machine
        return DocumentRecord(folder=source.folder.name, source=source.name, title="", state="failed", reason=reason)
    return DocumentRecord(
        folder=source.folder.name,
        source=source.name,
        title=manifest.title,
        state="made",
        content_sha256=manifest.content_sha256,
    )
