"""The files of a book → one reading: one part of the source for each file, one chapter for each."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chunking.detection import language_of
from chunking.document import Block, Entry, Kind, Piece, Reading, Unknown
from chunking.errors import InputError
from chunking.front import told
from chunking.opening import opening
from chunking.pieces import moved
from chunking.places import Lines, Part, SourceText
from chunking.policy import Policy
from chunking.sources.books.folder import MARKDOWN, Folder
from chunking.sources.books.numbered import is_aside
from chunking.sources.books.order import Chapter, Order
from chunking.sources.files import decoded, is_blank, printable, title_from_name

Reader = Callable[[bytes, Policy], Reading]
_NAMED_AT_MOST = 5  # files in a message


@dataclass(frozen=True, slots=True)
class Book:
    """What was read of a folder."""

    reading: Reading
    sha256: str  # of the names and bytes of its files, in order


@dataclass(frozen=True, slots=True)
class _File:
    """A chapter's file as it was read by itself."""

    chapter: Chapter
    reading: Reading

    @property
    def name(self) -> str:
        return printable(self.chapter.name)

    @property
    def title(self) -> str:
        """That of the order file, else that of the file's head or first heading, else of its name."""
        headings = (block.written for block in self.reading.blocks if block.kind is Kind.HEADING and not block.left_out)
        named = self.chapter.title or told(self.reading.front, "title") or next(headings, "")
        return named or title_from_name(PurePosixPath(self.chapter.name))


def joined(folder: Folder, order: Order, policy: Policy, readers: Mapping[str, Reader]) -> Book:
    """The book. Raises InputError for files that are missing or cannot be read, and for paths that lead out."""
    chapters = [chapter for chapter in order.chapters if _suffix(chapter, order) in MARKDOWN]
    _refuse_wrong_paths(folder, order, chapters)
    contents = [folder.data(chapter.name) for chapter in chapters]
    policy = policy.for_document(order.front)
    language = language_of("\n".join(map(_text, chapters, contents)), policy.language)
    policy = replace(policy, language=language)
    files = [
        _File(chapter, _read(chapter, order.prepared(data), readers[_suffix(chapter, order)], policy))
        for chapter, data in zip(chapters, contents, strict=True)
    ]
    unknown = tuple(Unknown(printable(what), 0) for what in _unread(folder, order, chapters))
    reading = _one(order, files, policy)
    reading = replace(reading, front=order.front, unknown=(*unknown, *reading.unknown))
    own = [(part.name, part.text.encode()) for part in _own_parts(order)]
    return Book(reading, _hash([*own, *zip((one.name for one in chapters), contents, strict=True)]))


def _suffix(chapter: Chapter, order: Order) -> str:
    """The suffix that tells how a chapter is read."""
    return order.suffix or PurePosixPath(chapter.name).suffix.lower()


def _refuse_wrong_paths(folder: Folder, order: Order, chapters: Sequence[Chapter]) -> None:
    names = [chapter.name for chapter in chapters]
    if not names:
        raise InputError(f"{order.file} lists no Markdown file; list the book's chapters there")
    if outside := [name for name in names if folder.lies_outside(name)]:
        raise InputError(f"{order.file} lists {_some(outside)}, outside of the book's folder; take it from the list")
    if missing := [name for name in names if not folder.has(name)]:
        raise InputError(f"{order.file} lists {_some(missing)}, and there is no such file; write it, or take it off")


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED_AT_MOST
    return printable(", ".join(names[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else ""))


def _text(chapter: Chapter, data: bytes) -> str:
    try:
        return "" if is_blank(data) else decoded(data)
    except InputError as error:
        raise InputError(f"{printable(chapter.name)}: {error}") from error


def _read(chapter: Chapter, data: bytes, reader: Reader, policy: Policy) -> Reading:
    """A chapter by itself; an empty file is one without blocks."""
    if is_blank(data):
        return Reading((), SourceText.of(""), policy.language)
    try:
        return reader(data, policy)
    except InputError as error:
        raise InputError(f"{printable(chapter.name)}: {error}") from error


def _one(order: Order, files: Sequence[_File], policy: Policy) -> Reading:
    """All files one after the other, each with what the order file puts above it."""
    own = _own_parts(order)
    parts = [_part(file) for file in files]
    text = SourceText([*own, *parts])
    blocks: list[Block] = []
    entries: list[Entry] = []
    unknown: list[Unknown] = []
    for file, start in zip(files, text.starts[len(own) :], strict=True):
        entries.append(Entry(len(blocks), file.title))
        blocks.extend(_part_titles(file.chapter, text, text.starts[len(own) - 1]))
        blocks.extend(_placed(block, start, file, policy.language) for block in file.reading.blocks)
        unknown.extend(replace(one, offset=one.offset + start) for one in file.reading.unknown)
    said = _opening(order, policy, blocks)
    contents = (replace(entry, first=entry.first + len(said) if entry.first else 0) for entry in entries)
    return Reading((*said, *blocks), text, policy.language, contents=tuple(contents), unknown=tuple(unknown))


def _part(file: _File) -> Part:
    """The text of a file, which was read as a source of one part."""
    (own,) = file.reading.text.parts
    return replace(own, name=file.name)


def _own_parts(order: Order) -> list[Part]:
    """The files that are no chapters: what tells of the book, and last the order file."""
    listing = Part(order.file, order.text)
    told = [order.told] if order.told and order.told != listing else []
    return [*told, listing] if order.file else told


def _opening(order: Order, policy: Policy, blocks: Sequence[Block]) -> list[Block]:
    """What is said of the book before its first chapter; the file that tells it is the source's first part."""
    if order.told is None:
        return []
    said = opening(order.told.text, order.front, policy, policy.language, blocks)
    return [block._replace(lines=block.lines._replace(file=order.told.name)) for block in said]


def _part_titles(chapter: Chapter, text: SourceText, listing: int) -> Iterator[Block]:
    """The titles above a chapter. `listing`: the offset of the order file."""
    for title, start, end in chapter.parts:
        lines = text.lines(listing + start, listing + end)
        yield Block(Kind.HEADING, (Piece(title, listing + start, listing + end),), lines, level=1)


def _placed(block: Block, start: int, file: _File, language: str) -> Block:
    """A block of one file as one of the book; in the language of its file, where that is another."""
    treatment = block.treatment
    if file.reading.language != language and treatment.language is None:
        treatment = treatment._replace(language=file.reading.language)
    lines = Lines(block.lines.first, block.lines.last, file.name)
    return block._replace(pieces=moved(block.pieces, start), lines=lines, treatment=treatment)


def _unread(folder: Folder, order: Order, chapters: Sequence[Chapter]) -> Iterator[str]:
    """What the order file does not list, and what it lists that is no document."""
    if not order.file:
        return
    read = {chapter.name for chapter in chapters}
    name = PurePosixPath(order.file).name
    yield from (f"{name} lists {one.name}, not a document" for one in order.chapters if one.name not in read)
    for found in folder.documents(order.home):
        if found not in read and found != order.file and not is_aside(found):
            yield f"not in {name}: {found}"


def _hash(files: Sequence[tuple[str, bytes]]) -> str:
    found = hashlib.sha256()
    for name, data in files:
        found.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        found.update(data)
    return found.hexdigest()
