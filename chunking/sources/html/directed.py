"""What an author asks, in a comment, for the element or text that follows it: `<!-- readcast: skip -->`."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chunking.document import Block
from chunking.sources.directives import Directive, directive
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.tree import Event, Step, steps

_COMMENT = re.compile(r"<!--\s*+readcast\s*+:[^-]*+(?:-(?!-!?>)[^-]*+)*(?:--!?>)?", re.I)


class _Asked(NamedTuple):
    """A directive, and the stretch of the page that it is for."""

    directive: Directive
    start: int
    end: int


def directed(html: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as the page's own comments ask for them. Raises InputError for one that asks for what there is not."""
    result = list(blocks)
    places = sorted((block.pieces[0].start, index) for index, block in enumerate(blocks) if not block.left_out)
    for asked in _stretches(html, deque(_directives(html))):
        first, end = bisect_left(places, (asked.start, 0)), bisect_left(places, (asked.end, 0))
        own = sorted(index for _, index in places[first:end])
        for index, block in zip(own, asked.directive.apply([result[index] for index in own]), strict=True):
            result[index] = block
    return tuple(result)


def _directives(html: str) -> Iterator[tuple[int, Directive]]:
    """Where each stands, and what it asks for."""
    line, done = 1, 0
    for comment in _COMMENT.finditer(html):
        line += html.count("\n", done, comment.start())
        done = comment.start()
        if (asked := directive(comment[0], comment.start(), line)) is not None:
            yield comment.start(), asked


def _stretches(html: str, directives: deque[tuple[int, Directive]]) -> Iterator[_Asked]:
    """Each directive with what follows it; several one after the other are one."""
    waiting: Directive | None = None
    open_elements: list[tuple[Element, Directive]] = []
    for step in steps(html) if directives else ():
        while directives and directives[0][0] < step.start:
            asked = directives.popleft()[1]
            waiting = waiting.with_more(asked) if waiting else asked
        if step.event is Event.ENDS:
            if open_elements and open_elements[-1][0] is step.element:
                element, asked = open_elements.pop()
                yield _Asked(asked, element.start, step.start)
        elif waiting is not None and _shows(step, html):
            if step.element is not None:
                open_elements.append((step.element, waiting))
            else:
                yield _Asked(waiting, step.start, step.end)
            waiting = None


def _shows(step: Step, html: str) -> bool:
    return step.element is not None or bool(html[step.start : step.end].strip())
