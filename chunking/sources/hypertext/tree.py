"""Tags → elements that begin and end, each within the one around it, as a browser would have them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from chunking.sources.hypertext.elements import ENDED_BY, HEADINGS, SPECIAL, UNENDING, VOID, Element, reach
from chunking.sources.hypertext.tokens import Found, Token, tokens


class Event(Enum):
    """What happens at a place in a page."""

    BEGINS = "begins"
    ENDS = "ends"
    TEXT = "text"
    VERBATIM = "verbatim"  # text in which `&` is only itself


class Step(NamedTuple):
    """One event. Every element that begins ends, and the one that began last ends first."""

    event: Event
    start: int  # offset of the tag or text that brings it about
    end: int
    element: Element | None = None  # that begins or ends


def steps(html: str, xml: bool = False) -> Iterator[Step]:
    """What happens in a page, or in any piece of one, in order."""
    tree = _Tree()
    for found in tokens(html, xml):
        if found.token is Token.TEXT:
            yield Step(Event.TEXT, found.start, found.end)
        elif found.token is Token.VERBATIM:
            yield Step(Event.VERBATIM, found.start, found.end)
        elif found.token is Token.CLOSE:
            yield from tree.close(found)
        else:
            yield from tree.open(found)
    yield from tree.close_all(len(html))


class _Tree:
    """The elements that are open. Each tag costs the same, however many these are."""

    def __init__(self) -> None:
        self._open: list[Element] = []
        self._special: list[int] = []  # for each of them, the place of the last special one up to it; -1 for none
        self._places: defaultdict[str, list[int]] = defaultdict(list)  # by name, where they stand among the open
        self._count = 0

    def open(self, tag: Found) -> Iterator[Step]:
        for ended, beyond in ENDED_BY.get(tag.name, ()):
            place = self._last(ended)
            if place >= 0 and place > self._last(beyond):
                yield from self._end(place, tag)
        element = Element(tag.name, tag.attributes, (tag.start, tag.end), self._count)
        self._count += 1
        yield Step(Event.BEGINS, tag.start, tag.end, element)
        if tag.token is Token.EMPTY or tag.name in VOID:
            yield Step(Event.ENDS, tag.end, tag.end, element)
        else:
            self._push(element)

    def close(self, tag: Found) -> Iterator[Step]:
        if tag.name == "br":
            yield from self.open(tag)
        elif tag.name not in UNENDING:
            place = self._last(HEADINGS if tag.name in HEADINGS else (tag.name,))
            if place >= 0 and place > self._limit(tag.name):
                yield from self._end(place, tag)

    def _limit(self, name: str) -> int:
        if name in SPECIAL:
            return self._last(reach(name))
        return self._special[-1] if self._special else -1

    def close_all(self, offset: int) -> Iterator[Step]:
        yield from self._end(0, Found(Token.CLOSE, offset, offset))

    def _last(self, names: Iterable[str]) -> int:
        """The place of the innermost open element with one of these names; -1 where none is open."""
        last = -1
        for name in names:
            places = self._places.get(name)
            if places and places[-1] > last:
                last = places[-1]
        return last

    def _push(self, element: Element) -> None:
        place = len(self._open)
        self._open.append(element)
        before = self._special[-1] if self._special else -1
        self._special.append(place if element.name in SPECIAL else before)
        self._places[element.name].append(place)

    def _end(self, place: int, tag: Found) -> Iterator[Step]:
        """End the element at this place and all within it."""
        while len(self._open) > place:
            element = self._open.pop()
            self._special.pop()
            self._places[element.name].pop()
            yield Step(Event.ENDS, tag.start, tag.end, element)
