"""Days of the invented office: working days counted from a day, and the hour at which something is done."""

import random
from datetime import date, datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from laborrel.workdays.work_calendar import WorkCalendar

ONE_DAY = timedelta(days=1)


def working_days(calendar: WorkCalendar, day: date, count: int) -> date:
    """The open day `count` working days after `day` (before it when negative); an open day itself when 0."""
    day = calendar.next_open_day(day) if count >= 0 else calendar.previous_open_day(day)
    for _ in range(abs(count)):
        day = calendar.next_open_day(day + ONE_DAY) if count > 0 else calendar.previous_open_day(day - ONE_DAY)
    return day


def office_hour(day: date, chance: random.Random) -> datetime:
    """A moment of that day at which somebody is at the desk."""
    at = time(chance.randint(8, 15), chance.randrange(60))
    return datetime.combine(day, at, tzinfo=get_current_timezone())
