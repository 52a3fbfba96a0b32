"""Every change of every row of a case, from the history tables: who, when, what it was, what it became."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.utils.html import strip_tags

from grievances.models import Grievance, StepVisit
from grievances.row_words import FIELD_WORDS, ROW_WORDS, UNTOLD
from laborrel.access.permissions import named
from laborrel.access.reach import reach_of
from laborrel.audit.access import SEE_HISTORY
from laborrel.web.wording import day_words, moment_words

_OF_THE_CASE = ("Grievant", "StepVisit", "Happening", "Extension", "Hold", "Settlement")
_OF_A_VISIT = ("CitedClause", "StepMeeting", "Answer")
_OF_THE_MATTER = (
    "grievances.PrivilegedNote",
    "documents.Document",
    "correspondence.Letter",
    "correspondence.RegisterEntry",
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field in its words: what it was and what it became."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row written down once: added, changed or removed."""

    at: datetime
    who: str
    row: str
    act: str
    fields: tuple[FieldChange, ...]


def changes_of(grievance: Grievance, user: Any) -> list[RowChange]:
    """Newest first. Each kind of row only within the right by which it is seen: its history is no way round it."""
    if grievance.scope_id not in reach_of(user).rows(SEE_HISTORY):
        return []
    written = [(model, list(rows)) for model, rows in _histories(grievance, user)]
    names = _Names([row for _, rows in written for row in rows], user)
    found = [change for model, rows in written for change in _changes(model, rows, names)]
    return sorted(found, key=lambda change: change.at, reverse=True)


def _histories(grievance: Grievance, user: Any) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    visits = StepVisit.objects.filter(grievance=grievance).values("pk")
    yield Grievance, _events_of(Grievance).filter(pgh_obj_id=grievance.pk)
    for name in _OF_THE_CASE:
        model = apps.get_model("grievances", name)
        yield model, _events_of(model).filter(grievance_id=grievance.pk)
    for name in _OF_A_VISIT:
        model = apps.get_model("grievances", name)
        yield model, _events_of(model).filter(visit_id__in=visits)
    for label in _OF_THE_MATTER:
        model = apps.get_model(label)
        yield model, _events_of(model).filter(_of_matter(model, grievance, user))


def _of_matter(model: Any, grievance: Grievance, user: Any) -> Q:
    """Rows of the matter in the scopes on which this person has the right to see that kind of record."""
    seen = reach_of(user).rows(named(model.seen_with))
    kind = ContentType.objects.get_for_model(grievance)
    return Q(matter_type_id=kind.pk, matter_id=grievance.pk, scope_id__in=sorted(seen))


def _events_of(model: type[Model]) -> QuerySet[Any]:
    history = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    return history._default_manager.order_by("pgh_id")


def _changes(model: type[Model], rows: Iterable[Any], names: "_Names") -> Iterator[RowChange]:
    before: dict[int, Any] = {}
    for row in rows:
        old = before.get(row.pgh_obj_id)
        told = tuple(_told(model, old, row, names))
        act = {"insert": "added", "delete": "removed"}.get(row.pgh_label, "changed")
        if told or act != "changed":
            yield RowChange(
                row.pgh_created_at, names.who(row), ROW_WORDS.get(model.__name__, model.__name__), act, told
            )
        before[row.pgh_obj_id] = row


def _told(model: type[Model], old: Any, new: Any, names: "_Names") -> Iterator[FieldChange]:
    if new.pgh_label == "delete":
        return
    for column in model._meta.concrete_fields:
        if column.attname in UNTOLD or column.primary_key:
            continue
        was = getattr(old, column.attname, None) if old is not None else None
        now = getattr(new, column.attname, None)
        if was != now and not (old is None and now in (None, "", [], {}, False)):
            label = FIELD_WORDS.get((model.__name__, column.name)) or FIELD_WORDS.get(("", column.name))
            words = label or str(column.verbose_name).capitalize()
            yield FieldChange(words, names.value(column, was) if old is not None else "", names.value(column, now))


class _Names:
    """The names behind keys, read once per table for all rows together."""

    def __init__(self, rows: list[Any], user: Any) -> None:
        wanted: dict[type[Model], set[int]] = {get_user_model(): set()}
        for row in rows:
            if (author := _author_of(row)) is not None:
                wanted[get_user_model()].add(author)
            for column in row._meta.concrete_fields:
                key = getattr(row, column.attname) if isinstance(column, ForeignKey) else None
                target = column.related_model
                if key is not None and isinstance(target, type) and column.name not in UNTOLD:
                    wanted.setdefault(target, set()).add(key)
        self._names = {model: _named(model, keys, user) for model, keys in wanted.items() if keys}

    def who(self, row: Any) -> str:
        author = _author_of(row)
        return self._names.get(get_user_model(), {}).get(author, "The system") if author else "The system"

    def value(self, column: Any, value: Any) -> str:
        if value in (None, "", [], {}):
            return "nothing"
        if isinstance(column, ForeignKey):
            return self._names.get(column.related_model, {}).get(value, "a record out of your reach")
        return _plain(column, value)


def _author_of(row: Any) -> int | None:
    context = row.pgh_context or {}
    return context.get("user")


def _named(model: Any, keys: set[int], user: Any) -> dict[int, str]:
    """Names of rows; of guarded ones only those this person may see."""
    rows = model.objects.visible_to(user) if hasattr(model, "seen_with") else model._default_manager.all()
    return {row.pk: str(row) for row in rows.filter(pk__in=keys)}


def _plain(column: Any, value: Any) -> str:
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return moment_words(value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, time):
        return f"{value:%-I:%M %p}".lower()
    if column.name == "parts":
        return strip_tags(_flat(value))
    if column.name.endswith("_cents"):
        return f"${value / 100:,.2f}"
    return _flat(value)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(each)}" for key, each in value.items() if each not in ("", None))
    if isinstance(value, list):
        return "; ".join(_flat(each) for each in value)
    return str(value)
