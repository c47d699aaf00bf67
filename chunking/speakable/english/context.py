"""What stands around an abbreviation: whether its full stop also ends the sentence, and the words beside it."""

import re
from collections.abc import Iterator

# Words that begin a sentence far more often than they follow an abbreviation inside one.
_STARTING = (
    "A After All Also Although An And Are As At Before Both But By Can Could Did Do Does Even For From Had Has Have He "
    "Her Here His How However I If In Is It Its Later Let Many Maybe Meanwhile More Most Much My Nevertheless Next No "
    "Nobody Nor Not Nothing Now Of Often On Once One Only Or Our Perhaps She Should Since So Some Soon Still Such That "
    "The Their Then There These They This Those Though Through Thus To Today Two Under Until Was We Were What When "
    "Where Whether Which While Who Why Will With Would Yes Yet You Your"
)
_STARTERS = frozenset(_STARTING.split())
_AFTER = re.compile(r"[\"'”’»)\]*_]*(?:(?P<end>\s*\Z)|\s+[\"'“‘«(\[*_]*(?P<word>[A-Z]\w*))")
_BEFORE = re.compile(r"[\w'’.-]+\Z")
_STOP = re.compile(r"\.(?![A-Za-z_.])")
_REACH = 40  # characters in which the word before is looked for


def ends_sentence(text: str, end: int, before_any_capital: bool = False) -> bool:
    """Whether a full stop before `end`, part of an abbreviation, ends its sentence too.

    It does at the end of the text and before a word that begins sentences; `before_any_capital` says that the
    abbreviation is not one that names follow, so that every capital letter begins a sentence.
    """
    after = _AFTER.match(text, end)
    if after is None:
        return False
    return after["end"] is not None or before_any_capital or after["word"] in _STARTERS


def stopped_words(
    text: str, word: re.Pattern[str], longest: int, last_two: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Start and end of each word with its full stop that `word`, which ends in `\\Z`, finds in `longest` characters.

    `last_two` are the last characters of all that is looked for: a cheap first look, as most full stops end sentences.
    """
    for stop in _STOP.finditer(text):
        end = stop.start()
        if text[end - 2 : end] in last_two and (found := word.search(text, max(0, end - longest), end)):
            yield found.start(), stop.end()


def begins_sentence(word: str) -> bool:
    """Whether a word with a capital letter owes it to its place, as "Then" does, and is no name."""
    return word in _STARTERS


def word_before(text: str, start: int) -> str:
    """The word right before `start`, parted from it by one space at most; empty where there is none."""
    found = _BEFORE.search(text[max(0, start - _REACH) : start].removesuffix(" "))
    return found[0] if found else ""
