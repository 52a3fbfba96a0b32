"""Go on where one stopped: a page offers the typing it finds, fills itself with it, or throws it away."""

from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from laborrel.drafts.typing import as_post, draft_of

OPENED = "draft"  # ?draft=open: the page is shown with what was typed


@dataclass(frozen=True, slots=True)
class Typing:
    """What the template needs: where to save while typing, and what was typed before."""

    key: str
    saved_at: datetime | None = None
    is_opened: bool = False

    @property
    def keep_url(self) -> str:
        return reverse("drafts:keep", args=[self.key])

    @property
    def is_offered(self) -> bool:
        return self.saved_at is not None and not self.is_opened


def typing_of(request: HttpRequest, key: str) -> Typing:
    """Whether this person was typing in this form before; asked only when the empty form is shown."""
    if request.method != "GET":
        return Typing(key)
    draft = draft_of(request.user, key)
    return Typing(key, draft.saved_at, OPENED in request.GET) if draft else Typing(key)


def typed_before(request: HttpRequest, key: str) -> QueryDict | None:
    """The fields as they were typed, when the person asked to go on with them."""
    if request.method != "GET" or OPENED not in request.GET:
        return None
    draft = draft_of(request.user, key)
    return as_post(draft) if draft else None


def fill(form: BaseForm, typed: QueryDict | None) -> BaseForm:
    """Show what was typed as the beginning of an unsent form: no fault is found in it before it is sent."""
    if typed is None:
        return form
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if not field.widget.value_omitted_from_data(typed, {}, key):
            form.initial[name] = field.widget.value_from_datadict(typed, {}, key)
    return form
