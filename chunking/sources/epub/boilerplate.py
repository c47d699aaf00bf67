"""Files of a book that nobody wants to hear: cover, title page, copyright, contents, notes, index."""

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.outline import Node
from chunking.sources.hypertext.reasons import Reasons

NOTES = "notes"
CONTENTS = "table of contents"
# EPUB Structural Semantics Vocabulary 1.1, the DPUB-ARIA roles, and the types of EPUB 2's guide.
_BY_TYPE: Mapping[str, str] = MappingProxyType(
    {
        "cover": "cover",
        "frontispiece": "cover",
        "doc-cover": "cover",
        "titlepage": "title page",
        "title-page": "title page",
        "halftitlepage": "title page",
        "halftitle": "title page",
        "copyright-page": "copyright page",
        "copyright": "copyright page",
        "imprint": "copyright page",
        "imprimatur": "copyright page",
        "colophon": "colophon",
        "doc-colophon": "colophon",
        "toc": CONTENTS,
        "toc-brief": CONTENTS,
        "doc-toc": CONTENTS,
        "landmarks": CONTENTS,
        "page-list": CONTENTS,
        "doc-pagelist": CONTENTS,
        "loi": "list of illustrations",
        "lot": "list of tables",
        "loa": "list of audio clips",
        "lov": "list of video clips",
        "index": "index",
        "doc-index": "index",
        "notes": NOTES,
        "footnotes": NOTES,
        "endnotes": NOTES,
        "rearnotes": NOTES,
        "doc-endnotes": NOTES,
        "bibliography": "bibliography",
        "doc-bibliography": "bibliography",
        "other-credits": "copyright page",
    }
)
_IN_TEXT = frozenset(_BY_TYPE) - {"notes", "footnotes", "endnotes", "rearnotes", "doc-endnotes"}
_LICENCE = "pg-boilerplate"  # Project Gutenberg's head and foot of every book
_READ_TYPES = """
abstract acknowledgments afterword appendix chapter conclusion dedication division epigraph epilogue foreword
introduction part preamble preface prologue subchapter volume
doc-acknowledgments doc-afterword doc-appendix doc-chapter doc-conclusion doc-dedication doc-epigraph doc-epilogue
doc-foreword doc-introduction doc-part doc-preface doc-prologue
"""
_READ = frozenset(_READ_TYPES.split())
_BY_NAME = Reasons(
    r"\A(?:\d+[\W_]*)?NAME(?:[\W_]*\d+)?(?:[\W_]?page)?\Z",
    (
        ("cover", r"(?:front|back)?[\W_]?cover|wrap\d*"),
        ("title page", r"(?:half)?[\W_]?title[\W_]?page|(?:half)?title"),
        ("copyright page", r"copyrights?|imprint|uncopyright|impressum|legal"),
        ("colophon", r"colophon"),
        (CONTENTS, r"toc|nav|contents|table[\W_]?of[\W_]?contents"),
        (NOTES, r"(?:foot|end)?notes"),
    ),
)
_BY_TITLE = Reasons(
    r"\ANAME[\s.:]*\Z",
    (
        ("cover", r"(?:front |back )?cover(?: page| image)?|couverture|portada|copertina|capa|umschlag"),
        ("title page", r"(?:half[- ]?)?title(?: ?page)?|page de titre|titelseite|frontispicio|frontespizio"),
        ("copyright page", r"copyright(?: page| notice| information)?|impressum|imprint|mentions légales|uncopyright"),
        ("copyright page", r"créditos|página de créditos|colophon|derechos de autor|legal notice"),
        (CONTENTS, r"(?:table of )?contents|toc|table des matières|inhalt(?:sverzeichnis)?|índice|indice|sumário"),
        (NOTES, r"(?:foot|end)?notes|anmerkungen|fußnoten|endnoten|notas|note a piè di pagina"),
        ("index", r"(?:subject |name |general )?index|sachregister|personenregister"),
        ("list of illustrations", r"(?:list of )?(?:illustrations|figures|plates)"),
        ("list of tables", r"list of tables"),
        ("bibliography", r"bibliography|literaturverzeichnis|bibliographie|bibliografía|bibliografia"),
    ),
)
_SIGNS = tuple(
    re.compile(signs, re.I)
    for signs in (
        r"all rights reserved|alle rechte vorbehalten|tous droits réservés",
        r"\bISBN\b",
        r"©|\(c\)|copyright",
    )
)
_LONGEST_IMPRINT = 6000  # characters
_LINKED, _MOST_LINKED = 0.7, 5000  # a page of which so much are links, and that is no longer, is a table of contents
_FEWEST_LINKS = 5


def by_type(types: Iterable[str]) -> str:
    """What a file or an element is by these names of types; empty where it is to be read."""
    return next((_BY_TYPE[one] for one in types if one in _BY_TYPE), "")


def is_read(types: Iterable[str]) -> bool:
    """Whether a file says of itself that it is for readers."""
    return not _READ.isdisjoint(types)


def in_text(element: Element) -> str | None:
    """Why an element within a file is not read; None where it is."""
    if element.name == "nav":
        return CONTENTS
    if not element.written:
        return None
    if _LICENCE in element.words("class"):
        return "licence"
    types = element.words("epub:type", "role") & _IN_TEXT
    return by_type(sorted(types)) or None


def by_name(path: str) -> str:
    """What a file is by its name."""
    return _BY_NAME.of(PurePosixPath(path).stem)


def by_title(title: str) -> str:
    """What a file is by its title."""
    return _BY_TITLE.of(title.strip())


def by_text(html: str, nodes: Iterable[Node]) -> str:
    """What a file is by what it says."""
    body = html[max(html.find("<body"), 0) :]
    if len(body) <= _LONGEST_IMPRINT and sum(signs.search(body) is not None for signs in _SIGNS) >= 2:
        return "copyright page"
    tops = list(nodes)
    links = sum(1 for node in tops if node.element.name == "a" and node.element["href"])
    text_length = sum(node.text for node in tops if node.parent is None)
    linked = sum(node.linked for node in tops if node.parent is None)
    is_list = links >= _FEWEST_LINKS and text_length <= _MOST_LINKED * 4
    return CONTENTS if is_list and linked >= _LINKED * text_length else ""
