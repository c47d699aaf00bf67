"""Verses of the Bible: `John 3:16`, `1 Corinthians 13:4–7`, `Rom. 8:28`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.numbers import cardinal
from chunking.speakable.rule import Phrase, Replacement

_BOOKS = """
Acts Amos Colossians Daniel Deuteronomy Ecclesiastes Ephesians Esther Exodus Ezekiel Ezra Galatians Genesis Habakkuk
Haggai Hebrews Hosea Isaiah James Jeremiah Job Joel Jonah Joshua Jude Judges Lamentations Leviticus Luke Malachi Mark
Matthew Micah Nahum Nehemiah Numbers Obadiah Philemon Philippians Proverbs Psalm Psalms Revelation Romans Ruth Titus
Zechariah Zephaniah
"""
_SEVERAL = "Chronicles Corinthians John Kings Maccabees Peter Samuel Thessalonians Timothy"  # a first, a second …
_SHORT = {
    **{
        "Gen": "Genesis",
        "Exod": "Exodus",
        "Deut": "Deuteronomy",
        "Isa": "Isaiah",
        "Jer": "Jeremiah",
        "Prov": "Proverbs",
    },
    **{"Ps": "Psalm", "Matt": "Matthew", "Rom": "Romans", "Gal": "Galatians", "Eph": "Ephesians", "Heb": "Hebrews"},
    **{"Phil": "Philippians", "Rev": "Revelation", "Cor": "Corinthians", "Sam": "Samuel", "Tim": "Timothy"},
}
_BOOK = "|".join(sorted((*_BOOKS.split(), *_SEVERAL.split(), *_SHORT), key=len, reverse=True))
CUE = re.compile("[a-z]\\.? [0-9]{1,3}:[0-9]")
_VERSE = re.compile(
    rf"(?<![\w-])(?:(?P<which>[1-3]|I{{1,3}}) )?(?P<book>{_BOOK})\.? (?P<chapter>[0-9]{{1,3}}):(?P<verse>[0-9]{{1,3}})"
    r"(?:[–-](?P<last>[0-9]{1,3}))?(?![\w:–-]|[.,][0-9]| ?[ap]\.?m)",
)
_WHICH = {"1": "First", "2": "Second", "3": "Third", "I": "First", "II": "Second", "III": "Third"}


def verses(phrase: Phrase) -> Iterator[Replacement]:
    """`1 John 4:7-8` → "First John four seven to eight"."""
    for match in _VERSE.finditer(phrase.text):
        if match["which"]:
            yield part(match, "which", _WHICH[match["which"]])
        if match["book"] in _SHORT:
            yield Replacement(match.start("book"), match.start("chapter") - 1, _SHORT[match["book"]])
        last = f" to {cardinal(match['last'])}" if match["last"] else ""
        spoken = f"{cardinal(match['chapter'])} {cardinal(match['verse'])}{last}"
        yield Replacement(match.start("chapter"), match.end(), spoken)
