"""Notes that do not say that they are: what the mark of a note refers to, and what leads back."""

from collections.abc import Collection, Mapping

from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.shown import shown
from chunking.sources.hypertext.tree import Event, steps

_BLOCKS = frozenset({"p", "li", "div", "dd", "aside", "td", "section"})


def weak_notes(html: str, targets: Collection[str], *, xml: bool) -> Mapping[int, str]:
    """The number of each element that is a note → its id, for the ids that marks refer to.

    The id may be the element's own, or that of an empty element or a link at its very beginning. A link in it leads
    somewhere in a page: back, one may trust.
    """
    scan = _Scan(targets)
    for step in shown(steps(html, xml)):
        if step.element is None:
            scan.text(html[step.start : step.end])
        elif step.event is Event.BEGINS:
            scan.begin(step.element)
        else:
            scan.end(step.element)
    return scan.found


class _Scan:
    """Goes once through a page."""

    def __init__(self, targets: Collection[str]) -> None:
        self.found: dict[int, str] = {}
        self._targets = targets
        self._blocks: list[Element] = []  # that are open
        self._names: dict[int, str] = {}  # of blocks that may be notes: number → id
        self._is_blank = True  # nothing has been shown since the innermost block began

    def begin(self, element: Element) -> None:
        if element.name in _BLOCKS:
            self._blocks.append(element)
            self._is_blank = True
        if not element.written or not self._blocks:
            return
        block = self._blocks[-1].number
        name = element["id"] or element["name"]
        if name in self._targets and (self._is_blank or element is self._blocks[-1]):
            self._names.setdefault(block, name)
        if element.name == "a" and "#" in element["href"]:
            for open_block in self._blocks[-2:]:
                if open_block.number in self._names:
                    self.found.setdefault(open_block.number, self._names[open_block.number])

    def text(self, text: str) -> None:
        self._is_blank = self._is_blank and not text.strip()

    def end(self, element: Element) -> None:
        if self._blocks and self._blocks[-1] is element:
            self._blocks.pop()
            self._is_blank = False
