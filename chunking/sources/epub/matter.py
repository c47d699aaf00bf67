"""The pages of a book that nobody wants read out: covers, contents, copyright, notes, indexes."""

import re
from collections.abc import Mapping

# By the types of EPUB (https://www.w3.org/TR/epub-ssv-11/), and those of the guide of EPUB 2.
_TYPES: Mapping[str, str] = {
    "cover": "cover",
    "titlepage": "title page",
    "title-page": "title page",
    "halftitlepage": "title page",
    "toc": "table of contents",
    "landmarks": "table of contents",
    "page-list": "table of contents",
    "lot": "table of contents",
    "loi": "table of contents",
    "copyright-page": "copyright page",
    "imprint": "copyright page",
    "imprimatur": "copyright page",
    "colophon": "copyright page",
    "seriespage": "copyright page",
    "index": "index",
    "footnotes": "notes page",
    "endnotes": "notes page",
    "rearnotes": "notes page",
    "notes": "notes page",
}
_NAMES: Mapping[str, str] = {
    "cover": "cover",
    "coverpage": "cover",
    "titlepage": "title page",
    "halftitle": "title page",
    "halftitlepage": "title page",
    "toc": "table of contents",
    "nav": "table of contents",
    "contents": "table of contents",
    "tableofcontents": "table of contents",
    "copyright": "copyright page",
    "copyrightpage": "copyright page",
    "imprint": "copyright page",
    "colophon": "copyright page",
    "index": "index",
    "notes": "notes page",
    "footnotes": "notes page",
    "endnotes": "notes page",
}
_BODY_TYPE = re.compile(r"<(?:body|section|nav)\b[^>]{0,1000}?epub:type\s*=\s*[\"']([^\"'>]{1,200})[\"']", re.I)
_BEGINNING = 4000  # characters in which a file says what it is


def matter_of(path: str, title: str, text: str, types: Mapping[str, str]) -> str:
    """What a file is, where that is nothing to be read out; else empty.

    `types` are those that the book's navigation gives; `title` is that of its contents.
    """
    said = types.get(path, "").split()
    own = _BODY_TYPE.search(text[:_BEGINNING])
    for kind in (*said, *(own[1].lower().split() if own else ())):
        if kind in _TYPES:
            return _TYPES[kind]
        if kind in ("chapter", "bodymatter", "part"):
            return ""
    name = re.sub(r"[^a-z]", "", path.rpartition("/")[2].rpartition(".")[0].lower())
    return _NAMES.get(name, "") or _NAMES.get(re.sub(r"[^a-z]", "", title.lower()), "")
