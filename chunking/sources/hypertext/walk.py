"""HTML → passages: what is seen of it, in the order in which it stands there."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from chunking.document import Kind, Mark, Piece
from chunking.pieces import folded
from chunking.policy import Policy
from chunking.sources.hypertext.around import Around, around_in
from chunking.sources.hypertext.characters import pieces_of
from chunking.sources.hypertext.collecting import Collector
from chunking.sources.hypertext.elements import BLOCKS, Element
from chunking.sources.hypertext.inline import Inline
from chunking.sources.hypertext.line import extent
from chunking.sources.hypertext.lists import List
from chunking.sources.hypertext.manner import WHOLE, Manner, hidden, is_note_mark, is_way_back
from chunking.sources.hypertext.passage import Passage
from chunking.sources.hypertext.tables import Table
from chunking.sources.hypertext.tree import Event, Step, steps

_CODE = frozenset({"code", "samp", "kbd", "tt"})


class _Omitted(NamedTuple):
    """An element that is passed over."""

    element: Element
    reason: str  # empty: nobody needs to know
    pieces: list[Piece]


def passages(html: str, base: int, policy: Policy, manner: Manner = WHOLE) -> Iterator[Passage]:
    """What a page or any part of one shows, in order.

    Offsets are those in `html` plus `base`. Elements may be open at its end, or end that did not begin in it.
    """
    walk = _Walk(html, base, policy, manner)
    for step in steps(html, manner.xml):
        walk.take(step)
        yield from walk.told()
    walk.finish()
    yield from walk.told()


class _Walk:
    """Goes once through a page. Every step costs the same, however deep it stands."""

    def __init__(self, html: str, base: int, policy: Policy, manner: Manner) -> None:
        self._html, self._base, self._policy, self._manner = html, base, policy, manner
        self._inline = Inline(html, base, policy)
        self._collector = Collector(self._inline.line)
        self._around: list[tuple[Element | None, Around]] = [(None, Around())]
        self._omitted: list[_Omitted] = []
        self._block = ""  # the name of the block that began last
        self._lists: list[List] = []
        self._preformatted: Element | None = None  # that is open
        self._is_code = False

    def told(self) -> list[Passage]:
        """The passages that were found since this was asked last."""
        found = self._collector.found
        if found:
            self._collector.found = []
        return found

    def take(self, step: Step) -> None:
        if self._omitted:
            self._pass_over(step)
        elif step.element is None:
            self._inline.text(step.start, step.end, step.event is Event.VERBATIM)
        elif step.event is Event.BEGINS:
            self._begin(step.element)
        else:
            self._end(step.element, step.start)

    def finish(self) -> None:
        self._collector.flush(self._around[-1][1], self._block)
        if self._collector.after_break:
            self._collector.tell([Passage(Kind.TEXT, (), after_break=True)])

    def _begin(self, element: Element) -> None:
        reason = self._reason(element)
        if element.name in BLOCKS and reason != "":
            self._flush(element.start)
            self._block = element.name
        if reason is not None:
            self._omitted.append(_Omitted(element, reason, []))
            return
        self._enter(element)
        if self._preformatted and element.name in _CODE:
            self._is_code = True
        if handle := _BEGIN.get(element.name):
            handle(self, element)
        else:
            self._inline.begin(element)

    def _end(self, element: Element, offset: int) -> None:
        if element.name in BLOCKS and element is not self._preformatted:
            self._flush(offset)
        if handle := _END.get(element.name):
            handle(self, element)
        else:
            self._inline.end(element, offset)
        if self._around[-1][0] is element:
            self._around.pop()
            self._inline.in_note = self._around[-1][1].kind is Kind.NOTE

    def _enter(self, element: Element) -> None:
        outside = self._around[-1][1]
        around = around_in(element, outside, self._manner)
        if around is not outside:
            self._around.append((element, around))
            self._inline.in_note = around.kind is Kind.NOTE

    def _flush(self, offset: int) -> None:
        if self._preformatted:
            self._inline.shown("\n", offset, offset)
        else:
            self._collector.flush(self._around[-1][1], self._block)

    # What is passed over.

    def _reason(self, element: Element) -> str | None:
        """Why an element is passed over; None where it is read, empty where nobody needs to know."""
        reason = self._manner.leave_out(element)
        if reason is not None:
            return reason
        if hidden(element):
            return ""
        if element.name == "math":
            return self._formula(element)
        if element.name == "a" and element.written:
            return self._mark_of_note(element)
        return None

    def _formula(self, element: Element) -> str | None:
        if self._policy.math == "skip":
            return ""
        if tex := element["alttext"].strip():
            self._inline.shown(tex, element.start, element.end, Mark.MATH)
            return ""
        return None

    def _mark_of_note(self, link: Element) -> str | None:
        if is_note_mark(link):
            self._inline.refer(link)
            return ""
        return "" if is_way_back(link) else None

    def _pass_over(self, step: Step) -> None:
        omitted = self._omitted[-1]
        if step.element is None:
            if omitted.reason:
                omitted.pieces.extend(pieces_of(self._html, step.start, step.end, self._base, Mark.TEXT))
            return
        if omitted.reason and step.element.name in BLOCKS:
            omitted.pieces.append(Piece(" ", self._base + step.start, self._base + step.end))
        if step.event is Event.BEGINS:
            if omitted.reason and hidden(step.element):
                self._omitted.append(_Omitted(step.element, "", []))
        elif step.element is omitted.element:
            self._omitted.pop()
            self._tell_omitted(omitted)

    def _tell_omitted(self, omitted: _Omitted) -> None:
        pieces = folded(omitted.pieces)
        if omitted.reason and pieces:
            start, end = extent(pieces)
            self._collector.tell([Passage(Kind.TEXT, pieces, start=start, end=end, left_out=omitted.reason)])

    # What each element does.

    def _rule(self, _: Element) -> None:
        if not self._around[-1][1].among_notes:
            self._collector.after_break = True

    def _begin_list(self, element: Element) -> None:
        self._lists.append(List(element))

    def _end_list(self, _: Element) -> None:
        self._lists.pop()

    def _begin_item(self, element: Element) -> None:
        if self._policy.list_numbers and self._lists and (number := self._lists[-1].number(element)):
            start, end = self._base + element.start, self._base + element.end
            self._collector.number = Piece(number, start, end)

    def _end_item(self, _: Element) -> None:
        self._collector.number = None

    def _begin_table(self, element: Element) -> None:
        self._collector.lay_out_table()
        self._collector.tables.append(Table(element, self._base))

    def _end_table(self, _: Element) -> None:
        self._collector.found.extend(self._collector.tables.pop().close())

    def _begin_part(self, element: Element) -> None:
        for table in self._collector.tables[-1:]:
            self._collector.found.extend(table.open_part(is_head=element.name == "thead"))

    def _end_head(self, _: Element) -> None:
        for table in self._collector.tables[-1:]:
            self._collector.found.extend(table.open_part(is_head=False))

    def _begin_row(self, _: Element) -> None:
        for table in self._collector.tables[-1:]:
            self._collector.found.extend(table.open_row())

    def _begin_cell(self, element: Element) -> None:
        for table in self._collector.tables[-1:]:
            table.open_cell(element)

    def _end_cell(self, element: Element) -> None:
        for table in self._collector.tables[-1:]:
            table.close_cell(element)

    def _begin_preformatted(self, element: Element) -> None:
        if self._preformatted is None:
            self._preformatted = element
            self._is_code = "class" in element

    def _end_preformatted(self, element: Element) -> None:
        if element is self._preformatted:
            self._preformatted = None
            group = self._base + element.start
            self._collector.flush_preformatted(self._around[-1][1], group, self._is_code)

    def _begin_figure(self, _: Element) -> None:
        self._collector.open_figure()

    def _end_figure(self, _: Element) -> None:
        self._collector.close_figure()


_BEGIN: Mapping[str, Callable[[_Walk, Element], None]] = MappingProxyType(
    {
        "hr": _Walk._rule,
        "ul": _Walk._begin_list,
        "ol": _Walk._begin_list,
        "li": _Walk._begin_item,
        "table": _Walk._begin_table,
        "thead": _Walk._begin_part,
        "tbody": _Walk._begin_part,
        "tfoot": _Walk._begin_part,
        "tr": _Walk._begin_row,
        "td": _Walk._begin_cell,
        "th": _Walk._begin_cell,
        "pre": _Walk._begin_preformatted,
        "listing": _Walk._begin_preformatted,
        "figure": _Walk._begin_figure,
    }
)
_END: Mapping[str, Callable[[_Walk, Element], None]] = MappingProxyType(
    {
        "ul": _Walk._end_list,
        "ol": _Walk._end_list,
        "li": _Walk._end_item,
        "table": _Walk._end_table,
        "thead": _Walk._end_head,
        "td": _Walk._end_cell,
        "th": _Walk._end_cell,
        "pre": _Walk._end_preformatted,
        "listing": _Walk._end_preformatted,
        "figure": _Walk._end_figure,
    }
)
