"""The elements of a page, and how much text and how many links each holds."""

from dataclasses import dataclass

from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.shown import shown
from chunking.sources.hypertext.tree import Event, steps


@dataclass(slots=True)
class Node:
    """An element that is shown."""

    element: Element
    parent: "Node | None"
    depth: int  # elements around it
    in_article: bool  # an <article> is around it
    text: int = 0  # characters in it, all that is within included
    linked: int = 0  # those of them that are in links

    @property
    def link_density(self) -> float:
        return self.linked / self.text if self.text else 0.0


def outline(html: str) -> list[Node]:
    """The elements that are shown, each before what is within it."""
    nodes: list[Node] = []
    around: list[Node] = []
    links = 0  # that are open
    for step in shown(steps(html)):
        if step.element is None:
            _count(around, len(html[step.start : step.end].strip()), links > 0)
        elif step.event is Event.BEGINS:
            parent = around[-1] if around else None
            in_article = parent is not None and (parent.in_article or parent.element.name == "article")
            around.append(Node(step.element, parent, len(around), in_article))
            nodes.append(around[-1])
            links += step.element.name == "a"
        else:
            ended = around.pop()
            links -= ended.element.name == "a"
            if around:
                around[-1].text += ended.text
                around[-1].linked += ended.linked
    return nodes


def _count(around: list[Node], characters: int, linked: bool) -> None:
    if around:
        around[-1].text += characters
        around[-1].linked += characters if linked else 0
