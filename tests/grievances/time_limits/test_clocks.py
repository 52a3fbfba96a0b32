"""What moves a clock: extensions, abeyance, agreements about steps, service, and the effects other agreements know."""

from dataclasses import replace

import pytest

from grievances.time_limits.clocks import CircularClocks
from grievances.time_limits.facts import AgreedExtension, Event, Facts, Hold
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import (
    Choice,
    ClockKind,
    ClockRule,
    DatedBy,
    Happening,
    Lapse,
    Procedure,
    Side,
    Step,
    StepKind,
    Trigger,
)
from grievances.time_limits.standing import ClockState, Phase
from laborrel.workdays.periods import Period, ServiceDays
from laborrel.workdays.work_calendar import WorkCalendar
from tests.grievances.time_limits.procedures import day, events

CALENDAR = WorkCalendar()


def file_rule(*triggers, n=10, **facts):
    return ClockRule("file", ClockKind.FILE, Side.THEIRS, "file", Period(n), triggers, **facts)


def answer_rule(lapse, n=10, **facts):
    return ClockRule(
        "answer", ClockKind.ANSWER, Side.OURS, "answer", Period(n), (Trigger(Happening.FILED),), lapse=lapse
    )


def two_steps(lapse, *appeal, onward_kind=StepKind.WRITTEN):
    first = Step(1, "Step 1", StepKind.WRITTEN, clocks=(file_rule(Trigger(Happening.KNOWN)), answer_rule(lapse)))
    second = Step(2, "Step 2", onward_kind, clocks=(file_rule(*appeal), answer_rule(Lapse.RIGHT_TO_ADVANCE)))
    return Procedure("test agreement", "1", (first, second))


LAPSED, RECEIVED = Trigger(Happening.ANSWER_LAPSED, 1), Trigger(Happening.ANSWER_RECEIVED, 1)
PLAIN = two_steps(Lapse.RIGHT_TO_ADVANCE, RECEIVED)
FILED = events(("filed", 1, "2026-03-02"))


def standing(as_of, procedure=PLAIN, **facts):
    known = Facts(known_on=day("2026-02-26"), **{"events": FILED, **facts})
    return stand(procedure, known, CALENDAR, day(as_of))


def test_silence_moves_the_case_by_itself_the_day_after():
    automatic = two_steps(Lapse.AUTOMATIC_ADVANCE, RECEIVED)
    now = standing("2026-03-20", automatic)
    assert (now.step, now.clock(2, "file").met_on, now.clock(2, "answer").due_on) == (
        2,
        day("2026-03-13"),
        day("2026-03-23"),
    )
    assert now.clock(2, "file").notes == ("Moved here by itself: no Step 1 answer by Thu 12 Mar 2026.",)


def test_silence_never_moves_a_case_into_arbitration():
    automatic = two_steps(Lapse.AUTOMATIC_ADVANCE, LAPSED, onward_kind=StepKind.ARBITRATION)
    now = standing("2026-03-20", automatic)
    assert (now.step, now.phase, now.next_theirs.due_on) == (1, Phase.UNANSWERED, day("2026-03-22"))


def test_silence_may_grant_the_remedy():
    now = standing("2026-03-20", two_steps(Lapse.DEEMED_GRANTED, RECEIVED))
    assert now.phase is Phase.GRANTED_BY_SILENCE
    assert now.exposures == (
        (
            "Management had to answer by Thu 12 Mar 2026; it was not done. "
            "The silence counts as agreement to the remedy asked."
        ),
    )


def test_an_extension_moves_the_date_and_the_silent_clock_behind_it():
    procedure = two_steps(Lapse.DEEMED_DENIED, LAPSED)
    more = AgreedExtension(1, "answer", day("2026-03-10"), to_on=day("2026-03-20"), words="e-mail of both sides")
    plain, extended = (standing("2026-03-23", procedure, extensions=known) for known in ((), (more,)))
    assert [now.clock(1, "answer").due_on for now in (plain, extended)] == [day("2026-03-12"), day("2026-03-20")]
    assert [now.clock(2, "file").due_on for now in (plain, extended)] == [day("2026-03-22"), day("2026-03-30")]
    said = extended.clock(1, "answer").reckoning.sentences()
    assert "Extended agreed on Tue 10 Mar 2026 to Fri 20 Mar 2026 (e-mail of both sides)." in said


def test_more_days_are_counted_in_the_unit_of_the_clock():
    more = AgreedExtension(1, "answer", day("2026-03-10"), more_days=5)
    assert standing("2026-03-11", extensions=(more,)).clock(1, "answer").due_on == day("2026-03-17")


@pytest.mark.parametrize(
    ("extension", "note"),
    [
        (
            AgreedExtension(1, "answer", day("2026-03-10"), to_on=day("2026-03-20"), is_proven=False),
            "An extension to Fri 20 Mar 2026 is recorded without agreed evidence: it has no effect until it is proven.",
        ),
        (
            AgreedExtension(1, "answer", day("2026-03-13"), to_on=day("2026-03-20")),
            (
                "An extension to Fri 20 Mar 2026 was agreed on Fri 13 Mar 2026, after the time had run out on "
                "Thu 12 Mar 2026: it is no extension."
            ),
        ),
    ],
)
def test_an_extension_without_evidence_or_too_late_has_no_effect_and_says_so(extension, note):
    clock = standing("2026-03-14", extensions=(extension,)).clock(1, "answer")
    assert (clock.state, clock.due_on, clock.notes) == (ClockState.LAPSED, day("2026-03-12"), (note,))


