"""Years and decades: `in 1984`, `44 BC`, `the 1990s`, `’60s`, `1914–18`, `2023/24`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.calendar_names import MONTHS, month_name
from chunking.speakable.english.context import ends_sentence, word_before
from chunking.speakable.english.dates import YEAR
from chunking.speakable.english.numbers import cardinal, decade, pairs, two_digits
from chunking.speakable.rule import Phrase, Replacement

_NOT_WITHIN = r"(?<![\w.,/:$€£#^–-])"
_END = r"(?![\w%°]|[.,:/–-][0-9])"
# The digit stands before the look behind it: so the search can skip to digits, three times as fast.
_YEAR = re.compile(rf"(?P<year>[12](?<![\w.,/:$€£#^–-].)(?:(?<=1)[0-9]|[01])[0-9]{{2}}){_END}(?!-[a-z])")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\))\s?\Z")
_FISCAL = re.compile(rf"(?<![\w-])FY ?['’]?(?:(?P<year>{YEAR})|(?P<short>[0-9]{{2}}))(?![\w%]|[.,/–-][0-9])")
_SHORT_YEAR = re.compile(r"['’‘](?<!\w.)(?P<year>[0-9]{2})(?![\w'’])")
_RANGE = re.compile(
    rf"{_NOT_WITHIN}(?P<first>{YEAR})(?P<by>--|[–/-])(?P<last>{YEAR}|[0-9]{{2}})(?![\w%°]|[.,:/–-][0-9]|-[a-z])"
)
_SINCE = re.compile(rf"{_NOT_WITHIN}(?P<first>{YEAR})[–-](?=(?:present|today|now|date)\b)")
_ERA = r"(?P<era>B\.?C\.?E\.?|B\.?C\.?|A\.?D\.?|C\.?E\.?)(?!\w)"
_ERA_LAST = re.compile(
    rf"{_NOT_WITHIN}(?:(?P<first>[0-9]{{1,4}})[–-])?(?P<year>[0-9]{{1,4}}|[0-9]{{1,2}},[0-9]{{3}})"
    rf"(?P<gap>[ \u00a0]?){_ERA}"
)
_ERA_FIRST = re.compile(
    rf"(?<![\w.])(?P<era>A\.?D\.?)[ \u00a0](?P<year>[0-9]{{1,4}})(?:[–-](?P<last>[0-9]{{1,4}}))?{_END}"
)
ERA_CUE = re.compile(r"[BA]\.?[CD]|C\.?E")
SPAN_CUE = re.compile("[12][0-9]{3}[–/-]")
DECADE_CUE = re.compile("[0-9]0['’]?s")
_DECADE = re.compile(
    r"(?:(?<![\w.,/:$€£#'’‘])(?P<long>(?:1[0-9]|20)[0-9]0)|(?<![\w.,:$€£#])(?P<mark>['’‘])?(?P<short>[1-9]0))"
    r"['’]?s(?P<to>[–-](?=['’]?[0-9]{2}))?(?![\w]|-[0-9])"
)
_WORDS_BEFORE = """
in by from until till til of between during before after around early late mid b d published written
"""
_SURE = "since circa c ca year spring summer fall autumn winter born died copyright q1 q2 q3 q4 h1 h2"
_SURE_CUES = frozenset(_SURE.split())
_CUES = _SURE_CUES | frozenset(_WORDS_BEFORE.split())
_COUNTED = re.compile(
    r"[ -](?!(?:was|as|his|this|its|is|has|does|thus|us|hers|always|sometimes|perhaps|besides|across|plus|census)\b)"
    r"(?:[a-z]+s|people|men|women|children|of|or so|more|percent|million|billion)\b"
)
_OWNERS = frozenset({"the", "his", "her", "their", "my", "your", "our", "early", "late", "mid", "and", "in"})
_BEFORE_TWO_DIGITS = "of in since from until by fall spring summer winter the autumn class"
_BEFORE_SHORT = frozenset(_BEFORE_TWO_DIGITS.split()) | {name.lower() for name in MONTHS}


def years(phrase: Phrase) -> Iterator[Replacement]:
    """`in 1984` → "in nineteen eighty-four"; without such a word or brackets it may be no year."""
    text, last = phrase.text, -1
    for match in _YEAR.finditer(text):
        goes_on = text[last : match.start()] in (" and ", " to ", " or ") and not _COUNTED.match(text, match.end())
        if goes_on or _is_bracketed(text, match) or _follows_cue(text, match):
            yield part(match, "year", pairs(match["year"]))
            last = match.end()
    for match in _FISCAL.finditer(text):
        year = pairs(match["year"]) if match["year"] else two_digits(match["short"])
        yield Replacement(*match.span(), f"fiscal year {year}")
    for match in _SHORT_YEAR.finditer(text):
        if word_before(text, match.start()).lower() in _BEFORE_SHORT:
            yield Replacement(*match.span(), two_digits(match["year"]))


def spans(phrase: Phrase) -> Iterator[Replacement]:
    """`1914–1918` → "nineteen fourteen to nineteen eighteen", `2023/24`; and the month of `2024-01`."""
    for match in _RANGE.finditer(phrase.text):
        if spoken := _span(match):
            yield Replacement(*match.span(), spoken)
    for match in _SINCE.finditer(phrase.text):
        yield Replacement(*match.span(), f"{pairs(match['first'])} to ")


def eras(phrase: Phrase) -> Iterator[Replacement]:
    """`44 BC` → "forty-four B C", `AD 79` → "A D seventy-nine"."""
    for match in _ERA_LAST.finditer(phrase.text):
        first = f"{_before_christ(match['first'])} to " if match["first"] else ""
        yield Replacement(
            match.start(), match.end("year"), first + _before_christ(match["year"]) + (" " * (not match["gap"]))
        )
        yield part(match, "era", _letters(match))
    for match in _ERA_FIRST.finditer(phrase.text):
        yield part(match, "era", " ".join(match["era"].replace(".", "")))
        last = f" to {pairs(match['last'])}" if match["last"] else ""
        yield Replacement(match.start("year"), match.end(), pairs(match["year"]) + last)


def decades(phrase: Phrase) -> Iterator[Replacement]:
    """`the 1990s` → "the nineteen nineties", `’60s` → "sixties"; of `30s` only where it cannot mean seconds."""
    after_decade = -1
    for match in _DECADE.finditer(phrase.text):
        if match["long"] or match["mark"] or _is_decade(phrase.text, match) or match.start() == after_decade:
            to = " to " if match["to"] else ""
            yield Replacement(*match.span(), decade(match["long"] or match["short"]) + to)
            after_decade = match.end()


def _follows_cue(text: str, match: re.Match[str]) -> bool:
    before = word_before(text, match.start()).lower().rstrip(".")
    if before in _SURE_CUES or _COPYRIGHT.search(text, max(0, match.start() - 4), match.start()):
        return True
    year = int(match["year"])
    if before == "the":
        after = text[match.end() : match.end() + 2]
        return 1800 < year < 2030 and year % 100 != 0 and after[:1] == " " and after[1:].isalpha()
    return before in _CUES and _COUNTED.match(text, match.end()) is None


def _is_bracketed(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] in (")", ",", ";")


def _span(match: re.Match[str]) -> str:
    first, last, by = match["first"], match["last"], match["by"]
    if len(last) == 4:
        is_count = first[-2:] == last[-2:] == "00" or int(last) % 50 == int(first) % 50 == 0
        if first >= last or (is_count and _COUNTED.match(match.string, match.end())):
            return ""
        return f"{pairs(first)} to {pairs(last)}"
    if last > first[2:] or (first[2:] == "99" and last == "00"):
        return f"{pairs(first)} to {two_digits(last)}"
    month = month_name(last) if by == "-" else ""
    return f"{month} {pairs(first)}" if month else ""


def _is_decade(text: str, match: re.Match[str]) -> bool:
    if text[max(0, match.start() - 4) : match.start()].lower() in ("mid-", "mid–"):
        return True
    before = word_before(text, match.start()).lower()
    return before in _OWNERS and (
        before not in ("and", "in") or "0s" in text[max(0, match.start() - 12) : match.start()]
    )


def _before_christ(year: str) -> str:
    return cardinal(year) if "," in year else pairs(year)


def _letters(match: re.Match[str]) -> str:
    ends = match["era"].endswith(".") and ends_sentence(match.string, match.end())
    return " ".join(match["era"].replace(".", "")) + ("." if ends else "")
