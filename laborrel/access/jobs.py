"""Background jobs work in the reach of the person who asked for them, as it is when they run.

A job's payload holds ids only: whoever reads the queue learns nothing, and what the job may see is asked anew.
"""

import functools
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth import get_user_model

from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as

logger = logging.getLogger(__name__)


class NobodyToWorkFor(Exception):
    """The person who asked for this no longer has an open account."""


class PayloadHoldsText(TypeError):
    """A job's payload holds ids only: numbers, UUIDs, or lists of them."""


@contextmanager
def run_as(user_id: int) -> Iterator[Any]:
    """One transaction in the reach of that person, loaded afresh; raises NobodyToWorkFor when the account is closed.

    A long job enters it again for each batch: a right taken back in the meantime is missing from the next batch on.
    """
    user = get_user_model().objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NobodyToWorkFor
    with reading_as(user):
        remember_reach(user)
        yield user


def in_requesters_reach(work: Callable[..., Any]) -> Callable[..., Any]:
    """Turn `work(user, *, case_id)` into the task `task(*, requested_by, case_id)`.

    It runs in one transaction as the person `requested_by`, and not at all when that account is closed.
    """

    @functools.wraps(work)
    def task(*, requested_by: int, **ids: Any) -> Any:
        ids_only(ids)
        try:
            with run_as(requested_by) as user:
                return work(user, **ids)
        except NobodyToWorkFor:
            logger.info("job %s left undone: account %s is closed", work.__name__, requested_by)
            return None

    return task


def ids_only(payload: dict[str, Any]) -> None:
    """Raise PayloadHoldsText unless every value is an id; ask it before a job is put into the queue."""
    for name, value in payload.items():
        for each in value if isinstance(value, list) else [value]:
            if not _is_id(each):
                raise PayloadHoldsText(f"{name} is not an id. {PayloadHoldsText.__doc__}")


def _is_id(value: Any) -> bool:
    if isinstance(value, str):
        try:
            uuid.UUID(value)
        except ValueError:
            return False
        return True
    return value is None or isinstance(value, int)
