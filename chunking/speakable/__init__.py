"""Written form → spoken form, by an ordered list of small rules that keep the map between the two.

To add a rule: a function in one of the modules here (or a new one), a line in RULES, cases in `tests/chunking/cases`.
"""

from bisect import bisect_right
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from chunking.document import Block, Mark, Segment
from chunking.errors import InputError
from chunking.policy import Policy
from chunking.speakable import addresses, code, emoji, mathematics, symbols, terms
from chunking.speakable.closing import closing_mark, says_something
from chunking.speakable.english import (
    abbreviations,
    acronyms,
    arithmetic,
    arrows,
    figures,
    files,
    identifiers,
    initialisms,
    keys,
    marks,
    strokes,
    tags,
    titles,
)
from chunking.speakable.rule import CODE, MATHEMATICS, PICTURE, Phrase, Replacement, Rule, Rules, Stretch

__all__ = [
    "RULES",
    "Phrase",
    "Replacement",
    "Rule",
    "Rules",
    "Stretch",
    "phrase_of",
    "rules_for",
    "says_something",
    "speakable",
]

_ENGLISH = frozenset({"en"})

# An earlier rule wins: what it has taken, no later rule touches.
RULES: tuple[Rule, ...] = (
    Rule("math", mathematics.formulas, needs=MATHEMATICS),
    Rule("inline-code", code.inline, needs=CODE),
    Rule("code-blocks", code.blocks, needs=CODE),
    Rule("web-addresses", addresses.urls, addresses.LANGUAGES, addresses.URL_CUE, needs=":wW"),
    Rule("handles", tags.handles, _ENGLISH, tags.HANDLE_CUE, needs="@"),
    Rule("e-mail-addresses", addresses.emails, addresses.LANGUAGES, addresses.EMAIL_CUE, needs="@"),
    Rule("ip-addresses", addresses.ip_addresses, addresses.LANGUAGES, addresses.IP_CUE, needs="0123456789"),
    Rule("bare-addresses", addresses.bare_addresses, addresses.LANGUAGES, addresses.BARE_CUE, needs="."),
    Rule("local-hosts", addresses.local_hosts, addresses.LANGUAGES, addresses.LOCAL_CUE, needs=":"),
    Rule("file-names", files.files, _ENGLISH, files.CUE, needs="."),
    Rule("snake-names", identifiers.snake_names, _ENGLISH, identifiers.SNAKE_CUE, needs="_"),
    Rule("camel-names", identifiers.camel_names, _ENGLISH, identifiers.CAMEL_CUE),
    Rule("flags", identifiers.flags, _ENGLISH, identifiers.FLAG_CUE, needs="-"),
    Rule("paths", identifiers.paths, _ENGLISH, identifiers.PATH_CUE, needs="/"),
    Rule("hexadecimals", identifiers.hexadecimals, _ENGLISH, identifiers.HEX_CUE, needs="0"),
    Rule("hearts", marks.hearts, _ENGLISH, marks.HEART_CUE, needs="<"),
    Rule("hashtags", tags.hashtags, _ENGLISH, tags.HASHTAG_CUE, needs="#"),
    Rule("keyboard-keys", keys.chords, _ENGLISH, keys.CHORD_CUE, needs="+-–"),
    Rule("key-signs", keys.key_signs, _ENGLISH, needs=PICTURE),
    Rule("partings", strokes.partings, _ENGLISH, strokes.PARTED_CUE, needs="|¦~/>›»\\"),
    *figures.FIGURES,
    Rule("arithmetic", arithmetic.arithmetic, _ENGLISH, arithmetic.CUE, needs="+=<>×÷±≈≠≤≥∞√−^*²³"),
    Rule("titles", titles.titles, _ENGLISH, titles.STOP, needs="."),
    Rule("titles", titles.undotted, _ENGLISH, titles.UNDOTTED_CUE),
    Rule("streets", titles.streets, _ENGLISH, titles.STREET_CUE, needs=".,;)"),
    Rule("initialisms", initialisms.dotted_letters, _ENGLISH, initialisms.LETTERS_CUE, needs="."),
    Rule("initials", initialisms.initials, _ENGLISH, initialisms.INITIALS_CUE, needs="."),
    Rule("initials", initialisms.middle_initials, _ENGLISH, initialisms.MIDDLE_CUE, needs="."),
    Rule("abbreviations", abbreviations.abbreviations, _ENGLISH, abbreviations.STOP, needs="."),
    Rule("abbreviations", abbreviations.undotted, _ENGLISH, abbreviations.UNDOTTED_CUE),
    Rule("acronyms", acronyms.acronyms, _ENGLISH, acronyms.CUE),
    Rule("coinages", acronyms.coinages, _ENGLISH, acronyms.COINAGE_CUE),
    Rule("sections", marks.sections, _ENGLISH, marks.SECTION_CUE, needs="§"),
    Rule("copyrights", marks.copyrights, _ENGLISH, marks.COPYRIGHT_CUE, needs="©("),
    Rule("subscripts", marks.subscripts, _ENGLISH, marks.SUBSCRIPT_CUE, needs=marks.SUBSCRIPTS),
    Rule("check-marks", marks.check_marks, _ENGLISH, needs=PICTURE),
    Rule("stars", marks.stars, _ENGLISH, needs=PICTURE),
    Rule("greek-letters", marks.greek_letters, _ENGLISH, marks.GREEK_CUE, needs=marks.GREEK),
    Rule("sharps", marks.sharps, _ENGLISH, marks.SHARP_CUE, needs="#♯♭♮"),
    Rule("arrow-keys", arrows.directions, _ENGLISH, needs=PICTURE),
    Rule("arrows", arrows.ways, _ENGLISH, needs=PICTURE),
    Rule("typed-arrows", arrows.typed_ways, _ENGLISH, arrows.TYPED_CUE, needs=">"),
    Rule("ampersands", symbols.ampersands, symbols.AND_LANGUAGES, symbols.AMPERSAND_CUE, needs="&"),
    Rule("short-forms", strokes.short_forms, _ENGLISH, strokes.STROKE_CUE, needs="/"),
    Rule("slashes", strokes.strokes, _ENGLISH, strokes.STROKE_CUE, needs="/"),
    Rule("emoji", emoji.emoji, needs=PICTURE),
    Rule("trade-marks", symbols.trade_marks, cue=symbols.TRADE_MARK_CUE, needs="™"),
    Rule("registered-marks", symbols.registered_marks, cue=symbols.REGISTERED_CUE, needs="®"),
    Rule("reference-marks", symbols.references, cue=symbols.REFERENCE_CUE, needs="†‡*["),
    Rule("ellipses", symbols.ellipses, cue=symbols.ELLIPSIS_CUE, needs="."),
    Rule("repeated-marks", symbols.repeated_marks, cue=symbols.REPEATED_CUE, needs="!?！？"),
    Rule("dashes", symbols.dashes, cue=symbols.DASHES_CUE, needs="-"),
    Rule("ornaments", symbols.ornaments, cue=symbols.ORNAMENTS_CUE),
    Rule("task-marks", symbols.task_marks, cue=symbols.TASK_MARK_CUE, needs="["),
    Rule("invisible-characters", symbols.invisible, needs=symbols.INVISIBLES),
    Rule("last-comma", symbols.last_comma, needs=",،、，"),
)

