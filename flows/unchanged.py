"""Documents that nothing has happened to since a run made them: recognised without being read.

A run notes, in the user's cache folder, which source and circumstances its manifests come from. A note is believed only
where all of that, and the manifest itself, is the very same to the byte; where there is none, the document is read.
So a note never decides what is made, and losing them costs time and nothing else.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import msgspec
import platformdirs
from pydantic import ValidationError

from flows.collection import NOT_SHAPING
from flows.jobs import Job
from flows.report import Made
from flows.sources import Run, Source
from manifests.files import NAME
from manifests.model import Manifest
from render.files import written_whole
from render.speech.delivery import digest

PACKAGES = ("chunking", "render", "manifests", "flows")
CODE = Path(__file__).parents[1]


class Note(msgspec.Struct, frozen=True):
    """One document, when a run had made it."""

    cause: str  # hash of its source and the circumstances
    manifest: str  # hash of its manifest's bytes


@dataclass(frozen=True, slots=True)
class Notes:
    """Those of the runs before into one output."""

    run: Run
    path: Path
    circumstances: str
    found: Mapping[str, Note]  # by the document's folder

    def unchanged(self) -> Iterator[Made]:
        """The documents that the run need not even read."""
        for source in self.run.sources:
            manifest = self._manifest(source)
            if manifest is not None:
                yield Made(source.name, source.folder, manifest)

    def keep(self, jobs: Sequence[Job], made: Sequence[Made]) -> None:
        """Notes the documents that the run has made. One that names a cover of its own is read each time."""
        there = {one.folder for one in made}
        plain = [job for job in jobs if job.folder in there and job.settings.cover == self.run.settings.cover]
        sources = {str(source.folder): source for source in self.run.sources}
        notes = {name: note for name, note in self.found.items() if name in sources}
        with suppress(OSError):  # a cache folder that cannot be written costs time and nothing else
            for job in plain:
                name = str(job.folder)
                cause = self._cause(sources[name], job.document.sha256)
                notes[name] = Note(cause, _sha256((job.folder / NAME).read_bytes()))
            if notes != self.found:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                written_whole(self.path, msgspec.json.encode(notes))

    def _manifest(self, source: Source) -> Manifest | None:
        note = self.found.get(str(source.folder))
        if note is None or not self.run.store.knows(self.run.output.registered(source.folder)):
            return None
        try:
            if self._cause(source, _source_sha256(source, self.run.settings.max_bytes)) != note.cause:
                return None
            content = (source.folder / NAME).read_bytes()
            if _sha256(content) != note.manifest:
                return None
            manifest = Manifest.model_validate_json(content)
            return manifest if self.run.output.is_done(source.folder, manifest) else None
        except (OSError, ValidationError):
            return None

    def _cause(self, source: Source, sha256: str) -> str:
        return digest([self.circumstances, source.name, _spelt(source.path.name), sha256])


def notes_of(run: Run) -> Notes | None:
    """What is known of the run's output: nothing where all is to be made anew; None for a run of parts of documents."""
    if run.options.chapters is not None or run.options.sample_seconds is not None:
        return None
    place = str(run.out.absolute())
    path = Path(platformdirs.user_cache_dir("readcast")) / "unchanged" / f"{digest(place)}.json"
    return Notes(run, path, _circumstances(run), {} if run.options.force else _read(path))


def _spelt(path: Path | str) -> str:
    """A path or name as text, also one that is no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _read(path: Path) -> Mapping[str, Note]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Note])
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError):
        return {}


def _source_sha256(source: Source, most: int) -> str:
    """Of a file's bytes. Of a folder, or a file that is too large to be read: nothing."""
    if source.path.is_dir() or source.path.stat().st_size > most:
        return ""
    return _sha256(source.path.read_bytes())


def _circumstances(run: Run) -> str:
    """A hash of all but the source that a document's files may depend on: settings, service, and the code itself."""
    settings = run.settings.model_dump(exclude=NOT_SHAPING)
    cover = _sha256(run.settings.cover.read_bytes()) if run.settings.cover and run.settings.cover.is_file() else ""
    lexicon = [asdict(entry) for entry in run.settings.policy.lexicon.entries]
    told = json.dumps([settings, cover, lexicon, run.service.name, _code()], default=_plain, sort_keys=True)
    return _sha256(told.encode("utf-8"))


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else _spelt(str(value))


@cache
def _code() -> str:
    """A hash of readcast's own files and of what is installed beside it: either may change how a text is read."""
    found = hashlib.sha256(sys.version.encode())
    files = (path for package in PACKAGES for path in (CODE / package).rglob("*") if path.is_file())
    for path in sorted(path for path in files if path.suffix != ".pyc"):
        found.update(path.read_bytes())
    for place in sys.path:
        with suppress(OSError):
            found.update("\n".join(sorted(one.name for one in Path(place).glob("*.dist-info"))).encode())
    return found.hexdigest()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
