"""How a page is to be read, apart from the user's policy: what of it is no text, what is a note."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from chunking.sources.hypertext.elements import UNSEEN, Element

_NOT_DISPLAYED = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_WHOLE = frozenset({"html", "body", "main"})  # pages hide these from screen readers while a dialogue is open
_ANCHORS = frozenset(
    {"anchor", "anchorjs-link", "hash-link", "header-anchor", "headerlink", "heading-anchor", "permalink"}
)
# Page numbers in Project Gutenberg's books, and the links to edit a part of a wiki's page.
_SILENT = frozenset({"pagenum", "pageno", "pagenumber", "mw-editsection"})
_PAGE_BREAKS = frozenset({"pagebreak", "doc-pagebreak"})
_NOTE_MARKS = frozenset({"noteref", "doc-noteref"})
_MARKS_BY_CLASS = frozenset({"footnote-ref", "footnote-reference", "noteref"})
_WAYS_BACK = frozenset({"backlink", "doc-backlink"})
_BACK_BY_CLASS = frozenset({"footnote-back", "footnote-backref", "reversefootnote", "fn-backref"})
_NOTES = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_TEX = frozenset({"application/x-tex", "latex", "tex"})
_NOTE_SECTIONS = frozenset({"footnotes", "endnotes", "rearnotes", "doc-endnotes"})
_SECTIONS_BY_CLASS = frozenset({"footnotes", "endnotes", "footnote-list"})


def hidden(element: Element) -> bool:
    """Whether nothing of an element is for readers: a script, a page number, what a browser does not show."""
    if element.name in UNSEEN or (element.name == "annotation" and element["encoding"].lower() not in _TEX):
        return True
    if not element.written or element.name in _WHOLE:
        return element.name == "dialog"
    return (
        "hidden" in element
        or element["aria-hidden"].lower() == "true"
        or (element.name == "dialog" and "open" not in element)
        or (element.name == "a" and not _ANCHORS.isdisjoint(element.words("class")))
        or not _SILENT.isdisjoint(element.words("class"))
        or not _PAGE_BREAKS.isdisjoint(element.words("epub:type", "role"))
        or _NOT_DISPLAYED.search(element["style"]) is not None
    )


def is_note_mark(link: Element) -> bool:
    """Whether a link is the mark of a note, by what it says of itself."""
    return (
        not _NOTE_MARKS.isdisjoint(link.words("epub:type", "role"))
        or not _MARKS_BY_CLASS.isdisjoint(link.words("class"))
        or "data-footnote-ref" in link
    )


def is_way_back(link: Element) -> bool:
    """Whether a link leads from a note to its mark."""
    return (
        not _WAYS_BACK.isdisjoint(link.words("epub:type", "role"))
        or not _BACK_BY_CLASS.isdisjoint(link.words("class"))
        or "data-footnote-backref" in link
    )


def is_note(element: Element) -> bool:
    """Whether an element is a note, by what it says of itself."""
    return not _NOTES.isdisjoint(element.words("epub:type", "role"))


def holds_notes(element: Element) -> bool:
    """Whether an element is a list of notes."""
    return not (
        _NOTE_SECTIONS.isdisjoint(element.words("epub:type", "role"))
        and _SECTIONS_BY_CLASS.isdisjoint(element.words("class"))
    )


def nothing_more(_: Element) -> str | None:
    """Of a text that is read whole: an element that `hidden` knows is passed over, no other."""
    return None


@dataclass(frozen=True, slots=True)
class Manner:
    """What a reader knows of the page that it has read."""

    xml: bool = False  # whether it is XHTML
    leave_out: Callable[[Element], str | None] = nothing_more  # why an element is not read: None where it is,
    # empty where it is passed over without a word
    notes: Mapping[int, str] = field(default_factory=dict)  # notes that do not say that they are: number → id


WHOLE = Manner()
