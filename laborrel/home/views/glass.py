"""Break the glass: an administrator sees one scope for a stated reason and time, and everyone in it is told."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from laborrel.access.models import BrokenGlass
from laborrel.access.policy import requires
from laborrel.access.scopes import (
    BREAK_GLASS,
    BreakTooLong,
    GlassNotBroken,
    NoSuchReference,
    ReasonMissing,
    break_glass,
    close_glass,
)
from laborrel.web.rendering import go_to, page_or_fragment


class GlassForm(forms.Form):
    reference = forms.CharField(
        label="Reference",
        max_length=12,
        help_text="The person who asks for help reads it from the top of the page of the case. "
        "It opens the whole desk, case team or sealed case to which it belongs.",
    )
    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), help_text="The people on the case will read it."
    )
    minutes = forms.TypedChoiceField(
        label="For how long",
        coerce=int,
        choices=[(15, "15 minutes"), (60, "1 hour"), (240, "4 hours")],
        initial=15,
    )


@requires(BREAK_GLASS)
def glass(request: HttpRequest) -> HttpResponse:
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            broken = break_glass(by=request.user, at=timezone.now(), **form.cleaned_data)
        except (NoSuchReference, ReasonMissing, BreakTooLong) as refusal:
            form.add_error("reason" if isinstance(refusal, ReasonMissing) else "reference", str(refusal.__doc__))
        else:
            messages.success(request, f"You see {broken.scope.title} for now. The people on it have been told.")
            return go_to(request, reverse("home:break_glass"))
    standing = BrokenGlass.objects.filter(user=request.user, closed_at__isnull=True, until__gt=timezone.now())
    context = {"form": form, "standing": standing.select_related("scope")}
    return page_or_fragment(request, "home/glass.html", context, status=422 if form.errors else 200)


@requires(BREAK_GLASS)
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    broken = get_object_or_404(BrokenGlass, pk=pk, user=request.user)
    try:
        close_glass(glass=broken, by=request.user, at=timezone.now())
    except GlassNotBroken:
        messages.info(request, "Its time is over already. You no longer see it.")
    else:
        messages.success(request, "Closed. You no longer see it.")
    return go_to(request, reverse("home:break_glass"))
