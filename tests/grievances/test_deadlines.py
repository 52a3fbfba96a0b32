"""What the desk, the top bar and the mail hear of grievances: within the person's own reach, and no more."""

from datetime import date

import pytest
import time_machine

from grievances.deadlines import (
    cases_changed,
    grievances_due,
    leads_ended,
    settlements_waiting,
)
from grievances.models import SettlementAuthority
from grievances.operations.closing import withdraw
from grievances.operations.confiding import restrict
from grievances.operations.extending import hold
from grievances.operations.filing import amend
from grievances.operations.settling import propose_settlement
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from laborrel.home.what_is_due import counted_in_words
from laborrel.web.wording import counted
from tests.factories.case_acts import act, answered, fresh
from tests.factories.grievances import filed, received
from tests.factories.office import NOW

MARCH_9, MARCH_16, FRIDAY = date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 20)


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def due(person, last_on=MARCH_16):
    with reading_as(person):
        return list(grievances_due(person, last_on))


def test_one_line_says_what_must_be_done_until_when_and_by_whom(office, case):
    (line,) = due(office.holder)
    assert (line.on, line.title, line.number, line.side, line.holder, line.holder_id, line.is_led, line.url) == (
        MARCH_16, "answer in writing", case.number, "ours", "Holder", office.holder.pk, False,
        f"/grievances/{case.number}/",
    )  # fmt: skip
    assert line.matter == f"{case.number} Overtime not offered by seniority"
    assert (line.is_confidential, due(office.senior)[0].is_led) == (False, True)


def test_later_dates_ended_cases_and_mere_receipts_are_not_due(office, case):
    assert due(office.holder, date(2026, 3, 15)) == []
    received(office)
    act(withdraw, office.holder, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=True)
    assert due(office.holder, date(2027, 1, 1)) == []


def test_the_other_sides_dates_are_theirs(office, case):
    answered(case, office)
    assert [(line.side, line.on) for line in due(office.holder, FRIDAY.replace(day=23))] == [
        ("theirs", date(2026, 3, 23))
    ]


@pytest.mark.parametrize("name", ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled"])
def test_nobody_hears_of_a_case_out_of_reach(office, case, name):
    person = office.people[name]
    assert due(person, date(2027, 1, 1)) == []
    with reading_as(person):
        assert counted_in_words(person, today=MARCH_16) == "nothing due this week"
        assert list(settlements_waiting(person)) == []
        assert list(cases_changed(person)) == []


def test_a_confidential_line_is_marked(office, case):
    act(restrict, office.holder, grievance=case, is_sealed=True, because="Named in the press")
    assert [line.is_confidential for line in due(office.holder)] == [True]
    assert due(office.senior) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_lines_cost_one_query(office, count, django_assert_num_queries):
    for _ in range(count):
        filed(office)
    with reading_as(office.holder):
        remember_reach(office.holder)
        with django_assert_num_queries(1):
            assert len(list(grievances_due(office.holder, MARCH_16))) == count
        with django_assert_num_queries(1):
            assert counted_in_words(office.holder, today=MARCH_16) == f"{counted(count, 'date')} due this week"


def test_the_top_bar_counts_ones_own_late_and_coming_dates(office, case):
    filed(office, received_on=date(2026, 2, 17))
    filed(office, by=office.same_unit)
    with reading_as(office.holder):
        assert counted_in_words(office.holder, today=MARCH_9) == "1 late"
        assert counted_in_words(office.holder, today=date(2026, 3, 14)) == "1 late"
        assert counted_in_words(office.holder, today=MARCH_16) == "1 late, 1 date due this week"


def test_a_settlement_above_the_limit_waits_for_who_may_approve_it(office, case):
    SettlementAuthority.objects.create(role="Specialists", limit_cents=100, effective_on=date(2025, 1, 1))
    act(propose_settlement, office.holder, grievance=case, terms="Pay.", amount_cents=50_000)
    with reading_as(office.senior):
        (line,) = settlements_waiting(office.senior)
        assert counted_in_words(office.senior, today=MARCH_9) == "1 waits for you"
    assert (line.title, line.asked_by, line.since) == ("Approve a settlement", "Holder", MARCH_9)
    for person in (office.holder, office.same_unit):
        with reading_as(person):
            assert list(settlements_waiting(person)) == []
            assert "for you" not in counted_in_words(person, today=MARCH_9)


def test_a_case_whose_lead_has_ended_waits_for_its_holder(office, case):
    lead = fresh(filed(office, by=office.same_unit), office.same_unit)
    facts = {"from_on": MARCH_9, "reason": "behind the lead case", "agreed_with": "J. Reyes"}
    act(hold, office.holder, grievance=case, lead=lead, **facts)
    with reading_as(office.holder):
        assert list(leads_ended(office.holder)) == []
    act(withdraw, office.same_unit, grievance=lead, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=False)
    with reading_as(office.holder):
        (line,) = leads_ended(office.holder)
        assert counted_in_words(office.holder, today=MARCH_9) == "1 waits for you"
    assert (line.since, line.url, lead.number in line.title) == (MARCH_9, f"/grievances/{case.number}/", True)
    for name in ("same_unit", "senior", "other_unit", "walled"):
        with reading_as(office.people[name]):
            assert list(leads_ended(office.people[name])) == []
            assert "for you" not in counted_in_words(office.people[name], today=MARCH_9)


def test_a_lead_that_was_sealed_since_is_not_betrayed(office, case):
    lead = fresh(filed(office, by=office.same_unit), office.same_unit)
    facts = {"from_on": MARCH_9, "reason": "behind the lead case", "agreed_with": "J. Reyes"}
    act(hold, office.holder, grievance=case, lead=lead, **facts)
    act(restrict, office.same_unit, grievance=lead, is_sealed=True, because="Named in the press")
    act(withdraw, office.same_unit, grievance=lead, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=False)
    with reading_as(office.holder):
        assert list(leads_ended(office.holder)) == []


def test_what_others_did_on_ones_cases_is_told_and_ones_own_acts_are_not(office, case):
    with time_machine.travel(NOW, tick=False):
        act(amend, office.same_unit, grievance=fresh(case, office.same_unit), revision=2, title="Overtime list")
    with reading_as(office.holder):
        (line,) = cases_changed(office.holder)
    assert line.sentence == ("Same Unit corrected title from “Overtime not offered by seniority” to “Overtime list”.")
    assert (line.matter, line.url) == (case.number, f"/grievances/{case.number}/")
    with reading_as(office.same_unit):
        assert list(cases_changed(office.same_unit)) == []
