"""When a deployment runs: a user's timing as Prefect's schedule, and what is told of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from prefect.client.schemas.schedules import SCHEDULE_TYPES, CronSchedule, IntervalSchedule, RRuleSchedule
from prefect.server.schemas import schedules as reckoning
from pydantic import ValidationError

from chunking.errors import InputError
from flows.timing import Timing, every_so_often

# Intervals are counted from here, whenever the schedule is made: 15m is the quarters of the hour, 1w is Monday.
MONDAY = (2020, 1, 6)
_TOLD = "Value error, "  # what pydantic puts before others' messages


def schedule_of(timing: Timing) -> SCHEDULE_TYPES:
    """Raises InputError for what is no cron expression, rule or time zone, in Prefect's words."""
    try:
        if timing.cron is not None:
            return CronSchedule(cron=timing.cron, timezone=timing.timezone)
        if timing.rrule is not None:
            return RRuleSchedule(rrule=timing.rrule, timezone=timing.timezone)
        assert timing.every is not None
        anchor = datetime(*MONDAY, tzinfo=ZoneInfo(timing.timezone))
        return IntervalSchedule(interval=timing.every, anchor_date=anchor, timezone=timing.timezone)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"--{first['loc'][-1]}: {first['msg'].removeprefix(_TOLD)}.") from error
    except (KeyError, ValueError) as error:  # ZoneInfo's
        raise InputError(f"--timezone: there is no time zone '{timing.timezone}'; one is Europe/Berlin.") from error


async def next_date(schedule: SCHEDULE_TYPES) -> datetime:
    """The first from now on. Raises InputError where there is none, as on the 31st of February."""
    try:
        found = await _reckoned(schedule).get_dates(1)
    except ValueError as error:
        raise InputError(f"the schedule has no date to run on: {error}.") from error
    if not found:
        raise InputError("the schedule has no date to run on: all are past, or there is no such day.")
    return found[0]


def _reckoned(schedule: SCHEDULE_TYPES) -> reckoning.SCHEDULE_TYPES:
    """The same schedule as Prefect's server counts it."""
    if isinstance(schedule, CronSchedule):
        return reckoning.CronSchedule(**schedule.model_dump())
    if isinstance(schedule, RRuleSchedule):
        return reckoning.RRuleSchedule(**schedule.model_dump())
    return reckoning.IntervalSchedule(**schedule.model_dump())


def in_words(schedule: SCHEDULE_TYPES) -> str:
    """`cron 0 6 * * * (Europe/Berlin)`."""
    if isinstance(schedule, CronSchedule):
        told = f"cron {schedule.cron}"
    elif isinstance(schedule, RRuleSchedule):
        rules = [line.removeprefix("RRULE:") for line in schedule.rrule.split() if not line.startswith("DTSTART")]
        told = f"rrule {' '.join(rules)}"
    elif isinstance(schedule, IntervalSchedule):
        told = every_so_often(schedule.interval)
    else:
        return "never"
    return f"{told} ({schedule.timezone or 'UTC'})"
