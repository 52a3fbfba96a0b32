"""Ended sessions leave the database by themselves."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from laborrel.people.tasks import forget_ended_sessions


@pytest.mark.django_db
def test_ended_sessions_are_forgotten_and_open_ones_kept() -> None:
    now = timezone.now()
    for key, hours in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    forget_ended_sessions.func(timestamp=0)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
