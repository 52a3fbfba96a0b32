"""Who grieves, where, about what and in whose hands: rows read once, chance that is the same every time."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from typing import Any

from django.utils.timezone import localdate

from contracts.models import GrievanceProcedure
from grievances.demonstration.days import working_days
from grievances.demonstration.hands import Hands
from grievances.demonstration.matters import Matter, matters_of
from grievances.demonstration.plan import Planned
from laborrel.organization.models import BargainingUnit, Department, Employee, Representative
from laborrel.web.contributions import Demonstration
from laborrel.workdays.calendars import work_calendar
from laborrel.workdays.work_calendar import WorkCalendar

SEED = 7701


class Caseload:
    """Rows read once, and the one source of chance: the same office comes out every time on the same day."""

    def __init__(self, office: Demonstration) -> None:
        self.office = office
        self.today = localdate(office.now)
        self.units = {unit.code: unit for unit in BargainingUnit.objects.select_related("union")}
        self.departments = {department.code: department for department in Department.objects.all()}
        self.calendars = {
            procedure.agreement.unit.code: work_calendar(procedure.calendar)
            for procedure in GrievanceProcedure.objects.select_related("agreement__unit", "calendar")
        }
        self.representatives = list(Representative.objects.select_related("union").order_by("id"))
        self.matters = {code: _in_turn(code) for code in self.units}
        self.employees: dict[tuple[str, str], list[Employee]] = {}
        for employee in Employee.objects.select_related("unit", "department", "job_class").order_by("id"):
            self.employees.setdefault((employee.unit.code, employee.department.code), []).append(employee)

    def hands_for(self, planned: Planned, position: int) -> Hands:
        chance = random.Random(SEED + position)  # noqa: S311 - invented, and the same every time
        received_on = self._received_on(planned)
        unit = self.units[planned.unit]
        department = planned.department or chance.choice(
            sorted(code for u, code in self.employees if u == planned.unit)
        )
        people = self.employees[planned.unit, department]
        matter = planned.matter or next(self.matters[planned.unit])
        return Hands(
            unit=unit,
            department=self.departments[department],
            matter=matter,
            received_on=received_on,
            holder=self._holder(planned, received_on),
            senior=self.office.people["senior_specialist"],
            calendar=self.calendars[planned.unit],
            representative=chance.choice([one for one in self.representatives if one.union_id == unit.union_id]),
            employees=chance.sample(people, planned.grievants),
            chance=chance,
            kind=planned.kind,
        )

    def _received_on(self, planned: Planned) -> date:
        calendar: WorkCalendar = self.calendars[planned.unit]
        if planned.received_on is not None:
            return calendar.next_open_day(planned.received_on)
        return working_days(calendar, self.today, -planned.days_ago)

    def _holder(self, planned: Planned, received_on: date) -> Any:
        """The specialist's last year has exactly its 28 cases; what came in then besides lies with her colleague."""
        is_last_years = planned.received_on is None and received_on.year < self.today.year
        key = "walled" if planned.holder == "specialist" and is_last_years else planned.holder
        return self.office.people[key]


def _in_turn(unit: str) -> Iterator[Matter]:
    """What the unit's people grieve about, one after the other; discipline begins higher up and is planned by name."""
    return cycle([matter for matter in matters_of(unit) if not matter.discipline])
