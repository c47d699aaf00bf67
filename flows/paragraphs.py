"""Single paragraphs of an output that was made, named as `3.12`: the twelfth of chapter 3."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chunking.document import Chunk, Paragraph
from chunking.errors import InputError
from flows.jobs import ChapterJob, Job, order_of, prepared
from flows.options import Options
from flows.sources import Run, opened
from manifests.files import load
from manifests.model import Manifest

_PLACE = re.compile(r"(\d{1,5})\.(\d{1,6})(?:-(\d{1,6}))?")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One paragraph of an output."""

    chapter: int  # its number
    paragraph: int  # in the chapter, from 1

    def __str__(self) -> str:
        return f"{self.chapter}.{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Output:
    """An output that was made, and the run that would make it again."""

    run: Run
    job: Job

    def chapter(self, place: Place) -> ChapterJob:
        """The chapter that the paragraph is in. Raises InputError where there is none, or no such paragraph."""
        found = next((one for one in self.job.chapters if one.chapter.number == place.chapter), None)
        if found is None:
            raise InputError(f"there is no chapter {place.chapter}: the output has {len(self.job.chapters)}.")
        count = len(found.chapter.paragraphs)
        if not 1 <= place.paragraph <= count:
            raise InputError(f"there is no paragraph {place}: chapter {place.chapter} has {count}.")
        return found

    def key(self, place: Place) -> str:
        """The key of the paragraph's take."""
        return self.chapter(place).plan.keys[place.paragraph - 1]

    def paragraph(self, place: Place) -> Paragraph:
        """The paragraph itself."""
        return self.chapter(place).chapter.paragraphs[place.paragraph - 1]

    def chunk(self, place: Place) -> Chunk:
        """The request for the paragraph by itself."""
        return Chunk(place.chapter, (place.paragraph - 1,), (self.paragraph(place),))

    def touched(self, places: Iterable[Place]) -> Job:
        """The job of making the files again that these paragraphs are heard in, wherever the same text stands."""
        keys = {self.key(place) for place in places}
        chapters = (replace(one, current=None) if keys & set(one.plan.keys) else one for one in self.job.chapters)
        return replace(self.job, chapters=tuple(chapters))


def places_in(words: Sequence[str]) -> list[Place]:
    """`3.12`, `3.12-14`, several of them → the places, in order. Raises InputError for anything else."""
    found: set[Place] = set()
    for word in (part.strip() for one in words for part in one.split(",")):
        match = _PLACE.fullmatch(word)
        if not match or int(match[3] or match[2]) < int(match[2]):
            raise InputError(f"a paragraph is named by chapter and number, such as 3.12 or 3.12-14, not '{word}'.")
        found.update(Place(int(match[1]), number) for number in range(int(match[2]), int(match[3] or match[2]) + 1))
    return sorted(found)


def output(out: Path, source: Path | None, options: Options) -> Output:
    """The output and its source, which must be as they were. Raises InputError."""
    manifest = load(out)
    if not isinstance(manifest, Manifest):
        raise InputError(f"{out} is not the output of one document; name the folder that has its manifest.json.")
    run = opened([source or _source(out, manifest)], out, _as_before(options, manifest))
    if run.collection:
        raise InputError(f"{source} is a folder of documents; name with --source the one that {out} was made of.")
    job = prepared(run.sources[0], order_of(run))
    changed = job.document.sha256 != manifest.source.sha256 or job.work
    if changed or len(job.chapters) != len(manifest.chapters):
        raise InputError(f"{out} is not what its source and settings now give; run `readcast narrate` first.")
    return Output(run, replace(job, name=manifest.source.name))


def _source(out: Path, manifest: Manifest) -> Path:
    """The source by its name in the manifest: here, or near the output."""
    near = (Path(), out, out.absolute().parent, out.absolute().parent.parent)
    found = next((path for folder in near if (path := folder / manifest.source.name).exists()), None)
    if found is None:
        raise InputError(f"{manifest.source.name}, which {out} was made of, is not here; name it with --source.")
    return found


def _as_before(options: Options, manifest: Manifest) -> Options:
    """The options with who spoke, where they say nothing of it."""
    before = manifest.delivery
    return options.model_copy(
        update={
            "speech": options.speech or before.service.partition("@")[0],
            "voice": options.voice or before.voice,
            "language": options.language or before.language,
        }
    )
