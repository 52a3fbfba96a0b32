"""Who needs a second factor to work here, and who has one."""

from typing import cast

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from laborrel.people.models import User

PRIMARY = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
SEEN = "has_second_factor"  # remembered in the session, so that the question costs one query per sign-in


def is_required_of(user: User) -> bool:
    """Everybody but those whose only roles look things up."""
    if not settings.LABORREL_REQUIRE_SECOND_FACTOR:
        return False
    if user.is_superuser:
        return True
    roles = set(user.groups.values_list("name", flat=True))
    return not roles or not roles <= set(settings.LABORREL_ROLES_WITHOUT_SECOND_FACTOR)


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=PRIMARY).exists()


def would_be_missed(authenticator: Authenticator) -> bool:
    """True when this is the last second factor of a person who must have one."""
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=PRIMARY).exclude(pk=authenticator.pk)
    return authenticator.type in PRIMARY and not others.exists() and is_required_of(authenticator.user)


def is_missing(request: HttpRequest) -> bool:
    """The person signed in must have a second factor and has none yet."""
    if not settings.LABORREL_REQUIRE_SECOND_FACTOR or request.session.get(SEEN):
        return False
    person = cast(User, request.user)
    if _was_asked_by_the_agency(request) or has_one(person) or not is_required_of(person):
        request.session[SEEN] = True
        return False
    return True


def _was_asked_by_the_agency(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return settings.LABORREL_SSO_HAS_SECOND_FACTOR and any(one["method"] == "socialaccount" for one in records)
