"""When something was published: a value of a front matter, or what a path says → a moment with its zone."""

import datetime
import re
from collections.abc import Mapping

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?P<month>" + "|".join(_MONTHS) + r")[a-z]{0,6}\.?"
_TIME = (
    r"(?:[T ]\s?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?\s?"
    r"(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# How dates are written that are not YAML's or TOML's own: 2026-03-05 10:00 +0200, Jul 08 2022, 8 July 2022.
_WRITTEN = tuple(
    re.compile(day + _TIME, re.I | re.A)
    for day in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        rf"(?:[a-z]{{3,9}},? )?{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        rf"(?:[a-z]{{3,9}},? )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})",
    )
)
_IN_PATH = re.compile(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=[-_/ .]|$)", re.A)


def date_of(value: object) -> datetime.datetime | None:
    """The moment that a value of a front matter means; None where it is no date. Without a zone it is UTC."""
    if isinstance(value, Mapping):  # Material for MkDocs: `date:` with `created:` and `updated:` below it
        value = value.get("created")
    if isinstance(value, datetime.datetime):
        return value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC)
    return _written(value.strip()) if isinstance(value, str) else None


def date_in_path(path: str) -> datetime.datetime | None:
    """Midnight of the day that the last folders or the name of a file begin with: 2026-03-05-a-quiet-week.md."""
    days = [_moment(*found.groups()) for found in _IN_PATH.finditer(path)]
    return next((day for day in reversed(days) if day), None)


def day(text: str) -> datetime.datetime | None:
    """Midnight of a day as Jekyll and Docusaurus take it from a path: 2026-3-5, 26-03-05, 2026/03/05."""
    year, month, day_of_month = re.split(r"[-/]", text)
    return _moment(f"20{year}" if len(year) == 2 else year, month, day_of_month)


def in_zone(moment: datetime.datetime, zone: datetime.tzinfo | None) -> datetime.datetime:
    """The same moment on the clock of a zone; on its own where there is none."""
    try:
        return moment.astimezone(zone) if zone else moment
    except (OverflowError, ValueError):  # in the first year or the last
        return moment


def _written(text: str) -> datetime.datetime | None:
    found = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(text))), None)
    if found is None:
        return None
    month = found["month"].lower()
    number = str(_MONTHS.index(month) + 1) if month in _MONTHS else month
    clock = (found["hour"] or "0", found["minute"] or "0", found["second"] or "0")
    return _moment(found["year"], number, found["day"], *clock, zone=found["zone"])


def _moment(*numbers: str, zone: str | None = None) -> datetime.datetime | None:
    """Of year, month, day, hour, minute, second; None where there is no such moment."""
    year, month, day_of_month, hour, minute, second = (*map(int, numbers), 0, 0, 0)[:6]
    try:
        return datetime.datetime(year, month, day_of_month, hour, minute, second, tzinfo=_zone(zone))
    except ValueError:
        return None


def _zone(text: str | None) -> datetime.tzinfo:
    if not text or not text[-1].isdigit():
        return datetime.UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return datetime.timezone(datetime.timedelta(minutes=-minutes if text[0] == "-" else minutes))
