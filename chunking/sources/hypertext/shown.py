"""Steps through a page less what is hidden in it."""

from collections.abc import Iterable, Iterator

from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.manner import hidden
from chunking.sources.hypertext.tree import Event, Step


class Shown:
    """Tells of each step through a page whether it is seen."""

    def __init__(self) -> None:
        self._hidden: Element | None = None  # the outermost hidden element that is open

    def __call__(self, step: Step) -> bool:
        if self._hidden is not None:
            if step.event is Event.ENDS and step.element is self._hidden:
                self._hidden = None
            return False
        if step.event is Event.BEGINS and step.element is not None and hidden(step.element):
            self._hidden = step.element
            return False
        return True


def shown(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps outside of hidden elements."""
    return filter(Shown(), steps)
