"""The navigation of an EPUB: where its chapters begin, and what its files are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from chunking.errors import InputError
from chunking.sources.epub.archive import Archive, resolved
from chunking.sources.epub.package import Package
from chunking.sources.epub.xml import TYPE, local, named, text_in, tree_of

_DEEPEST = 20


@dataclass(slots=True)
class Point:
    """One entry of the table of contents."""

    title: str
    path: str  # empty where it leads nowhere
    fragment: str
    children: list["Point"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Navigation:
    """The table of contents, and the types of files: path → type, such as "cover"."""

    points: tuple[Point, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)


def navigation_of(archive: Archive, package: Package) -> Navigation:
    """What the navigation document says, or that of an EPUB 2; nothing where there is none that can be read."""
    try:
        if package.nav in archive:
            return _of_nav(tree_of(archive.read(package.nav), package.nav), package.nav)
        if package.ncx in archive:
            tree = tree_of(archive.read(package.ncx), package.ncx)
            top = next(named(tree, "navMap"), tree)
            return Navigation(tuple(_ncx_points(top, package.ncx, 0)))
    except InputError:
        pass  # the spine tells the order, headings tell the chapters
    return Navigation()


def _of_nav(root: etree._Element, path: str) -> Navigation:
    lists = {(nav.get(TYPE) or "toc").split()[0]: nav for nav in named(root, "nav") if (nav.get(TYPE) or "toc").split()}
    points = tuple(_nav_points(lists["toc"], path, 0)) if "toc" in lists else ()
    types = {
        resolved(link.get("href", ""), path)[0]: (link.get(TYPE) or "").lower()
        for link in (named(lists["landmarks"], "a") if "landmarks" in lists else ())
    }
    return Navigation(points, types)


def _nav_points(parent: etree._Element, path: str, depth: int) -> Iterator[Point]:
    top = next((child for child in parent if local(child) == "ol"), None)
    for item in top if top is not None and depth < _DEEPEST else ():
        label = next((child for child in item if local(child) in ("a", "span")), None)
        if label is not None:
            target = resolved(label.get("href", ""), path) if label.get("href") else ("", "")
            yield Point(text_in(label), *target, list(_nav_points(item, path, depth + 1)))


def _ncx_points(parent: etree._Element, path: str, depth: int) -> Iterator[Point]:
    for point in parent if depth < _DEEPEST else ():
        if local(point) == "navPoint":
            label = next((text_in(child) for child in point if local(child) == "navLabel"), "")
            source = next((child.get("src", "") for child in point if local(child) == "content"), "")
            yield Point(label, *resolved(source, path), list(_ncx_points(point, path, depth + 1)))


def chapters(points: tuple[Point, ...] | list[Point]) -> Iterator[tuple[Point, Point]]:
    """The entries that are chapters, each with the one where it begins: a part's page opens its first chapter.

    An entry gives way to those below it where they lead to other files, or where it is the only one.
    """
    for point in points:
        below = [child for child in point.children if child.path]
        if below and (len(points) == 1 or any(child.path != point.path for child in below)):
            for number, (chapter, begin) in enumerate(chapters(below)):
                yield chapter, point if number == 0 and point.path else begin
        elif point.path:
            yield point, point
