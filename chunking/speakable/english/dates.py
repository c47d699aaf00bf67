"""Dates: `Jan. 5, 2024`, `5 January 2024`, `2024-01-05`, `1/5/2024`, `Mon, Jan 5`, `Sept. 2019`."""

import re
from collections.abc import Iterator

from chunking.speakable.english.amounts import part
from chunking.speakable.english.calendar_names import MONTH, WEEKDAY, WEEKDAYS, full_name, month_name
from chunking.speakable.english.context import word_before
from chunking.speakable.english.numbers import ordinal, pairs
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
_YEAR_FIRST = re.compile(
    rf"(?<![\w/.:-])(?P<year>{YEAR})(?P<by>[-/])(?P<month>0?[1-9]|1[0-2])(?P=by)(?P<day>{_DAY})(?![\w/-]|[.:]\w)"
)
_YEAR_LAST = re.compile(
    rf"(?<![\w/.:-])(?:(?P<one>{_DAY})(?P<by>[-/])(?P<two>{_DAY})(?P=by)(?P<year>{YEAR}|(?<=/)[0-9]{{2}})"
    rf"|(?P<day>[0-3][0-9])\.(?P<month>[01][0-9])\.(?P<dotted_year>{YEAR}))(?![\w/-]|[.:]\w)"
)
_PREPOSITIONS = "on since until till by from before after between and dated to"
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
        yield Replacement(*match.span(), _in_full(match["month"], match["day"], match["year"]))
    for match in _YEAR_LAST.finditer(phrase.text):
        month, day, year = _in_order(match)
        if month_name(month):
            yield Replacement(*match.span(), _in_full(month, day, year))


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
