"""The end of each job: the manifest, in place by one rename, and the files of chapters that are no more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from chunking.document import Paragraph
from chunking.errors import OutputError
from flows.jobs import ChapterJob, Job
from flows.lexicon_use import recorded
from manifests.files import described, save
from manifests.model import (
    ChapterRecord,
    FileRecord,
    Manifest,
    ParagraphRecord,
    RequestRecord,
    SettingsRecord,
    SourceRecord,
    SubtitlesRecord,
)
from render.packages import WORDS, Written, move_words
from render.score import Score
from render.speech.clips import KeptTake
from render.timeline import TimedParagraph

MADE_BY = f"readcast {version('readcast')}"


@dataclass(frozen=True, slots=True)
class Assembled:
    """What was made of one chapter, and the answers that its takes come from, by the clip's id."""

    chapter: ChapterRecord
    requests: Mapping[str, RequestRecord]


def assembled(job: ChapterJob, score: Score, files: Sequence[Written], subtitles: SubtitlesRecord) -> Assembled:
    """The records of a chapter whose files have just been written."""
    takes = [part for part in score.parts if isinstance(part, KeptTake)]
    chapter = _chapter(job, score, files).model_copy(update={"subtitles": subtitles})
    return Assembled(chapter, {one.clip: _request(one) for one in takes})


def _chapter(job: ChapterJob, score: Score, files: Sequence[Written]) -> ChapterRecord:
    takes = [part for part in score.parts if isinstance(part, KeptTake)]
    paragraphs = tuple(
        _paragraph(*found) for found in zip(job.chapter.paragraphs, takes, score.timeline.paragraphs, strict=True)
    )
    return ChapterRecord(
        number=job.chapter.number,
        title=job.chapter.title,
        recipe=job.recipe,
        samples=score.timeline.length,
        paragraphs=paragraphs,
        files=tuple(described(file.path, samples=file.samples, cues=file.cues) for file in files),
    )


def _paragraph(paragraph: Paragraph, kept: KeptTake, timed: TimedParagraph) -> ParagraphRecord:
    return ParagraphRecord(
        kind=paragraph.kind,
        written=paragraph.written,
        lines=paragraph.lines[:2],
        file=paragraph.lines.file,
        voice=paragraph.treatment.voice or "",
        language=paragraph.treatment.language or "",
        characters=len(paragraph.spoken),
        take=kept.take.key,
        clip=kept.clip,
        start=timed.span.start,
        end=timed.span.end,
        doubts=kept.take.doubts,
    )


def _request(kept: KeptTake) -> RequestRecord:
    return RequestRecord(clip=kept.clip, request_id=kept.request_id, characters=kept.clip_characters)


def record(job: Job, made: Sequence[Assembled]) -> Manifest:
    """Puts the new manifest in place, then removes the files of chapters that were renamed or are no more."""
    chapters = _chapters(job, [one.chapter for one in made])
    known = {one.clip: one for one in (job.previous.requests if job.previous else ())}
    for one in made:
        known |= one.requests
    clips = dict.fromkeys(one.clip for chapter in chapters for one in chapter.paragraphs)
    answers = tuple(known[clip] for clip in clips)
    manifest = Manifest(
        made_by=MADE_BY,
        title=job.title,
        author=job.settings.author,
        source=SourceRecord(name=job.name, sha256=job.document.sha256),
        delivery=job.spoken,
        settings=SettingsRecord(
            pauses=job.settings.pauses.model_dump(), formats=job.settings.formats, lexicon=recorded(job)
        ),
        chapters=chapters,
        requests=answers,
        characters=sum(answer.characters for answer in answers),
        reused_characters=_reused(chapters),
    ).sealed()
    save(job.folder, manifest)
    _remove_old(job.folder, job.previous, manifest)
    return manifest


def _chapters(job: Job, made: Sequence[ChapterRecord]) -> tuple[ChapterRecord, ...]:
    """The chapters of this run; in a run of some chapters the others stay as they were."""
    records = {one.number: one for one in made}
    for chapter in job.chapters:
        if chapter.current is not None:
            records[chapter.chapter.number] = _at_new_lines(job, chapter, chapter.current)
    titles = {chapter.number: chapter.title for chapter in job.document.chapters}
    chosen = {chapter.chapter.number for chapter in job.chapters}
    for old in job.previous.chapters if job.previous else ():
        if old.number not in chosen and titles.get(old.number) == old.title:
            records[old.number] = old
    return tuple(records[number] for number in sorted(records))


def moved(job: Job) -> list[FileRecord]:
    """The words files of chapters that stay as they were, whose text stands elsewhere now: they are written again."""
    kept = [(chapter, chapter.current) for chapter in job.chapters if chapter.current is not None]
    chapters = [old for chapter, old in kept if _placed(chapter, old) != old.paragraphs or not _is_same_source(job)]
    return [file for chapter in chapters for file in chapter.files if file.path.endswith(WORDS)]


def _placed(chapter: ChapterJob, old: ChapterRecord) -> tuple[ParagraphRecord, ...]:
    """The paragraphs as they were, at the lines where they stand now."""
    return tuple(
        one.model_copy(update={"lines": now.lines[:2], "file": now.lines.file})
        for one, now in zip(old.paragraphs, chapter.chapter.paragraphs, strict=True)
    )


def _at_new_lines(job: Job, chapter: ChapterJob, old: ChapterRecord) -> ChapterRecord:
    """The chapter as it was, at the lines where its text stands now; its words file is written again for them."""
    paragraphs = _placed(chapter, old)
    if paragraphs == old.paragraphs and _is_same_source(job):
        return old
    files = tuple(_with_places(file, job, chapter) if file.path.endswith(WORDS) else file for file in old.files)
    return old.model_copy(update={"paragraphs": paragraphs, "files": files})


def _is_same_source(job: Job) -> bool:
    return job.previous is not None and job.previous.source.sha256 == job.document.sha256


def _with_places(file: FileRecord, job: Job, chapter: ChapterJob) -> FileRecord:
    path = job.folder / file.path
    try:
        move_words(path, chapter.chapter.paragraphs, job.document.text)
        return described(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}. Choose another folder with -o.") from error


def _reused(chapters: Sequence[ChapterRecord]) -> int:
    seen: set[str] = set()
    reused = 0
    for paragraph in (one for chapter in chapters for one in chapter.paragraphs):
        reused += paragraph.characters if paragraph.take in seen else 0
        seen.add(paragraph.take)
    return reused


def _files(manifest: Manifest) -> set[str]:
    listed: list[FileRecord] = [file for chapter in manifest.chapters for file in chapter.files]
    return {file.path for file in listed}


def _remove_old(folder: Path, previous: Manifest | None, manifest: Manifest) -> None:
    """Removes what the last manifest listed and this one does not. Nothing else is touched."""
    for name in _files(previous) - _files(manifest) if previous else ():
        if name == Path(name).name:
            (folder / name).unlink(missing_ok=True)
