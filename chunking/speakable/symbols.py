"""Signs that a voice reads badly or should not read at all, in any language."""

import re
from collections.abc import Callable, Iterator

import regex

from chunking.speakable.rule import Pattern, Phrase, Replacement

_AND = {
    "ca": "i",
    "cs": "a",
    "da": "og",
    "de": "und",
    "en": "and",
    "es": "y",
    "fi": "ja",
    "fr": "et",
    "hu": "és",
    "id": "dan",
    "it": "e",
    "nb": "og",
    "nl": "en",
    "no": "og",
    "pl": "i",
    "pt": "e",
    "ro": "și",
    "sv": "och",
    "tr": "ve",
}
AND_LANGUAGES = frozenset(_AND)
_AMPERSAND = re.compile(r"(?<=\S)\s+&\s+(?=\S)|(?<=\w)&(?=\w)")
_SPANISH_E = re.compile(r"h?[ií](?![aeoáéó])", re.I)  # before the sound of "i" the word "y" is "e"
AMPERSAND_CUE = re.compile("&")
_DASHES = re.compile(r"--(?:(?<=[\w,.!?…\"'“”‘’]--)-?(?=[\w\"'“”‘’])|(?<=\S --)-?(?= \S))")
DASHES_CUE = re.compile("--")
_BULLETS = "[•◦‣⁃▪▫■□●○◆◇►▶▸▹◀◄★☆✦✧✱✲❖❦❧☙⁂]+"
_RUN = r"(?!===(?!\s?=))(?P<{0}>[*~=#_+·-])(?:\s?(?P={0})){{2,}}"  # `a === b` is a comparison, not an ornament
_POINTERS = "[→←↑↓⇒⇐⟶⟵➔➜➝↩↪]+\ufe0f?"  # only at the ends: within a text they may mean a key or a way
_ORNAMENTS = re.compile(
    rf"(?<!\s)\s+(?:{_RUN.format('last')}|{_BULLETS}|{_POINTERS})\s*\Z"
    rf"|(?<!\S)(?:{_RUN.format('run')}|{_BULLETS})(?:\s+|\Z)"
    rf"|\A{_POINTERS}(?:\s+|\Z)"
)
_SIGN = r"[*~=#_+·-]"
ORNAMENTS_CUE = re.compile(
    rf"[*~=#_+·•‣⁂⁃\u2190-\u27ff-](?:(?<={_SIGN}{{3}})|(?<={_SIGN}\s{_SIGN}\s{_SIGN})|(?<=[•‣⁂⁃\u2190-\u27ff]))"
)
# Joiners shape Arabic and Indic words and emoji, so they go only where they have no work to do.
_INVISIBLE = regex.compile(
    r"[\u00ad\u200b\u2060-\u2064\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]+"
    r"|(?:(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}\p{P}\s])|\A)[\u200c\u200d]+"
)
_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x2069))
INVISIBLES = "\u00ad\ufeff\ufffd" + "".join(chr(code) for first, last in _RANGES for code in range(first, last + 1))
_TASK_MARK = re.compile(r"\A\[[ xX]\]\s+(?=\S)")
TASK_MARK_CUE = re.compile(r"\A\[[ xX]\]")
_LAST_COMMA = regex.compile(r"[,،、，](?=[\p{Pe}\p{Pf}\"'\s]*\Z)")
_TAIL = 20  # characters at the end of a text among which its last comma is looked for
_ELLIPSIS = re.compile(r"\.(?:\s\.){2,}|\.{4,}")
ELLIPSIS_CUE = re.compile(r"\.[. \u00a0]\.")
_REPEATED = re.compile(r"(?<=[\w\"'”’»)\]*_….])[!?！？]{2,}")
REPEATED_CUE = re.compile(r"[!?！？](?<=[!?！？]{2})")
_TRADE_MARK = re.compile(r"\s?™\ufe0f?")
TRADE_MARK_CUE = re.compile("™")
_REGISTERED = re.compile(r"\s?®\ufe0f?")
REGISTERED_CUE = re.compile("®")
_ARRAYS = r"(?<!\bargs\[)(?<!\bargv\[)(?<!\barray\[)(?<!\bdata\[)(?<!\bitems\[)(?<!\blist\[)"  # their [1] is spoken
_REFERENCE = re.compile(
    rf"\[(?:(?<=[.,;!?\"”’)]\[)|(?<=[^\W\d_]{{3}}\[)){_ARRAYS}\d{{1,3}}\](?:\[\d{{1,3}}\])*(?=[\s.,;:!?)”’]|\Z)"
    r"|\*(?:(?<=[^\W\d_]{3}\*)|(?<=[^\W\d_]{3}[.,;:!?]\*))(?=[\s,.;:!?)]|\Z)"
    r"|†(?:(?<=\A†)\s)?|‡(?:(?<=\A‡)\s)?"
)
_EMPHASIS = re.compile(r"(?<![\w*])\*\w")
REFERENCE_CUE = re.compile(r"[†‡*\[]")


def _saying(found: Pattern, spoken: str) -> Callable[[Phrase], Iterator[Replacement]]:
    def find(phrase: Phrase) -> Iterator[Replacement]:
        for match in found.finditer(phrase.text):
            yield Replacement(*match.span(), spoken)

    return find


dashes = _saying(_DASHES, "—")  # two or three hyphens are a typewriter's dash: a pause, not signs
ornaments = _saying(_ORNAMENTS, "")  # signs that stand alone, with the space that parts them from the text
invisible = _saying(_INVISIBLE, "")
task_marks = _saying(_TASK_MARK, "")  # the boxes of a to-do list
ellipses = _saying(_ELLIPSIS, "…")  # `. . .`, which some voices read dot by dot, and longer rows
trade_marks = _saying(_TRADE_MARK, "")
registered_marks = _saying(_REGISTERED, "")


def ampersands(phrase: Phrase) -> Iterator[Replacement]:
    """`Salz & Pfeffer` → "Salz und Pfeffer"."""
    for match in _AMPERSAND.finditer(phrase.text):
        is_e = phrase.language == "es" and _SPANISH_E.match(phrase.text, match.end())
        yield Replacement(*match.span(), f" {'e' if is_e else _AND[phrase.language]} ")


def references(phrase: Phrase) -> Iterator[Replacement]:
    """Marks of footnotes that no reader of sources has resolved: `the war.[3]`, `the price*`; not `*emphasis*`."""
    has_emphasis = _EMPHASIS.search(phrase.text) is not None
    for match in _REFERENCE.finditer(phrase.text):
        if match[0] != "*" or not has_emphasis:
            yield Replacement(*match.span(), "")


def last_comma(phrase: Phrase) -> Iterator[Replacement]:
    """A list item may end in one; `closing` then ends the paragraph."""
    if match := _LAST_COMMA.search(phrase.text, max(0, len(phrase.text) - _TAIL)):
        yield Replacement(*match.span(), "")


def repeated_marks(phrase: Phrase) -> Iterator[Replacement]:
    """`What?!?!` → "What?!", `No!!!` → "No!"."""
    for match in _REPEATED.finditer(phrase.text):
        yield Replacement(*match.span(), "".join(dict.fromkeys(match[0])))
