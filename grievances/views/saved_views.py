"""One's saved views of the docket: kept under a name, opened first, shared, renamed, deleted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from grievances.access import SEE_GRIEVANCE
from grievances.forms.saved_views import ViewNameForm
from grievances.models import SavedView
from grievances.operations import saved_views
from grievances.refusals import Refusal
from grievances.views.docket import without_place
from laborrel.access.policy import requires
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment

_VERBS: dict[str, tuple[Callable[..., Any], bool, str]] = {  # verb, whether it is told the time, what is said after it
    "default": (saved_views.make_default, False, "The docket now opens with “{name}”."),
    "no-default": (saved_views.clear_default, False, "The docket now opens with every open case."),
    "share": (saved_views.share_view, True, "“{name}” is now shared with everybody who may open the docket."),
    "unshare": (saved_views.keep_to_oneself, True, "“{name}” is now seen by you alone."),
    "delete": (saved_views.delete_view, False, "“{name}” was deleted."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SEE_GRIEVANCE)
def views(request: HttpRequest) -> HttpResponse:
    """The list of one's views; a POST saves the docket as it stands."""
    form = ViewNameForm(request.POST or None)
    if request.method != "POST":
        return _list(request, None, 200)
    query = without_place(QueryDict(request.POST.get("query", ""))).urlencode()
    if form.is_valid():
        try:
            view = saved_views.save_view(by=request.user, name=form.cleaned_data["name"], query=query)
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"“{view.name}” is saved; it stands above the docket.")
            return go_to(request, f"{reverse('grievances:docket')}?{view.query or 'state=open'}")
    return _list(request, form, UNPROCESSABLE, query=query)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SEE_GRIEVANCE)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    view = _own(request, pk)
    form = ViewNameForm(request.POST or None, initial={"name": view.name})
    if form.is_valid():
        try:
            saved_views.rename_view(view=view, by=request.user, name=form.cleaned_data["name"])
        except Refusal as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"The view is now called “{view.name}”.")
            return go_to(request, reverse("grievances:views"))
    status = UNPROCESSABLE if form.is_bound else 200
    return page_or_fragment(request, "grievances/rename_view.html", {"form": form, "view": view}, status=status)


@require_POST
@requires(SEE_GRIEVANCE)
def change(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Open first, share, keep to oneself, delete."""
    if verb not in _VERBS:
        raise Http404
    act, is_timed, said = _VERBS[verb]
    view = _own(request, pk)
    name = view.name
    act(view=view, by=request.user, **({"at": timezone.now()} if is_timed else {}))
    messages.success(request, said.format(name=name))
    return go_to(request, reverse("grievances:views"))


def _own(request: HttpRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView, pk=pk, owner=request.user)


def _list(request: HttpRequest, form: ViewNameForm | None, status: int, *, query: str = "") -> HttpResponse:
    found = SavedView.objects.filter(owner=request.user) | SavedView.objects.filter(is_shared=True)
    rows = list(found.select_related("owner"))
    context = {
        "form": form,
        "query": query,
        "own": [view for view in rows if view.owner_id == request.user.pk],
        "shared": [view for view in rows if view.owner_id != request.user.pk],
    }
    return page_or_fragment(request, "grievances/saved_views.html", context, status=status)
