"""What a page says of itself: title, author, date, language."""

import re

from chunking.languages import AUTO
from chunking.policy import Policy
from chunking.sources.hypertext.characters import decoded
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.tree import Event, Step

_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_DATE = ("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "parsely-pub-date", "pubdate")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*\s*(?:,|\Z)")
_LONGEST = 1000  # characters of what is told


class Head:
    """What stands in the head of a page, or elsewhere in its place. Takes the steps through the page."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._metas: dict[str, str] = {}  # name or property, in lower case → content
        self._texts: dict[str, str] = {}  # of the first <title>, the first <h1>, the first link to an author
        self._day = ""  # the first <time>
        self._language = ""
        self._open: Element | None = None  # of one of those whose text is wanted
        self._kind = ""
        self._parts: list[str] = []

    def take(self, step: Step) -> None:
        if step.element is None:
            if self._open is not None:
                self._parts.append(decoded(self._html[step.start : step.end]))
        elif step.event is Event.BEGINS:
            self._begin(step.element)
        elif step.element is self._open:
            self._texts[self._kind] = _line("".join(self._parts))
            self._open = None

    def front(self, headings: list[str], policy: Policy) -> dict[str, object]:
        """The document's own settings. `headings`: the <h1> that are read. The language that the user names wins."""
        told = {
            "title": self._title(headings[0] if len(headings) == 1 else self._texts.get("h1", "")),
            "author": self._author(),
            "date": self._date(),
            "language": self._named_language() if policy.language == AUTO else policy.language,
        }
        return {name: value for name, value in told.items() if value}

    def _begin(self, element: Element) -> None:
        if element.name == "meta":
            name = element["name"] or element["property"] or element["itemprop"] or element["http-equiv"]
            self._metas.setdefault(name.lower(), _line(element["content"]))
        elif element.name == "time":
            self._day = self._day or element["datetime"].strip()
        elif element.name == "html":
            self._language = element["lang"] or element["xml:lang"]
        elif self._open is not None:
            self._parts.append(" " if element.name == "br" else "")
        else:
            self._want(element)

    def _want(self, element: Element) -> None:
        kind = "author" if element.written and "author" in element.words("rel") else element.name
        if kind in ("title", "h1", "author") and not self._texts.get(kind):
            self._open, self._kind, self._parts = element, kind, []

    def _title(self, heading: str) -> str:
        """A page for itself often puts the site's name behind the title; then the heading is what is meant."""
        shared = self._metas.get("og:title", "")
        if heading and heading.lower() in shared.lower():
            return heading
        return shared or heading or self._texts.get("title", "")

    def _author(self) -> str:
        named = [self._metas[name] for name in _AUTHOR if self._metas.get(name)]
        return next((name for name in named if "://" not in name), self._texts.get("author", ""))

    def _date(self) -> str:
        named = [self._metas[name] for name in _DATE if name in self._metas]
        return next((day[0] for value in (*named, self._day) if (day := _DAY.match(value))), "")

    def _named_language(self) -> str:
        found = _LANGUAGE.match(self._language or self._metas.get("content-language", ""))
        return found[1].lower() if found and found[1].lower() not in _NO_LANGUAGE else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
