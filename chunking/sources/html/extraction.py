"""Which elements of a page are its article, in the judgement of readability-lxml. The only user of that library.

It gets a page of ours: the same elements, each with its number, less those without text, so that positions are known
and that nothing that would cost it much time is left.
"""

import logging
import re
from collections.abc import Sequence
from html import escape

from chunking.sources.hypertext.outline import Node
from chunking.sources.hypertext.shown import shown
from chunking.sources.hypertext.tree import Event, Step, steps

_MOST_ELEMENTS = 5000  # with text; its cost grows with their square
DEEPEST = 60  # its cost grows with this too; what stands deeper is shown without its elements
_NUMBER = "data-number"
_NUMBERED = re.compile(rf'{_NUMBER}="(\d+)"')
_SPACES = re.compile(r"\s+")
_NAME = re.compile(r"[a-z][a-z0-9]*")
_PASSED_ON = ("class", "id", "itemprop")
_LONGEST = 200  # characters of a class


def article_of(html: str, nodes: Sequence[Node]) -> frozenset[int]:
    """The numbers of the elements that the article is made of; none where there is no telling."""
    from readability import Document  # noqa: PLC0415 - a page in a hundred runs needs it
    from readability.readability import Unparseable  # noqa: PLC0415

    told = {node.element.number for node in nodes if node.text and node.depth <= DEEPEST}
    if not 0 < len(told) <= _MOST_ELEMENTS:
        return frozenset()
    logging.getLogger("readability").disabled = True
    logging.getLogger("readability.readability").disabled = True
    try:
        summary = Document(_skeleton(html, told)).summary(html_partial=True)
    except Unparseable:  # its name for whatever went wrong within
        return frozenset()
    return frozenset(int(found[1]) for found in _NUMBERED.finditer(summary))


def _skeleton(html: str, told: set[int]) -> str:
    """The page with these elements alone, and all of its text."""
    parts = ["<html><body>"]
    for step in shown(steps(html)):
        if step.element is None:
            parts.append(escape(_SPACES.sub(" ", html[step.start : step.end]), quote=False))
        elif step.element.number in told and step.element.name not in ("html", "body"):
            parts.append(_tag(step))
    parts.append("</body></html>")
    return "".join(parts)


def _tag(step: Step) -> str:
    element = step.element
    assert element is not None
    name = element.name if _NAME.fullmatch(element.name) else "div"
    if step.event is Event.ENDS:
        return f"</{name}>"
    attributes = "".join(
        f' {attribute}="{escape(element[attribute][:_LONGEST])}"' for attribute in _PASSED_ON if attribute in element
    )
    return f'<{name} {_NUMBER}="{element.number}"{attributes}>'
