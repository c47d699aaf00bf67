"""What stands within a line of HTML: texts, links, images, code, formulas, raised numbers."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from chunking.document import Mark, Piece
from chunking.policy import Policy
from chunking.sources.hypertext.characters import pieces_of
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.line import Line
from chunking.sources.hypertext.passage import Reference

_RAISED = str.maketrans("0123456789+-−()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿⁱ")
_RAISABLE = re.compile(r"[+\-−]?[0-9ni]{1,9}")
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[*†‡§¶‖#]{1,4}|[a-z]|[ivxlc]{1,8})[\])]?[.:]?", re.I)
_BRACKETED = re.compile(r"\[.*\]")
_WAY_BACK = re.compile(r"[↩↵⏎↑^⤴⬆←]\ufe0e?|\[?(?:back|return)\]?", re.I)
_FILE_NAME = re.compile(r"\S+\.(?:avif|gif|jpe?g|png|svg|webp)", re.I)


class _Opened(NamedTuple):
    """Where in a line an element began."""

    element: Element
    line: int  # the line's number
    place: int  # among its pieces
    raised: int  # how many raised texts there were before


class Inline:
    """Fills a line. One for each walk."""

    def __init__(self, html: str, base: int, policy: Policy) -> None:
        self.line = Line()
        self.in_note = False
        self._html, self._base, self._policy = html, base, policy
        self._mark = Mark.TEXT
        self._codes = 0  # elements of code that are open
        self._raised = 0  # raised texts so far
        self._within_raised = 0
        self._opened: list[_Opened] = []

    def text(self, start: int, end: int, verbatim: bool) -> None:
        if verbatim:
            self.line.pieces.append(Piece(self._html[start:end], self._base + start, None, self._mark))
        else:
            self.line.pieces.extend(pieces_of(self._html, start, end, self._base, self._mark))

    def shown(self, text: str, start: int, end: int, mark: Mark | None = None) -> None:
        """Text that stands for a stretch of the source."""
        if text:
            self.line.pieces.append(Piece(text, self._base + start, self._base + end, mark or self._mark))

    def begin(self, element: Element) -> None:
        if handle := _BEGIN.get(element.name):
            handle(self, element)

    def end(self, element: Element, offset: int) -> None:
        """`offset` is that of the tag that ends the element."""
        if handle := _END.get(element.name):
            handle(self, element, offset)

    def refer(self, link: Element) -> None:
        self.line.references.append(Reference(self._base + link.start, link["href"].strip()))

    # What each element does.

    def _begin_code(self, _: Element) -> None:
        self._codes += 1
        self._mark = Mark.CODE

    def _end_code(self, _: Element, __: int) -> None:
        self._codes -= 1
        self._mark = Mark.CODE if self._codes else Mark.TEXT

    def _break(self, element: Element) -> None:
        self.shown("\n", element.start, element.end)

    def _image(self, element: Element) -> None:
        alt = element["alt"].strip()
        if alt and self._policy.images == "alt" and not _FILE_NAME.fullmatch(alt):
            self.shown(alt, element.start, element.end)
            self.line.images += 1

    def _remember(self, element: Element) -> None:
        self._opened.append(_Opened(element, self.line.number, len(self.line.pieces), self._raised))

    def _recall(self, element: Element) -> _Opened | None:
        """Where an element began, if it did so in this very line."""
        while self._opened:
            opened = self._opened.pop()
            if opened.element is element:
                return opened if opened.line == self.line.number else None
        return None

    def _end_link(self, link: Element, offset: int) -> None:
        opened = self._recall(link)
        if opened is None:
            return
        text = self.line.since(opened.place).strip()
        if self._is_note_mark(link, text, self._within_raised > 0 or self._raised > opened.raised):
            self._drop_mark(link, opened.place)
        elif self._policy.links == "text-and-host" and text:
            host = _host(link["href"])
            self.shown(f" ({host})" if host and host not in text else "", offset, offset)

    def _drop_mark(self, link: Element, place: int) -> None:
        del self.line.pieces[place:]
        if not self.in_note:
            self.refer(link)
        elif not any(piece.text.strip("[( \n") for piece in self.line.pieces):
            self.line.clear_number()

    def _is_note_mark(self, link: Element, text: str, raised: bool) -> bool:
        """Whether a link is the mark of a note by its looks, or in a note the way back to it."""
        if "#" not in link["href"] or not text:
            return False
        if self.in_note:
            return bool(_WAY_BACK.fullmatch(text) or _NOTE_MARK.fullmatch(text))
        return bool(_NOTE_MARK.fullmatch(text)) and (raised or bool(_BRACKETED.fullmatch(text)))

    def _begin_raised(self, element: Element) -> None:
        self._within_raised += 1
        self._raised += 1
        self._remember(element)

    def _end_raised(self, element: Element, _: int) -> None:
        self._within_raised -= 1
        opened = self._recall(element)
        if opened is None or any("#" in one.element["href"] for one in self._opened[-1:]):
            return
        if self.line.ends_in_word(opened.place) and _RAISABLE.fullmatch(self.line.since(opened.place)):
            self.line.pieces[opened.place :] = [
                Piece(one.text.translate(_RAISED), one.start, one.end or one.start + len(one.text), one.mark)
                for one in self.line.pieces[opened.place :]
            ]

    def _quote(self, element: Element) -> None:
        self.shown("“", element.start, element.end)

    def _end_quote(self, _: Element, offset: int) -> None:
        self.shown("”", offset, offset)

    def _begin_annotation(self, element: Element) -> None:
        """The formula in TeX, in place of what its elements show."""
        self._mark = Mark.MATH
        self._remember(element)

    def _end_annotation(self, element: Element, _: int) -> None:
        self._mark = Mark.TEXT
        opened = self._recall(element)
        formula = self._opened[-1] if self._opened else None
        if opened and formula and formula.element.name == "math" and formula.line == opened.line:
            del self.line.pieces[formula.place : opened.place]

    def _end_formula(self, element: Element, _: int) -> None:
        self._recall(element)


def _host(address: str) -> str:
    try:
        return (urlsplit(address.strip()).hostname or "").removeprefix("www.")
    except ValueError:  # such as a bracket that is not closed
        return ""


_BEGIN: Mapping[str, Callable[[Inline, Element], None]] = MappingProxyType(
    {
        "a": Inline._remember,
        "annotation": Inline._begin_annotation,
        "br": Inline._break,
        "code": Inline._begin_code,
        "img": Inline._image,
        "math": Inline._remember,
        "q": Inline._quote,
        "samp": Inline._begin_code,
        "sup": Inline._begin_raised,
        "tt": Inline._begin_code,
    }
)
_END: Mapping[str, Callable[[Inline, Element, int], None]] = MappingProxyType(
    {
        "a": Inline._end_link,
        "annotation": Inline._end_annotation,
        "code": Inline._end_code,
        "math": Inline._end_formula,
        "q": Inline._end_quote,
        "samp": Inline._end_code,
        "sup": Inline._end_raised,
        "tt": Inline._end_code,
    }
)
