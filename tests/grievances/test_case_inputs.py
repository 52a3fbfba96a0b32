"""The rows of a case and of its procedure reach the ladder unchanged, and in the order in which they happened."""

from datetime import date

import pytest

from grievances.case_inputs import calendar_of, calendars_read_anew, facts_of, ladder_of, topics_of
from grievances.models import Grievance, IssueCode, OutcomeCode
from grievances.operations.closing import close
from grievances.operations.extending import extend, hold, release
from grievances.operations.moving import revert, skip
from grievances.operations.stepping import Meeting, record_happening, record_meeting
from grievances.time_limits.facts import AgreedExtension, Event, Hold
from grievances.time_limits.rules import Happening
from laborrel.access.wall import reading_as
from tests.factories.case_acts import act, answered, fresh, paper
from tests.factories.grievances import filed

MARCH_2, MARCH_4, MARCH_9 = (date(2026, 3, day) for day in (2, 4, 9))


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def facts(case, office):
    with reading_as(office.holder):
        return facts_of(fresh(case, office.holder))


def test_a_filed_case_is_one_event(office, case):
    found = facts(case, office)
    assert found.events == (Event(Happening.FILED, MARCH_2, step=1, received_on=MARCH_2, method="hand"),)
    assert (found.occurred_on, found.known_on, found.start_step) == (date(2026, 2, 27), None, 1)


def test_every_dated_row_is_an_event_in_order(office, case):
    act(record_meeting, office.holder, grievance=case, meeting=Meeting(MARCH_4, "A. Example"))
    act(record_happening, office.holder, grievance=case, kind=Happening.NOTICE_SERVED, on=MARCH_4)
    answered(case, office)
    signed = paper(case, office.holder)
    act(skip, office.holder, grievance=fresh(case, office.holder), on=MARCH_9, to_sequence=2, paper=signed)
    act(revert, office.holder, grievance=fresh(case, office.holder), on=MARCH_9, to_sequence=1, paper=signed)
    assert [(event.kind.value, event.step, event.on) for event in facts(case, office).events] == [
        ("filed", 1, MARCH_2),
        ("meeting_held", 1, MARCH_4),
        ("notice_served", 1, MARCH_4),
        ("answered", 1, MARCH_9),
        ("skipped", 2, MARCH_9),
        ("reverted", 1, MARCH_9),
    ]


@pytest.mark.parametrize(("code", "kind"), [("GRANTED", "granted"), ("DENIED", "closed")])
def test_the_end_of_a_case_is_an_event_named_by_its_outcome(office, case, code, kind):
    act(close, office.holder, grievance=case, on=MARCH_9, outcome=OutcomeCode.objects.get(code=code))
    assert facts(case, office).events[-1] == Event(Happening(kind), MARCH_9, step=1)


def test_extensions_and_holds_with_their_proof(office, case):
    agreed = {"clock": "answer", "asked_by": "union", "agreed_with": "J. Reyes", "agreed_on": MARCH_9}
    act(extend, office.holder, grievance=case, more_days=5, **agreed)
    act(extend, office.holder, grievance=case, more_days=3, document=paper(case, office.holder), **agreed)
    act(hold, office.holder, grievance=case, from_on=MARCH_9, reason="talks", agreed_with="J. Reyes")
    act(release, office.holder, grievance=case, until_on=MARCH_9)
    found = facts(case, office)
    words = "agreed with J. Reyes"
    assert found.extensions == (
        AgreedExtension(1, "answer", MARCH_9, more_days=5, is_proven=False, words=words),
        AgreedExtension(1, "answer", MARCH_9, more_days=3, is_proven=True, words=words),
    )
    assert found.holds == (Hold(MARCH_9, MARCH_9, "talks"),)


def test_the_words_by_which_rules_know_a_matter():
    issue = IssueCode(pk=1, topic="examination")
    assert topics_of(Grievance(issue=issue, discipline="discharge", kind="group")) == (
        "examination", "discharge", "group",
    )  # fmt: skip
    assert topics_of(Grievance(discipline="group", kind="group")) == ("group",)


def test_prefetched_rows_are_used_as_they_are(office, case, django_assert_num_queries):
    answered(case, office)
    related = ("visits__meetings", "visits__answers", "happenings", "extensions", "holds")
    with reading_as(office.holder):
        cases = Grievance.objects.visible_to(office.holder).select_related("issue", "outcome", "procedure__calendar")
        loaded = list(cases.prefetch_related(*related))
        ladder_of(case.procedure_id), calendar_of(case)
        with django_assert_num_queries(0):
            assert len(facts_of(loaded[0]).events) == 2
            ladder_of(loaded[0].procedure_id)
            calendar_of(loaded[0])


def test_a_calendar_is_read_again_when_it_is_being_changed(office, case, django_assert_num_queries):
    calendar_of(case)
    with calendars_read_anew(), django_assert_num_queries(2):
        calendar_of(case)
    with django_assert_num_queries(2):
        calendar_of(case)
