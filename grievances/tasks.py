"""Jobs of the grievances app: ids in, one operation, done."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from procrastinate.contrib.django import app

from grievances.operations import log_imports
from grievances.operations.night import BATCH, ClerkMissing, open_cases, watch_batch
from laborrel.access.jobs import NobodyToWorkFor, run_as
from laborrel.access.roles import CLERKS
from laborrel.documents.refusals import FileRefused
from laborrel.documents.storage import StoredFileChanged, StoredFileMissing


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


@app.task
def check_log_import(*, requested_by: int, import_id: int) -> None:
    """Try an uploaded log dry, a portion of its lines in each transaction."""
    turn = partial(run_as, requested_by)
    _told_when_it_fails(
        turn, import_id, lambda: log_imports.check_by_and_by(import_id=import_id, at=timezone.now(), turn=turn)
    )


@app.task
def take_in_log_import(*, requested_by: int, import_id: int) -> None:
    """Take a checked log in: one transaction, all of it or nothing."""
    turn = partial(run_as, requested_by)

    def work() -> None:
        with turn() as by:
            log_imports.take_in(import_id=import_id, by=by, at=timezone.now())

    _told_when_it_fails(turn, import_id, work)


def ask_for(task: Any, *, requested_by: int, import_id: int) -> None:
    """Put the work into the queue, in the caller's transaction; where no worker runs it is done at once."""
    if getattr(settings, "LABORREL_JOBS_AT_ONCE", False):
        task(requested_by=requested_by, import_id=import_id)
    else:
        task.defer(requested_by=requested_by, import_id=import_id)


def _told_when_it_fails(turn: log_imports.Turns, import_id: int, work: Any) -> None:
    """A log that cannot be worked on says so on its page instead of seeming to be at work for ever."""
    try:
        work()
    except NobodyToWorkFor:
        return
    except Exception as fault:
        with turn():
            log_imports.note_failure(import_id=import_id, words=_in_words(fault))
        raise


def _in_words(fault: Exception) -> str:
    if isinstance(fault, (FileRefused, StoredFileMissing, StoredFileChanged)):
        return str(fault)
    return "The work stopped for a reason nobody foresaw. Try again; if it stops again, tell the administrator."
