"""Written form → spoken form, by an ordered list of small rules that keep the map between the two.

To add a rule: a function in one of the modules here (or a new one), a line in RULES, cases in `tests/chunking/cases`.
"""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from chunking.document import Segment
from chunking.speakable import addresses, symbols
from chunking.speakable.closing import closing_mark, says_something
from chunking.speakable.rule import Replacement, Rule

__all__ = ["RULES", "Replacement", "Rule", "says_something", "speakable"]

_ENGLISH = frozenset({"en"})

# An earlier rule wins: what it has taken, no later rule touches.
RULES: tuple[Rule, ...] = (
    Rule("web addresses", addresses.urls, _ENGLISH),
    Rule("e-mail addresses", addresses.emails, _ENGLISH),
    Rule("ampersands", symbols.ampersands, _ENGLISH),
    Rule("arrows", symbols.arrows, _ENGLISH),
    Rule("dashes", symbols.dashes),
    Rule("ornaments", symbols.ornaments),
    Rule("task marks", symbols.task_marks),
    Rule("invisible characters", symbols.invisible),
    Rule("last comma", symbols.last_comma),
)

_place = attrgetter("start", "end")


def speakable(written: str, language: str, rules: Iterable[Rule] = RULES) -> tuple[Segment, ...]:
    """Both forms of a paragraph, stretch by stretch; the written ones joined are `written`. The last may only close it.

    `language` is a primary subtag such as "en" (see `Policy.language_for`).
    """
    taken: list[Replacement] = []
    for rule in rules:
        if rule.languages is None or language in rule.languages:
            for found in rule.find(written):
                _take(taken, found)
    segments = _cut(written, taken)
    mark = closing_mark("".join(segment.spoken for segment in segments), language)
    return (*segments, Segment("", mark)) if mark else tuple(segments)


def _take(taken: list[Replacement], new: Replacement) -> None:
    """Put a replacement in its place, unless an earlier one has some of the same text."""
    place = bisect_right(taken, (new.start, new.end), key=_place)
    after_previous = place == 0 or taken[place - 1].end <= new.start
    before_next = place == len(taken) or new.end <= taken[place].start
    if after_previous and before_next:
        taken.insert(place, new)


def _cut(written: str, taken: list[Replacement]) -> list[Segment]:
    segments = []
    done = 0
    for replacement in taken:
        if done < replacement.start:
            segments.append(_same(written[done : replacement.start]))
        segments.append(Segment(written[replacement.start : replacement.end], replacement.spoken))
        done = replacement.end
    if done < len(written):
        segments.append(_same(written[done:]))
    return segments


def _same(text: str) -> Segment:
    return Segment(text, text)
