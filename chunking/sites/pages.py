"""The path of a file below a site → a page of the site, if it is one."""

import re
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from chunking.sites.preset import Preset, Section


@dataclass(frozen=True, slots=True)
class Page:
    """A file that the site makes a page of, as its path has it."""

    name: str  # the path below the site
    section: Section
    before: str  # folders before the section's own: `blog/` of `blog/_posts/x.md`
    below: str  # the path below the section's folder
    folders: tuple[str, ...]  # of the page, without numbers and dates
    stem: str  # its name, without number and date; of a page that stands for its folder the folder's name
    day: str  # as the path has it; empty where it has none by the section's rule
    is_home: bool  # whether it stands for its folder
    prefix: str  # of its language


def pages_of(preset: Preset, names: Collection[str]) -> Iterator[Page]:
    """The pages among the files of a site."""
    for section, own in _shared_out(preset, names):
        bundles = _bundles(section, own)
        pages = [page for name, found in own if (page := _page(section, name, found))]
        homes = {_bare(page) for page in pages if page.is_home}
        yield from (page for page in pages if not _is_resource(page, bundles) and not _is_spare(page, homes))


_Found = tuple[str, re.Match[str]]


def _shared_out(preset: Preset, names: Collection[str]) -> Iterator[tuple[Section, list[_Found]]]:
    """The files of each section."""
    left = list(names)
    for section in preset.sections:
        found = [(name, section.place.fullmatch(name)) for name in left]
        left = [name for name, match in found if match is None]
        yield section, [(name, match) for name, match in found if match and _suits(section, name, match["path"])]


def _suits(section: Section, name: str, below: str) -> bool:
    return PurePosixPath(name).suffix.lower() in section.suffixes and not section.skips.match(below)


def _bundles(section: Section, own: list[_Found]) -> frozenset[str]:
    """The folders, below the section's, whose other files belong to one page of theirs (Hugo's leaf bundles)."""
    if not section.has_resources:
        return frozenset()
    paths = [PurePosixPath(found["path"]) for _, found in own]
    return frozenset(path.parent.as_posix() for path in paths if _plain_stem(section, path)[0] in section.bundles)


def _is_resource(page: Page, bundles: frozenset[str]) -> bool:
    path = PurePosixPath(page.below)
    if _plain_stem(page.section, path)[0] in page.section.bundles:
        path = path.parent  # a bundle in a bundle is no page either
    return any(parent.as_posix() in bundles for parent in path.parents if parent.name)


def _is_spare(page: Page, homes: Container[PurePosixPath]) -> bool:
    """Whether it stands for a folder for which another file beside it does."""
    if not (page.section.has_one_index and page.is_home):
        return False
    first = _bare(page).with_name(page.section.indexes[0])
    return _bare(page) != first and first in homes


def _bare(page: Page) -> PurePosixPath:
    return PurePosixPath(page.name).with_suffix("")


def _plain_stem(section: Section, path: PurePosixPath) -> tuple[str, str]:
    """The name without its suffix and the language before that, and what permalinks of the language begin with."""
    stem, _, language = path.stem.rpartition(".")
    if stem and language in section.languages:
        return stem, section.languages[language]
    return path.stem, section.prefix


def _page(section: Section, name: str, found: re.Match[str]) -> Page | None:
    path = PurePosixPath(found["path"])
    stem, prefix = _plain_stem(section, path)
    parts = [*path.parts[:-1], stem]
    is_home = _is_home(section, parts)
    if is_home or stem in section.bundles:
        parts = parts[:-1]
    if section.numbered:
        parts = [section.numbered.sub("", part) for part in parts]
    parts, day = _undated(section, parts)
    if section.only_dated and not day:
        return None
    *folders, last = parts or [""]
    if stem in section.bundles and day and not last:  # its folder is named by a date alone
        last = stem
    before = found.groupdict().get("before") or ""
    return Page(name, section, before, found["path"], tuple(folders), last, day, is_home, prefix)


def _is_home(section: Section, parts: list[str]) -> bool:
    *above, stem = [part.lower() for part in parts] if section.any_case else parts
    return stem in section.indexes or (section.has_namesakes and above[-1:] == [stem])


def _undated(section: Section, parts: list[str]) -> tuple[list[str], str]:
    """The parts of the path without the date that the section's rule finds in it, and the date."""
    found = section.dated.fullmatch("/".join(parts)) if section.dated else None
    if found is None:
        return parts, ""
    return (found.groupdict().get("folders", "") + found["rest"]).split("/"), found["date"]
