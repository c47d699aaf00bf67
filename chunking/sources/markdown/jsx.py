"""Tags and expressions of JSX, as MDX has them among its Markdown."""

import re
from typing import Final, NamedTuple

from chunking.sources.markdown.known import COMPONENTS, HTML, MARKUP, VALUE, Known, Role
from chunking.sources.markdown.template import Template

_TAG: Final = re.compile(r"<(/?)([A-Za-z_$][\w$.:-]*)?")
_NEXT: Final = re.compile(
    r"\s*(?:(?P<close>/?>)"
    r"|(?P<name>[A-Za-z_$][\w$.:-]*)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<value>\{))?)?"
    r"|(?P<spread>\{))"
)
_LITERAL: Final = re.compile(r"\{\s*(?:\"([^\"\\]*)\"|'([^'\\]*)'|`([^`\\$]*)`)\s*\}")
_COMMENT: Final = re.compile(r"\{\s*/\*.*?\*/\s*\}", re.S)
_IN_BRACES: Final = re.compile(r"[{}\"'`]|/\*")
_QUOTED: Final = {
    '"': re.compile(r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'),
    "'": re.compile(r"'[^'\\\n]*(?:\\.[^'\\\n]*)*'"),
    "`": re.compile(r"`[^`\\]*(?:\\.[^`\\]*)*`", re.S),
    "/*": re.compile(r"/\*.*?\*/", re.S),
}
_LONGEST: Final = 50_000  # characters of one expression
_MOST_FAILURES: Final = 20  # brackets that nothing closes; a text with more has no expressions
# Elements that only lay out a page; in MDX what stands between them is Markdown.
_NAMES: Final = "div section article aside main header footer nav figure center span"
_LAYOUT: Final = frozenset(_NAMES.split())


class _Attributes(NamedTuple):
    end: int  # offset after the tag
    named: dict[str, tuple[int, int]]  # where the text of each stands
    has_braces: bool


class Scanner:
    """Finds tags and expressions in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._failures = 0

    def tag(self, pos: int) -> Template | None:
        """The component that begins or ends at `pos`. Plain HTML is none, but for what only lays out the page."""
        opened = _TAG.match(self._text, pos)
        found = self._attributes(opened.end()) if opened else None
        if opened is None or found is None:
            return None
        name = opened[2] or ""
        if name[:1].islower() and name not in _LAYOUT and not found.has_braces:
            return None
        known = _known(name)
        spoken = next((found.named[one] for one in known.spoken if one in found.named), None) if known else None
        template = Template(pos, found.end, name, known, bool(opened[1]), spoken)
        return template._replace(kind=self._kind(known, found)) if known and known.kind else template

    def expression(self, pos: int) -> Template | None:
        """`{value}`. Of `{" "}` and the like the text is known."""
        if literal := _LITERAL.match(self._text, pos):
            spoken = literal.span(literal.lastindex or 0)
            return Template(pos, literal.end(), "", Known(Role.VERBATIM), spoken=spoken)
        end = self._after_braces(pos)
        if not end:
            return None
        comment = _COMMENT.fullmatch(self._text, pos, end)
        return Template(pos, end, "", Known(Role.COMMENT) if comment else VALUE)

    def _attributes(self, pos: int) -> _Attributes | None:
        named: dict[str, tuple[int, int]] = {}
        has_braces = False
        while found := _NEXT.match(self._text, pos):
            pos = found.end()
            if found["close"]:
                return _Attributes(pos, named, has_braces)
            if found["value"] or found["spread"]:
                has_braces = True
                if literal := _LITERAL.match(self._text, pos - 1):
                    named[found["name"] or ""] = literal.span(literal.lastindex or 0)
                pos = self._after_braces(pos - 1)
                if not pos:
                    return None
            elif found["double"] or found["single"]:
                named[found["name"]] = found.span("double" if found["double"] else "single")
        return None

    def _after_braces(self, pos: int) -> int:
        """The offset after the bracket that closes the one at `pos`; 0 where there is none."""
        if self._failures >= _MOST_FAILURES:
            return 0
        depth, limit = 0, pos + _LONGEST
        while found := _IN_BRACES.search(self._text, pos, limit):
            sign = found[0]
            pos = found.end()
            if sign in _QUOTED:
                quoted = _QUOTED[sign].match(self._text, found.start(), limit)
                if quoted is None and sign == "/*":
                    break
                pos = quoted.end() if quoted else pos
            else:
                depth += 1 if sign == "{" else -1
                if depth == 0:
                    return pos
        self._failures += 1
        return 0

    def _kind(self, known: Known, found: _Attributes) -> str:
        if not known.kind.startswith("="):
            return known.kind
        told = found.named.get(known.kind[1:])
        return self._text[slice(*told)].lower() if told else "note"


def _known(name: str) -> Known | None:
    if name[:1].islower():
        return COMPONENTS.get(name.title(), MARKUP) if name in HTML else None
    return COMPONENTS.get(name.rpartition(".")[2], MARKUP if not name else None)
