"""Where a text may be cut: at sentences, else clauses, words, or between two characters as a reader sees them."""

from collections.abc import Callable, Iterator, Sequence

from chunking.sentences.cutting import cut_after
from chunking.sentences.ends import sentence_ends
from chunking.sentences.finer import CHARACTER, characters, clauses, quoted_sentences, words

__all__ = ["characters", "clauses", "pieces", "quoted_sentences", "sentences", "words"]


def sentences(text: str, language: str) -> list[str]:
    """The sentences of `text`, each with the white space after it; joined they are the text.

    What is quoted within a sentence belongs to it. `language` is an ISO 639-1 code; `auto` and unknown ones are read
    by the English rules.
    """
    return cut_after(text, sentence_ends(text, language))


def pieces(text: str, language: str, fits: Callable[[str], bool]) -> list[str]:
    """`text` in as few pieces as fit, each cut at the best place there is; joined they are the text.

    What fits must also fit with its end taken off. A single grapheme cluster that does not fit by itself is returned
    whole: there is nowhere left to cut.
    """
    levels: list[Callable[[str], list[str]]] = [
        lambda part: sentences(part, language),
        lambda part: quoted_sentences(part, language),
        clauses,
        words,
        characters,
    ]
    return list(_filled(list(_parts(text, levels, fits)), fits))


def _parts(text: str, levels: list[Callable[[str], list[str]]], fits: Callable[[str], bool]) -> Iterator[str]:
    """Parts that fit, none cut finer than it has to be."""
    if fits(text) or not levels:
        yield text
        return
    for part in _at_characters(levels[0](text)):
        yield from _parts(part, levels[1:], fits)


def _at_characters(parts: list[str]) -> Iterator[str]:
    """The parts, joined again where they were cut inside a grapheme cluster, as before a joiner or a loose accent."""
    borders = {match.end() for match in CHARACTER.finditer("".join(parts))}
    position, pending = 0, ""
    for part in parts:
        position, pending = position + len(part), pending + part
        if position in borders:
            yield pending
            pending = ""


def _filled(parts: Sequence[str], fits: Callable[[str], bool]) -> Iterator[str]:
    """The parts joined again as long as they fit."""
    first = 0
    while first < len(parts):
        number = _number_that_fits(parts, first, fits)
        yield "".join(parts[first : first + number])
        first += number


def _number_that_fits(parts: Sequence[str], first: int, fits: Callable[[str], bool]) -> int:
    """How many parts from the first on fit together, one at least; found in steps that double, then halve."""
    number, step = 1, 1

    def more_fit() -> bool:
        end = first + number + step
        return end <= len(parts) and fits("".join(parts[first:end]))

    while more_fit():
        number, step = number + step, step * 2
    while step:
        if more_fit():
            number += step
        step //= 2
    return number
