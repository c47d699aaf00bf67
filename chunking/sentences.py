"""Where a text may be cut: at sentences, else clauses, words, or between two characters as a reader sees them."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import regex

_CLAUSE = regex.compile(r"[,;:—–、，；：،؛]\p{Pf}?\s*")
_WORD = regex.compile(r"\S+\s*")
_CHARACTER = regex.compile(r"\X")  # a grapheme cluster, https://unicode.org/reports/tr29/


def sentences(text: str, language: str) -> list[str]:
    """The sentences of `text`, each with the white space after it; joined they are the text.

    `language` is an ISO 639-1 code; `auto` and unknown ones are read by the English rules.
    """
    import sentencex  # noqa: PLC0415 - loads 20 MB of rules, needed only where something is cut

    return [part for part in sentencex.segment("en" if language == "auto" else language, text) if part]


def clauses(text: str) -> list[str]:
    """`text` cut after each comma, colon, semicolon or dash; joined it is the text."""
    return _cut_after(text, [match.end() for match in _CLAUSE.finditer(text)])


def words(text: str) -> list[str]:
    """`text` cut before each word; joined it is the text."""
    return _cut_after(text, [match.end() for match in _WORD.finditer(text)])


def characters(text: str) -> list[str]:
    """`text` cut between grapheme clusters, so that no accent is parted from its letter; joined it is the text."""
    return [match.group() for match in _CHARACTER.finditer(text)]


def pieces(text: str, language: str, fits: Callable[[str], bool]) -> list[str]:
    """`text` in as few pieces as fit, each cut at the best place there is; joined they are the text.

    A single grapheme cluster that does not fit by itself is returned whole: there is nowhere left to cut.
    """
    levels: list[Callable[[str], list[str]]] = [lambda part: sentences(part, language), clauses, words, characters]
    return list(_filled(_parts(text, levels, fits), fits))


def _parts(text: str, levels: list[Callable[[str], list[str]]], fits: Callable[[str], bool]) -> Iterator[str]:
    """Parts that fit, none cut finer than it has to be."""
    if fits(text) or not levels:
        yield text
        return
    for part in _at_characters(levels[0](text)):
        yield from _parts(part, levels[1:], fits)


def _at_characters(parts: list[str]) -> Iterator[str]:
    """The parts, joined again where they were cut inside a grapheme cluster, as before a joiner or a loose accent."""
    borders = {match.end() for match in _CHARACTER.finditer("".join(parts))}
    position, pending = 0, ""
    for part in parts:
        position, pending = position + len(part), pending + part
        if position in borders:
            yield pending
            pending = ""


def _filled(parts: Iterator[str], fits: Callable[[str], bool]) -> Iterator[str]:
    """The parts joined again as long as they fit."""
    piece = ""
    for part in parts:
        if piece and not fits(piece + part):
            yield piece
            piece = ""
        piece += part
    if piece:
        yield piece


def _cut_after(text: str, ends: list[int]) -> list[str]:
    borders = sorted({0, *ends, len(text)})
    return [text[start:end] for start, end in pairwise(borders)]
