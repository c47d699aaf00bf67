"""Sources and settings → jobs: what each document needs. Reads sources, manifests and the store; writes nothing."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from slugify import slugify

from chunking.document import PLAIN, Chapter, Document, Paragraph
from chunking.errors import InputError
from chunking.lexicon import Lexicon
from chunking.mapping import emphasised_words
from chunking.packing import fitted
from chunking.sources import read_document
from flows import selection
from flows.covers import IMAGES, LARGEST, cover_from
from flows.options import Options
from flows.outputs import OutputPlace
from flows.settings import Settings
from flows.sources import Run, Source
from manifests.files import load
from manifests.model import ChapterRecord, DeliveryRecord, Manifest
from render.audio.mp3 import Tags
from render.speech.delivery import Delivery, digest, take_key
from render.speech.plan import ChapterPlan, planned
from render.subtitles.limits import CueLimits

RENDERING = 3  # raised when the same takes are made into other files


class SpeakerChanged(InputError):
    """An output would be spoken by another service or voice than before, and nobody said so."""


@dataclass(frozen=True, slots=True)
class ChapterJob:
    """One chapter: what is to be asked for, and the files that come of it."""

    plan: ChapterPlan
    tags: Tags
    stem: str  # of the files' names
    recipe: str  # hash of all that the files are made of
    current: ChapterRecord | None  # of the last run, where its files are still what they should be

    @property
    def chapter(self) -> Chapter:
        return self.plan.chapter


@dataclass(frozen=True, slots=True)
class Job:
    """One document and its output folder."""

    name: str  # for messages and the manifest: the file's name, or its path below the collection's folder
    folder: Path
    document: Document
    settings: Settings
    delivery: Delivery  # its service is the run's; `spoken` names who speaks
    output: OutputPlace  # that the folder is in
    previous: Manifest | None = None  # of the last run
    chapters: tuple[ChapterJob, ...] = ()  # that this run is about

    @property
    def title(self) -> str:
        return self.settings.title or self.document.title

    @property
    def spoken(self) -> DeliveryRecord:
        """How the document is spoken where its source asks for nothing else: what a manifest keeps."""
        return DeliveryRecord(**asdict(self.delivery.treated(PLAIN)))

    @property
    def cue_limits(self) -> CueLimits:
        """What the cues of its tracks may be."""
        return self.settings.subtitles.style.limits_for(self.document.language)

    def place(self, file: str, line: int) -> str:
        """A line of the source for people: `book.md:12`."""
        return f"{file or self.name}:{line}"

    @property
    def work(self) -> list[ChapterJob]:
        """The chapters whose files have to be made."""
        return [chapter for chapter in self.chapters if chapter.current is None]


Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is asked to do, for each of its documents."""

    options: Options
    settings: Settings
    service: str  # its name
    known: Known  # whether the store has a take
    claimed: set[str]  # keys that earlier documents of the run ask for; grows
    output: OutputPlace
    lexicon: Lexicon | None = None  # instead of that of the settings
    expect: Callable[[Sequence[str]], object] = len  # is told which takes `known` will be asked for


def order_of(run: Run, *, heard: bool = False) -> Order:
    """What a run is asked to do. Nobody has claimed anything yet.

    With `heard` a take counts only where its audio is what was kept: for a run that is about to make files of it.
    """
    find = run.store.find_sound if heard else run.store.find
    order = Order(run.options, run.settings, run.service.name, lambda key: find(key) is not None, set(), run.output)
    return replace(order, expect=run.store.expect)


def prepared(source: Source, order: Order) -> Job:
    """The job for one source. Raises InputError where the source or its output folder is not fit for it."""
    policy = order.settings.policy
    document = read_document(source.path, policy if order.lexicon is None else replace(policy, lexicon=order.lexicon))
    settings = order.settings.for_document(document, source.path)
    if not settings.author and source.post:
        settings = settings.model_copy(update={"author": ", ".join(source.post.authors)})
    document = fitted(document)
    chapters = selection.chosen(document.chapters, order.options.chapters)
    if order.options.sample_seconds:
        chapters = selection.beginning(chapters, order.options.sample_seconds)
        document = replace(document, chapters=tuple(chapters))
    job = Job(source.name, source.folder, document, settings, _delivery(settings, order.service), order.output)
    job = replace(job, previous=_previous(job, order.options))
    cover = cover_from(settings.cover) if settings.cover else _own_cover(document)
    return replace(job, chapters=tuple(_chapter(one, job, cover, order) for one in chapters))


