"""Ends found where the sentence goes on."""

from collections.abc import Callable
from functools import lru_cache

import regex

from chunking.sentences.abbreviations import BEFORE_NAMES, BEFORE_NUMBERS
from chunking.sentences.library import found_ends
from chunking.sentences.paragraph import Paragraph

_FAR = 80  # characters around an end that are looked at: so that the time does not depend on the sentence's length

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}.:]*[\p{L}\p{M}\p{N}](?=\.\s+\Z)")
_SHORT_WORD = regex.compile(r"(?<![\p{L}\p{M}.])(?!\p{Latin})[\p{L}\p{M}]{1,6}\.\s+\Z")
_FULL_STOP = regex.compile(r"[.…]\s+\Z")
_SMALL = regex.compile(r"[\p{Ps}\p{Pi}\"']*\p{Ll}+(?![\p{Lu}\d])")  # but not "iPhone"
_LIST_NUMBER = regex.compile(r"\W*+(?:\d{1,4}|[\p{Ll}\p{Lo}]|[ivxlc]{1,6})[.)]+\s*+")
_CLOSING_QUOTE = regex.compile(r"[\p{Pe}\p{Pf}\"']\Z")
_UNSPACED_SCRIPT = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
# What goes on after a quotation: と, "thus", with verbs of saying, and the like; not words that begin in the same way.
_PARTICLE = regex.compile(r"と(?!にかく|もかく|ころ|ても|うとう|つぜん|きどき)|って|など|という|[をのへ、]")
_PROSE_LEFT = regex.compile(r"(?<!\S)[\"'\p{Ps}\p{Pi}]*(?:\p{L}+['’-])*\p{Ll}{2,}\.\Z")
_PROSE_RIGHT = regex.compile(r"\p{Lu}[\p{Ll}'’-]*[,;:.!?…\"'\p{Pe}\p{Pf}]*(?!\S)")


def without_false_ends(paragraph: Paragraph, ends: list[int]) -> list[int]:
    """The ends at which no sentence goes on; the last one stays."""
    kept: list[int] = []
    for end in ends[:-1]:
        start = kept[-1] if kept else 0
        before, after = paragraph.text[max(start, end - _FAR) : end], paragraph.text[end : end + _FAR]
        if not any(goes_on(paragraph, before, after) for goes_on in _SIGNS):
            kept.append(end)
    return kept + ends[-1:]


def _after_abbreviation(paragraph: Paragraph, before: str, after: str) -> bool:
    """Titles before a name, "p." before a number; after a quote or dash the library no longer knows its own."""
    word = _WORD.search(before)
    if word is None:
        return False
    small = word[0][:1].lower() + word[0][1:]
    if not BEFORE_NAMES.get(paragraph.language, frozenset()).isdisjoint((word[0], small)):
        return True
    if after[:1].isdigit() and small in BEFORE_NUMBERS:
        return True
    joined = word.start() > 0 and not before[word.start() - 1].isspace()
    return joined and _is_known(word[0], paragraph.language)


@lru_cache(maxsize=1000)
def _is_known(word: str, language: str) -> bool:
    """Whether the library takes a word with a full stop for an abbreviation."""
    return len(list(found_ends(f"{word}. Aa", language))) == 1


def _before_small_letter(paragraph: Paragraph, before: str, after: str) -> bool:
    """A full stop within a sentence: "d.w.z. dichtbij", "well... perhaps"."""
    return paragraph.begins_upper and bool(_FULL_STOP.search(before) and _SMALL.match(after))


def _full_stop_for_danda(paragraph: Paragraph, before: str, after: str) -> bool:
    """`डॉ. वर्मा` in a text whose sentences end with a danda."""
    return paragraph.has_danda and bool(_SHORT_WORD.search(before))


def _after_list_number(paragraph: Paragraph, before: str, after: str) -> bool:
    return len(before) <= 16 and bool(_LIST_NUMBER.fullmatch(before))


def _without_space(paragraph: Paragraph, before: str, after: str) -> bool:
    """Within a word, such as `io.Reader`, or after a quotation that is part of the sentence."""
    if before[-1:].isspace() or not after[:1].isalnum():
        return False
    if _CLOSING_QUOTE.search(before):
        if _UNSPACED_SCRIPT.match(after):
            return paragraph.language == "ja" and bool(_PARTICLE.match(after))
        return True
    return before.endswith(".") and not (_PROSE_LEFT.search(before) and _PROSE_RIGHT.match(after))


_SIGNS: tuple[Callable[[Paragraph, str, str], bool], ...] = (
    _before_small_letter,
    _after_abbreviation,
    _full_stop_for_danda,
    _after_list_number,
    _without_space,
)
