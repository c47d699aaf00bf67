"""Dates: `Jan. 5, 2024`, `5 January 2024`, `2024-01-05`, `1/5/2024`, `Mon, Jan 5`, `Sept. 2019`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.calendar_names import MONTH, WEEKDAY, WEEKDAYS, full_name, month_name
from chunking.speakable.english.context import ends_sentence, word_before
from chunking.speakable.english.numbers import cardinal, ordinal, pairs, two_digits
from chunking.speakable.rule import Phrase, Replacement

_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = "(?:1[0-9]{3}|2[01][0-9]{2})"
_TH = "(?:st|nd|rd|th)"
_SPACE = "[ \u00a0]"
_END = r"(?![\w%°]|[.,:/][0-9]|[–-][0-9])"
CUE = re.compile(MONTH)
NUMERIC_CUE = re.compile("[0-9][/.-][0-9]{1,2}[/.-][0-9]")
_MONTH_FIRST = re.compile(
    rf"(?P<weekday>(?<!\w){WEEKDAY}\.?(?=,?{_SPACE}{MONTH}))?(?:,?{_SPACE})?(?P<month>(?<![\w-]){MONTH}(?![A-Za-z])\.?){_SPACE}"
    rf"(?:(?P<day>{_DAY}){_TH}?(?:(?P<to>[–-])(?P<last>{_DAY}){_TH}?)?(?:,?{_SPACE}(?P<year>{YEAR}))?|(?P<only_year>{YEAR})){_END}"
)
_DAY_FIRST = re.compile(
    rf"(?<![\w.,/:$€£#–-])(?:(?P<first>{_DAY}){_TH}?[–-])?(?P<day>{_DAY})(?P<th>{_TH})?(?P<of>{_SPACE}of)?{_SPACE}"
    rf"(?P<month>{MONTH}(?![A-Za-z])\.?)(?:,?{_SPACE}(?P<year>{YEAR}){_END})?"
)
_CLOCK = (
    r"(?P<hour>[01][0-9]|2[0-3]):?(?P<minute>[0-5][0-9])(?::?[0-5][0-9](?:[.,][0-9]{1,9})?)?"
    r"(?P<zone>Z|(?P<ahead>[-+−])(?P<zone_hours>[01][0-9]):?(?P<zone_minutes>[0-5][0-9])?)?"
)  # of ISO 8601, behind a T
_YEAR_FIRST = re.compile(
    rf"(?<![\w/.:-])(?P<year>{YEAR})(?P<by>[-/])(?P<month>0?[1-9]|1[0-2])(?P=by)(?P<day>{_DAY})(?:T{_CLOCK})?(?![\w/-]|[.:]\w)"
)
_YEAR_LAST = re.compile(
    rf"(?<![\w/.:-])(?:(?P<one>{_DAY})(?P<by>[-/])(?P<two>{_DAY})(?P=by)(?P<year>{YEAR}|(?<=/)[0-9]{{2}})"
    rf"|(?P<day>[0-3][0-9])\.(?P<month>[01][0-9])\.(?P<dotted_year>{YEAR}))(?![\w/-]|[.:]\w)"
)
_PREPOSITIONS = "on since until till by from before after between and dated to"
SHORT_NAME_CUE = re.compile(
    r"\.(?:(?<=[ (][ADFJMNOSTW][a-z][bcdegilnprtuv]\.)|(?<=[ (](?:Sept|Tues|Thur)\.)|(?<=Thurs\.))"
)
_SHORT_NAME = re.compile(
    r"(?<![\w.'’-])(?:(?P<month>Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?P<day>Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun))\."
)
_GOES_ON = re.compile(rf",? [a-z]|, [0-9]| (?:19|20)[0-9]{{2}}|, (?:{MONTH}|{WEEKDAY})(?![a-z])")
_ENDS = re.compile(r"[,;:)]|\s*\Z|\s+[A-Z]")
_BEFORE_MONTH = frozenset({"in", "by", "since", "until", "till", "last", "next", "early", "late", "mid", "through"})
_BEFORE_DAY = frozenset({"on", "by", "since", "until", "till", "last", "next", "this", "every", "through"})
_BEFORE_MAY = frozenset(_PREPOSITIONS.split()) | {name.lower() for name in WEEKDAYS}
_COUNTED = re.compile(r" (?!(?:was|is|has|as|does|this)\b)(?:of|more|people|men|women|[a-z]+s)\b")


def named(phrase: Phrase) -> Iterator[Replacement]:
    """`Jan. 5, 2024` → "January fifth, twenty twenty-four"; `5 January` → "the fifth of January"."""
    for match in _MONTH_FIRST.finditer(phrase.text):
        if not _counts_something(match):
            yield from _month_first(match)
    for match in _DAY_FIRST.finditer(phrase.text):
        if match["year"] or match["th"] or _is_month(match):
            yield from _day_first(match)


def numeric(phrase: Phrase) -> Iterator[Replacement]:
    """`2024-01-05`, `1/5/24` (the month first, as in America, unless there is no such month) and `05.01.2024`."""
    for match in _YEAR_FIRST.finditer(phrase.text):
        clock = f", {_clock(match)}" if match["hour"] else ""
        yield Replacement(*match.span(), _in_full(match["month"], match["day"], match["year"]) + clock)
    for match in _YEAR_LAST.finditer(phrase.text):
        month, day, year = _in_order(match)
        if month_name(month):
            yield Replacement(*match.span(), _in_full(month, day, year))


def shortened(phrase: Phrase) -> Iterator[Replacement]:
    """`He came in Jan. and left` → "January"; what ends a sentence only after a word that the name follows."""
    text = phrase.text
    for match in _SHORT_NAME.finditer(text):
        before = _BEFORE_MONTH if match["month"] else _BEFORE_DAY
        if _GOES_ON.match(text, match.end()):
            yield Replacement(*match.span(), full_name(match[0]))
        elif _ENDS.match(text, match.end()) and word_before(text, match.start()).lower() in before:
            yield Replacement(*match.span(), full_name(match[0]) + ("." if ends_sentence(text, match.end()) else ""))


def _month_first(match: re.Match[str]) -> Iterator[Replacement]:
    if match["weekday"]:
        yield part(match, "weekday", full_name(match["weekday"]))
    yield part(match, "month", full_name(match["month"]))
    if match["day"]:
        last = f" to {ordinal(match['last'])}" if match["last"] else ""
        end = max(match.end("day"), match.end("last"))
        yield Replacement(match.start("day"), _after_th(match.string, end), ordinal(match["day"]) + last)
    if year := match["year"] or match["only_year"]:
        yield part(match, "year" if match["year"] else "only_year", pairs(year))


def _day_first(match: re.Match[str]) -> Iterator[Replacement]:
    first = f"{ordinal(match['first'])} to the " if match["first"] else ""
    article = "" if word_before(match.string, match.start()).lower() == "the" else "the "
    plain = match["of"] and not first
    spoken = ordinal(match["day"]) if plain else f"{article}{first}{ordinal(match['day'])}"
    end = _after_th(match.string, match.end("day"))
    yield Replacement(match.start(), end, spoken if match["of"] else f"{spoken} of")
    yield part(match, "month", full_name(match["month"]))
    if match["year"]:
        yield part(match, "year", pairs(match["year"]))


def _clock(match: re.Match[str]) -> str:
    """`14:30:00Z` → "fourteen thirty U T C"; the seconds are not said."""
    hour, minute = match["hour"], match["minute"]
    words = f"{cardinal(hour)} hundred" if minute == "00" else f"{cardinal(hour)} {two_digits(minute)}"
    if match["zone"] is None:
        return words
    if match["ahead"] is None or int(match["zone_hours"]) == int(match["zone_minutes"] or 0) == 0:
        return f"{words} U T C"
    minutes = f" {cardinal(match['zone_minutes'])}" if int(match["zone_minutes"] or 0) else ""
    return f"{words} U T C {'plus' if match['ahead'] == '+' else 'minus'} {cardinal(match['zone_hours'])}{minutes}"


def _after_th(text: str, end: int) -> int:
    return end + 2 if text[end : end + 2] in ("st", "nd", "rd", "th") else end


def _counts_something(match: re.Match[str]) -> bool:
    """`May 5 of us come?` is no date."""
    alone = match["day"] and not match["year"] and match["month"] in ("May", "March")
    return bool(alone) and _COUNTED.match(match.string, match.end()) is not None


def _is_month(match: re.Match[str]) -> bool:
    """`Of the 5 May is the youngest`: after a number these two are months only where a date is expected."""
    expected = word_before(match.string, match.start()).lower() in _BEFORE_MAY
    return expected or full_name(match["month"]) not in ("May", "March")


def _in_order(match: re.Match[str]) -> tuple[str, str, str]:
    """Month, day and year."""
    if match["day"]:
        return match["month"], match["day"], match["dotted_year"]
    year = match["year"]
    if len(year) == 2:
        year = ("20" if year < "50" else "19") + year
    return (match["two"], match["one"], year) if int(match["one"]) > 12 else (match["one"], match["two"], year)


def _in_full(month: str, day: str, year: str) -> str:
    return f"{month_name(month)} {ordinal(day)}, {pairs(year)}"
