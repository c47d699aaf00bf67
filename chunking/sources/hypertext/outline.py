"""The elements of a page, and how much text and how many links each holds."""

from dataclasses import dataclass

from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.tree import Event, Step


@dataclass(slots=True)
class Node:
    """An element that is shown."""

    element: Element
    parent: "Node | None"
    depth: int  # elements around it
    in_article: bool  # an <article> is around it
    text: int = 0  # characters in it, all that is within included
    linked: int = 0  # those of them that are in links
    longest: "Node | None" = None  # of the elements directly in it, that with the most text

    @property
    def link_density(self) -> float:
        return self.linked / self.text if self.text else 0.0


class Outline:
    """The elements that are shown, each before what is within it. Takes the steps through a page."""

    def __init__(self, html: str) -> None:
        self.nodes: list[Node] = []
        self._html = html
        self._around: list[Node] = []
        self._links = 0  # that are open

    def take(self, step: Step) -> None:
        if step.element is None:
            self._count(len(self._html[step.start : step.end].strip()))
        elif step.event is Event.BEGINS:
            self._begin(step.element)
        else:
            self._end(self._around.pop())

    def _count(self, characters: int) -> None:
        if self._around:
            self._around[-1].text += characters
            self._around[-1].linked += characters if self._links else 0

    def _begin(self, element: Element) -> None:
        parent = self._around[-1] if self._around else None
        in_article = parent is not None and (parent.in_article or parent.element.name == "article")
        self._around.append(Node(element, parent, len(self._around), in_article))
        self.nodes.append(self._around[-1])
        self._links += element.name == "a"

    def _end(self, ended: Node) -> None:
        self._links -= ended.element.name == "a"
        if ended.parent is not None:
            ended.parent.text += ended.text
            ended.parent.linked += ended.linked
            if ended.parent.longest is None or ended.text > ended.parent.longest.text:
                ended.parent.longest = ended
