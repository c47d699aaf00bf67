"""The names of months and days of the week, in full and shortened."""

_IN_A_YEAR = "January February March April May June July August September October November December"
_IN_A_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_SHORT = "Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun"
_MONTHS, _DAYS, _SHORT_DAYS = _IN_A_YEAR.split(), _IN_A_WEEK.split(), _SHORT.split()

MONTHS = {**{name[:3]: name for name in _MONTHS}, "Sept": "September", **{name: name for name in _MONTHS}}
WEEKDAYS = {
    **{short: next(name for name in _DAYS if name.startswith(short[:3])) for short in _SHORT_DAYS},
    **{name: name for name in _DAYS},
}
# Of a pattern: the longer before the shorter.
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
NAMES = MONTHS | WEEKDAYS


def full_name(written: str) -> str:
    """`Jan.` → "January", `Tues` → "Tuesday"."""
    return NAMES[written.removesuffix(".")]


def month_name(digits: str) -> str:
    """`01` → "January"; empty where there is no such month."""
    return _MONTHS[int(digits) - 1] if 1 <= int(digits) <= 12 else ""
