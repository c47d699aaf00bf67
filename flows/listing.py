"""The documents of a collection's sources, with what their site, their front matter and git's history tell of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from chunking.errors import InputError
from chunking.sites import Post, Wanted, site_in
from chunking.sites.patterns import wanted_patterns
from chunking.sources import printable
from flows.repository import Repository, cloned, is_git_url, repository_of
from flows.settings import Settings
from manifests.model import Collection, DocumentRecord


@dataclass(frozen=True, slots=True)
class Place:
    """A source as it lies on this machine."""

    path: Path
    name: str  # as it shows in titles and messages
    repository: Repository | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All documents of the sources, those among them that are not to be narrated as well."""

    site: str  # the conventions by which they were found; empty where no folder was looked through
    commit: str  # of the repository; empty where there is none, or several
    posts: tuple[Post, ...]


def located(word: str | Path, ref: str | None) -> Place:
    """Finds a source: a path, or the URL of a repository, which is cloned or fetched. Raises InputError."""
    if isinstance(word, str) and is_git_url(word):
        repository = cloned(word, ref)
        name = word.rstrip("/").rpartition("/")[2].rpartition(":")[2].removesuffix(".git")
        return Place(repository.folder, printable(name), repository)
    path = Path(word)
    if ref is not None:
        if not is_folder(path):
            raise InputError(f"--ref goes with a repository, and {path} is no folder.")
        return located(path.resolve().as_uri(), ref)
    return Place(path, name_of(path), repository_of(path) if is_folder(path) else None)


def is_folder(path: Path) -> bool:
    """Raises InputError for a path that cannot even be looked at."""
    try:
        return path.is_dir()
    except OSError as error:
        raise InputError(f"{path}: cannot be looked at ({error.strerror}); check the path") from error


def name_of(source: Path) -> str:
    """A file's name, or a folder's, also where it was named as `.` or `..`."""
    return printable(source.name if source.name not in ("", "..") else source.resolve().name)


def listed(places: Sequence[Place], books: frozenset[Path], settings: Settings, before: Collection | None) -> Listing:
    """What is in the sources. A date or author that no file tells is known from `before`, or looked up in git."""
    posts: list[Post] = []
    sites, records = set(), _records(before)
    for place in places:
        if place.path.is_dir() and place.path not in books:
            site = site_in(place.path, wanted(settings))
            sites.add(site.preset)
            posts += _completed(site.posts, place.repository, records)
        else:
            posts.append(Post(place.name, place.path, "", None, (), ""))
    commits = {place.repository.commit for place in places if place.repository}
    return Listing("".join(sites) if len(sites) == 1 else "", commits.pop() if len(commits) == 1 else "", tuple(posts))


def wanted(settings: Settings) -> Wanted:
    """What the settings say of a folder's documents, today."""
    site = settings.site
    return Wanted(datetime.now(UTC), site.preset, site.include, site.exclude, site.drafts)


def _records(before: Collection | None) -> Mapping[str, DocumentRecord]:
    return {one.source: one for one in before.documents} if before else {}


def _completed(
    posts: Sequence[Post], repository: Repository | None, records: Mapping[str, DocumentRecord]
) -> Iterator[Post]:
    known = [_as_recorded(post, records.get(post.name)) for post in posts]
    asked = [post.name for post in known if not post.held and not (post.date and post.authors)]
    beginnings = repository.beginnings(asked) if repository and asked else {}
    for post in known:
        found = beginnings.get(post.name)
        yield replace(post, date=post.date or found.date, authors=post.authors or (found.author,)) if found else post


def _as_recorded(post: Post, record: DocumentRecord | None) -> Post:
    if record is None:
        return post
    return replace(post, date=post.date or record.date, authors=post.authors or record.authors)


def chosen(posts: Sequence[Post], places: Sequence[Place], only: Sequence[str], since: str | None) -> list[Post]:
    """The posts that `--only` and `--since` leave. Raises InputError where that is none of them, or cannot be told."""
    left = list(posts)
    if only:
        patterns = wanted_patterns(only, "--only")
        left = [post for post in left if patterns.match(post.name)]
        if not left:
            raise InputError(f"--only {' '.join(only)}: no document has such a name.")
    if since is not None:
        changed = _changed(places, since)
        left = [post for post in left if post.path in changed]
    return left


def _changed(places: Sequence[Place], since: str) -> frozenset[Path]:
    repositories = [(place.path, place.repository) for place in places if place.repository]
    if len(repositories) != len(places):
        raise InputError("--since goes with repositories only; this source is not in one.")
    return frozenset(path / name for path, one in repositories for name in one.changed_since(since))
