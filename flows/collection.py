"""The end of a collection's run: its manifest, and the files of documents whose days are over."""

from collections.abc import Iterator

from chunking.errors import ReadcastError
from flows import claims
from flows.changes import SILENT
from flows.lexicon_use import lexicon_sha256
from flows.recording import MADE_BY
from flows.report import Report
from flows.sources import Members, Run, Source, withdrawn
from manifests.files import save, sha256_of
from manifests.model import Collection, DocumentRecord, Manifest
from render.speech.delivery import digest

# What shapes no recording, or names a file whose content is looked at instead.
NOT_SHAPING = {"speech", "store", "jobs", "transport", "price", "currency", "confirm_above", "max_bytes", "site"} | {
    *("cover", "lexicon"),
    *("cache_seconds", "publish_to", "publish_branch", "publish_command"),
}


def record_collection(run: Run, members: Members, report: Report) -> None:
    """Puts the manifest in place, then removes the files of those that were withdrawn long enough ago."""
    manifest = Collection(
        made_by=MADE_BY,
        commit=members.commit,
        site=members.site,
        settings_sha256=settings_sha256(run),
        documents=(*_documents(run, members, report), *_withdrawn(run, members)),
    )
    save(run.out, manifest)
    run.output.send_collection()
    for one in run.leaving:
        if one.is_over:
            folder = run.out / one.record.folder
            run.output.remove(folder)
            claims.forgotten(run.store, run.output.registered(folder))


def settings_sha256(run: Run) -> str:
    """Of all settings that shape recordings."""
    settings = run.settings
    cover = sha256_of(settings.cover) if settings.cover and settings.cover.is_file() else ""
    shaping = settings.model_dump(mode="json", exclude=NOT_SHAPING)
    return digest([shaping, cover, lexicon_sha256(settings.policy.lexicon), run.service.name])


def _documents(run: Run, members: Members, report: Report) -> Iterator[DocumentRecord]:
    """Those of this run, made or failed; of the others what was recorded before."""
    made = {one.folder: one.manifest for one in report.made}
    failed = {one.folder: one.error for one in report.failures}
    selected = {source.folder for source in run.sources}
    before = {record.folder: record for record in (members.before.documents if members.before else ())}
    for source in members.all:
        if source.folder in report.silent:
            yield from (withdrawn(one, SILENT) for one in [before.get(source.folder.name)] if one)
        elif source.folder in selected:
            yield _record(source, made.get(source.folder), failed.get(source.folder))
        elif source.folder.name in before:
            yield before[source.folder.name]


def _record(source: Source, manifest: Manifest | None, error: ReadcastError | None) -> DocumentRecord:
    post = source.post
    record = DocumentRecord(
        folder=source.folder.name,
        source=source.name,
        title="",
        state="failed",
        permalink=post.permalink if post else "",
        date=post.date if post else None,
        authors=post.authors if post else (),
    )
    if manifest is None:
        reason = str(error).replace(str(source.path), source.name)  # no path of this machine
        return record.model_copy(update={"reason": reason})
    return record.model_copy(
        update={"state": "made", "title": manifest.title, "content_sha256": manifest.content_sha256}
    )


def _withdrawn(run: Run, members: Members) -> Iterator[DocumentRecord]:
    if run.is_partial and members.before:
        gone = {one.record.folder for one in members.leaving}
        yield from (record for record in members.before.documents if record.folder in gone)
    yield from (one.record for one in run.leaving if not one.is_over)
