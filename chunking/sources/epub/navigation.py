"""A book's own table of contents: the navigation document of EPUB 3, or the NCX of EPUB 2."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from chunking.sources.epub.paths import Target, resolved
from chunking.sources.epub.xml import line, local
from chunking.sources.hypertext.characters import decoded
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.tree import Event, Step, steps

_DEEPEST = 20  # levels of contents; no book has more


class Point(NamedTuple):
    """One line of the contents."""

    title: str
    target: Target | None  # None for a line that leads nowhere
    level: int  # from 1


class Navigation(NamedTuple):
    """What the navigation tells."""

    points: tuple[Point, ...]  # in order
    landmarks: Mapping[str, str]  # path → what it is, such as "cover" or "endnotes"


def navigation_of(html: str, path: str) -> Navigation:
    """What a navigation document tells."""
    reader = _Reader(html, path)
    for step in steps(html, xml=True):
        reader.take(step)
    return Navigation(tuple(reader.contents or reader.other), reader.landmarks)


class _Reader:
    """Takes the steps through a navigation document."""

    def __init__(self, html: str, path: str) -> None:
        self.contents: list[Point] = []
        self.other: list[Point] = []  # of a navigation that does not say what it is
        self.landmarks: dict[str, str] = {}
        self._html, self._path = html, path
        self._kinds: frozenset[str] = frozenset()  # of the <nav> that is open
        self._nav: Element | None = None
        self._lists = 0  # that are open in it
        self._open: Element | None = None  # the <a> or <span>
        self._parts: list[str] = []

    def take(self, step: Step) -> None:
        if step.element is None:
            if self._open is not None:
                text = self._html[step.start : step.end]
                self._parts.append(decoded(text) if step.event is Event.TEXT else text)
        elif step.event is Event.BEGINS:
            self._begin(step.element)
        else:
            self._end(step.element)

    def _begin(self, element: Element) -> None:
        if element.name == "nav" and self._nav is None:
            self._nav, self._lists = element, 0
            self._kinds = element.words("epub:type", "role")
        elif element.name == "ol" and self._nav is not None:
            self._lists += 1
        elif element.name in ("a", "span") and self._open is None and self._lists:
            self._open, self._parts = element, []
        elif element.name == "img" and self._open is not None:
            self._parts.append(element["alt"])

    def _end(self, element: Element) -> None:
        if element is self._nav:
            self._nav = None
        elif element.name == "ol" and self._nav is not None:
            self._lists -= 1
        elif element is self._open:
            self._open = None
            self._point(element)

    def _point(self, element: Element) -> None:
        target = resolved(element["href"], self._path) if element["href"] else None
        title = " ".join("".join(self._parts).split())
        point = Point(title, target, min(self._lists, _DEEPEST))
        if "landmarks" in self._kinds:
            if target is not None and not target.fragment:  # else only a part of a file is meant
                self.landmarks.setdefault(target.path, element["epub:type"].lower())
        elif not self._kinds & {"page-list", "doc-pagelist", "lot", "loi", "loa", "lov"}:
            (self.contents if self._kinds & {"toc", "doc-toc"} else self.other).append(point)


def ncx_of(root: Any, path: str) -> Navigation:
    """What an NCX tells."""
    return Navigation(tuple(_points(root, path)), {})


def _points(root: Any, path: str) -> Iterator[Point]:
    levels: dict[Any, int] = {}
    for element in root.iter():
        if local(element) == "navpoint":
            level = 1 + next((levels[above] for above in element.iterancestors() if above in levels), 0)
            levels[element] = level
            source = next((one.get("src") for one in element if local(one) == "content"), None)
            label = next((one for one in element if local(one) == "navlabel"), None)
            target = resolved(source, path) if source else None
            yield Point(line(label) if label is not None else "", target, min(level, _DEEPEST))
