"""One's own preferences: keyboard shortcuts, and the way to password, second factors and sessions."""

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from laborrel.people import second_factor
from laborrel.people.forms import KeyboardForm
from laborrel.people.models import User


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(
        email=cast(User, request.user).email
    )  # a refused form must not change the person on the page
    form = KeyboardForm(request.POST if request.method == "POST" else None, instance=person)
    if request.method == "POST" and form.is_valid():
        person.save(update_fields=["has_keyboard_shortcuts"])
        state = "on" if person.has_keyboard_shortcuts else "off"
        messages.success(request, f"Keyboard shortcuts are {state}.")
        return redirect("people:preferences")
    return render(request, "people/preferences.html", {"form": form, **_account(request, person)}, status=_status(form))


def _status(form: KeyboardForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _account(request: HttpRequest, person: User) -> dict[str, object]:
    return {
        "second_factor_words": _second_factor_words(person),
        "has_password": person.has_usable_password(),
        "standing": getattr(request, "session_limits", None),
    }


def _second_factor_words(user: User) -> str:
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    words = {Authenticator.Type.TOTP: "an authenticator app", Authenticator.Type.WEBAUTHN: "security keys"}
    found = [said for kind, said in words.items() if kind in kinds]
    if found:
        return "On, with " + " and ".join(found)
    return "Required, not yet set up" if second_factor.is_required_of(user) else "Off"
