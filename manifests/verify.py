"""Is everything there, whole, in step and as recorded? Each difference is named."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path, PurePosixPath

from chunking.errors import InputError, ReadcastError
from manifests import ledger
from manifests.files import load, sha256_of
from manifests.listening import heard_doubts, place
from manifests.model import ChapterRecord, Collection, FileRecord, Manifest
from render.audio.ffmpeg import decoded_samples
from render.samples import decoded_length
from render.subtitles import words
from render.subtitles.cues import cues_of
from render.subtitles.formats import FORMATS, format_of
from render.subtitles.limits import CueLimits
from render.timeline import Timeline


def differences(folder: Path) -> Iterator[str]:
    """What is not as the manifest in `folder` says, one sentence each; nothing where all is well.

    Reads and decodes every file. Raises InputError where there is no manifest to compare with.
    """
    found = load(folder)
    if found is None:
        raise InputError(f"{folder} has no manifest.json. Name a folder that `readcast narrate` has written.")
    if isinstance(found, Manifest):
        yield from _of_document(folder, found)
        return
    yield from _of_collection(folder, found)


def doubts(folder: Path) -> Iterator[str]:
    """What should be listened to, one line each: where it is, when it is heard, and why.

    First the paragraphs that were used with a doubt, then what the finished recordings themselves give to doubt.
    """
    found = load(folder)
    if isinstance(found, Manifest):
        yield from _recorded(found)
        yield from heard_doubts(folder, found)
    for document in found.documents if isinstance(found, Collection) else ():
        if document.state == "made" and _is_inside(document.folder):
            yield from (f"{document.folder}: {line}" for line in doubts(folder / document.folder))


def _recorded(manifest: Manifest) -> Iterator[str]:
    for chapter in manifest.chapters:
        for index, paragraph in enumerate(chapter.paragraphs):
            if paragraph.doubts:
                yield f"in doubt: {place(chapter, index)}: {'; '.join(paragraph.doubts)}"


def torn_lines(folder: Path) -> Iterator[str]:
    """The lines of the ledgers in a folder and below that a crash cut off. They are skipped; no recording is worse."""
    for path in sorted(folder.rglob(ledger.NAME)):
        for number in ledger.read(path.parent).torn:
            yield f"{path.relative_to(folder)}: line {number} was cut off by a crash and is skipped"


def _of_collection(folder: Path, collection: Collection) -> Iterator[str]:
    for document in collection.documents:
        if document.state == "failed":
            yield f"{document.folder}: was not narrated: {document.reason}"
            continue
        inner = load(folder / document.folder) if _is_inside(document.folder) else None
        if not isinstance(inner, Manifest):
            yield f"{document.folder}: its manifest is missing"
            continue
        if inner.content_sha256 != document.content_sha256:
            yield f"{document.folder}: is not what the collection's manifest records"
        yield from (f"{document.folder}: {line}" for line in _of_document(folder / document.folder, inner))


def _of_document(folder: Path, manifest: Manifest) -> Iterator[str]:
    if manifest.content_hash() != manifest.content_sha256:
        yield "manifest.json: was changed after it was written"
    for chapter in manifest.chapters:
        yield from _of_spans(chapter)
        sound = [file for file in chapter.files if not (problem := _file_problem(folder, file))]
        yield from (problem for file in chapter.files if (problem := _file_problem(folder, file)))
        yield from (problem for file in sound if (problem := _audio_problem(folder, file, chapter)))
        yield from _of_tracks(folder, sound, chapter)


def _of_spans(chapter: ChapterRecord) -> Iterator[str]:
    name = f"chapter {chapter.number}"
    if any(before.end > after.start for before, after in pairwise(chapter.paragraphs)):
        yield f"{name}: two paragraphs overlap in the manifest"
    if any(not 0 <= one.start <= one.end <= chapter.samples for one in chapter.paragraphs):
        yield f"{name}: a paragraph lies outside the chapter"


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts


def _file_problem(folder: Path, file: FileRecord) -> str | None:
    path = folder / file.path
    if not _is_inside(file.path):
        return f"{file.path}: lies outside the folder"
    if not path.is_file():
        return f"{file.path}: is missing"
    if path.stat().st_size != file.bytes:
        return f"{file.path}: has {path.stat().st_size:,} bytes, not {file.bytes:,}"
    if sha256_of(path) != file.sha256:
        return f"{file.path}: its content was changed"
    return None


def _audio_problem(folder: Path, file: FileRecord, chapter: ChapterRecord) -> str | None:
    if file.samples is None:
        return None
    try:
        found = decoded_samples(folder / file.path)
    except ReadcastError as error:
        return str(error)
    if found != file.samples or found != decoded_length(chapter.samples):
        return f"{file.path}: decodes to {found:,} samples, not {decoded_length(chapter.samples):,}"
    return None


def _of_tracks(folder: Path, files: list[FileRecord], chapter: ChapterRecord) -> Iterator[str]:
    """Whether the subtitles are those of the words file, and the words file in step with the audio."""
    source = next((file for file in files if file.path.endswith(".words.json")), None)
    if source is None:
        return
    try:
        _, timeline = words.read((folder / source.path).read_text("utf-8"))
    except ReadcastError as error:
        yield f"{source.path}: {error}"
        return
    if not _in_step(timeline, chapter):
        yield f"{source.path}: its times are not those of the manifest"
    if chapter.subtitles is None:  # of an older readcast, which did not say what its cues might be
        return
    cues = cues_of(timeline, CueLimits.of(chapter.subtitles.limits))
    for file in files:
        name = format_of(file.path)
        if file.cues is None or name is None:
            continue
        if file.cues != len(cues) or (folder / file.path).read_text("utf-8") != FORMATS[name](cues):
            yield f"{file.path}: its cues are not those of {source.path}"


def _in_step(timeline: Timeline, chapter: ChapterRecord) -> bool:
    spans = [(one.span.start, one.span.end) for one in timeline.paragraphs]
    return timeline.length == chapter.samples and spans == [(one.start, one.end) for one in chapter.paragraphs]
