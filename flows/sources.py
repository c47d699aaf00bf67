"""What the user named → the run: documents and their output folders, settings, service and store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import SecretStr

from chunking.errors import InputError
from chunking.sites import Post
from chunking.sources import is_book, printable
from flows import settings as settings_of
from flows.assigned import Assigned, checked
from flows.identity import SAMPLE, Housing, housed
from flows.listing import Place, chosen, is_folder, listed, located
from flows.options import Options
from flows.outputs import OutputPlace, output_at
from flows.repository import Repository, is_git_url
from flows.settings import Settings, api_key
from manifests.files import NAME, load
from manifests.model import Collection, DocumentRecord, Manifest
from render.speech.service import Service, default_voice, service_of
from render.speech.service import chosen as chosen_service
from render.speech.store import Store


@dataclass(frozen=True, slots=True)
class Source:
    """One document to be narrated."""

    name: str  # for messages and the manifest: the file's name, or its path below the collection's folder
    path: Path
    folder: Path  # for its recordings
    post: Post | None = None  # what its site tells of it; None for a document by itself
    moved_from: str = ""  # its name in the last run, where it had another


@dataclass(frozen=True, slots=True)
class Leaving:
    """A document of the last run that is not narrated any more."""

    record: DocumentRecord  # as it stands in the next manifest, with the day of its leaving
    was_there: bool  # until this run
    is_over: bool  # its days are over: its files are removed


@dataclass(frozen=True, slots=True)
class Members:
    """The documents of a collection: those that this run is about, and what becomes of all others."""

    sources: int = 1  # that the user named
    site: str = ""  # the conventions by which they were found
    commit: str = ""  # of the repository that they lie in
    all: tuple[Source, ...] = ()  # in their order
    held: Mapping[str, str] = field(default_factory=dict)  # documents that are not narrated, and why
    leaving: tuple[Leaving, ...] = ()
    before: Collection | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One call of readcast: what is narrated, where to, and by whom."""

    sources: tuple[Source, ...]
    out: Path
    collection: Members | None  # None: one document by itself
    options: Options
    settings: Settings
    service: Service
    store: Store
    output: OutputPlace  # `out` is its folder
    repository: Repository | None = None  # that the first source lies in

    @property
    def is_partial(self) -> bool:
        """Whether it is about some documents only, and leaves what is recorded of all others."""
        return bool(self.options.only) or self.options.since is not None

    @property
    def leaving(self) -> tuple[Leaving, ...]:
        """The documents that it withdraws."""
        return self.collection.leaving if self.collection and not self.is_partial else ()

    @property
    def speaker(self) -> Service:
        """The service under the name of who speaks the run's voice: what people are told."""
        return replace(self.service, name=service_of(self.service.name, self.settings.voice))


def opened(sources: Sequence[str | Path], output: str | Path, options: Options, key: SecretStr | None = None) -> Run:
    """Finds the sources and settings, and opens the output and the store. Raises InputError or OutputError.

    A source is a path, or the URL of a git repository. `key` is the service's; None: that of the environment.
    """
    place = output_at(output)
    _check_name(place.folder)
    places = [located(source, options.ref) for source in sources]
    first = places[0]
    books = _books([one.path for one in places], place.folder)
    is_single = not _is_collection([one.path for one in places], books)
    if options.sample_seconds:
        place = output_at(f"{output}/{SAMPLE}")
    out = place.folder
    settings = settings_of.load(options.settings_folder or _folder_of(first.path), options.flags())
    members = None if is_single else _members(places, books, place, options, settings)
    found = _selected(members, places, options) if members else (Source(first.name, first.path, out),)
    if options.sample_seconds:
        found = found[:1]
    settings, service = _served(settings, key)
    place.fetch([source.folder for source in found])
    return Run(found, out, members, options, settings, service, Store(settings.store_place), place, first.repository)


