"""Jobs of the grievances app: ids in, one operation, done."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from procrastinate.contrib.django import app

from grievances.operations.night import BATCH, ClerkMissing, open_cases, watch_batch
from laborrel.access.jobs import run_as
from laborrel.access.roles import CLERKS


@app.periodic(cron="15 2 * * *")
@app.task(queueing_lock="watch_the_clocks", retry=3)
def watch_the_clocks(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
    """Every night at 2:15: one short transaction per batch, so that a stop loses nothing that was written."""
    clerk_id = clerk_of_the_clock()
    with run_as(clerk_id) as clerk:
        ids = open_cases(clerk)
    for start in range(0, len(ids), BATCH):
        with run_as(clerk_id) as clerk:
            watch_batch(ids=ids[start : start + BATCH], by=clerk, at=timezone.now())


def clerk_of_the_clock() -> int:
    """The service account that looks at the clocks by night."""
    accounts = get_user_model().objects.filter(is_service=True, is_active=True, groups__name=CLERKS)
    found = accounts.values_list("pk", flat=True).first()
    if found is None:
        raise ClerkMissing
    return found
