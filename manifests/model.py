"""The manifest of one document and of a collection, as they stand in `manifest.json`.

Nothing here depends on the clock, on the machine or on where the files lie: the same source, settings and takes give
the same bytes. `manifests/manifest.schema.json` and `manifests/collection.schema.json` are made from these models.
"""

import datetime
from functools import cached_property
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from render.speech.delivery import digest


class Record(BaseModel):
    """Frozen, and strict about unknown names."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceRecord(Record):
    """The text that was narrated."""

    name: str = Field(description="file name; in a collection the path below the collection's folder")
    sha256: str = Field(description="of the file's bytes")


class DeliveryRecord(Record):
    """Who spoke, and how: with the spoken text all that makes a take's key."""

    service: str = Field(description="lmnt, local:ENGINE@VERSION, or an address")
    voice: str
    language: str
    model: str
    temperature: float | None
    top_p: float | None
    api_version: str


class EntryRecord(Record):
    """One entry of the user's lexicon."""

    written: str
    spoken: str
    regex: bool = False
    case: bool = False
    language: str = ""


class LexiconRecord(Record):
    """The user's own written and spoken forms."""

    sha256: str = Field(description="of all its entries, in canonical JSON")
    used: tuple[EntryRecord, ...] = Field(description="the entries that something in the document was reworded by")


class SettingsRecord(Record):
    """What else shaped the recordings."""

    pauses: dict[str, int] = Field(description="milliseconds of silence")
    formats: tuple[str, ...] = Field(description="of the subtitles")
    lexicon: LexiconRecord | None = Field(
        default=None, description="of the last run; after one of some chapters still that of the run before"
    )


class FileRecord(Record):
    """One file for the listener."""

    path: str = Field(description="below the manifest's folder")
    bytes: int
    sha256: str
    samples: int | None = Field(default=None, description="that the file decodes to, at 44,100 Hz; of audio only")
    cues: int | None = Field(default=None, description="of a subtitle track only")


class ParagraphRecord(Record):
    """One paragraph: where it comes from and where it is heard."""

    kind: str
    written: str = Field(description="its text as its author wrote it")
    lines: tuple[int, int] = Field(description="first and last line in the source, counted from 1")
    file: str = Field(default="", description="of a source made of several: which; else empty")
    characters: int = Field(description="code points of its spoken form")
    voice: str = Field(default="", description="that spoke it, where it is another than the document's")
    language: str = Field(default="", description="that it is in, where it is another than the document's")
    take: str = Field(description="the take's key: a hash of everything audible")
    clip: str = Field(description="the clip in the store that holds the take")
    start: int = Field(description="samples at 24,000 Hz from the beginning of the chapter")
    end: int
    doubts: tuple[str, ...] = Field(default=(), description="why it should be listened to; empty for nearly all")


class WorstCueRecord(Record):
    """A cue that is far outside of a limit."""

    cue: int = Field(description="its number in the track, from 1")
    start: int = Field(description="milliseconds from the beginning of the chapter")
    reason: str


class SubtitlesRecord(Record):
    """The cues of a chapter, which are those of all its subtitle tracks, held against their limits."""

    profile: str
    limits: dict[str, int] = Field(description="of lines in columns, of times in milliseconds")
    cues: int
    words: int
    inside: int = Field(description="cues within every limit")
    outside: dict[str, int] = Field(
        description="cues outside of each limit; those that none is outside of are left out"
    )
    speeds: tuple[int, ...] = Field(
        description="cues by characters to be read in a second: up to 4, up to 8, and so on; the last has all others"
    )
    worst: tuple[WorstCueRecord, ...] = Field(default=(), description="a few of those that are outside, worst first")


class ChapterRecord(Record):
    """One recording."""

    number: int = Field(description="in the whole document, from 1")
    title: str
    recipe: str = Field(description="hash of all that the files are made of")
    samples: int = Field(description="length at 24,000 Hz")
    paragraphs: tuple[ParagraphRecord, ...]
    files: tuple[FileRecord, ...]
    subtitles: SubtitlesRecord | None = Field(default=None, description="none in outputs of an older readcast")


class RequestRecord(Record):
    """One answer of the service that takes of this output come from."""

    clip: str
    request_id: str
    characters: int = Field(description="code points that were sent")


class Manifest(Record):
    """One document's output folder."""

    kind: Literal["document"] = "document"
    schema_version: Literal[1] = 1
    made_by: str = Field(description="readcast and its version")
    title: str
    author: str
    source: SourceRecord
    delivery: DeliveryRecord
    settings: SettingsRecord
    chapters: tuple[ChapterRecord, ...]
    requests: tuple[RequestRecord, ...] = Field(
        description="in the order of their first use; when they were made does not matter"
    )
    characters: int = Field(description="code points sent for the takes in this output")
    reused_characters: int = Field(description="code points of paragraphs that an earlier paragraph's take serves too")
    content_sha256: str = Field(default="", description="of this manifest without this field, in canonical JSON")

    def sealed(self) -> "Manifest":
        """The same manifest with its content hash."""
        return self.model_copy(update={"content_sha256": self.content_hash()})

    @cached_property
    def is_as_written(self) -> bool:
        """Whether nobody has edited it."""
        return self.content_sha256 == self.content_hash()

    def content_hash(self) -> str:
        """SHA-256 of everything else in here."""
        return digest(self.model_dump(mode="json", exclude={"content_sha256"}))


class DocumentRecord(Record):
    """One document of a collection."""

    folder: str
    source: str = Field(description="path below the collection's folder")
    title: str
    state: Literal["made", "failed", "withdrawn"] = Field(
        description="withdrawn: no longer part of the source, its files are still there"
    )
    reason: str = Field(default="", description="why it failed or was withdrawn")
    content_sha256: str = Field(default="", description="of the document's manifest")
    permalink: str = Field(default="", description="where its site shows it, such as /2026/03/05/a-quiet-week/")
    date: AwareDatetime | None = Field(
        default=None, description="of its front matter, its file's name, or the commit that brought it"
    )
    authors: tuple[str, ...] = Field(default=(), description="of its front matter, or of that commit")
    withdrawn: datetime.date | None = Field(default=None, description="the day (UTC) on which it was withdrawn")


class Collection(Record):
    """A folder of documents."""

    kind: Literal["collection"] = "collection"
    schema_version: Literal[1] = 1
    made_by: str
    commit: str = Field(default="", description="of the source's repository at the last run; empty where it has none")
    site: str = Field(default="", description="the conventions by which the documents were found, such as hugo")
    settings_sha256: str = Field(default="", description="of all settings of the last run that shape recordings")
    documents: tuple[DocumentRecord, ...]
