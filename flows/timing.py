"""When a schedule runs, as its user says it: by cron, every so often, or by a rule of iCalendar."""

import os
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from chunking.errors import InputError

LOCAL = Path("/etc/localtime")  # of Linux and macOS: a link into the time zone's data
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}


@dataclass(frozen=True, slots=True)
class Timing:
    """One of the three; the others are None."""

    cron: str | None
    every: timedelta | None
    rrule: str | None
    timezone: str  # its IANA name


def timing_of(cron: str | None, every: str | None, rrule: str | None, timezone: str | None) -> Timing:
    """Of the options. Raises InputError where not exactly one says when. Whether it is right, Prefect finds out."""
    if sum(one is not None for one in (cron, every, rrule)) != 1:
        raise InputError('say when, and only once: --cron "0 6 * * *", --every 15m or --rrule "FREQ=DAILY;BYHOUR=6".')
    return Timing(cron, None if every is None else _interval(every), rrule, timezone or local_timezone())


def _interval(every: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})\s*([smhdw])", every.strip())
    if not found or int(found[1]) == 0:
        raise InputError(f"--every takes a time such as 15m, 6h, 1d or 2w, not '{every}'.")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def every_so_often(interval: timedelta) -> str:
    """`every 15m`, `every 90s`: in the largest unit that fits."""
    seconds = int(interval.total_seconds())
    unit = max((one for one in _SECONDS if seconds % _SECONDS[one] == 0), key=lambda one: _SECONDS[one])
    return f"every {seconds // _SECONDS[unit]}{unit}"


def local_timezone() -> str:
    """The time zone of this machine, by its IANA name; UTC where it cannot be told."""
    named = os.environ.get("TZ", "").removeprefix(":")
    if re.fullmatch(r"\w+(?:/[\w+-]+)+|UTC", named):
        return named
    linked = str(LOCAL.resolve()).partition("/zoneinfo/")[2] if LOCAL.is_symlink() else ""
    return linked or "UTC"
