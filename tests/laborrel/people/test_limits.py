"""The two limits of a session, at their edges."""

from datetime import UTC, datetime, timedelta

import pytest

from laborrel.people.limits import Limit, Limits, Session

EIGHT = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
OFFICE = Limits(idle=timedelta(minutes=30), longest=timedelta(hours=12), warning=timedelta(minutes=4))


@pytest.mark.parametrize(
    ("active_at", "ends_at", "limit", "can_be_extended"),
    [
        (EIGHT, EIGHT + timedelta(minutes=30), Limit.IDLE, True),
        (EIGHT + timedelta(hours=11), EIGHT + timedelta(hours=11, minutes=30), Limit.IDLE, True),
        (EIGHT + timedelta(hours=11, minutes=29), EIGHT + timedelta(hours=11, minutes=59), Limit.IDLE, True),
        (EIGHT + timedelta(hours=11, minutes=30), EIGHT + timedelta(hours=12), Limit.LONGEST, False),
        (EIGHT + timedelta(hours=11, minutes=59), EIGHT + timedelta(hours=12), Limit.LONGEST, False),
    ],
)
def test_the_earlier_limit_ends_the_session(active_at, ends_at, limit, can_be_extended):
    session = Session(EIGHT, active_at, OFFICE)
    assert (session.ends_at, session.limit, session.can_be_extended) == (ends_at, limit, can_be_extended)


def test_the_session_lives_until_the_very_instant_of_its_end():
    session = Session(EIGHT, EIGHT, OFFICE)
    assert session.has_ended(EIGHT + timedelta(minutes=29, seconds=59)) is False
    assert session.has_ended(EIGHT + timedelta(minutes=30)) is True


def test_one_is_warned_at_least_two_minutes_before():
    session = Session(EIGHT, EIGHT, OFFICE)
    assert session.ends_at - session.warn_at == timedelta(minutes=4)
    with pytest.raises(ValueError, match="at least two minutes"):
        Limits(idle=timedelta(minutes=30), longest=timedelta(hours=12), warning=timedelta(seconds=119))
    with pytest.raises(ValueError, match="shorter than the session"):
        Limits(idle=timedelta(minutes=5), longest=timedelta(hours=12), warning=timedelta(minutes=5))


def test_the_seconds_for_the_pages_clock_never_go_below_zero():
    session = Session(EIGHT, EIGHT, OFFICE)
    assert session.seconds(EIGHT + timedelta(minutes=10)) == {"idle": 1200, "absolute": 42_600, "warn": 240}
    assert session.seconds(EIGHT + timedelta(hours=13)) == {"idle": 0, "absolute": 0, "warn": 240}
