"""What a run came to: the counts that the user is shown and that `--json` prints."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chunking.errors import ReadcastError
from flows.changes import Changes
from flows.jobs import Job
from flows.selection import CHARACTERS_A_SECOND
from flows.subtitle_report import SubtitleReport
from manifests.model import ChapterRecord, Manifest
from render.samples import to_seconds
from render.speech.speaking import Spent


class DocumentsFailed(ReadcastError):
    """Some documents of several could not be narrated; the others were."""


class ParagraphsFlagged(ReadcastError):
    """Paragraphs were used with a doubt, and `--strict` was asked for."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that was not narrated."""

    name: str
    folder: Path  # that it was meant for; names may be the same in two source folders
    error: ReadcastError


@dataclass(frozen=True, slots=True)
class Made:
    """A document that was narrated, now or before."""

    name: str
    folder: Path
    manifest: Manifest
    spent: Spent = field(default_factory=Spent)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run."""

    made: tuple[Made, ...] = ()
    failures: tuple[Failure, ...] = ()
    reused_characters: int = 0
    lexicon_unused: Sequence[str] = ()  # written forms of the entries that nothing had a use for
    shown: Callable[[Path], str] = str  # what people are told of a file in the output
    silent: Sequence[Path] = ()  # folders of documents of a collection that have not a word
    changes: Changes = field(default_factory=Changes)  # since the last run; none of a document by itself

    @property
    def spent(self) -> Spent:
        return sum((one.spent for one in self.made), Spent())

    @property
    def flagged(self) -> int:
        """Paragraphs that were used with a doubt."""
        return sum(
            len(one.doubts) > 0
            for made in self.made
            for chapter in made.manifest.chapters
            for one in chapter.paragraphs
        )

    @property
    def subtitles(self) -> SubtitleReport:
        """How the cues of all chapters keep their limits."""
        return SubtitleReport(
            {
                self._name(made, chapter): chapter.subtitles
                for made in self.made
                for chapter in made.manifest.chapters
                if chapter.subtitles is not None
            }
        )

    def _name(self, made: Made, chapter: ChapterRecord) -> str:
        """Of a chapter's files, without their ends; with their folder where there are several documents."""
        stem = Path(chapter.files[0].path).stem
        return stem if len(self.made) == 1 else self.shown(made.folder / stem)

    def files(self) -> list[Path]:
        """Every file of every document, and the manifests."""
        return [path for made in self.made for path in _files(made.folder, made.manifest)]

    def as_json(self) -> dict[str, object]:
        """The object that `narrate --json` prints. `characters` are code points of the texts that were sent."""
        chapters = [chapter for made in self.made for chapter in made.manifest.chapters]
        return {
            "documents": len(self.made),
            "chapters": len(chapters),
            "paragraphs": sum(len(chapter.paragraphs) for chapter in chapters),
            "requests": self.spent.requests,
            "attempts": self.spent.attempts,
            "characters": self.spent.characters,
            "reused_characters": self.reused_characters,
            "audio_seconds": round(to_seconds(sum(chapter.samples for chapter in chapters)), 3),
            "flagged": self.flagged,
            "subtitles": self.subtitles.as_json(),
            "files": [self.shown(path) for path in self.files()],
        } | self.changes.as_json()


def _files(folder: Path, manifest: Manifest) -> Iterable[Path]:
    yield from (folder / file.path for chapter in manifest.chapters for file in chapter.files)
    yield folder / "manifest.json"


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a run would do."""

    jobs: Sequence[Job]
    failures: Sequence[Failure] = field(default=())
    unchanged: Sequence[Made] = field(default=())  # documents that were not even read
    silent: Sequence[Path] = field(default=())  # folders of documents of a collection that have not a word

    @property
    def requests(self) -> int:
        return sum(chapter.plan.requests for job in self.jobs for chapter in job.chapters)

    @property
    def characters(self) -> int:
        return sum(chapter.plan.characters for job in self.jobs for chapter in job.chapters)

    @property
    def reused_characters(self) -> int:
        before = (one for made in self.unchanged for chapter in made.manifest.chapters for one in chapter.paragraphs)
        reused = sum(chapter.plan.reused for job in self.jobs for chapter in job.chapters)
        return reused + sum(one.characters for one in before)

    def as_json(self) -> dict[str, object]:
        """The object that `plan --json` prints; `audio_seconds` is an estimate."""
        chapters = [chapter for job in self.jobs for chapter in job.chapters]
        spoken = sum(len(one.spoken) for chapter in chapters for one in chapter.chapter.paragraphs)
        return {
            "documents": len(self.jobs),
            "chapters": len(chapters),
            "paragraphs": sum(len(chapter.chapter.paragraphs) for chapter in chapters),
            "requests": self.requests,
            "characters": self.characters,
            "reused_characters": self.reused_characters,
            "audio_seconds": round(spoken / CHARACTERS_A_SECOND, 3),
        }
