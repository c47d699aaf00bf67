"""Ends found where the sentence goes on."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import regex

from chunking.sentences.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS
from chunking.sentences.library import found_ends
from chunking.sentences.paragraph import Paragraph

_FAR = 80  # characters around an end that are looked at: so that the time does not depend on the sentence's length


class _End(NamedTuple):
    """What stands around a place where the library ends a sentence."""

    paragraph: Paragraph
    before: str  # of the same sentence, without the white space at its end
    space: str  # this white space
    after: str


_NO_BREAK = frozenset("\u00a0\u202f\u2007")
_JOINT = regex.compile(r"\A['’]+|[^\p{L}\p{M}\p{N}.:'’]+")  # what parts two words besides white space
_APOSTROPHE = regex.compile("['’]")
_NUMERAL = regex.compile(r"\d|(?:[IVXLC]{2,}|[VXLC])\b")
_SHORT_WORD = regex.compile(r"(?!\p{Latin})[\p{L}\p{M}]{1,6}")
_SMALL = regex.compile(r"[\p{Ps}\p{Pi}\"']*\p{Ll}+(?![\p{Lu}\d])")  # but not "iPhone"
_DASH_AND_SMALL = regex.compile(r"[—–-]{1,2}\s?\p{Ll}")
_JOINED_INITIALS = regex.compile(r"\p{Lu}\p{Ll}?\.-\p{Lu}\p{Ll}?")  # J.-C. Dupont
# Nouns have capitals in German: `im 19. Jahrhundert`.
_GERMAN_ORDINAL = regex.compile(
    r"(?<!\p{L})(?:a[bm]|bis|das|de[mnrs]|die|i[mn]|seit|und|vo[mnr]|zu[mr])\s\d{1,2}\.\Z", regex.IGNORECASE
)
_LIST_NUMBER = regex.compile(r"\W*+(?:\d{1,4}|[\p{Ll}\p{Lo}]|[ivxlc]{1,6})[.)]++")
_CLOSING_QUOTE = regex.compile(r"[\p{Pe}\p{Pf}\"']")
_UNSPACED_SCRIPT = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
# What goes on after a quotation: と, "thus", with verbs of saying, and the like; not words that begin in the same way.
_PARTICLE = regex.compile(r"と(?!にかく|もかく|ころ|ても|うとう|つぜん|きどき)|って|など|という|[をのへ、]")
_PROSE = regex.compile(r"[\"'\p{Ps}\p{Pi}]*(?:\p{L}+['’-])*\p{Ll}{2,}\.")
_NEW_PROSE = regex.compile(r"\p{Lu}[\p{Ll}'’-]*[,;:.!?…\"'\p{Pe}\p{Pf}]*(?!\S)")


def without_false_ends(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """The ends at which no sentence goes on; the last one stays."""
    kept: list[int] = []
    start = 0
    for end in ends[:-1]:
        before = paragraph.text[max(start, end - _FAR) : end]
        stripped = before.rstrip()
        if not stripped:
            continue
        one = _End(paragraph, stripped, before[len(stripped) :], paragraph.text[end : end + _FAR])
        if not any(goes_on(one) for goes_on in _SIGNS):
            kept.append(end)
            start = end
    return kept + ends[-1:]


def _at_no_break_space(end: _End) -> bool:
    return not _NO_BREAK.isdisjoint(end.space)


def _before_small_letter(end: _End) -> bool:
    """A full stop within a sentence: "d.w.z. dichtbij", "well... perhaps"; what is said, and who says it."""
    if not (end.paragraph.begins_upper and end.space):
        return False
    return bool(_DASH_AND_SMALL.match(end.after) or (end.before[-1:] in ".…" and _SMALL.match(end.after)))


def _after_abbreviation(end: _End) -> bool:
    """Titles before a name, "p." before a number; after a quote or dash the library no longer knows its own."""
    if end.before[-1:] != "." or not end.space:
        return False
    written = _last_word(end.before)[:-1]
    word = _JOINT.split(written)[-1]
    own = _APOSTROPHE.split(word)[-1]  # of "l’art" that is "art"
    small = own[:1].lower() + own[1:]
    if not BEFORE_NAMES.get(end.paragraph.language, frozenset()).isdisjoint((own, small)):
        return True
    if small in BEFORE_NUMBERS and _NUMERAL.match(end.after):
        return True
    if _JOINED_INITIALS.fullmatch(written):
        return True
    return word != written and bool(word) and _is_known(word, end.paragraph.language)


@lru_cache(maxsize=1000)
def _is_known(word: str, language: str) -> bool:
    """Whether the library takes a word with a full stop for an abbreviation."""
    return len(list(found_ends(f"{word}. Aa", language))) == 1


def _full_stop_for_danda(end: _End) -> bool:
    """`डॉ. वर्मा` in a text whose sentences end with a danda."""
    if not end.paragraph.has_danda or end.before[-1:] != ".":
        return False
    return bool(_SHORT_WORD.fullmatch(_last_word(end.before)[:-1]))


def _after_ordinal(end: _End) -> bool:
    return end.paragraph.language == "de" and bool(_GERMAN_ORDINAL.search(end.before[-12:]))


def _after_list_number(end: _End) -> bool:
    return len(end.before) <= 12 and end.before[-1:] in ".)" and bool(_LIST_NUMBER.fullmatch(end.before))


def _without_space(end: _End) -> bool:
    """Within a word, such as `io.Reader` or `J.-C.`, or after a quotation that is part of the sentence."""
    if end.space:
        return False
    if not end.after[:1].isalnum():
        return end.before[-1:] == "." and end.after[:1] == "-" and end.after[1:2].isalpha()
    if _CLOSING_QUOTE.match(end.before[-1:]):
        if _UNSPACED_SCRIPT.match(end.after):
            return end.paragraph.language == "ja" and bool(_PARTICLE.match(end.after))
        return True
    return end.before[-1:] == "." and not (_PROSE.fullmatch(_last_word(end.before)) and _NEW_PROSE.match(end.after))


def _last_word(text: str) -> str:
    """What stands after the last white space."""
    return text.rsplit(None, 1)[-1] if text else ""


_SIGNS: tuple[Callable[[_End], bool], ...] = (
    _at_no_break_space,
    _before_small_letter,
    _after_abbreviation,
    _full_stop_for_danda,
    _after_ordinal,
    _after_list_number,
    _without_space,
)
