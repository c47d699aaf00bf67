"""Signs that a voice reads badly or should not read at all."""

import re
from collections.abc import Callable, Iterator

import regex

from chunking.speakable.rule import Pattern, Phrase, Replacement

_AMPERSAND = re.compile(r"(?<=\S)\s+&\s+(?=\S)|(?<=\w)&(?=\w)")
_ARROW = re.compile(r"(?<=\S)(?:\s+(?:-{1,2}>|=>)\s+|\s*[→⇒⟶⟹➔➜➝]\s*)(?=\S)")  # `a->b` is code
_DASHES = re.compile(r"(?<=[\w,.!?…\"'“”‘’])-{2,3}(?=[\w\"'“”‘’])|(?<=\S )-{2,3}(?= \S)")
_BULLETS = "[•◦‣⁃▪▫■□●○◆◇►▶▸▹◀◄★☆✦✧✱✲❖❦❧☙⁂]+"
_RUN = r"(?!===(?!\s?=))(?P<{0}>[*~=#_+·-])(?:\s?(?P={0})){{2,}}"  # `a === b` is a comparison, not an ornament
_POINTERS = "[→←↑↓⇒⇐⟶⟵➔➜➝↩↪]+\ufe0f?"  # only at the ends: within a text they may mean a key or a way
_ORNAMENTS = re.compile(
    rf"(?<!\s)\s+(?:{_RUN.format('last')}|{_BULLETS}|{_POINTERS})\s*\Z"
    rf"|(?<!\S)(?:{_RUN.format('run')}|{_BULLETS})(?:\s+|\Z)"
    rf"|\A{_POINTERS}(?:\s+|\Z)"
)
# Joiners shape Arabic and Indic words and emoji, so they go only where they have no work to do.
_INVISIBLE = regex.compile(
    r"[\u00ad\u200b\u2060-\u2064\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]+"
    r"|(?:(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Nd}\p{P}\s])|\A)[\u200c\u200d]+"
)
_TASK_MARK = re.compile(r"\A\[[ xX]\]\s+(?=\S)")
_LAST_COMMA = regex.compile(r"[,،、，](?=[\p{Pe}\p{Pf}\"'\s]*\Z)")


def _saying(found: Pattern, spoken: str) -> Callable[[Phrase], Iterator[Replacement]]:
    def find(phrase: Phrase) -> Iterator[Replacement]:
        for match in found.finditer(phrase.text):
            yield Replacement(*match.span(), spoken)

    return find


ampersands = _saying(_AMPERSAND, " and ")
arrows = _saying(_ARROW, " to ")  # between two things; at the ends an arrow is an ornament
dashes = _saying(_DASHES, "—")  # two or three hyphens are a typewriter's dash: a pause, not signs
ornaments = _saying(_ORNAMENTS, "")  # signs that stand alone, with the space that parts them from the text
invisible = _saying(_INVISIBLE, "")
task_marks = _saying(_TASK_MARK, "")  # the boxes of a to-do list
last_comma = _saying(_LAST_COMMA, "")  # a list item may end in one; `closing` then ends the paragraph
