"""Written form → spoken form, by an ordered list of small rules that keep the map between the two.

To add a rule: a function in one of the modules here (or a new one), a line in RULES, cases in `tests/chunking/cases`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from chunking.document import Block, Mark, Segment
from chunking.policy import Policy
from chunking.speakable import addresses, symbols
from chunking.speakable.closing import closing_mark, says_something
from chunking.speakable.rule import Phrase, Replacement, Rule, Stretch

__all__ = ["RULES", "Phrase", "Replacement", "Rule", "Stretch", "phrase_of", "rules_for", "says_something", "speakable"]

_ENGLISH = frozenset({"en"})

# An earlier rule wins: what it has taken, no later rule touches.
RULES: tuple[Rule, ...] = (
    Rule("web-addresses", addresses.urls, _ENGLISH),
    Rule("e-mail-addresses", addresses.emails, _ENGLISH),
    Rule("ampersands", symbols.ampersands, _ENGLISH),
    Rule("arrows", symbols.arrows, _ENGLISH),
    Rule("dashes", symbols.dashes),
    Rule("ornaments", symbols.ornaments),
    Rule("task-marks", symbols.task_marks),
    Rule("invisible-characters", symbols.invisible),
    Rule("last-comma", symbols.last_comma),
)

Named = tuple[Replacement, str]  # and the rule that found it


def rules_for(policy: Policy) -> tuple[Rule, ...]:
    """The rules that hold under a policy, the user's own lexicon first."""
    return tuple(rule for rule in RULES if rule.name not in policy.rules_off)


def phrase_of(block: Block, language: str) -> Phrase:
    """A block's text as the rules see it."""
    stretches: list[Stretch] = []
    done = 0
    for piece in block.pieces:
        end = done + len(piece.text)
        if piece.mark is not Mark.TEXT:
            joined = bool(stretches) and stretches[-1].end == done and stretches[-1].mark is piece.mark
            stretches.append(Stretch(stretches.pop().start if joined else done, end, piece.mark))
        done = end
    return Phrase(block.written, language, block.kind, tuple(stretches))


def speakable(phrase: Phrase, rules: Iterable[Rule] = RULES) -> tuple[Segment, ...]:
    """Both forms of a phrase, stretch by stretch; the written ones joined are its text. The last may only close it."""
    taken: list[Named] = []
    for rule in rules:
        if rule.languages is not None and phrase.language not in rule.languages:
            continue
        if rule.cue is None or rule.cue.search(phrase.text):
            for found in rule.find(phrase):
                _take(taken, (found, rule.name))
    segments = _cut(phrase.text, taken)
    mark = closing_mark("".join(segment.spoken for segment in segments), phrase.language)
    return (*segments, Segment("", mark)) if mark else tuple(segments)


def _take(taken: list[Named], new: Named) -> None:
    """Put a replacement in its place, unless an earlier one has some of the same text."""
    start, end = new[0].start, new[0].end
    place = bisect_right(taken, (start, end), key=lambda one: one[0][:2])
    after_previous = place == 0 or taken[place - 1][0].end <= start
    before_next = place == len(taken) or end <= taken[place][0].start
    if after_previous and before_next:
        taken.insert(place, new)


def _cut(written: str, taken: Sequence[Named]) -> list[Segment]:
    segments = []
    done = 0
    for replacement, rule in taken:
        if done < replacement.start:
            segments.append(_same(written[done : replacement.start]))
        stretch = written[replacement.start : replacement.end]
        segments.append(Segment(stretch, replacement.spoken, rule if replacement.spoken != stretch else ""))
        done = replacement.end
    if done < len(written):
        segments.append(_same(written[done:]))
    return segments


def _same(text: str) -> Segment:
    return Segment(text, text)
