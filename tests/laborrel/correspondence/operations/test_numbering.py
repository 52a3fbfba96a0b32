"""Many clerks at one counter: no number twice, none missing, though every sixth act fails after taking one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from laborrel.access.wall import reading_as
from laborrel.correspondence.models import RegisterEntry
from laborrel.correspondence.operations.register import register_mail
from tests.factories.office import NOW
from tests.laborrel.correspondence.operations.test_register import APPEAL

CLERKS, TURNS = 8, 12


class LaterFailure(Exception):
    """Something after the numbering went wrong."""


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_numbers_are_given_once_and_without_gaps_under_contention(office):
    def take_turns(clerk):
        try:
            return [enter(clerk, turn) for turn in range(TURNS)]
        finally:
            connection.close()

    def enter(clerk, turn):
        try:
            with reading_as(office.holder):
                entry = register_mail(mail=APPEAL, scope=office.desk, by=office.holder, at=NOW)
                if (clerk + turn) % 6 == 0:
                    raise LaterFailure
        except LaterFailure:
            return None
        return entry.sequence

    with ThreadPoolExecutor(CLERKS) as clerks:
        given = [number for numbers in clerks.map(take_turns, range(CLERKS)) for number in numbers if number]
    assert sorted(given) == list(range(1, CLERKS * TURNS - 16 + 1))
    with reading_as(office.holder):
        kept = RegisterEntry.objects.visible_to(office.holder).values_list("sequence", flat=True)
        assert sorted(kept) == sorted(given)
