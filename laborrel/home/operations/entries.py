"""Entries of the office's lists: add, change, retire, bring back, merge one into another.

An entry's model says with which permission it is kept (`kept_with`); the same verbs serve the lists of the upper apps.
"""

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from laborrel.access.guarded import require, unrestricted
from laborrel.access.permissions import named
from laborrel.access.roles import CLERKS
from laborrel.access.wall import reading_as
from laborrel.audit.events import office_scope, record
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.organization.models import Coded
from laborrel.people.models import User
from laborrel.web.wording import counted


class EntryRefusal(Exception):
    """This cannot be done with the entry."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


class CodeTaken(EntryRefusal):
    """This code is in the list already."""


class NameTaken(EntryRefusal):
    """This name is in the list already."""


class NumberTaken(EntryRefusal):
    """An employee has this number already."""


class AccountTaken(EntryRefusal):
    """This account belongs to another employee already."""


class FixedCode(EntryRefusal):
    """The program gives this value itself: its code stays as it is, and it cannot be retired or merged."""


class AlreadyMerged(EntryRefusal):
    """This entry was merged into another and stays so."""


class NotMergeable(EntryRefusal):
    """Entries of this list are not merged: retire the one that is no longer wanted."""


class MergedWithItself(EntryRefusal):
    """Choose another entry of the same list, one that is not retired."""


class DifferentUnits(EntryRefusal):
    """The two belong to different units, so they are not one and the same."""


class BothInOnePlace(EntryRefusal):
    """Both are used in one and the same place, so they cannot become one. Retire this one instead."""


@transaction.atomic
def add_entry(*, model: Any, values: Mapping[str, Any], by: Any, at: datetime) -> Any:
    """Put a new entry on a list. Neither code nor name may stand there in another spelling."""
    require(by, named(model.kept_with))
    entry = model(**tidied(values))
    _save(entry)
    _tell("home.add_entry", entry, by, at)
    return entry


@transaction.atomic
def change_entry(*, entry: Any, values: Mapping[str, Any], seen: str, by: Any, at: datetime) -> Any:
    """Change an entry that still reads as the person saw it (see `as_seen`); raises SomeoneElseSaved if not."""
    require(by, named(entry.kept_with))
    clean = tidied(values)
    fresh = _locked(entry)
    if as_seen(fresh, clean) != seen:
        fresh.revision = as_seen(fresh, clean)
        raise SomeoneElseSaved(fresh, {name: getattr(fresh, name) for name in clean}, clean)
    if "code" in clean and clean["code"] != fresh.code and fresh.code in _fixed(fresh):
        raise FixedCode
    changes = [name for name, value in clean.items() if getattr(fresh, name) != value]
    was = str(fresh)
    for name in changes:
        setattr(fresh, name, clean[name])
    if changes:
        _save(fresh)
        _tell("home.change_entry", fresh, by, at, was=was, fields=[_label(fresh, name) for name in changes])
    return fresh


@transaction.atomic
def retire_entry(*, entry: Any, by: Any, at: datetime) -> Any:
    """Offer an entry no longer. What names it goes on naming it."""
    require(by, named(entry.kept_with))
    fresh = _locked(entry)
    if getattr(fresh, "code", "") in _fixed(fresh):
        raise FixedCode
    if not fresh.is_retired:
        fresh.is_retired = True
        fresh.save(update_fields=["is_retired"])
        _tell("home.retire_entry", fresh, by, at)
    return fresh


@transaction.atomic
def bring_back_entry(*, entry: Any, by: Any, at: datetime) -> Any:
    """Offer a retired entry again; one that was merged into another is not brought back."""
    require(by, named(entry.kept_with))
    fresh = _locked(entry)
    if getattr(fresh, "merged_into_id", None):
        raise AlreadyMerged
    if fresh.is_retired:
        fresh.is_retired = False
        fresh.save(update_fields=["is_retired"])
        _tell("home.bring_back_entry", fresh, by, at)
    return fresh


@transaction.atomic
def merge_entry(*, entry: Coded, into: Coded, by: Any, at: datetime) -> Any:
    """Move everything that names `entry` to `into`, and retire `entry`, in one transaction.

    Rows beyond the reach of the person who merges move too, by the hand of the clerk of the clock, who works in every
    scope. Nothing of them comes back, not even how many there were; see docs/decisions/merging-codes.md.
    """
    require(by, named(entry.kept_with))
    fresh, target = _locked(entry), _locked(into)
    _refuse_merge(fresh, target)
    try:
        with transaction.atomic():
            _move(fresh, target)
    except IntegrityError as both:
        raise BothInOnePlace from both
    fresh.is_retired, fresh.merged_into = True, target
    fresh.save(update_fields=["is_retired", "merged_into"])
    _tell("home.merge_entry", fresh, by, at, into=str(target))
    return target


def as_seen(entry: Any, names: Mapping[str, Any]) -> str:
    """A mark of what these fields say now: a form carries it, so that nobody overwrites what he has not seen."""
    said = "\x1f".join(f"{name}={_plain(getattr(entry, name))}" for name in sorted(names))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with one spelling for one text: composed letters, no stray spaces (lines of an address stay)."""
    return {name: _even(value) if isinstance(value, str) else value for name, value in values.items()}


