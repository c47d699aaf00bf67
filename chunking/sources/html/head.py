"""What a page says of itself: title, author, date, language."""

import re
from dataclasses import dataclass, field

from chunking.languages import AUTO
from chunking.policy import Policy
from chunking.sources.hypertext.characters import decoded
from chunking.sources.hypertext.elements import Element
from chunking.sources.hypertext.tree import Event, Step, steps

_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_DATE = ("article:published_time", "date", "dc.date", "dcterms.date", "datepublished", "parsely-pub-date", "pubdate")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*\s*(?:,|\Z)")
_LONGEST = 1000  # characters of a title


@dataclass(slots=True)
class Head:
    """What stands in the head of a page, and elsewhere in its place."""

    metas: dict[str, str] = field(default_factory=dict)  # name or property, in lower case → content
    title: str = ""  # of the window
    heading: str = ""  # the first <h1>
    author: str = ""  # the first link to one
    date: str = ""  # the first <time>
    language: str = ""

    def front(self, headings: list[str], policy: Policy) -> dict[str, object]:
        """The document's own settings. `headings`: the <h1> that are read. The language that the user names wins."""
        told = {
            "title": self._title(headings[0] if len(headings) == 1 else self.heading),
            "author": self._author(),
            "date": self._date(),
            "language": self._language() if policy.language == AUTO else policy.language,
        }
        return {name: value for name, value in told.items() if value}

    def _title(self, heading: str) -> str:
        """A page for itself often puts the site's name behind the title; then the heading is what is meant."""
        shared = self.metas.get("og:title", "")
        if heading and heading.lower() in shared.lower():
            return heading
        return shared or heading or self.title

    def _author(self) -> str:
        named = [self.metas[name] for name in _AUTHOR if name in self.metas]
        return next((name for name in named if "://" not in name), self.author)

    def _date(self) -> str:
        named = [self.metas[name] for name in _DATE if name in self.metas]
        return next((day[0] for value in (*named, self.date) if (day := _DAY.match(value))), "")

    def _language(self) -> str:
        found = _LANGUAGE.match(self.language or self.metas.get("content-language", ""))
        return found[1].lower() if found and found[1].lower() not in _NO_LANGUAGE else ""


def head_of(html: str) -> Head:
    """What a page says of itself."""
    head, texts = Head(), _Texts(html)
    for step in steps(html):
        if step.element is None:
            texts.take(step)
        elif step.event is Event.BEGINS:
            _note(step.element, head)
            texts.begin(step.element)
        else:
            texts.end(step.element)
    head.title, head.heading, head.author = (texts.found.get(name, "") for name in ("title", "h1", "author"))
    return head


def _note(element: Element, head: Head) -> None:
    if element.name == "meta":
        name = element["name"] or element["property"] or element["itemprop"] or element["http-equiv"]
        content = " ".join(element["content"].split())
        if name and content:
            head.metas.setdefault(name.lower(), content[:_LONGEST])
    elif element.name == "time":
        head.date = head.date or element["datetime"].strip()
    elif element.name == "html":
        head.language = element["lang"] or element["xml:lang"]


class _Texts:
    """Collects the text of the first element of each kind that is asked for."""

    def __init__(self, html: str) -> None:
        self.found: dict[str, str] = {}
        self._html = html
        self._open: Element | None = None
        self._kind = ""
        self._parts: list[str] = []

    def begin(self, element: Element) -> None:
        kind = "author" if "author" in element.words("rel") else element.name
        if self._open is None and kind in ("title", "h1", "author") and kind not in self.found:
            self._open, self._kind, self._parts = element, kind, []
        elif element.name == "br":
            self._parts.append(" ")

    def take(self, step: Step) -> None:
        if self._open is not None:
            self._parts.append(decoded(self._html[step.start : step.end]))

    def end(self, element: Element) -> None:
        if element is self._open:
            self._open = None
            if text := " ".join("".join(self._parts).split())[:_LONGEST]:
                self.found[self._kind] = text
