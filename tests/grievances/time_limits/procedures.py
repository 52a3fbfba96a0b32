"""The four real procedures with their calendars, for tests to walk through."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from grievances.time_limits.facts import Event, Facts
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import Happening, Procedure
from grievances.time_limits.standing import Standing
from laborrel.workdays.observed import HolidayList
from laborrel.workdays.work_calendar import WorkCalendar

FOLDER = Path(__file__).parents[3] / "contracts" / "procedures"
LOS_ANGELES = "los-angeles-mou24-2011"
SANITATION = "oc-sanitation-supervisor-group-2025"
DENTISTS = "oregon-doc-dentists-2025"
COLUMBIA = "columbia-county-afscme-1442-2024"
ALL = (LOS_ANGELES, SANITATION, DENTISTS, COLUMBIA)


@dataclass(frozen=True)
class Ladder:
    """One agreement's procedure on its own calendar."""

    procedure: Procedure
    calendar: WorkCalendar

    def stand(self, facts: Facts, as_of: date) -> Standing:
        return stand(self.procedure, facts, self.calendar, as_of)


@cache
def ladder(name: str) -> Ladder:
    data = json.loads((FOLDER / f"{name}.json").read_text())
    year = int(data["agreement"]["effective_on"][:4])
    holidays = HolidayList.from_data(data["holidays"]).dates(year, year + 5)
    calendar = WorkCalendar(data["calendar"]["name"], frozenset(data["calendar"]["weekend"]), holidays)
    return Ladder(Procedure.from_data(data["procedure"]), calendar)


def day(text: str) -> date:
    """`2012-06-01`."""
    return date.fromisoformat(text)


def events(*rows: tuple) -> tuple[Event, ...]:
    """Rows of (kind, step, date) or (kind, step, date, received)."""
    return tuple(
        Event(Happening(kind), day(on), step, day(received[0]) if received else None)
        for kind, step, on, *received in rows
    )
