"""What the user named → the run: documents and their output folders, settings, service and store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from slugify import slugify

from chunking.errors import InputError
from chunking.sources import documents_in, is_book, printable
from flows import settings as settings_of
from flows.options import Options
from flows.outputs import OutputPlace, output_at
from flows.settings import Settings, api_key
from manifests.files import load
from manifests.model import Collection, Manifest
from render.speech.service import Service, chosen, default_voice, service_of
from render.speech.store import Store

SAMPLE = "sample"  # the folder, below the output, of what `--sample` makes
# Names that a document's folder must not have: Windows keeps them for devices, and one of them is ours.
RESERVED = {SAMPLE, "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be narrated."""

    name: str  # for messages and the manifest: the file's name, or its path below the collection's folder
    path: Path
    folder: Path  # for its recordings


@dataclass(frozen=True, slots=True)
class Run:
    """One call of readcast: what is narrated, where to, and by whom."""

    sources: tuple[Source, ...]
    out: Path
    collection: bool
    options: Options
    settings: Settings
    service: Service
    store: Store
    output: OutputPlace  # `out` is its folder

    @property
    def speaker(self) -> Service:
        """The service under the name of who speaks the run's voice: what people are told."""
        return replace(self.service, name=service_of(self.service.name, self.settings.voice))


def opened(sources: Sequence[Path], output: Path | str, options: Options) -> Run:
    """Finds the sources and settings, and opens the output and the store. Raises InputError or OutputError."""
    place = output_at(output)
    _check_name(place.folder)
    first = sources[0]
    books = _books(sources, place.folder)
    collection = _is_collection(sources, books)
    if options.sample_seconds:
        place = output_at(f"{output}/{SAMPLE}")
    out = place.folder
    if collection and options.chapters is not None:
        raise InputError("--chapters goes with a single document.")
    if collection and isinstance(load(out), Manifest):
        raise InputError(f"{place.shown(out)} holds a single document; choose another folder for these with -o.")
    folder = options.settings_folder or (first if is_folder(first) else first.parent)
    settings = settings_of.load(folder, options.flags())
    found = tuple(_named(sources, books, out)) if collection else (Source(_name(first), first, out),)
    if options.sample_seconds:
        found = found[:1]
    service = chosen(settings.speech, api_key())
    if "voice" not in settings.model_fields_set and (voice := default_voice(service)):
        settings = settings.model_copy(update={"voice": voice})
    place.fetch([source.folder for source in found])
    return Run(found, out, collection, options, settings, service, Store(settings.store_place), place)


def is_collection(sources: Sequence[Path], output: Path | str) -> bool:
    """Whether each document gets a folder of its own in the output: not where the only source is a file, or a book."""
    return _is_collection(sources, _books(sources, output_at(output).folder))


def _is_collection(sources: Sequence[Path], books: frozenset[Path]) -> bool:
    return len(sources) > 1 or (is_folder(sources[0]) and sources[0] not in books)


def _check_name(out: Path) -> None:
    """Raises InputError for an output folder that ffmpeg and manifests could not name, before anything is paid."""
    try:
        str(out.absolute()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{printable(str(out))}: its name is not UTF-8. Choose another folder with -o.") from error


def is_folder(path: Path) -> bool:
    """Raises InputError for a path that cannot even be looked at."""
    try:
        return path.is_dir()
    except OSError as error:
        raise InputError(f"{path}: cannot be looked at ({error.strerror}); check the path") from error


def _books(sources: Sequence[Path], out: Path) -> frozenset[Path]:
    """The folders that are one document each. What was narrated as a collection before stays one."""
    folders = [source for source in sources if is_folder(source)]
    if len(sources) == 1 and folders and isinstance(load(out), Collection):
        return frozenset()
    return frozenset(folder for folder in folders if is_book(folder))


def _name(source: Path) -> str:
    """A file's name, or a folder's, also where it was named as `.` or `..`."""
    return printable(source.name if source.name not in ("", "..") else source.resolve().name)


def _named(sources: Sequence[Path], books: frozenset[Path], out: Path) -> Iterator[Source]:
    """Each document of a collection, with a folder of its own below `out`."""
    taken = set(RESERVED)
    for name, path in _files(sources, books):
        slug = plain = slugify(str(Path(name).with_suffix("")), max_length=80, word_boundary=True) or "document"
        number = 2
        while slug in taken:
            slug, number = f"{plain}-{number}", number + 1
        taken.add(slug)
        yield Source(name, path, out / slug)


def _files(sources: Sequence[Path], books: frozenset[Path]) -> Iterator[tuple[str, Path]]:
    for source in sources:
        if is_folder(source) and source not in books:
            yield from ((printable(str(path.relative_to(source))), path) for path in documents_in(source))
        else:
            yield _name(source), source