ALL = Rules(RULES)
Named = tuple[Replacement, str]  # and the rule that found it


@lru_cache(16)
def _without(names: frozenset[str]) -> Rules:
    return Rules(rule for rule in RULES if rule.name not in names)


def rules_for(policy: Policy) -> Rules:
    """The rules that hold under a policy, the user's own lexicon first. Raises InputError for an unknown name."""
    names = [rule.name for rule in RULES]
    for unknown in sorted(policy.rules_off.difference(names)):
        near = get_close_matches(unknown, names, 3)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names)}."
        raise InputError(f"rules_off names {unknown[:60]!r}, and there is no such rule; {hint}")
    rules = _without(policy.rules_off)
    return Rules((terms.rule_of(policy.lexicon), *rules.rules)) if policy.lexicon.entries else rules


def phrase_of(block: Block, language: str) -> Phrase:
    """A block's text as the rules see it."""
    if len(block.pieces) == 1 and block.pieces[0].mark is Mark.TEXT:
        return Phrase(block.pieces[0].text, language, block.kind)
    stretches: list[Stretch] = []
    done = 0
    for piece in block.pieces:
        end = done + len(piece.text)
        if piece.mark is not Mark.TEXT:
            joined = bool(stretches) and stretches[-1].end == done and stretches[-1].mark is piece.mark
            stretches.append(Stretch(stretches.pop().start if joined else done, end, piece.mark))
        done = end
    return Phrase(block.written, language, block.kind, tuple(stretches))


def speakable(phrase: Phrase, rules: Rules = ALL) -> tuple[Segment, ...]:
    """Both forms of a phrase, stretch by stretch; the written ones joined are its text. The last may only close it."""
    taken: list[Named] = []
    for rule in rules.wanted(phrase):
        if rule.cue is None or rule.cue.search(phrase.text):
            for found in rule.find(phrase):
                _take(taken, (found, found.rule or rule.name))
    segments = _cut(phrase.text, taken)
    mark = closing_mark("".join(segment.spoken for segment in segments), phrase.language)
    return (*segments, Segment("", mark)) if mark else tuple(segments)


def _take(taken: list[Named], new: Named) -> None:
    """Put a replacement in its place, unless an earlier one has some of the same text."""
    start, end = new[0].start, new[0].end
    if not taken or taken[-1][0].end <= start:  # nearly always: what a rule finds comes in order
        taken.append(new)
        return
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
        tells = replacement.rule or replacement.spoken != stretch
        segments.append(Segment(stretch, replacement.spoken, rule if tells else ""))
        done = replacement.end
    if done < len(written):
        segments.append(_same(written[done:]))
    return segments


def _same(text: str) -> Segment:
    return Segment(text, text)
