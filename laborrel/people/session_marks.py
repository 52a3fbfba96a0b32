"""The two instants a session remembers: when its person signed in, and when the person last did something."""

from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from laborrel.people.limits import Limits, Session

BEGAN, ACTIVE = "session_began", "session_active"


def limits() -> Limits:
    """The limits of this installation."""
    return Limits(
        idle=timedelta(seconds=settings.LABORREL_SESSION_IDLE_SECONDS),
        longest=timedelta(seconds=settings.LABORREL_SESSION_LONGEST_SECONDS),
        warning=timedelta(seconds=settings.LABORREL_SESSION_WARNING_SECONDS),
    )


def begin(store: SessionBase, *, at: datetime) -> None:
    """Signing in starts both clocks."""
    store[BEGAN] = store[ACTIVE] = at.timestamp()


def act(store: SessionBase, *, at: datetime) -> None:
    """An act of the person restarts the idle clock, never the other."""
    store[ACTIVE] = at.timestamp()


def read(store: SessionBase, *, now: datetime) -> Session:
    """The session as marked; one without marks is marked as beginning now."""
    if BEGAN not in store or ACTIVE not in store:
        begin(store, at=now)
    return Session(_instant(store[BEGAN]), _instant(store[ACTIVE]), limits())


def signed_in_at(request: HttpRequest) -> datetime:
    """When the person last proved who they are in this session: at sign-in, or when asked again since."""
    proofs = [record["at"] for record in get_authentication_records(request, request.user)]
    return _instant(max([request.session.get(BEGAN, 0.0), *proofs]))


def was_recently_signed_in(request: HttpRequest, *, within: timedelta | None = None) -> bool:
    window = within or timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
    return request.user.is_authenticated and timezone.now() - signed_in_at(request) < window


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