def test_a_second_extension_must_come_before_the_first_one_ends():
    first = AgreedExtension(1, "answer", day("2026-03-10"), to_on=day("2026-03-20"))
    second = AgreedExtension(1, "answer", day("2026-03-19"), to_on=day("2026-03-27"))
    assert standing("2026-03-20", extensions=(second, first)).clock(1, "answer").due_on == day("2026-03-27")


def test_abeyance_stops_the_clock_and_it_goes_on_from_where_it_stood():
    hold = Hold(day("2026-03-05"), None, "until the lead case ends")
    held = standing("2026-06-01", holds=(hold,))
    clock = held.clock(1, "answer")
    assert (held.phase, clock.state, clock.counted, clock.due_on, held.next_date) == (
        Phase.HELD,
        ClockState.STOPPED,
        2,
        None,
        None,
    )
    ended = standing("2026-06-10", holds=(replace(hold, until_on=day("2026-06-07")),))
    assert ended.clock(1, "answer").due_on == day("2026-06-15")


def test_a_hold_agreed_after_the_time_ran_out_stops_nothing():
    hold = Hold(day("2026-03-16"), None)
    assert standing("2026-03-20", holds=(hold,)).clock(1, "answer").state is ClockState.LAPSED


def test_an_unproven_hold_stops_nothing():
    hold = Hold(day("2026-03-05"), None, is_proven=False)
    assert standing("2026-03-06", holds=(hold,)).clock(1, "answer").state is ClockState.RUNNING


def test_a_step_left_out_by_agreement_is_no_missed_time_limit():
    now = standing("2026-04-20", events=(*FILED, Event(Happening.SKIPPED, day("2026-03-06"), 2)))
    assert (now.step, now.defences, now.clock(2, "answer").due_on) == (2, (), day("2026-03-16"))
    assert now.clock(1, "answer").state is ClockState.SUPERSEDED


def test_a_case_sent_back_begins_the_step_again():
    rows = events(
        ("answered", 1, "2026-03-06", "2026-03-09"), ("filed", 2, "2026-03-10"), ("answered", 2, "2026-03-12")
    )
    back = Event(Happening.REVERTED, day("2026-03-16"), 1)
    now = standing("2026-03-17", events=(*FILED, *rows, back))
    assert (now.step, now.phase, now.clock(1, "answer").due_on) == (1, Phase.WAITING_FOR_US, day("2026-03-26"))


def test_service_by_mail_adds_days_to_the_clock_it_starts():
    rule = file_rule(RECEIVED)
    mailed = replace(rule, period=replace(rule.period, service_days=(ServiceDays("mail", 5),)))
    procedure = replace(PLAIN, steps=(PLAIN.steps[0], replace(PLAIN.steps[1], clocks=(mailed,))))
    answer = Event(Happening.ANSWERED, day("2026-03-09"), 1, method="mail")
    assert standing("2026-03-10", procedure, events=(*FILED, answer)).clock(2, "file").due_on == day("2026-03-24")


def test_an_answer_is_dated_as_the_agreement_says():
    answer = Event(Happening.ANSWERED, day("2026-03-12"), 1, received_on=day("2026-03-14"))
    states = []
    for dated_by in DatedBy:
        rule = replace(PLAIN.steps[0].clocks[1], dated_by=dated_by)
        first = replace(PLAIN.steps[0], clocks=(PLAIN.steps[0].clocks[0], rule))
        now = standing("2026-03-16", replace(PLAIN, steps=(first, PLAIN.steps[1])), events=(*FILED, answer))
        states.append(now.clock(1, "answer").state)
    assert states == [ClockState.MET, ClockState.LATE]


def test_the_later_of_two_clocks_with_lengths_of_their_own():
    met = Trigger(Happening.MEETING_HELD, 1, n=10)
    both = file_rule(replace(RECEIVED, n=6), met, choice=Choice.LATER)
    procedure = replace(PLAIN, steps=(PLAIN.steps[0], replace(PLAIN.steps[1], clocks=(both,))))
    rows = events(("meeting_held", 1, "2026-03-05"), ("answered", 1, "2026-03-07", "2026-03-07"))
    assert standing("2026-03-08", procedure, events=(*FILED, *rows)).clock(2, "file").due_on == day("2026-03-15")


def test_clocks_that_wait_for_each_other_are_refused():
    loop = replace(answer_rule(Lapse.NONE), triggers=(Trigger(Happening.ANSWER_DUE),))
    procedure = replace(PLAIN, steps=(replace(PLAIN.steps[0], clocks=(PLAIN.steps[0].clocks[0], loop)),))
    with pytest.raises(CircularClocks):
        standing("2026-03-08", procedure)


def test_an_event_with_an_unrecorded_receipt_counts_from_its_issue_and_says_so():
    now = standing("2026-03-10", events=(*FILED, *events(("answered", 1, "2026-03-09"))))
    assert now.clock(2, "file").reckoning.start_event == "Step 1 answer issued, its receipt not being recorded"
