"""What code is cut into: names, numbers and other words, and the signs between them."""

import re
from collections.abc import Iterator

from chunking.speakable.wordlists import word_set

LETTER = r"\w\u0300-\u1fff\u2c00-\u2fff\u3040-\ud7ff\uf900-\ufaff\U00010000-\U0001efff\U00020000-\U0003ffff"

TOKEN = re.compile(
    rf"""
    (?P<name>[A-Za-z_]++(?![{LETTER}'’:]))  # most are just this
    |(?P<space>\s+)
    |(?P<scheme>(?<!\w)(?:https?|wss?)://(?:www\.)?)
    |(?P<colour>(?<!\w)\#(?:[\da-fA-F]{{6}}|[\da-fA-F]{{3}})(?!\w))
    |(?P<hex>(?<!\w)0[xX][\da-fA-F]++(?!\w))
    |(?P<version>(?<![\w./])v\d++(?:\.\d++)*(?!\w|\.\d)|(?<![\w.])\d++(?:\.\d++){{2,}}(?!\w|\.\d))
    |(?P<number>(?<!\w)\d[\d_]*+(?:\.\d++(?!\w)|(?!\w|\.\d)))
    |(?P<measure>(?<!\w)\d++(?:\.\d++)?(?:px|ms|s|[kmg]b|[KMG]B|vh|vw|em|rem|deg|fr)(?!\w))
    |(?P<word>[{LETTER}]++(?:['’](?:s|t|re|ve|ll|d|m)(?![{LETTER}]))?)
    |(?P<comment>/\*+(?=\s)|(?<=\s)\*+/)
    |(?P<sign><!--|-->|\{{\{{[<%]|[>%]\}}\}}|\{{%|%\}}|\.\.\.|===|!==|=>|->|<-(?!\d)|==|!=|<=|>=|&&=?|\|\|=?|\?\?=?|\?\.|::|:=
        |[-+*/%&|^]=|\+\+|--|\*\*|<<|>>|\|>|</|/>|\(\)|\[\]|\{{\}}|.)
    """,
    re.X | re.S,
)

_ELEMENTS = word_set(
    "a abbr article aside audio b base blockquote body br button canvas caption code col dd details dialog div dl "
    "dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input "
    "kbd label legend li link main map mark meta nav noscript object ol optgroup option output p param path picture "
    "pre progress q script section select slot small source span strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track u ul video wbr"
)  # of HTML
_COMPONENT = re.compile(r"[A-Z][A-Z\d]*[a-z]")  # of JSX
_CLOSED = re.compile(r"</([A-Za-z][\w.:-]*+)")
_LONG_OR_TAG = re.compile(
    r"(?P<long>(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?!\w)|[A-Za-z\d+]{16,})"
    r"|(?P<tag></?(?P<element>[A-Za-z][\w.:-]*+)(?=[\s/>]|\Z))"
)
_CHANGE = re.compile(r"(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)")
_BLOB_CHANGES = 5  # from letter to digit or back


def wholes(text: str, is_line: bool) -> Iterator[re.Match[str]]:
    """Tags of HTML and JSX, without their closing bracket; hashes, keys and data (the group `long`).

    Not every name in angle brackets is a tag: `Array<string>` and `git clone <url>` have none. `is_line`: of a block.
    """
    if "<" not in text and len(text) < 16:
        return
    closed = frozenset(_CLOSED.findall(text)) if "</" in text else frozenset()
    for found in _LONG_OR_TAG.finditer(text):
        if found["long"]:
            if _changes_often(found["long"]):
                yield found
        elif found["tag"][1] == "/" or found["element"] in closed or _is_tag(found, text, is_line):
            yield found


def _is_tag(found: re.Match[str], text: str, is_line: bool) -> bool:
    start, name = found.start(), found["element"]
    before = text[start - 1 : start] if start else ""
    if before.isalnum() or before in ("_", ")", "]"):
        return False
    return name in _ELEMENTS or bool(_COMPONENT.match(name)) or (is_line and not text[:start].strip())


def _changes_often(text: str) -> bool:
    """Whether letters and digits are mixed as no name has them."""
    return any(changes == _BLOB_CHANGES for changes, _ in enumerate(_CHANGE.finditer(text), start=1))
