"""Footnotes: which note a mark such as `[1]` in the text refers to. Labels often begin anew in each chapter."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chunking.sources.text.brackets import Bracket, Kind, bracket
from chunking.sources.text.passages import Passage

_HEADING = re.compile(r"(?:foot-?notes?|notes|anmerkungen|fu(?:ß|ss)noten|notas|note)[:.]?", re.I)
_REFERENCE = re.compile(r"(?<=\S)\[(\d{1,4}|[A-Za-z]|\*{1,3})\]")  # a mark that begins a passage is that of a note


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a file."""

    definitions: Mapping[int, Bracket]  # by the index of their passage
    by_label: Mapping[str, Sequence[int]]  # the passages of the notes with one label, rising
    used: frozenset[int]  # passages of notes that something refers to

    @property
    def labels(self) -> frozenset[str]:
        return frozenset(self.by_label)

    def referred(self, label: str, index: int) -> int:
        """The passage of the note that passage `index` refers to by a label."""
        return _referred(self.by_label[label], index)

    def heads(self, passages: Sequence[Passage], index: int) -> bool:
        """Whether a passage is only the heading of the notes after it."""
        return index + 1 in self.definitions and _HEADING.fullmatch(passages[index].text.strip("_=* ")) is not None


def notes(passages: Sequence[Passage], body: Sequence[int]) -> Notes:
    """The footnotes among the passages that `body` names. `[1] …` is one where something refers to it."""
    references = [
        (index, label)
        for index in body
        if "[" in passages[index].text
        for label in _REFERENCE.findall(passages[index].text)
    ]
    labels = {label for _, label in references}
    opened = {index: found for index in body if (found := bracket(passages[index].text)) and found.kind is Kind.NOTE}
    kept = {
        index: found
        for index, found in opened.items()
        if found.label in labels or passages[index].text[:9].lower() == "[footnote"
    }
    by_label: dict[str, list[int]] = {}
    for index, found in kept.items():
        by_label.setdefault(found.label, []).append(index)
    used = {_referred(by_label[label], index) for index, label in references if label in by_label}
    return Notes(kept, by_label, frozenset(used))


def _referred(defined: Sequence[int], index: int) -> int:
    """The next note with the label, else the last."""
    return defined[min(bisect_right(defined, index), len(defined) - 1)]
