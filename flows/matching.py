"""Which paragraph of the last run is which of this one, by what is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

ALIKE = 0.4  # share of common words from which an edited paragraph is taken for the same
LOOKED_AT = 40  # paragraphs of a rewritten stretch that one is compared with


def partners(now: Sequence[str], before: Sequence[str]) -> list[int | None]:
    """For each text of `now` the index of its former self in `before`; None for one that is new.

    Equal texts are matched in order. Where a stretch was rewritten into as many paragraphs, each is its
    counterpart; else each takes the most similar one that is left.
    """
    found: list[int | None] = [None] * len(now)
    for how, old_first, old_end, first, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if how == "equal" or (how == "replace" and end - first == old_end - old_first):
            found[first:end] = range(old_first, old_end)
        elif how == "replace":
            for place, partner in _rewritten(now[first:end], before[old_first:old_end]):
                found[first + place] = old_first + partner
    return found


def _rewritten(now: Sequence[str], before: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs in order, so that none cross."""
    begin = 0
    for place, text in enumerate(now):
        candidates = range(begin, min(len(before), begin + LOOKED_AT))
        best = max(candidates, key=lambda one: _likeness(text, before[one]), default=None)
        if best is not None and _likeness(text, before[best]) >= ALIKE:
            yield place, best
            begin = best + 1


def _likeness(one: str, other: str) -> float:
    """Common words, as a share of the words of both."""
    words, others = Counter(one.lower().split()), Counter(other.lower().split())
    return 2 * (words & others).total() / max(1, words.total() + others.total())
