"""Which folder of an output each document has: the one that it had, under whatever name; a new one for a new document.

A document is one of the last run where it has the same name; else where one that is gone was shown at the same
permalink, had the same bytes, or shares at least half of its text with it. No history is needed for that, so it holds
after a force-push, and in folders that no repository knows.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from slugify import slugify

from chunking.errors import InputError
from chunking.policy import Policy
from chunking.sites import Post
from chunking.sources import read_document
from flows.outputs import OutputPlace
from manifests.files import load
from manifests.model import Collection, DocumentRecord, Manifest

SAMPLE = "sample"  # the folder, below the output, of what `--sample` makes
# Names that a document's folder must not have: Windows keeps them for devices, and one of them is ours.
RESERVED = {SAMPLE, "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
ALIKE = 0.5  # of the longer one's text


@dataclass(frozen=True, slots=True)
class Housing:
    """Where the documents of a run live."""

    folders: tuple[str, ...]  # a name for each post
    moved: Mapping[str, str]  # by folder: the name that its document had in the last run, where it has another now
    gone: tuple[DocumentRecord, ...]  # of the last run, that no post is


def housed(
    posts: Sequence[Post], held: frozenset[str], before: Collection | None, output: OutputPlace, policy: Policy
) -> Housing:
    """Gives each post its folder in the output. `held` are documents that are still there, but not narrated."""
    records = before.documents if before else ()
    by_name = defaultdict[str, list[DocumentRecord]](list)
    for record in records:
        by_name[record.source].append(record)
    kept = {index: by_name[post.name].pop(0) for index, post in enumerate(posts) if by_name.get(post.name)}
    gone = [record for left in by_name.values() for record in left]
    new = {index: post for index, post in enumerate(posts) if index not in kept}
    lost = [_Gone(one, output.folder / one.folder) for one in gone if one.source not in held] if new else []
    output.fetch([one.folder for one in lost])
    moved = _moved(new, lost, policy)
    kept |= moved
    taken = RESERVED | {record.folder for record in records}
    folders = [kept[index].folder if index in kept else _free(_slug(post), taken) for index, post in enumerate(posts)]
    return Housing(
        tuple(folders),
        {record.folder: record.source for record in moved.values()},
        tuple(one for one in gone if one not in moved.values()),
    )


def _slug(post: Post) -> str:
    """As the site names it; by its path where it has no name there."""
    shown = unquote(post.permalink).removesuffix(".html")
    by_permalink = slugify(shown, max_length=80, word_boundary=True)
    return (
        by_permalink or slugify(str(Path(post.name).with_suffix("")), max_length=80, word_boundary=True) or "document"
    )


def _free(slug: str, taken: set[str]) -> str:
    """The slug, or that and a number; it is taken from now on."""
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    taken.add(found)
    return found


@dataclass(frozen=True, slots=True)
class _Gone:
    """A document of the last run that no post has the name of."""

    record: DocumentRecord
    folder: Path

    def manifest(self) -> Manifest | None:
        try:
            found = load(self.folder)
        except InputError:
            return None
        return found if isinstance(found, Manifest) else None

    def sha256(self) -> str:
        manifest = self.manifest()
        return manifest.source.sha256 if manifest else ""

    def text(self) -> Counter[str]:
        manifest = self.manifest()
        chapters = manifest.chapters if manifest else ()
        return Counter(paragraph.written for chapter in chapters for paragraph in chapter.paragraphs)


def _moved(posts: Mapping[int, Post], gone: Sequence[_Gone], policy: Policy) -> dict[int, DocumentRecord]:
    """The record of each post that is one of those that are gone. Nothing is read where there are none of either."""
    found: dict[int, DocumentRecord] = {}

    def left() -> tuple[dict[int, Post], list[_Gone]]:
        known = {record.folder for record in found.values()}
        return (
            {index: post for index, post in posts.items() if index not in found},
            [one for one in gone if one.record.folder not in known],
        )

    found.update(_alike(*left(), lambda post: post.permalink, lambda one: one.record.permalink))
    found.update(_alike(*left(), lambda post: _sha256(post.path), _Gone.sha256))
    found.update(_of_like_text(*left(), policy))
    return found


def _alike(
    posts: Mapping[int, Post], gone: Sequence[_Gone], of_post: Callable[[Post], str], of_gone: Callable[[_Gone], str]
) -> Iterator[tuple[int, DocumentRecord]]:
    """Pairs of the same mark; one without a mark has no partner."""
    marked = {of_gone(one): one.record for one in gone} if posts else {}
    for index, post in posts.items() if marked else ():
        mark = of_post(post)
        if mark and mark in marked:
            yield index, marked.pop(mark)


def _of_like_text(
    posts: Mapping[int, Post], gone: Sequence[_Gone], policy: Policy
) -> Iterator[tuple[int, DocumentRecord]]:
    texts = {one.record: one.text() for one in gone} if posts else {}
    for index, post in posts.items() if texts else ():
        text = _text(post.path, policy)
        best = max(texts, key=lambda record: _shared(text, texts[record]), default=None)
        if best is not None and _shared(text, texts[best]) >= ALIKE:
            yield index, best
            del texts[best]


def _shared(one: Counter[str], other: Counter[str]) -> float:
    """The share of the longer text that is in both, paragraph by paragraph."""
    longer = max(sum(len(written) * count for written, count in text.items()) for text in (one, other))
    return sum(len(written) * count for written, count in (one & other).items()) / longer if longer else 0.0


def _text(path: Path, policy: Policy) -> Counter[str]:
    try:
        document = read_document(path, policy)
    except InputError:
        return Counter()
    return Counter(paragraph.written for chapter in document.chapters for paragraph in chapter.paragraphs)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
