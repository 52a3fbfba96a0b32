"""Saved views of the docket: a person's own, kept to oneself until shared.

A view nobody else sees leaves no event: its name and filters would be told to everybody who reads the office's history.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from grievances.access import SEE_GRIEVANCE
from grievances.models import SavedView
from grievances.refusals import Refusal
from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record

LONGEST_QUERY = 1_000


class ViewNameMissing(Refusal):
    """Give the view a name of at most 80 characters."""


class ViewNameTaken(Refusal):
    """You already have a view of this name. Choose another name, or delete the earlier view first."""


class ViewTooLong(Refusal):
    """These filters are too many to keep in one view. Take some out."""


class NotYourView(Refusal):
    """Only the person who saved a view can change it."""


@transaction.atomic
def save_view(*, by: Any, name: str, query: str) -> SavedView:
    """Keep the docket as it is filtered, sorted and laid out now, under a name."""
    require(by, SEE_GRIEVANCE)
    if len(query) > LONGEST_QUERY:
        raise ViewTooLong
    return _kept(SavedView(owner=by, name=_good_name(name), query=query))


@transaction.atomic
def rename_view(*, view: SavedView, by: Any, name: str) -> SavedView:
    _refuse_others(view, by)
    view.name = _good_name(name)
    return _kept(view)


@transaction.atomic
def make_default(*, view: SavedView, by: Any) -> SavedView:
    """This view opens when the docket is opened without asking for anything."""
    _refuse_others(view, by)
    SavedView.objects.filter(owner=by, is_default=True).update(is_default=False)
    view.is_default = True
    return _kept(view)


@transaction.atomic
def clear_default(*, view: SavedView, by: Any) -> SavedView:
    """The docket opens with every open case again."""
    _refuse_others(view, by)
    view.is_default = False
    return _kept(view)


@transaction.atomic
def share_view(*, view: SavedView, by: Any, at: datetime) -> SavedView:
    """Everybody who may open the docket sees the view; each sees in it only the cases open to that person."""
    _refuse_others(view, by)
    view.is_shared = True
    record("grievances.share_view", by=by, at=at, scope=office_scope(), label=view.name, view=view.name)
    return _kept(view)


@transaction.atomic
def keep_to_oneself(*, view: SavedView, by: Any, at: datetime) -> SavedView:
    _refuse_others(view, by)
    view.is_shared = False
    record("grievances.unshare_view", by=by, at=at, scope=office_scope(), label=view.name, view=view.name)
    return _kept(view)


@transaction.atomic
def delete_view(*, view: SavedView, by: Any) -> None:
    _refuse_others(view, by)
    view.delete()


def _refuse_others(view: SavedView, by: Any) -> None:
    require(by, SEE_GRIEVANCE)
    if view.owner_id != by.pk:
        raise NotYourView


def _good_name(name: str) -> str:
    words = " ".join(name.replace("\0", " ").split())
    if not words or len(words) > 80:
        raise ViewNameMissing
    return words


def _kept(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as fault:
        raise ViewNameTaken from fault
    return view
