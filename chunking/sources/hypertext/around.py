"""What the elements around a text make of it."""

from typing import NamedTuple

from chunking.document import Kind
from chunking.sources.hypertext.elements import BLOCKS, HEADINGS, Element
from chunking.sources.hypertext.manner import Manner, holds_notes, is_note

_ITEMS = frozenset({"li", "dt", "dd"})
_NOTE_NAMES = frozenset({"li", "p", "div", "aside", "dd", "section"})  # of what is a note among notes


class Around(NamedTuple):
    """What is said of a text by the elements that it stands in."""

    kind: Kind = Kind.TEXT
    level: int = 0  # of a heading
    language: str = ""
    note: str = ""  # the id of the note
    among_notes: bool = False


def around_in(element: Element, outside: Around, manner: Manner) -> Around:
    """What holds within an element. The same object as `outside` where the element changes nothing."""
    around = outside
    if element.written or element.number in manner.notes:
        around = _told(element, around, manner)
    if around.note:
        return around
    if element.name in HEADINGS:
        return _of_heading(element, around)
    if around.among_notes:
        return around
    if element.name in _ITEMS:
        return around._replace(kind=Kind.ITEM, level=0)
    return around._replace(kind=Kind.QUOTE, level=0) if element.name == "blockquote" else around


def _of_heading(element: Element, around: Around) -> Around:
    """A heading in a quotation or a list is part of it, and no border of anything."""
    if around.kind is Kind.TEXT or around.among_notes:
        return around._replace(kind=Kind.HEADING, level=int(element.name[1]))
    return around


def _told(element: Element, around: Around, manner: Manner) -> Around:
    """What the element's attributes say."""
    if element.name in BLOCKS:
        language = (element["lang"] or element["xml:lang"]).strip()
        if language and language != around.language:
            around = around._replace(language=language)
    if not around.note:
        if note := _note(element, around, manner):
            return around._replace(kind=Kind.NOTE, level=0, note=note)
        if holds_notes(element):
            return around._replace(kind=Kind.NOTE, level=0, among_notes=True)
    return around


def _note(element: Element, around: Around, manner: Manner) -> str:
    """The id of the note that an element is; empty where it is none."""
    if element.number in manner.notes:
        return manner.notes[element.number]
    if is_note(element) or (around.among_notes and element.name in _NOTE_NAMES):
        return element["id"].strip()
    return ""
