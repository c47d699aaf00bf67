"""An element of HTML, and what its name means for the elements around it."""

import re
from collections.abc import Mapping

from chunking.sources.hypertext.characters import decoded


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that begin on a new line (HTML Living Standard, 15.3 "Non-replaced elements"), and so end a paragraph.
BLOCKS = _names("""
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol optgroup option p
plaintext pre search section summary table tbody td tfoot th thead title tr ul xmp
""")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
# Nothing of these is seen as text; what a formula shows is its own affair.
UNSEEN = _names("""
annotation-xml audio canvas colgroup datalist embed iframe noembed noframes noscript object rp rt rtc script style svg
template title video
""")

# Which elements an opening tag ends, and those that it does not look beyond (13.2.6.4.7 "in body", 13.2.6.4.9 …).
_CELLS = _names("td th")
_ROWS = _CELLS | {"tr"}
_PARTS = _ROWS | _names("tbody thead tfoot caption colgroup")
_SCOPE = _names("applet button caption html marquee object table td template th")
_LISTS = _SCOPE | _names("ul ol menu dir blockquote section article aside figure details")
_RUBY = (_names("rb rt rtc rp"), _names("ruby"))
_P = (_names("p"), _SCOPE)
_LINE_OF_LIST = (_names("li"), _LISTS)
_LINE_OF_TERMS = (_names("dt dd"), _LISTS | {"dl"})
_TABLE = _names("table")
ENDED_BY: Mapping[str, tuple[tuple[frozenset[str], frozenset[str]], ...]] = (
    {name: (_P,) for name in BLOCKS - _PARTS - _names("body head html option optgroup legend title")}
    | {name: (_P, (HEADINGS, BLOCKS - HEADINGS)) for name in HEADINGS}
    | {"li": (_LINE_OF_LIST, _P), "dt": (_LINE_OF_TERMS, _P), "dd": (_LINE_OF_TERMS, _P)}
    | {name: ((_CELLS, _TABLE | {"tr"}),) for name in _CELLS}
    | {"tr": ((_ROWS, _TABLE),)}
    | {name: ((_PARTS, _TABLE),) for name in _PARTS - _ROWS}
    | {"option": ((_names("option"), _names("select datalist")),)}
    | {"a": ((_names("a"), BLOCKS),)}
    | {name: (_RUBY,) for name in _RUBY[0]}
)

# A closing tag does not reach beyond these; one of an element within a line not beyond any block.
SPECIAL = BLOCKS | VOID | UNSEEN | _names("applet button marquee select textarea")
_REACH = {name: _SCOPE - {name} for name in SPECIAL} | {name: _TABLE for name in _PARTS}
_REACH |= {"table": _names("template"), "li": _SCOPE | _names("ul ol")}
# Text after them is still text of the page.
UNENDING = _names("body html")


def reach(name: str) -> frozenset[str]:
    """The elements beyond which a closing tag of this special element ends nothing."""
    return _REACH[name]


_ATTRIBUTE = re.compile(
    r"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\s>\"'][^\s>]*+)))?"
)


class Element:
    """One element of a page."""

    __slots__ = ("_attributes", "end", "name", "number", "start", "written")

    def __init__(self, name: str, written: str, span: tuple[int, int], number: int) -> None:
        self.name = name  # in lower case
        self.written = written  # its attributes as they stand in the source
        self.start, self.end = span  # offsets of its opening tag
        self.number = number  # of opening tags before it
        self._attributes: dict[str, str] | None = None

    def __contains__(self, attribute: str) -> bool:
        return attribute in self._known()

    def __getitem__(self, attribute: str) -> str:
        """An attribute's value; empty where it has none."""
        return self._known().get(attribute, "")

    def words(self, *attributes: str) -> frozenset[str]:
        """The words, in lower case, that these attributes list."""
        known = self._known()
        return frozenset(" ".join([known[name] for name in attributes if name in known]).lower().split())

    def _known(self) -> dict[str, str]:
        if self._attributes is None:
            self._attributes = {}
            for found in _ATTRIBUTE.finditer(self.written):
                value = found[2] or found[3] or found[4] or ""
                self._attributes.setdefault(found[1].lower(), decoded(value))
        return self._attributes
