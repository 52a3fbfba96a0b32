"""What the docket offers a person to choose from, in one question: views, units, code lists, people, working days.

It is asked on every page of the docket, so it is written by hand: the ORM took four times as long to compose it as the
database to answer it. Row-level security holds for the tables in it that it protects (views and scopes).
"""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from laborrel.access.prepared import rows_of
from laborrel.access.roles import OFFICE_STAFF
from laborrel.web.wording import FARTHEST_COUNTED
from laborrel.workdays.models import ClosedDay
from laborrel.workdays.work_calendar import WorkCalendar

# Each arm answers: what it is, its id, its words, its code (or other text), a flag.
_EVERYTHING = """
SELECT 'view', id, name, query, CASE WHEN owner_id = %(me)s THEN 1 + is_default::int ELSE 0 END
FROM grievances_savedview WHERE owner_id = %(me)s OR is_shared
UNION ALL
SELECT 'unit', id, name, code, (id IN (SELECT unit_id FROM access_scope WHERE unit_id IS NOT NULL))::int
FROM organization_bargainingunit
UNION ALL SELECT 'department', id, name, code, (merged_into_id IS NULL)::int FROM organization_department
UNION ALL SELECT 'issue', id, name, code, (merged_into_id IS NULL)::int FROM grievances_issuecode
UNION ALL SELECT 'outcome', id, name, code, (merged_into_id IS NULL)::int FROM grievances_outcomecode
UNION ALL
SELECT 'holder', id, full_name, id::text, (NOT is_service AND id IN (
    SELECT user_id FROM people_user_groups JOIN auth_group role ON role.id = group_id WHERE role.name = ANY (%(staff)s)
))::int FROM people_user
UNION ALL SELECT DISTINCT 'step', 0::bigint, name, name, 1 FROM contracts_procedurestep
UNION ALL SELECT 'procedure', id, '', '', calendar_id FROM contracts_grievanceprocedure
UNION ALL SELECT 'calendar', id, weekend::text, alternate_closed::text, 0 FROM workdays_officecalendar
UNION ALL
SELECT 'closed', calendar_id, day::text, name, 0 FROM workdays_closedday
WHERE removed_in IS NULL AND day BETWEEN %(first)s AND %(last)s AND kind <> %(school)s
"""


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as a tab: its owner's own, or shared by another."""

    pk: int
    name: str
    query: str
    is_own: bool
    is_default: bool


@dataclass(slots=True)
class Offered:
    """Choices are words by their value in the address bar; names are words by id, for rows that are shown anyway.

    Nothing here tells which cases exist: units are those whose desk or cases one may see, code lists and the office's
    staff are offered whole. Calendars stand under the procedures that count by them.
    """

    views: list[View] = field(default_factory=list)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)
    names: dict[str, dict[int, str]] = field(default_factory=dict)
    calendars: dict[int, WorkCalendar] = field(default_factory=dict)

    @property
    def default_view(self) -> View | None:
        return next((view for view in self.views if view.is_own and view.is_default), None)


def offered_to(user: Any, *, today: date) -> Offered:
    """One query for everything the docket's frame needs."""
    offered = Offered(*([], *({kind: {} for kind in _CODED} for _ in range(3))))
    calendars = _Calendars()
    for kind, pk, words, more, flag in _rows(user, today):
        if kind in _CODED:
            offered.names[kind][pk] = words
            if flag:
                offered.choices[kind][more] = words
                offered.ids[kind][more] = pk
        elif kind == "view":
            offered.views.append(View(pk, words, more, is_own=flag > 0, is_default=flag == 2))
        else:
            calendars.take(kind, pk, words, more, flag)
    offered.views.sort(key=lambda view: (not view.is_own, view.name.casefold()))
    offered.choices = {kind: _in_order(choices) for kind, choices in offered.choices.items()}
    offered.calendars = calendars.by_procedure()
    return offered


_CODED = ("unit", "department", "issue", "outcome", "holder", "step")


def _rows(user: Any, today: date) -> list[tuple[Any, ...]]:
    wanted = {
        "me": user.pk,
        "staff": list(OFFICE_STAFF),
        "first": today,
        "last": today + timedelta(days=FARTHEST_COUNTED),
        "school": ClosedDay.Kind.NO_SCHOOL,
    }
    return rows_of(_EVERYTHING, wanted)


@dataclass(slots=True)
class _Calendars:
    """The pieces of the work calendars as they come by."""

    procedures: dict[int, int] = field(default_factory=dict)
    weeks: dict[int, tuple[str, str]] = field(default_factory=dict)
    closed: dict[int, dict[date, str]] = field(default_factory=dict)

    def take(self, kind: str, pk: int, words: str, more: str, flag: int) -> None:
        if kind == "procedure":
            self.procedures[pk] = flag
        elif kind == "calendar":
            self.weeks[pk] = (words, more)
        else:
            self.closed.setdefault(pk, {})[date.fromisoformat(words)] = more

    def by_procedure(self) -> dict[int, WorkCalendar]:
        made = {pk: _calendar(*week, self.closed.get(pk, {})) for pk, week in self.weeks.items()}
        return {procedure: made[calendar] for procedure, calendar in self.procedures.items()}


def _in_order(choices: dict[str, str]) -> dict[str, str]:
    return dict(sorted(choices.items(), key=lambda choice: choice[1].casefold()))


def _calendar(weekend: str, alternate: str, closed: dict[date, str]) -> WorkCalendar:
    return WorkCalendar(
        weekend=frozenset(json.loads(weekend)),
        holidays=closed,
        alternate_closed=tuple(date.fromisoformat(day) for day in json.loads(alternate)),
    )
