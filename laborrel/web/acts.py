"""One form, one act: a refusal becomes a sentence on the form, and what was typed stays."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.forms import BaseForm

Refusals = tuple[type[Exception], ...]


def attempt[T](
    form: BaseForm, act: Callable[[], T], *, refusals: Refusals, at_field: dict[Any, str] | None = None
) -> T | None:
    """Do the act in a savepoint of its own. Refused, it leaves nothing behind, and `form.is_valid()` turns false.

    `at_field` names the field at which a kind of refusal is shown, where it is not about the whole form.
    """
    try:
        with transaction.atomic():
            return act()
    except refusals as refusal:
        form.add_error(_field(form, refusal, at_field or {}), sentence(refusal))
        return None


def sentence(refusal: Exception) -> str:
    """What the person reads: the refusal's own words, else the words of its kind."""
    return str(refusal) or (type(refusal).__doc__ or "").strip()


def _field(form: BaseForm, refusal: Exception, at_field: dict[Any, str]) -> str | None:
    for kind, name in at_field.items():
        if isinstance(refusal, kind) and name in form.fields:
            return name
    return None
