"""Pages of the web → blocks: the article, with headings, lists, tables and images; its notes where they are wanted."""

from collections.abc import Mapping
from types import MappingProxyType

from chunking.detection import language_of
from chunking.document import Kind, Reading
from chunking.places import SourceText
from chunking.policy import Policy
from chunking.sources.html.article import left_out
from chunking.sources.html.charset import text_of
from chunking.sources.html.directed import directed
from chunking.sources.html.head import Head
from chunking.sources.hypertext.blocks import blocks_of
from chunking.sources.hypertext.emphasis import emphasis_in
from chunking.sources.hypertext.manner import Manner
from chunking.sources.hypertext.notes import Notes
from chunking.sources.hypertext.outline import Outline
from chunking.sources.hypertext.passage import Passage, Reference
from chunking.sources.hypertext.shown import Shown
from chunking.sources.hypertext.tree import steps
from chunking.sources.hypertext.walk import passages
from chunking.sources.hypertext.weak_notes import weak_notes


def read(data: bytes, policy: Policy) -> Reading:
    """The blocks of a page. Raises InputError where it is in no known encoding, or in a language that nobody speaks."""
    html = text_of(data)
    head, outline, is_shown = Head(html), Outline(html), Shown()
    for step in steps(html):
        head.take(step)
        if is_shown(step):
            outline.take(step)
    dropped = left_out(html, outline.nodes) if policy.boilerplate == "skip" else {}
    found = _passages(html, policy, dropped)
    headings = [one.text for one in found if one.kind is Kind.HEADING and one.level == 1 and not one.left_out]
    front = head.front(headings, policy)
    policy = policy.for_document(front)
    body = " ".join(one.text for one in found if not one.left_out)
    language = language_of(body, policy.language)
    text = SourceText.of(html, emphasis_in(html))
    placed = Notes([found], policy, language).placed(found)
    blocks = directed(html, list(blocks_of(placed, text, policy, language)))
    return Reading(blocks, text, language, MappingProxyType(front))


def _passages(html: str, policy: Policy, dropped: Mapping[int, str]) -> list[Passage]:
    """What the page shows, with notes found that do not say that they are."""

    def read_with(notes: Mapping[int, str]) -> list[Passage]:
        manner = Manner(leave_out=lambda element: dropped.get(element.number), notes=notes)
        return [_with_targets(one) for one in passages(html, 0, policy, manner)]

    found = read_with({})
    unknown = {reference.target for one in found for reference in one.references} - {one.note for one in found}
    notes = weak_notes(html, unknown, xml=False) if unknown else {}
    return read_with(notes) if notes else found


def _with_targets(passage: Passage) -> Passage:
    """With what its links name, whatever the page is called."""
    if not passage.references:
        return passage
    references = (Reference(one.offset, one.target.rpartition("#")[2]) for one in passage.references)
    return passage._replace(references=tuple(references))
