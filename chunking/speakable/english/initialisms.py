"""Letters with full stops, said one by one: `U.S.`, `R.S.V.P.`, `Ph.D.`, `J. R. R. Tolkien`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.context import begins_sentence, ends_sentence
from chunking.speakable.english.rulers import FIRST_NAMES
from chunking.speakable.rule import Phrase, Replacement

_DEGREES = {
    "B.Sc": "B S C",
    "D.Phil": "D Phil",
    "Ed.D": "E D D",
    "LL.B": "L L B",
    "LL.D": "L L D",
    "LL.M": "L L M",
    "M.Phil": "M Phil",
    "M.Sc": "M S C",
    "Ph.D": "P H D",
    "Psy.D": "P S Y D",
}
_DEGREE = "|".join(map(re.escape, _DEGREES))
_SPACED = r"U\. S\. A|U\. S|N\. Y|D\. C|P\. S|N\. B"
_LETTERS = re.compile(
    rf"(?<![\w.'’@/-])(?:(?P<degree>{_DEGREE})|(?P<letters>(?:[A-Z]\.)+[A-Z]|{_SPACED}))"
    r"(?:\.?(?P<plural>s)\b|\.(?!\w)|(?<=U\.[SKN])(?![\w.]))"
)
LETTERS_CUE = re.compile(r"\.(?:[A-Z]| [A-Z]\.)")
_INITIALS = re.compile(r"(?<![\w.'’-])(?P<initials>(?:[A-Z]\. ){2,5})(?P<name>[A-Z][a-z]+)")
_MIDDLE = re.compile(r"(?<![\w-])(?P<given>[A-Z][a-z]+) [A-Z](?P<stop>\.) (?P<name>[A-Z][\w'’]+)")
MIDDLE_CUE = re.compile(r" [A-Z]\. [A-Z]")
INITIALS_CUE = re.compile(r"\. [A-Z]\. [A-Z]")


def dotted_letters(phrase: Phrase) -> Iterator[Replacement]:
    """`the U.S. Army` → "the U S Army"."""
    text = phrase.text
    for match in _LETTERS.finditer(text):
        spoken = _DEGREES.get(match["degree"] or "") or " ".join(re.findall("[A-Z]", match["letters"]))
        plural = "'s" if match["plural"] else ""
        stop = "." if match[0].endswith(".") and ends_sentence(text, match.end()) else ""
        yield Replacement(*match.span(), spoken + plural + stop)


def middle_initials(phrase: Phrase) -> Iterator[Replacement]:
    """`John F. Kennedy` → "John F Kennedy": without the stop, at which a voice would make a pause."""
    for match in _MIDDLE.finditer(phrase.text):
        if match["given"] in FIRST_NAMES and not begins_sentence(match["name"]):
            yield Replacement(*match.span("stop"), "")


def initials(phrase: Phrase) -> Iterator[Replacement]:
    """`J. K. Rowling` → "J K Rowling"; one initial alone may as well end a sentence, as in "Plan B"."""
    for match in _INITIALS.finditer(phrase.text):
        if not begins_sentence(match["name"]):
            start = match.start("initials")
            for place, sign in enumerate(match["initials"]):
                if sign == ".":
                    yield Replacement(start + place, start + place + 1, "")
