"""Keep, fetch and drop what a person is typing."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from laborrel.drafts.models import Draft

NEVER_KEPT = {"csrfmiddlewaretoken", "submission", "draft", "password"}
LONGEST = 200_000  # characters in all fields of one draft


class DraftTooLong(Exception):
    """This text is too long to be kept as a draft. Save it as a document."""


def keep_draft(*, owner: Any, key: str, data: QueryDict, at: datetime) -> Draft:
    """Save every typed field; files are not kept."""
    fields = {name: data.getlist(name) for name in data if name not in NEVER_KEPT}
    if sum(len(value) for values in fields.values() for value in values) > LONGEST:
        raise DraftTooLong
    draft, _ = Draft.objects.update_or_create(owner=owner, key=key, defaults={"fields": fields, "saved_at": at})
    return draft


def draft_of(owner: Any, key: str) -> Draft | None:
    return Draft.objects.filter(owner=owner, key=key).first()


def as_post(draft: Draft) -> QueryDict:
    """The draft as the browser would send it again."""
    data = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        data.setlist(name, values)
    return data


def drop_draft(*, owner: Any, key: str) -> None:
    Draft.objects.filter(owner=owner, key=key).delete()
