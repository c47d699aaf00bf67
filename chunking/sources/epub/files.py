"""The content files of a book in reading order: their texts, and why one is not read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from chunking.document import Unknown
from chunking.policy import Policy
from chunking.sources.epub.archive import Archive
from chunking.sources.epub.boilerplate import CONTENTS, NOTES, by_name, by_text, by_title, by_type, is_read
from chunking.sources.epub.navigation import Navigation
from chunking.sources.epub.package import Package
from chunking.sources.epub.xml import decoded
from chunking.sources.hypertext.characters import decoded as shown_characters
from chunking.sources.hypertext.elements import HEADINGS, Element
from chunking.sources.hypertext.outline import Node, Outline
from chunking.sources.hypertext.shown import Shown
from chunking.sources.hypertext.tree import Event, Step, steps

NOT_LINEAR = "outside the reading order"
_LONG, _MOST = 5000, 0.5  # characters, and share of the book's text: no cover or title page holds more than both
_NEARLY_ALL = 0.95  # of a file's text, that makes an element's type the file's
_LONGEST_TITLE = 200


@dataclass(slots=True)
class File:
    """One content file of a book."""

    path: str
    html: str
    start: int  # offset of its first character in the text of the book
    is_linear: bool
    nodes: Sequence[Node]
    heading: str  # the first one in it
    ids: Mapping[str, int] = field(default_factory=dict)  # id → offset in the file of the element that has it
    reason: str = ""  # why it is not read; empty: it is

    @property
    def text_length(self) -> int:
        return sum(node.text for node in self.nodes if node.parent is None)


def files_of(archive: Archive, package: Package) -> tuple[list[File], list[Unknown]]:
    """The content files, and what the reading order names that is not there."""
    files: list[File] = []
    missing: list[Unknown] = []
    start = 0
    for place in package.spine:
        if place.path not in archive:
            missing.append(Unknown(f"{place.path or place.named}: named in the reading order, not in the book", start))
            continue
        files.append(_file(place.path, decoded(archive.text(place.path), place.path), start, place.is_linear))
        start += len(files[-1].html) + 1
    return files, missing


def _file(path: str, html: str, start: int, is_linear: bool) -> File:
    look = _Look(html)
    for step in steps(html, xml=True):
        look.take(step)
    return File(path, html, start, is_linear, look.outline.nodes, look.heading, look.ids)


class _Look:
    """Takes the steps through a file."""

    def __init__(self, html: str) -> None:
        self.outline = Outline(html)
        self.ids: dict[str, int] = {}
        self.heading = ""
        self._html = html
        self._is_shown = Shown()
        self._in_heading = False
        self._parts: list[str] = []

    def take(self, step: Step) -> None:
        if self._is_shown(step):
            self.outline.take(step)
        element = step.element
        if element is None:
            if self._in_heading:
                self._parts.append(shown_characters(self._html[step.start : step.end]))
        elif step.event is Event.BEGINS:
            self._note_ids(element)
            self._in_heading = not self.heading and (self._in_heading or element.name in HEADINGS)
        elif element.name in HEADINGS:
            self.heading = self.heading or " ".join("".join(self._parts).split())[:_LONGEST_TITLE]
            self._in_heading = False

    def _note_ids(self, element: Element) -> None:
        if element.written:
            for name in (element["id"], element["name"] if element.name == "a" else ""):
                if name:
                    self.ids.setdefault(name, element.start)


def judge(files: Sequence[File], package: Package, navigation: Navigation, policy: Policy) -> None:
    """Notes in each file why it is not read."""
    titles = _titles(navigation)
    whole = sum(file.text_length for file in files)
    for file in files:
        if not file.is_linear:
            file.reason = NOT_LINEAR
        elif policy.boilerplate == "skip":
            reason = next(filter(None, _reasons(file, package, navigation, titles)), "")
            is_book = file.text_length > max(_LONG, _MOST * whole) and reason != NOTES
            file.reason = "" if is_book or len(files) == 1 else reason


def _titles(navigation: Navigation) -> dict[str, str]:
    """The title of each file that is one line of the contents, and not several."""
    found: dict[str, str] = {}
    several: set[str] = set()
    for point in navigation.points:
        if point.target is not None:
            several |= {point.target.path} & found.keys()
            found.setdefault(point.target.path, point.title)
    return {path: title for path, title in found.items() if path not in several}


def _reasons(file: File, package: Package, navigation: Navigation, titles: Mapping[str, str]) -> Iterator[str]:
    """What each sign says that the file is."""
    if file.path == package.navigation:
        yield CONTENTS
    types = _types(file.nodes)
    yield by_type(types)
    if is_read(types):
        return
    yield by_type(navigation.landmarks.get(file.path, "").split())
    yield by_type([package.guide.get(file.path, "")])
    yield by_name(file.path)
    yield by_title(titles.get(file.path, ""))
    yield by_title(file.heading)
    yield by_text(file.html, file.nodes)


def _types(nodes: Iterable[Node]) -> list[str]:
    """The types of the elements that hold nearly all of a file."""
    found: list[str] = []
    text = 0
    for node in nodes:
        text = text or node.text
        if 0 < node.text < _NEARLY_ALL * text:
            break
        if node.text and node.element.written:
            found.extend(sorted(node.element.words("epub:type", "role")))
    return found
