"""EPUB 2 and 3 → blocks: the files of the spine in their order, chapters as the table of contents has them.

archive ──package──▶ files in order ──hypertext──▶ passages ──notes in their places──▶ Blocks
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from chunking.chapters import LEAD_CHARACTERS
from chunking.detection import language_of
from chunking.document import Block, Entry, Reading, Unknown
from chunking.errors import InputError
from chunking.languages import AUTO, LANGUAGES, primary_subtag
from chunking.places import Part, SourceText
from chunking.policy import Policy
from chunking.sources.epub.archive import Archive, resolved
from chunking.sources.epub.matter import matter_of
from chunking.sources.epub.navigation import Navigation, chapters, navigation_of
from chunking.sources.epub.package import LARGEST_COVER, package_of, picture
from chunking.sources.epub.xml import decoded
from chunking.sources.hypertext.blocks import blocks_of
from chunking.sources.hypertext.manner import Manner
from chunking.sources.hypertext.notes import Notes
from chunking.sources.hypertext.passage import Passage, Reference
from chunking.sources.hypertext.walk import passages
from chunking.sources.hypertext.weak_notes import weak_notes


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the spine."""

    path: str
    text: str
    start: int  # offset of its first character in the book's text
    reason: str  # why it is not read; empty: it is
    found: tuple[Passage, ...] = ()


def read(data: bytes, policy: Policy) -> Reading:
    """The blocks of an EPUB. Raises InputError where it is none, is damaged, locked, or larger than the policy allows."""
    archive = Archive(data, policy.max_bytes + LARGEST_COVER)
    package = package_of(archive)
    navigation = navigation_of(archive, package)
    front = dict(package.front)
    if policy.language != AUTO or primary_subtag(str(front.get("language", ""))) not in LANGUAGES:
        front.pop("language", None)  # the user knows better; and many books name a language that is none
    policy = policy.for_document(front)
    parts = [Part(path, decoded(archive.read(path), path)) for path in package.spine]
    if not parts:
        raise InputError("not a sound EPUB: its spine names no file that is in it")
    text = SourceText(parts)
    types = {**(package.guide or {}), **navigation.types}
    titles = {point.path: point.title for point in _all(navigation)}
    files = []
    for part, start in zip(parts, text.starts, strict=True):
        reason = (
            "aside" if part.name in package.aside else matter_of(part.name, titles.get(part.name, ""), part.text, types)
        )
        files.append(_read(part, start, reason if policy.boilerplate == "skip" else "", policy))
    language = language_of(" ".join(one.text for file in files for one in file.found[:400]), policy.language)
    blocks, begins = _blocks(files, text, policy, language)
    return Reading(
        tuple(blocks),
        text,
        language,
        MappingProxyType(front),
        contents=_contents(navigation, files, blocks, begins) or None,
        unknown=tuple(Unknown(f"not in the book: {name}"[:100], 0) for name in package.missing),
        cover=picture(archive, package.cover),
    )


def _all(navigation: Navigation) -> Iterator["_Named"]:
    ahead = list(navigation.points)
    while ahead:
        point = ahead.pop()
        yield _Named(point.path, point.title)
        ahead.extend(point.children)


@dataclass(frozen=True, slots=True)
class _Named:
    path: str
    title: str


def _read(part: Part, start: int, reason: str, policy: Policy) -> _File:
    found = _passages(part, start, policy)
    if reason == "notes page":  # notes that something refers to are read there
        found = [one if one.note else one._replace(left_out=one.left_out or reason) for one in found]
    elif reason:
        found = [one._replace(left_out=one.left_out or reason, references=()) for one in found]
    return _File(part.name, part.text, start, reason, tuple(found))


def _passages(part: Part, start: int, policy: Policy) -> list[Passage]:
    """What a file shows, its notes and references named so that they hold in all of the book."""

    def read_with(notes: Mapping[int, str]) -> list[Passage]:
        return list(passages(part.text, start, policy, Manner(xml=True, notes=notes)))

    found = read_with({})
    own = {one.target.rpartition("#")[2] for passage in found for one in passage.references}
    unknown = own - {one.note for one in found}
    notes = weak_notes(part.text, unknown, xml=True) if unknown else {}
    return [_named(one, part.name) for one in (read_with(notes) if notes else found)]


def _named(passage: Passage, path: str) -> Passage:
    note = f"{path}#{passage.note}" if passage.note else ""
    references = tuple(Reference(one.offset, "#".join(resolved(one.target, path))) for one in passage.references)
    return passage._replace(note=note, references=references)


def _blocks(
    files: Sequence[_File], text: SourceText, policy: Policy, language: str
) -> tuple[list[Block], dict[str, int]]:
    """The blocks, and the index of the first of each file."""
    notes = Notes([file.found for file in files], policy, language)
    blocks: list[Block] = []
    begins = {}
    for file in files:
        begins[file.path] = len(blocks)
        blocks.extend(blocks_of(notes.placed(file.found), text, policy, language))
    return blocks, begins


def _contents(
    navigation: Navigation, files: Sequence[_File], blocks: Sequence[Block], begins: Mapping[str, int]
) -> tuple[Entry, ...]:
    """The chapters of the table of contents that are read, each with its first block."""
    by_path = {file.path: file for file in files}
    found: dict[int, str] = {}
    for chapter, begin in chapters(navigation.points):
        if chapter.path not in by_path or by_path[chapter.path].reason:
            continue
        first = _first(chapter.path, chapter.fragment, by_path, blocks, begins)
        opened = _first(begin.path, begin.fragment, by_path, blocks, begins) if begin.path in by_path else first
        if opened < first and sum(len(one.written) for one in blocks[opened:first]) <= LEAD_CHARACTERS:
            first = opened
        if first < len(blocks):
            found.setdefault(first, chapter.title)
    return tuple(Entry(first, title) for first, title in sorted(found.items()))


def _first(
    path: str, fragment: str, files: Mapping[str, _File], blocks: Sequence[Block], begins: Mapping[str, int]
) -> int:
    """The index of the block at which a place in a file begins."""
    file, first = files[path], begins[path]
    end = next((begin for begin in sorted(begins.values()) if begin > first), len(blocks))
    place = re.search(rf"\bid\s*=\s*[\"']{re.escape(fragment)}[\"']", file.text) if fragment else None
    if place is None:
        return first
    starts = [block.pieces[0].start for block in blocks[first:end]]
    return first + bisect_left(starts, file.start + place.start())
