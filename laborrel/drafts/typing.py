"""Keep, fetch and drop what a person is typing."""

from datetime import datetime
from typing import Any

from django.http import QueryDict

from laborrel.drafts.models import Draft

NEVER_KEPT = {"csrfmiddlewaretoken", "submission", "draft", "code"}
LONGEST = 200_000  # characters in all fields of one draft
LONGEST_KEY = 120
MOST = 200  # drafts of one person; the oldest make room


class DraftTooLong(Exception):
    """This text is too long to be kept as a draft. Save it as a document."""


class NoSuchForm(Exception):
    """No form has this name."""


def keep_draft(*, owner: Any, key: str, data: QueryDict, at: datetime) -> Draft:
    """Save every typed field; files, passwords and codes are not kept."""
    if len(key) > LONGEST_KEY or "\0" in key:
        raise NoSuchForm
    fields = {_storable(name): [_storable(text) for text in data.getlist(name)] for name in data if _is_kept(name)}
    if sum(len(value) for values in fields.values() for value in values) > LONGEST:
        raise DraftTooLong
    draft, is_new = Draft.objects.update_or_create(owner=owner, key=key, defaults={"fields": fields, "saved_at": at})
    if is_new:
        newest = Draft.objects.filter(owner=owner).order_by("-saved_at", "-pk").values("pk")[:MOST]
        Draft.objects.filter(owner=owner).exclude(pk__in=newest).delete()
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


def _is_kept(name: str) -> bool:
    return name not in NEVER_KEPT and "password" not in name


def _storable(text: str) -> str:
    """PostgreSQL stores no zero character; everything else stays as it was typed."""
    return text.replace("\0", "")