def opened_batch(
    source: str | Path, output: str, options: Options, documents: Sequence[Assigned], key: SecretStr | None = None
) -> Run:
    """The run of some documents of a collection for another run. Raises InputError for one that lies elsewhere."""
    home, place = located(source, options.ref), output_at(output)
    settings, service = _served(settings_of.load(options.settings_folder or home.path, options.flags()), key)
    posts = [Post(one.name, home.path / one.name, "", None, one.authors, "") for one in documents]
    folders = [place.folder / one.folder for one in checked(documents)]
    found = [Source(post.name, post.path, folder, post) for post, folder in zip(posts, folders, strict=True)]
    place.fetch(folders)
    store = Store(settings.store_place)
    return Run(tuple(found), place.folder, Members(), options, settings, service, store, place, home.repository)


def _served(settings: Settings, key: SecretStr | None) -> tuple[Settings, Service]:
    """The service, and the settings with its own voice where nobody has named one."""
    service = chosen_service(settings.speech, key or api_key())
    if "voice" not in settings.model_fields_set and (voice := default_voice(service)):
        settings = settings.model_copy(update={"voice": voice})
    return settings, service


def is_collection(sources: Sequence[str | Path], out: Path) -> bool:
    """Whether each document gets a folder of its own below `out`: not where the only source is a file, or a book.

    A repository that is not on this machine counts as one.
    """
    if any(isinstance(source, str) and is_git_url(source) for source in sources):
        return True
    paths = [Path(source) for source in sources]
    return _is_collection(paths, _books(paths, out))


def _is_collection(sources: Sequence[Path], books: frozenset[Path]) -> bool:
    return len(sources) > 1 or (is_folder(sources[0]) and sources[0] not in books)


def _check_name(out: Path) -> None:
    """Raises InputError for an output folder that ffmpeg and manifests could not name, before anything is paid."""
    try:
        str(out.absolute()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"{printable(str(out))}: its name is not UTF-8. Choose another folder with -o.") from error


def _folder_of(path: Path) -> Path:
    return path if is_folder(path) else path.parent


def _books(sources: Sequence[Path], out: Path) -> frozenset[Path]:
    """The folders that are one document each. What was narrated as a collection before stays one."""
    folders = [source for source in sources if is_folder(source)]
    if len(sources) == 1 and folders and isinstance(load(out), Collection):
        return frozenset()
    return frozenset(folder for folder in folders if is_book(folder))


def _members(
    places: Sequence[Place], books: frozenset[Path], output: OutputPlace, options: Options, settings: Settings
) -> Members:
    """All documents of a collection. Raises InputError where the output or an option is for a single one."""
    out = output.folder
    if options.chapters is not None:
        raise InputError("--chapters goes with a single document.")
    before = load(out)
    if isinstance(before, Manifest):
        raise InputError(f"{output.shown(out)} holds a single document; choose another folder for these with -o.")
    listing = listed(places, books, settings, before)
    held = {post.name: post.held for post in listing.posts if post.held}
    posts = [post for post in listing.posts if not post.held]
    housing = housed(posts, frozenset(held), before, output, settings.policy)
    return Members(
        len(places),
        listing.site,
        listing.commit,
        tuple(_source(post, out / folder, housing) for post, folder in zip(posts, housing.folders, strict=True)),
        held,
        tuple(_leaving(record, held, out / record.folder, settings.site.keep_withdrawn) for record in housing.gone),
        before,
    )


def _source(post: Post, folder: Path, housing: Housing) -> Source:
    return Source(post.name, post.path, folder, post, housing.moved.get(folder.name, ""))


def _leaving(record: DocumentRecord, held: Mapping[str, str], folder: Path, days: int) -> Leaving:
    left = withdrawn(record, held.get(record.source, "no longer in the source"))
    age = datetime.now(UTC).date() - (left.withdrawn or date.max)
    return Leaving(left, record.withdrawn is None, age.days >= days or not (folder / NAME).exists())


def withdrawn(record: DocumentRecord, reason: str) -> DocumentRecord:
    """The record of a document that is not narrated any more, from today on or since it was withdrawn."""
    since = record.withdrawn or datetime.now(UTC).date()
    return record.model_copy(update={"state": "withdrawn", "reason": reason, "withdrawn": since})


def _selected(members: Members, places: Sequence[Place], options: Options) -> tuple[Source, ...]:
    """The documents that this run is about."""
    posts = [source.post for source in members.all if source.post]
    left = {id(post) for post in chosen(posts, places, options.only, options.since)}
    return tuple(source for source in members.all if id(source.post) in left)
