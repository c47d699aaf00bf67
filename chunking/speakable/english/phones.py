"""Telephone numbers, in groups with a pause between them, as the service's guide asks for (`;` is its pause)."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import by_digit, cardinal
from chunking.speakable.rule import Phrase, Replacement

CUE = re.compile(r"[0-9](?:[-.\u2011 \u00a0)] ?[0-9]{3}|(?<=\+.)[0-9 ()\u00a0-]{6})")
LETTERED_CUE = re.compile("1-8[0-9]{2}-")
EMERGENCY_CUE = re.compile("(?:[2-9]11|999|112|9-1-1)")
_LEFT = r"(?<![\w.,/$€£#=–-])"
_BY = "[-.\u2011 \u00a0]"
_EXTENSION = r"(?P<extension>,? ?(?P<word>ext\.?|extension|x) ?(?P<inner>[0-9]{1,6}))?(?![\w]|[-./][0-9])"
_AMERICAN = re.compile(
    rf"{_LEFT}(?P<number>(?:\+?1{_BY}?)?"
    rf"(?:\([2-9][0-9]{{2}}\){_BY}?|[2-9][0-9]{{2}}{_BY})[0-9]{{3}}[-. \u2011][0-9]{{4}})"
    rf"{_EXTENSION}"
)
_INTERNATIONAL = re.compile(
    rf"{_LEFT}(?P<number>\+[1-9][0-9]{{0,4}}(?:{_BY}?\([0-9]{{1,5}}\))?(?:(?:{_BY}|(?<=\)))[0-9]{{1,9}}){{1,6}})"
    rf"{_EXTENSION}"
)
_SOLID = re.compile(rf"{_LEFT}(?P<number>\+[1-9][0-9]{{7,14}}){_EXTENSION}")
_BRITISH = re.compile(
    rf"{_LEFT}(?<![0-9] )(?P<number>0[1-9][0-9]{{1,3}} (?:[0-9]{{3,4}} [0-9]{{3,4}}|[0-9]{{6}}))(?! [0-9]){_EXTENSION}"
)
_LETTERED = re.compile(r"(?<![\w-])(?P<number>1-8[0-9]{2})-(?=[A-Z]{3,}|[A-Z0-9]+-[A-Z]{3,})")
_LOCAL = re.compile(
    r"\b(?:[Cc]all(?:ed|ing)?|[Pp]hone|[Tt]el(?:ephone)?|[Dd]ial(?:ed|ing)?|[Ff]ax|[Mm]obile|[Cc]ell|[Rr]ing|[Rr]each|[Tt]ext|[Ww]hats[Aa]pp|[Hh]otline|number)\b"
    rf"[^0-9\n]{{1,20}}?(?P<number>[2-9][0-9]{{2}}[-. ][0-9]{{4}}){_EXTENSION}"
)
_FICTITIOUS = re.compile(rf"{_LEFT}(?P<number>555-[0-9]{{4}}){_EXTENSION}")  # of a number in a story, with no such word
_EMERGENCY = re.compile(
    r"\b(?:[Cc]all(?:ed|ing|s)?|[Dd]ial(?:ed|ing|s)?|[Pp]honed?|[Rr]ang) (?P<number>[2-9]11|999|112|9-1-1)"
    r"(?![\w-]|[.,][0-9])"
)
_CALLED = re.compile(r"(?:call|phone|tel|dial|fax|mobile|cell|number)\w*\W[^0-9]{0,20}\Z", re.I)
_DIGITS = re.compile("[0-9]+")
_WORD = re.compile(r"[^ \u00a0]+")
_FREE = re.compile(r"\+?1\D+(?:8|900)")
_THINGS = frozenset(
    [
        "bill",
        "case",
        "chapter",
        "figure",
        "file",
        "flight",
        "form",
        "gate",
        "isbn",
        "issue",
        "item",
        "line",
        "lines",
        "lot",
        "model",
        "no",
        "order",
        "page",
        "pages",
        "part",
        "patent",
        "room",
        "section",
        "serial",
        "suite",
        "unit",
        "verse",
    ]
)
_HUNDREDS = frozenset({"800", "900"})


def phones(phrase: Phrase) -> Iterator[Replacement]:
    """`(555) 123-4567` → "five five five; one two three; four five six seven"."""
    for shape in (_AMERICAN, _BRITISH, _LOCAL, _FICTITIOUS):
        for match in shape.finditer(phrase.text):
            if not (_is_mere_numbers(match) or (shape is _FICTITIOUS and _is_of_thing(match))):
                yield from _said(match, match["number"])
    for shape in (_SOLID, _INTERNATIONAL):
        for match in shape.finditer(phrase.text):
            if grouped := _grouped(match["number"]):
                yield from _said(match, grouped if shape is _SOLID else match["number"])


def lettered(phrase: Phrase) -> Iterator[Replacement]:
    """`1-800-FLOWERS` → "one eight hundred; FLOWERS"."""
    for match in _LETTERED.finditer(phrase.text):
        yield Replacement(match.start(), match.end(), f"one {_group(match['number'][2:])}; ")


def emergency_calls(phrase: Phrase) -> Iterator[Replacement]:
    """`call 911` → "call nine one one"."""
    for match in _EMERGENCY.finditer(phrase.text):
        yield part(match, "number", by_digit(match["number"]))


def _is_mere_numbers(match: re.Match[str]) -> bool:
    """`300 400 5000` is no telephone number, unless the text says so."""
    spaced = re.fullmatch("[2-9][0-9]{2} [0-9]{3} [0-9]{4}", match["number"])
    return spaced is not None and _CALLED.search(match.string[max(0, match.start() - 40) : match.start()]) is None


def _is_of_thing(match: re.Match[str]) -> bool:
    """`Lot 555-0143`."""
    return word_before(match.string, match.start()).lower().rstrip(".") in _THINGS


def _grouped(number: str) -> str:
    """An international number in the groups of its country; empty where there can be no such number."""
    from phonenumbers import (  # noqa: PLC0415 - few texts have one
        NumberParseException,
        PhoneNumberFormat,
        format_number,
        is_possible_number,
        parse,
    )

    try:
        found = parse(number)
    except NumberParseException:
        return ""
    return format_number(found, PhoneNumberFormat.INTERNATIONAL) if is_possible_number(found) else ""


def _said(match: re.Match[str], grouped: str) -> Iterator[Replacement]:
    """One replacement for each written word, as far as there are as many groups of words."""
    start, end = match.span("number")
    words = list(_WORD.finditer(match.string, start, end))
    if len(words) == 1:
        yield Replacement(start, end, _groups(grouped))
    else:
        for word in words:
            is_last = word.end() == end
            joined = (
                ""
                if is_last
                or (word[0] == "1" and word.start() == start and _is_free(match.string, word.end()))
                or (word[0] == "+1" and _is_free(match.string, word.end()))
                else ";"
            )
            yield Replacement(word.start(), min(word.end(), end), _groups(word[0]) + joined)
    if match["extension"]:
        yield Replacement(*match.span("extension"), f"; extension {by_digit(match['inner'])}")


def _is_free(text: str, end: int) -> bool:
    return text[end + 1 : end + 2] == "8" or text[end + 1 : end + 4] == "900"


def _groups(written: str) -> str:
    """`1-800-555-1234` → "one eight hundred; five five five; one two three four"."""
    groups = [_group(digits) for digits in _DIGITS.findall(written)]
    plus = "plus " if written[0] == "+" else ""
    if _FREE.match(written) and len(groups) > 1:
        groups[:2] = [f"{groups[0]} {groups[1]}"]
    return plus + "; ".join(groups)


def _group(digits: str) -> str:
    return f"{cardinal(digits)}" if digits in _HUNDREDS else by_digit(digits)
