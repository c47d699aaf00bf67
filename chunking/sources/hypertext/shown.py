"""Steps through a page less what is hidden in it."""

from collections.abc import Iterable, Iterator

from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.manner import hidden
from chunking.sources.hypertext.tree import Event, Step


def shown(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps outside of hidden elements."""
    skipped: Element | None = None
    for step in steps:
        if skipped is not None:
            if step.event is Event.ENDS and step.element is skipped:
                skipped = None
        elif step.event is Event.BEGINS and step.element is not None and hidden(step.element):
            skipped = step.element
        else:
            yield step
