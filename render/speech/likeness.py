"""Whether words that a service says it spoke may stand for words that were sent: another form, or other words.

Nothing is known of the form that a service speaks `$5` or `Dr.` in, so digits and signs may be said as it likes.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

import regex

TELLING = 6  # letters: shorter words may be abbreviations, spoken in full, so only the first letter is compared
ALIKE = 0.35  # share of letters in common, as difflib counts it
FOUND = 0.6  # share of the letters beside a number that must be found in order
A_DIGIT, A_SIGN, A_LETTER = 12, 14, 3  # letters that may be said for one: "hundred and", "centimetres", "double-u"
MORE = 8  # letters that may be said in addition
_SIGNS = regex.compile(r"[\p{S}%&@#*/\\§†‡¶•·_°]")


def is_missing(sent: Sequence[str], said: Sequence[str]) -> bool:
    """Whether words were left out or are others, not only spoken in another form.

    At least half of the letters must be there, and they must be alike: "doctor" begins as "dr" does, "quite another"
    shares too little with "one two". Of what stands beside a number, most letters must be found in order.
    """
    heard = "".join(said)
    plain = "".join(word for word in sent if not _has_digit(word))
    numbers = sum(map(_has_digit, sent))
    if not sent or 2 * len(heard) < len(plain) + 2 * numbers:
        return bool(sent)
    if numbers and len(plain) >= TELLING:
        return _found(plain, heard) < FOUND * len(plain)
    if numbers or not plain:
        return False
    if len(plain) < TELLING:
        return plain[0] != heard[0]
    return SequenceMatcher(None, plain, heard, autojunk=False).ratio() < ALIKE


def surplus(sent: Sequence[str], said: Sequence[str], around: str) -> bool:
    """Whether more was said than the sent words can stand for. `around`: the text that they stand in."""
    if not said:
        return False
    digits = sum(character.isdigit() for character in "".join(sent))
    letters = sum(map(len, sent)) - digits
    signs = signs_in(around)
    allowed = A_DIGIT * digits + A_LETTER * letters + A_SIGN * signs
    return sum(map(len, said)) > allowed + (MORE if sent or signs else 0)


def signs_in(text: str) -> int:
    """Signs that a service may put into words."""
    return len(_SIGNS.findall(text))


def _has_digit(word: str) -> bool:
    return any(character.isdigit() for character in word)


def _found(plain: str, heard: str) -> int:
    """How many letters are found in order, in runs of at least three: single ones are found in anything."""
    blocks = SequenceMatcher(None, plain, heard, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= 3)
