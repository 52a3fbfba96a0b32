"""Jobs of the desk: the daily digest."""

import contextlib
from datetime import date

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from laborrel.access.jobs import NobodyToWorkFor, run_as
from laborrel.home.digest import send_digest


@app.periodic(cron="0 6 * * 1-5")
@app.task(queueing_lock="plan_digests", retry=3)
def plan_digests(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
    """Every working morning: one job per person who may sign in."""
    today = timezone.localdate().isoformat()
    people = get_user_model().objects.filter(is_active=True, is_service=False, groups__isnull=False).distinct()
    for user_id in people.values_list("pk", flat=True):
        _plan(user_id, today)


def _plan(user_id: int, day: str) -> None:
    """One job a person and day; a plan that was interrupted and is made again finds some of them waiting."""
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        send_one_digest.configure(queueing_lock=f"digest {user_id} {day}").defer(user_id=user_id, day=day)


@app.task(retry=3)
def send_one_digest(user_id: int, day: str) -> None:
    """One person's digest, in that person's reach as it is now."""
    try:
        with run_as(user_id) as user:
            send_digest(to=user, at=timezone.now(), today=date.fromisoformat(day))
    except NobodyToWorkFor:
        return
