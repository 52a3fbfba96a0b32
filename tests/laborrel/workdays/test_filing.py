"""What dates an act, and when it was late."""

from datetime import date, time

import pytest

from laborrel.workdays.counting import reckon
from laborrel.workdays.filing import (
    Delivery,
    FilingRule,
    FilingTerms,
    NoDateOfAct,
    cured,
    date_of_act,
    is_timely,
)
from laborrel.workdays.periods import Period
from laborrel.workdays.work_calendar import WorkCalendar

CALENDAR = WorkCalendar(holidays={date(2025, 2, 17): "Presidents' Day"})
BY_MAIL = Delivery(method="mail", postmarked_on=date(2025, 3, 3), received_on=date(2025, 3, 5))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (FilingRule.POSTMARK, date(2025, 3, 3)),
        (FilingRule.RECEIPT, date(2025, 3, 5)),
        (FilingRule.EITHER, date(2025, 3, 3)),
    ],
)
def test_the_rule_chooses_between_postmark_and_receipt(rule, expected):
    assert date_of_act(BY_MAIL, FilingTerms(rule), CALENDAR).on == expected


@pytest.mark.parametrize(("minute", "expected"), [(0, date(2025, 2, 14)), (1, date(2025, 2, 18))])
def test_after_the_cut_off_an_act_counts_for_the_next_business_day(minute, expected):
    delivery = Delivery(received_on=date(2025, 2, 14), received_time=time(17, minute))
    assert date_of_act(delivery, FilingTerms(closes=time(17)), CALENDAR).on == expected


def test_an_e_mail_is_dated_by_its_sending_and_its_time_counts():
    delivery = Delivery(
        method="email", sent_on=date(2025, 2, 14), sent_time=time(23, 40), received_on=date(2025, 2, 18)
    )
    assert date_of_act(delivery, FilingTerms(FilingRule.SENT), CALENDAR).on == date(2025, 2, 14)
    assert date_of_act(delivery, FilingTerms(FilingRule.SENT, closes=time(17)), CALENDAR).on == date(2025, 2, 18)


def test_mail_without_a_postmark_counts_as_mailed_days_before_receipt():
    delivery = Delivery(method="mail", received_on=date(2025, 3, 5))
    terms = FilingTerms(FilingRule.POSTMARK, presumed_mailed_days=5)
    assert date_of_act(delivery, terms, CALENDAR).on == date(2025, 2, 28)
    assert date_of_act(delivery, FilingTerms(FilingRule.POSTMARK), CALENDAR).on == date(2025, 3, 5)


def test_mail_counts_as_received_days_after_mailing():
    terms = FilingTerms(deemed_receipt_days=3)
    assert date_of_act(Delivery(mailed_on=date(2025, 2, 7)), terms, CALENDAR).on == date(2025, 2, 10)


@pytest.mark.parametrize(
    ("original_on", "expected"),
    [(date(2025, 3, 8), date(2025, 3, 3)), (date(2025, 3, 9), date(2025, 3, 9)), (None, date(2025, 3, 3))],
)
def test_a_fax_keeps_its_date_when_the_original_follows(original_on, expected):
    fax = Delivery(method="fax", received_on=date(2025, 3, 3), original_on=original_on)
    assert date_of_act(fax, FilingTerms(original_within=5), CALENDAR).on == expected


def test_a_signed_paper_can_be_dated_by_its_signature():
    paper = Delivery(signed_on=date(2025, 3, 1), received_on=date(2025, 3, 4))
    assert date_of_act(paper, FilingTerms(FilingRule.SIGNED), CALENDAR).on == date(2025, 3, 1)


def test_nothing_known_gives_no_date():
    with pytest.raises(NoDateOfAct):
        date_of_act(Delivery(method="mail"), FilingTerms(), CALENDAR)


def test_late_by_days_and_late_by_the_hour():
    due = reckon(Period(10, cutoff=time(16)), date(2025, 3, 3), CALENDAR)
    answers = [
        is_timely(due, date(2025, 3, 13), time(16)),
        is_timely(due, date(2025, 3, 13), time(16, 10)),
        is_timely(due, date(2025, 3, 15)),
    ]
    assert [(answer.is_timely, answer.days_late) for answer in answers] == [(True, 0), (False, 0), (False, 2)]


def test_silence_favours_the_other_side_only():
    due = reckon(Period(14), date(2025, 2, 3), CALENDAR)  # Mon 17 Feb 2025, a holiday
    acted_on = date(2025, 2, 18)
    assert [is_timely(due, acted_on, by_other_side=other).is_timely for other in (True, False)] == [True, False]


def test_before_the_window_is_too_early():
    due = reckon(Period(45, opens_after=30), date(2015, 2, 5), CALENDAR)
    assert is_timely(due, date(2015, 3, 6)).days_late == -1
    assert is_timely(due, date(2015, 3, 7)).is_timely is True


@pytest.mark.parametrize(
    ("again_on", "expected"),
    [(date(2025, 4, 15), (True, date(2025, 4, 8))), (date(2025, 4, 16), (False, date(2025, 4, 16)))],
)
def test_a_defect_mended_in_time_relates_back(again_on, expected):
    due = reckon(Period(5), date(2025, 4, 10), CALENDAR)
    cure = cured(due, date(2025, 4, 8), again_on)
    assert (cure.is_timely, cure.filed_on) == expected
