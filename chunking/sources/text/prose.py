"""The lines of a passage → pieces: hard-wrapped lines are joined, and the marks of proofreaders dropped."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from chunking.document import Piece
from chunking.pieces import folded
from chunking.places import Stretch

_UNSPACED = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u0e00-\u0e7f"  # no spaces between words: Chinese, Thai
# All that is not read as it stands, but for single line breaks.
_CUTS = re.compile(
    r"(?P<hyphen>(?<=\w)[-\u00ad\u2010]\n[ \t]*(?=\w))"
    r"|(?P<dash>(?<=[^\s-])(?:--|—)[ \t]*\n[ \t]*(?=\S))"
    rf"|(?P<unspaced>(?<=[{_UNSPACED}])[ \t]*\n[ \t\u3000]*(?=[{_UNSPACED}]))"
    r"|(?P<white>[ \t\n]{2,})"
    r"|(?P<page>\[(?:Pg|Page|p)\.? ?[\dxvil]{1,6}\][ \t]*)"
    r"|(?P<picture>\[Illustrations?\][ \t]*)"
    r"|(?P<reference>[ ]?\[(?P<label>\d{1,4}|[A-Za-z]|\*{1,3})\])"
    r"|(?P<ligature>\[(?:oe|ae|OE|AE)\])"
    r"|(?P<superscript>\^\{(?P<raised>[^{}\s]{1,12})\})"
    r"|(?P<mark>[_=])"
)
_CUE = re.compile(rf"[_=\[\t^]|[ \n][ \n]|[-\u00ad\u2010—][ ]*\n|[{_UNSPACED}][ ]*\n")
_LIGATURES = {"[oe]": "œ", "[ae]": "æ", "[OE]": "Œ", "[AE]": "Æ"}
_WORD = re.compile(r"\w[\w-]*\w")
_BEFORE = re.compile(r"[^\W_][\w-]*$")
_AFTER = re.compile(r"\w+")
_FARTHEST = 40  # code points of a word on one side of a hyphen


class Reference(NamedTuple):
    """A mark such as `[1]` that refers to a footnote."""

    label: str
    start: int  # offset in the source
    end: int


class Cut(NamedTuple):
    """A stretch of a passage that is dropped, or read as something else."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True)
class Prose:
    """How the passages of one source are read."""

    source: str
    is_gutenberg: bool  # made by proofreaders, whose marks mean what they mean there
    labels: frozenset[str] = frozenset()  # of the footnotes that there are
    emphasis: list[Stretch] = field(default_factory=list)  # what was found to be emphasised so far

    def pieces(self, start: int, end: int) -> tuple[tuple[Piece, ...], tuple[Reference, ...]]:
        """The text from `start` to before `end`, and the references to footnotes in it."""
        text = self.source[start:end]
        if not _CUE.search(text):
            return folded([Piece(text.replace("\n", " "), start)]), ()
        references: list[Reference] = []
        cuts = sorted([*self._cuts(text, start, references), *self._emphasis(text, start)])
        return folded(_pieces(text, start, cuts)), tuple(references)

    def _cuts(self, text: str, start: int, references: list[Reference]) -> Iterator[Cut]:
        for found in _CUTS.finditer(text):
            first, last = found.span()
            if found["white"]:
                yield Cut(first + 1, last)
            elif found["hyphen"]:
                yield self._hyphen(text, first, last)
            elif found["reference"]:
                if found["label"] in self.labels:
                    references.append(Reference(found["label"], start + first, start + last))
                    yield Cut(first, last)
            elif not found["mark"]:
                yield from self._other(found)

    def _other(self, found: re.Match[str]) -> Iterator[Cut]:
        first, last = found.span()
        if found["dash"]:
            yield Cut(first + len(found[0].rstrip()), last)
        elif found["ligature"] or found["superscript"]:
            if self.is_gutenberg:
                yield Cut(first, last, _LIGATURES.get(found[0]) or found["raised"])
        else:
            yield Cut(first, last)

    def _hyphen(self, text: str, first: int, last: int) -> Cut:
        """The line break goes, and the hyphen too where the text writes the word without one elsewhere."""
        if text[first] == "\u00ad":
            return Cut(first, last)
        before = _BEFORE.search(text, max(0, first - _FARTHEST), first)
        after = _AFTER.match(text, last, last + _FARTHEST)
        if not before or not after or before[0][-1].isdigit():
            return Cut(first + 1, last)
        together = (before[0] + after[0]).lower()
        sure = together in self._words and f"{before[0]}-{after[0]}".lower() not in self._words
        return Cut(first if sure else first + 1, last)

    @cached_property
    def _words(self) -> frozenset[str]:
        """All words of the source, those with hyphens whole."""
        return frozenset(_WORD.findall(self.source.lower()))

    def _emphasis(self, text: str, start: int) -> Iterator[Cut]:
        """The marks around emphasised words, which are dropped."""
        for mark in "_=":
            places = [place for place in _places(text, mark) if _is_single(text, place)]
            pairs = list(_pairs(text, places))
            self.emphasis.extend((start + first, start + last) for first, last in pairs)
            dropped = places if self.is_gutenberg and mark == "_" else chain(*pairs)
            yield from (Cut(place, place + 1) for place in dropped)


def _places(text: str, mark: str) -> Iterator[int]:
    place = text.find(mark)
    while place >= 0:
        yield place
        place = text.find(mark, place + 1)


def _is_single(text: str, place: int) -> bool:
    """Not one of a row, as in `__init__` or a line to be filled in."""
    mark = text[place]
    return text[place - 1 : place] != mark and text[place + 1 : place + 2] != mark


def _pairs(text: str, places: Iterable[int]) -> Iterator[Stretch]:
    """The marks around emphasised words: the first stands before a word, the second after one."""
    opening = -1
    for place in places:
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if opening >= 0 and not before.isspace() and not _in_word(after):
            yield opening, place
            opening = -1
        elif after and not after.isspace() and not _in_word(before):
            opening = place


def _in_word(character: str) -> bool:
    return character.isalnum()


def _pieces(text: str, start: int, cuts: Iterable[Cut]) -> Iterator[Piece]:
    done = 0
    for cut in cuts:
        if cut.start < done:
            continue
        if done < cut.start:
            yield _verbatim(text, done, cut.start, start)
        if cut.text:
            yield Piece(cut.text, start + cut.start, start + cut.end)
        done = cut.end
    if done < len(text):
        yield _verbatim(text, done, len(text), start)


def _verbatim(text: str, first: int, last: int, start: int) -> Piece:
    return Piece(text[first:last].replace("\n", " ").replace("\t", " "), start + first)