def _delivery(settings: Settings, service: str) -> Delivery:
    return Delivery(
        service=service,
        voice=settings.voice,
        language=settings.language,
        model=settings.model,
        temperature=settings.temperature,
        top_p=settings.top_p,
    )


def _previous(job: Job, options: Options) -> Manifest | None:
    """The manifest of the last run. Raises SpeakerChanged where this run would change who speaks unasked."""
    place = job.output.shown(job.folder)
    found = load(job.folder)
    if found is None:
        return None
    if not isinstance(found, Manifest):
        raise InputError(f"{place} holds a collection; choose another folder for this document with -o.")
    old, new = found.delivery.service.split("@")[0], job.spoken.service.split("@")[0]
    before, now = found.delivery.voice, job.delivery.voice
    own_engine = before != now and old.startswith("local:") and new.startswith("local:")  # then the voice decides
    if old != new and not own_engine and options.speech is None:
        raise SpeakerChanged(
            f"{place} was made with the service {old}, and this run would use {new}. If you want that, say "
            f"--speech {'local' if new == 'local:espeak' else new}; if not: is LMNT_API_KEY set?"
        )
    if before != now and options.voice is None and not job.document.front.get("voice"):
        raise SpeakerChanged(
            f"{place} was made with the voice {before}, and this run would use {now}. "
            f"If that is what you want, say --voice {now}."
        )
    if options.chapters is not None and found.delivery != job.spoken:
        raise SpeakerChanged(
            f"{place} would be spoken in two ways: its other chapters were made with other settings of the "
            "voice. Leave --chapters out, or choose another folder with -o."
        )
    return found


def _chapter(chapter: Chapter, job: Job, cover: bytes | None, order: Order) -> ChapterJob:
    keys = tuple(
        take_key(paragraph.spoken, job.delivery.treated(paragraph.treatment)) for paragraph in chapter.paragraphs
    )
    total = len(job.document.chapters)
    tags = Tags(chapter.title, job.settings.author, job.title, chapter.number, total, cover)
    stem = _stem(chapter, total)
    recipe = _recipe(chapter, keys, tags, stem, job)
    current = None if order.options.force else _current(chapter, recipe, job)
    if current is not None:
        reused = sum(len(paragraph.spoken) for paragraph in chapter.paragraphs)
        return ChapterJob(ChapterPlan(chapter, keys, (), reused), tags, stem, recipe, current)
    order.expect(keys)
    known: Known = _never if order.options.force else order.known
    return ChapterJob(planned(chapter, keys, known, order.claimed), tags, stem, recipe, None)


def _never(_key: str) -> bool:
    return False


def _stem(chapter: Chapter, total: int) -> str:
    """`03-the-lamp`. The number in front also keeps clear of names that an operating system reserves."""
    width = max(2, len(str(total)))
    return f"{chapter.number:0{width}}-{slugify(chapter.title, max_length=60, word_boundary=True) or 'chapter'}"


def _recipe(chapter: Chapter, keys: tuple[str, ...], tags: Tags, stem: str, job: Job) -> str:
    shown: Mapping[str, object] = asdict(tags) | {
        "cover": hashlib.sha256(tags.cover).hexdigest() if tags.cover is not None else None
    }
    paragraphs = [
        [*_forms(one, job), key, one.kind, one.after_scene_break, one.continues, one.treatment.pause]
        for key, one in zip(keys, chapter.paragraphs, strict=True)
    ]
    settings = job.settings
    cues = [job.document.language, settings.subtitles.profile, asdict(job.cue_limits)]
    return digest([RENDERING, stem, shown, cues, paragraphs, asdict(settings.pause_lengths), settings.formats])


def _forms(paragraph: Paragraph, job: Job) -> tuple[list[tuple[str, str]], list[int]]:
    """What is shown for what is said, from which the times of the words follow; and the words that are emphasised."""
    said = [(segment.written, segment.spoken) for segment in paragraph.segments]
    return said, emphasised_words(paragraph, job.document.text)


def _current(chapter: Chapter, recipe: str, job: Job) -> ChapterRecord | None:
    records = job.previous.chapters if job.previous and job.previous.is_as_written else ()
    record = next((one for one in records if one.number == chapter.number), None)
    if record is None or record.recipe != recipe or not job.output.intact(job.folder, record.files):
        return None
    return record


def _own_cover(document: Document) -> bytes | None:
    """The picture that the source brings along, where players can show it."""
    content = document.cover or b""
    return content if content.startswith(IMAGES) and len(content) <= LARGEST else None
