"""One case with everything that hangs on it, in one query: a page of a case must not ask twelve tables one by one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from grievances.models import (
    Answer,
    CitedClause,
    DueDate,
    Extension,
    Grievance,
    Grievant,
    Happening,
    Hold,
    MeetingDocument,
    Settlement,
    StepMeeting,
    StepVisit,
)
from laborrel.access.composed import WHOEVER, Blank, ComposedRead
from laborrel.access.models import Scope

_ONE_TO_ONE = (
    "scope",
    "unit",
    "department",
    "issue",
    "outcome",
    "holder",
    "representative",
    "objection_raised_by",
    "created_by",
    "agreement",
    "procedure__calendar",
    "procedure__clause",
)


@dataclass(frozen=True, slots=True)
class Children:
    """One table of rows that hang on a case, and the words of other tables that go along with each row."""

    model: type[Model]
    link: str = "grievance"
    words: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()


_CHILDREN = {
    "grievants": Children(Grievant),
    "visits": Children(StepVisit),
    "citations": Children(
        CitedClause, "visit__grievance", {"clause_number": "clause__number", "clause_title": "clause__title"}
    ),
    "meetings": Children(StepMeeting, "visit__grievance", {"recorded_by_name": "recorded_by__full_name"}),
    "exchanged_papers": Children(MeetingDocument, "meeting__visit__grievance"),
    "answers": Children(Answer, "visit__grievance", {"answered_by_name": "answered_by__full_name"}),
    "happenings": Children(Happening),
    "extensions": Children(Extension),
    "holds": Children(Hold),
    "settlements": Children(
        Settlement,
        words={"proposed_by_name": "proposed_by__full_name", "approved_by_name": "approved_by__full_name"},
    ),
    "due_dates": Children(DueDate, without=("explanation",)),
}


@dataclass(slots=True)
class WholeCase:
    """A case in hand. `facts_of(case.grievance)` and `case.rows["visits"]` ask the database nothing more."""

    grievance: Grievance
    rows: dict[str, list[Any]]
    followers: list[dict[str, Any]]
    lead: dict[str, Any] | None

    def of_visit(self, name: str, visit: StepVisit) -> list[Any]:
        return [row for row in self.rows[name] if row.visit_id == visit.pk]

    @property
    def standing_dates(self) -> dict[tuple[int, str], DueDate]:
        """The dates that stand, by step and clock."""
        return {(due.step, due.clock): due for due in self.rows["due_dates"] if due.superseded_at is None}


def whole_case(user: Any, number: str) -> WholeCase:
    """The case of that number, as this person may see it; raises Grievance.DoesNotExist as if there were none."""
    if "\x00" in number:
        raise Grievance.DoesNotExist
    found = _case_numbered(user, number=number)
    if not found:
        raise Grievance.DoesNotExist
    grievance: Any = found[0]
    rows = {name: _instances(child, getattr(grievance, f"{name}_")) for name, child in _CHILDREN.items()}
    _hang_on(grievance, rows)
    lead = grievance.lead_[0] if grievance.lead_ else None
    return WholeCase(grievance, rows, grievance.followers_, lead)


def _compose() -> QuerySet[Any]:
    seen = Grievance.objects.visible_to(WHOEVER)
    related = {
        "followers_": _array(seen.filter(lead=OuterRef("pk")).order_by("number"), _IN_SHORT),
        "lead_": _array(seen.filter(pk=OuterRef("lead_id")), _IN_SHORT),
        "privileged_id": Subquery(_beside.values("pk")[:1]),
    }
    children = {f"{name}_": _array(_rows_of(child), _columns(child)) for name, child in _CHILDREN.items()}
    return seen.select_related(*_ONE_TO_ONE).annotate(**related, **children).filter(number=Blank("number"))


_case_numbered = ComposedRead(_compose)
_beside = Scope.objects.filter(kind=Scope.Kind.PRIVILEGED, accompanies=OuterRef("scope_id"))
_IN_SHORT = {"number": F("number"), "title": F("title"), "step_name": F("step_name"), "state": F("state")}


def _rows_of(child: Children) -> QuerySet[Any]:
    rows = child.model._default_manager.filter(**{child.link: OuterRef("pk")})
    return rows.order_by(*(child.model._meta.ordering or ()))


def _columns(child: Children) -> dict[str, F]:
    own = {column.attname: F(column.attname) for column in _stored(child)}
    return own | {name: F(path) for name, path in child.words.items()}


def _stored(child: Children) -> list[Any]:
    return [column for column in child.model._meta.concrete_fields if column.attname not in child.without]


def _array(queryset: QuerySet[Any], columns: dict[str, Any]) -> ArraySubquery:
    return ArraySubquery(queryset.values(data=JSONObject(**columns)))


def _instances(child: Children, found: Iterable[dict[str, Any]]) -> list[Any]:
    """The rows as the model knows them, with the words of other tables as plain attributes."""
    columns = _stored(child)
    made = []
    for data in found:
        row = child.model.from_db("default", [c.attname for c in columns], [_value(c, data) for c in columns])
        for name in child.words:
            setattr(row, name, data[name])
        made.append(row)
    return made


def _value(column: Any, data: dict[str, Any]) -> Any:
    value = data[column.attname]
    target = column.target_field if column.is_relation else column
    return target.to_python(value)


def _hang_on(grievance: Grievance, rows: dict[str, list[Any]]) -> None:
    """Put the rows where a prefetch would have put them."""
    for name in ("grievants", "visits", "happenings", "extensions", "holds", "settlements", "due_dates"):
        _prefetched(grievance, name, rows[name])
        for row in rows[name]:
            row.grievance = grievance
    for visit in rows["visits"]:
        for name in ("citations", "meetings", "answers"):
            mine = [row for row in rows[name] if row.visit_id == visit.pk]
            _prefetched(visit, name, mine)
            for row in mine:
                row.visit = visit


def _prefetched(owner: Any, name: str, rows: list[Any]) -> None:
    queryset = getattr(owner, name).get_queryset()
    queryset._result_cache = rows
    queryset._prefetch_done = True
    owner._prefetched_objects_cache = {**getattr(owner, "_prefetched_objects_cache", {}), name: queryset}
