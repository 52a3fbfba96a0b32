"""What the docket offers a person to choose from, in one question: views, units, code lists, people, working days."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, CharField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from contracts.models import ProcedureStep
from grievances.due_words import FARTHEST_COUNTED
from grievances.models import IssueCode, SavedView
from laborrel.access.models import Scope
from laborrel.access.roles import OFFICE_STAFF
from laborrel.organization.models import BargainingUnit, Department
from laborrel.people.models import User
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from laborrel.workdays.work_calendar import WorkCalendar


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
    """Choices are (value in the address bar, words). Nothing here tells which cases exist.

    Units are those whose desk or cases one may see; code lists and the office's staff are offered whole.
    """

    views: list[View] = field(default_factory=list)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)
    calendars: dict[int, WorkCalendar] = field(default_factory=dict)

    @property
    def default_view(self) -> View | None:
        return next((view for view in self.views if view.is_own and view.is_default), None)


def offered_to(user: Any, *, today: date) -> Offered:
    """One query for everything the docket's frame needs."""
    offered = Offered(choices={name: {} for name in _CODED}, ids={name: {} for name in _CODED})
    days: dict[int, dict[date, str]] = {}
    calendars: dict[int, tuple[str, str]] = {}
    for kind, pk, words, more, flag in _everything(user, today):
        match kind:
            case "view":
                offered.views.append(View(pk, words, more, is_own=flag > 0, is_default=flag == 2))
            case "calendar":
                calendars[pk] = (words, more)
            case "closed":
                days.setdefault(pk, {})[date.fromisoformat(words)] = more
            case _:
                offered.choices[kind][more] = words
                offered.ids[kind][more] = pk
    offered.views.sort(key=lambda view: (not view.is_own, view.name.casefold()))
    offered.choices = {kind: _in_order(choices) for kind, choices in offered.choices.items()}
    offered.calendars = {pk: _calendar(*weekly, days.get(pk, {})) for pk, weekly in calendars.items()}
    return offered


_CODED = ("unit", "department", "issue", "holder", "step")


def _everything(user: Any, today: date) -> QuerySet[Any, Any]:
    first, *others = (
        rows.order_by().values_list(Value(kind, CharField()), pk, words, more, flag)
        for kind, rows, pk, words, more, flag in _arms(user, today)
    )
    return first.union(*others, all=True).order_by()


def _arms(user: Any, today: date) -> Iterator[tuple[Any, ...]]:
    nothing = Value(0)
    own = Case(When(owner=user, is_default=True, then=Value(2)), When(owner=user, then=Value(1)), default=nothing)
    views = SavedView.objects.filter(Q(owner=user) | Q(is_shared=True))
    yield "view", views, F("pk"), _text("name"), _text("query"), own
    units = BargainingUnit.objects.filter(pk__in=Scope.objects.filter(unit__isnull=False).values("unit"))
    for kind, codes in (("unit", units), ("department", Department.objects), ("issue", IssueCode.objects)):
        yield kind, codes, F("pk"), _text("name"), _text("code"), nothing
    staff = User.objects.filter(groups__name__in=OFFICE_STAFF, is_service=False).distinct()
    yield "holder", staff, F("pk"), _text("full_name"), _text("pk"), nothing
    steps = ProcedureStep.objects.distinct()
    yield "step", steps, Value(0, BigIntegerField()), _text("name"), _text("name"), nothing
    yield "calendar", OfficeCalendar.objects, F("pk"), _text("weekend"), _text("alternate_closed"), nothing
    near = (today, today + timedelta(days=FARTHEST_COUNTED))
    closed = ClosedDay.objects.filter(removed_in=None, day__range=near).exclude(kind=ClosedDay.Kind.NO_SCHOOL)
    yield "closed", closed, F("calendar_id"), _text("day"), _text("name"), nothing


def _text(name: str) -> Cast:
    return Cast(name, TextField())


def _in_order(choices: dict[str, str]) -> dict[str, str]:
    return dict(sorted(choices.items(), key=lambda choice: choice[1].casefold()))


def _calendar(weekend: str, alternate: str, closed: dict[date, str]) -> WorkCalendar:
    return WorkCalendar(
        weekend=frozenset(json.loads(weekend)),
        holidays=closed,
        alternate_closed=tuple(date.fromisoformat(day) for day in json.loads(alternate)),
    )