def used_by(entry: Any) -> list[str]:
    """How often each open list names this entry, in words. What lies behind the wall is not counted."""
    counts = [
        (model._meta, model._base_manager.filter(**{field.name: entry}).count())
        for model, field in _references(type(entry))
        if not _is_behind_the_wall(model) and model is not type(entry)
    ]
    return [counted(count, str(meta.verbose_name), str(meta.verbose_name_plural)) for meta, count in counts if count]


def _refuse_merge(entry: Any, target: Any) -> None:
    if not entry.can_be_merged:
        raise NotMergeable
    if entry.code in _fixed(entry):
        raise FixedCode
    if entry.merged_into_id:
        raise AlreadyMerged
    if type(entry) is not type(target) or entry.pk == target.pk or target.is_retired:
        raise MergedWithItself
    if getattr(entry, "unit_id", None) != getattr(target, "unit_id", None):
        raise DifferentUnits


def _move(entry: Any, target: Any) -> None:
    hidden = [(model, field) for model, field in _references(type(entry)) if _is_behind_the_wall(model)]
    for model, field in _references(type(entry)):
        if (model, field) not in hidden:
            model._base_manager.filter(**{field.name: entry}).update(**{field.name: target})
    clerk = User.objects.filter(groups__name=CLERKS, is_service=True, is_active=True).first()
    if clerk is None or not hidden:
        return
    with reading_as(clerk), unrestricted(because="one value becomes another, whoever may see the rows that hold it"):
        for model, field in hidden:
            model._base_manager.filter(**{field.name: entry}).update(**{field.name: target})


def _references(model: type[Any]) -> Iterator[tuple[Any, Any]]:
    """Every column of the present that names an entry of this list; histories stay as they were written."""
    for other in apps.get_models():
        if hasattr(other, "pgh_tracked_model") or not other._meta.managed:
            continue
        for field in other._meta.concrete_fields:
            if field.is_relation and field.related_model is model:
                yield other, field


def _is_behind_the_wall(model: Any) -> bool:
    return any(field.attname == "scope_id" for field in model._meta.concrete_fields)


def _save(entry: Any) -> None:
    _refuse_second_spelling(entry)
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as taken:  # somebody else saved the same in the same moment
        raise _refusal_of(str(taken)) from taken


def _refuse_second_spelling(entry: Any) -> None:
    others = type(entry)._base_manager.exclude(pk=entry.pk)
    for name, refusal in (("code", CodeTaken), ("name", NameTaken)):
        if isinstance(entry, Coded) and (other := others.filter(**{f"{name}__iexact": getattr(entry, name)}).first()):
            state = ", retired" if other.is_retired else ""
            raise refusal(f"This {name} is in the list already: {other.code} {other.name}{state}.")
    if hasattr(entry, "number") and others.filter(number__iexact=entry.number).exists():
        raise NumberTaken
    if getattr(entry, "user_id", None) and others.filter(user=entry.user_id).exists():
        raise AccountTaken


def _refusal_of(fault: str) -> EntryRefusal:
    kinds = {"_code_once": CodeTaken, "number": NumberTaken, "user_id": AccountTaken}
    return next((kind() for mark, kind in kinds.items() if mark in fault), NameTaken())


def _locked(entry: models.Model) -> Any:
    return type(entry)._base_manager.select_for_update(of=("self",)).get(pk=entry.pk)


def _fixed(entry: Any) -> frozenset[str]:
    return getattr(entry, "fixed_codes", frozenset())


def _tell(verb: str, entry: Any, by: Any, at: datetime, **data: Any) -> None:
    kind = str(entry._meta.verbose_name)
    record(verb, by=by, at=at, scope=office_scope(), matter=entry, kind=kind, name=str(entry), **data)


def _label(entry: Any, name: str) -> str:
    return str(entry._meta.get_field(name).verbose_name)


def _even(text: str) -> str:
    lines = [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines()]
    return "\n".join(lines).strip()


def _plain(value: Any) -> str:
    if isinstance(value, models.Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else str(value)
