"""What stands around an abbreviation: whether its full stop also ends the sentence, and the words beside it."""

import re
from collections.abc import Iterable, Iterator

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


def stop_behind(words: Iterable[str]) -> re.Pattern[str]:
    """The full stop of one of these words, going by its last two characters: a cheap look, as most end sentences."""
    endings = sorted({word[-2:] for word in words if len(word) > 1})
    return re.compile(rf"\.(?<=(?:{'|'.join(map(re.escape, endings))})\.)(?![A-Za-z_.])")


def stopped_words(text: str, word: re.Pattern[str], longest: int, stop: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Start and end of each word with its full stop that `word`, which ends in `\\Z`, finds in `longest` characters.

    `stop` finds the full stops that come into question (see `stop_behind`).
    """
    for found in stop.finditer(text):
        if begun := word.search(text, max(0, found.start() - longest), found.start()):
            yield begun.start(), found.end()


def begins_sentence(word: str) -> bool:
    """Whether a word with a capital letter owes it to its place, as "Then" does, and is no name."""
    return word in _STARTERS


def word_before(text: str, start: int) -> str:
    """The word right before `start`, parted from it by one space at most; empty where there is none."""
    found = _BEFORE.search(text[max(0, start - _REACH) : start].removesuffix(" "))
    return found[0] if found else ""
