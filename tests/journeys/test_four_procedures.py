"""Full grievances walked by the verbs through four real procedures, in time and with lapses of both sides."""

from datetime import date

import pytest
import time_machine

from contracts.models import GrievanceProcedure, ProcedureStep, StepClock
from contracts.operations.calendars import close_day, what_closing_moves
from grievances.case_inputs import ladder_of
from grievances.models import OutcomeCode
from grievances.operations.closing import close
from grievances.refusals import AnswerStillDue, ArbitrationNotProvided, LadderEndsHere, StartsElsewhere
from grievances.time_limits.rules import Happening
from grievances.time_limits.standing import Phase
from laborrel.access.wall import reading_as
from laborrel.workdays.models import OfficeCalendar
from tests.factories.case_acts import act, at_noon, history
from tests.journeys.walking import COLUMBIA, DENTISTS, LOS_ANGELES, SANITATION, Walk, day, entered

DOOR = "at_arbitration"


# ---------------------------------------------------------------------------------- in time on both sides


def los_angeles_in_time(walk):
    walk.filed("2012-06-05", occurred="2012-06-01").says_no("2012-06-14").appealed("2012-07-02").answers("2012-07-16")
    walk.appealed("2012-08-01").answers("2012-08-15").appealed("2012-09-04")
    walk.happened(Happening.HEARING_ACCEPTED, "2012-09-14").answers("2012-10-01").demanded("2012-10-19")


def columbia_in_time(walk):
    walk.filed("2026-06-25", occurred="2026-06-18", known="2026-06-18").says_no("2026-07-07").appealed("2026-07-15")
    walk.answers("2026-07-20").appealed("2026-07-30").happened(Happening.PRESENTATION_REQUESTED, "2026-07-30")
    walk.happened(Happening.PRESENTATION_HELD, "2026-08-12").answers("2026-08-20").appealed("2026-09-02")
    walk.happened(Happening.MEDIATOR_NAMED, "2026-09-10").happened(Happening.MEDIATION_ENDED, "2026-10-05")
    walk.demanded("2026-10-15")


def sanitation_in_time(walk):
    walk.filed("2026-03-10", occurred="2026-03-02").says_no("2026-03-17").appealed("2026-03-25").answers("2026-04-06")
    walk.appealed("2026-04-14").answers("2026-04-23").appealed("2026-04-29").answers("2026-05-08")


def dentists_in_time(walk):
    walk.filed("2026-03-20", occurred="2026-03-02").answers("2026-03-30").appealed("2026-04-10").answers("2026-04-20")
    walk.appealed("2026-05-01").answers("2026-05-11").appealed("2026-05-20").answers("2026-06-01")
    walk.demanded("2026-06-20")


@pytest.mark.parametrize(
    ("name", "journey", "steps", "state"),
    [
        (LOS_ANGELES, los_angeles_in_time, 5, DOOR),
        (COLUMBIA, columbia_in_time, 5, DOOR),
        (SANITATION, sanitation_in_time, 4, "answered"),
        (DENTISTS, dentists_in_time, 5, DOOR),
    ],
)
def test_in_time_from_filing_to_the_end_of_the_ladder(office, name, journey, steps, state):
    walk = Walk(office, entered(office, name))
    journey(walk)
    assert (len(walk.way()), walk.now.step, walk.now.state) == (steps, steps, state)
    assert walk.missed() == []
    assert walk.way()[0][1] == "filed"
    assert history(walk.case, office.holder)[1].startswith("Holder entered the grievance, filed at Step")


# ------------------------------------------------------------------------------------- our silence, step by step


@pytest.mark.parametrize(
    ("name", "filed_on", "occurred", "answer", "silences"),
    [
        # at each step: when our answer was due, the last day to go on (none: no time limit), the day it went on
        (
            LOS_ANGELES, "2012-06-05", "2012-06-01", ("answer", "answer", "answer", "hear"),
            [
                ("2012-06-25", None, "2012-06-26"),
                ("2012-07-16", None, "2012-07-17"),
                ("2012-08-06", None, "2012-08-07"),
                ("2012-08-27", "2012-09-17", "2012-08-28"),
            ],
        ),
        (
            COLUMBIA, "2026-06-25", "2026-06-18", ("answer", "answer", "answer"),
            [
                ("2026-07-10", "2026-07-24", "2026-07-13"),
                ("2026-07-27", "2026-08-10", "2026-07-28"),
                ("2026-08-11", "2026-08-25", "2026-08-12"),
            ],
        ),
        (
            SANITATION, "2026-03-10", "2026-03-02", ("answer", "answer", "answer"),
            [
                ("2026-03-24", "2026-04-07", "2026-03-25"),
                ("2026-04-08", "2026-04-22", "2026-04-09"),
                ("2026-04-23", "2026-04-30", "2026-04-24"),
            ],
        ),
        (
            DENTISTS, "2026-04-01", "2026-03-02", ("answer", "answer", "answer", "answer"),
            [
                ("2026-04-15", "2026-04-29", "2026-04-16"),
                ("2026-04-30", "2026-05-14", "2026-05-01"),
                ("2026-05-15", "2026-05-29", "2026-05-16"),
                ("2026-05-30", "2026-06-29", "2026-06-01"),
            ],
        ),
    ],
)  # fmt: skip
def test_our_silence_at_every_step(office, name, filed_on, occurred, answer, silences):
    walk = Walk(office, entered(office, name)).filed(filed_on, occurred=occurred)
    for clock, (due_on, last_day, went_on) in zip(answer, silences, strict=True):
        step = walk.now.step
        walk.night(due_on)
        assert (walk.due(step, clock), walk.now.is_lapsed) == ((due_on, "running"), False)
        with pytest.raises(AnswerStillDue):
            (walk.demanded if step == len(answer) and walk_ends_in_arbitration(walk) else walk.went_on)(due_on)
        walk.night(went_on)
        assert (walk.due(step, clock), walk.now.is_lapsed) == ((due_on, "lapsed"), True)
        onward = walk.due(step + 1, "file")
        assert onward == ((last_day, "running") if last_day else (None, "waiting"))
        if step == len(answer) and walk_ends_in_arbitration(walk):
            walk.demanded(went_on)
        else:
            walk.went_on(went_on)
    lapses = [said for said in history(walk.case, office.holder) if said.startswith("Clerk looked at the clocks")]
    assert len(lapses) == len(silences)
    assert walk.stands(silences[-1][2]).exposures


def walk_ends_in_arbitration(walk):
    following = ladder_of(walk.now.procedure_id).following(walk.now.step)
    while following is not None and following.is_optional:
        following = ladder_of(walk.now.procedure_id).following(following.sequence)
    return following is not None and following.kind == "arbitration"


# ---------------------------------------------------------------------------------------------- their silence


@pytest.mark.parametrize(
    ("name", "filed_on", "occurred", "said_no", "last_day", "words"),
    [
        (
            LOS_ANGELES,
            "2012-06-05",
            "2012-06-01",
            "2012-06-14",
            "2012-07-05",
            "loses the right to process the grievance",
        ),
        (COLUMBIA, "2026-06-25", "2026-06-18", "2026-07-07", "2026-07-21", "final disposition of the subject matter"),
        (
            SANITATION,
            "2026-03-10",
            "2026-03-02",
            "2026-03-17",
            "2026-03-31",
            "resolved on the basis of the preceding response",
        ),
    ],
)
def test_an_appeal_that_never_comes_ends_the_grievance(office, name, filed_on, occurred, said_no, last_day, words):
    walk = Walk(office, entered(office, name)).filed(filed_on, occurred=occurred).says_no(said_no)
    walk.night(last_day)
    assert walk.now.is_lapsed is False
    walk.night("2030-01-02")
    standing = walk.stands("2030-01-02")
    assert (standing.phase, walk.now.next_due_on, walk.now.is_lapsed) == (Phase.MISSED_BY_THEM, None, True)
    assert any(words in defence for defence in standing.defences)
    outcome = OutcomeCode.objects.get(code="DENIED")
    act(
        close, office.holder, at=at_noon(day("2030-01-02")), grievance=walk.now, on=day("2030-01-02"), outcome=outcome,
        words="Not appealed in time",
    )  # fmt: skip
    assert walk.now.state == "closed"


@pytest.mark.parametrize(
    ("name", "filed_on", "occurred", "due_on", "words"),
    [
        (LOS_ANGELES, "2012-06-22", "2012-06-01", "2012-06-21", "1 day late"),
        (COLUMBIA, "2026-07-08", "2026-06-18", "2026-07-06", "2 days late"),
        (SANITATION, "2026-03-20", "2026-03-02", "2026-03-16", "4 days late"),
        (DENTISTS, "2026-04-05", "2026-03-02", "2026-04-01", "4 days late"),
    ],
)
def test_a_filing_too_late_is_taken_in_and_stated(office, name, filed_on, occurred, due_on, words):
    walk = Walk(office, entered(office, name)).filed(filed_on, occurred=occurred)
    assert walk.due(1, "file") == (due_on, "late")
    (defence,) = walk.stands(filed_on).defences
    assert words in defence
    assert "Raise the objection in the answer" in defence


# ------------------------------------------------------------------------------------------ where it begins


@pytest.mark.parametrize(
    ("name", "facts", "place"),
    [
        (COLUMBIA, {}, ("Step I", "filed")),
        (COLUMBIA, {"discipline": "discharge"}, ("Step III", "filed")),
        (COLUMBIA, {"discipline": "discharge", "at_step": 1}, ("Step I", "filed")),
        (COLUMBIA, {"topic": "bumping"}, ("Step III", "filed")),
        (DENTISTS, {"discipline": "suspension"}, ("Step 3", "filed")),
        (DENTISTS, {"discipline": "discharge"}, ("Arbitration", DOOR)),
        (LOS_ANGELES, {"topic": "class_one_division"}, ("Step 2, first level of review", "filed")),
        (LOS_ANGELES, {"topic": "class_several_divisions"}, ("Step 3, Chief of Police review", "filed")),
        (SANITATION, {}, ("Step 1", "filed")),
    ],
)
def test_where_a_matter_begins(office, name, facts, place):
    year = "2012" if name == LOS_ANGELES else "2026"
    walk = Walk(office, entered(office, name)).filed(f"{year}-06-10", occurred=f"{year}-06-05", **facts)
    assert walk.place() == place


def test_a_suspension_of_a_dentist_has_its_own_clock(office):
    walk = Walk(office, entered(office, DENTISTS)).filed("2026-03-09", occurred="2026-03-02", discipline="suspension")
    assert walk.due(3, "file") == ("2026-04-01", "met"), "the thirty days of Step 1, until the effective day is known"
    walk.happened(Happening.DISCIPLINE_EFFECTIVE, "2026-03-09")
    assert walk.due(3, "file_discipline") == ("2026-03-19", "met")


def test_a_matter_does_not_begin_where_the_contract_does_not_let_it(office):
    with pytest.raises(StartsElsewhere):
        Walk(office, entered(office, COLUMBIA)).filed("2026-06-25", occurred="2026-06-18", at_step=3)


# ----------------------------------------------------------------------------- excluded, cut short, no arbitration


@pytest.mark.parametrize(
    ("name", "topic", "words"),
    [
        (LOS_ANGELES, "firearm_fitness", "It goes to the Chief of Police, then the Police Commission, Form 1.84."),
        (LOS_ANGELES, "comment_card", "It goes to a reply within 30 days of the initial review, Form 15.7."),
        (LOS_ANGELES, "promotional_examination", "It goes to the Civil Service Commission."),
        (SANITATION, "reprimand", "It goes to the Problem Solving Procedure, Article 12."),
        (DENTISTS, "discrimination", "It goes to the Agency Head, then the Bureau of Labor and Industries"),
        (COLUMBIA, "civil_service_appeal", "either here or before the Civil Service Commission, not both"),
    ],
)
def test_an_excluded_matter_is_sent_to_its_forum_with_its_form(office, name, topic, words):
    year = "2012" if name == LOS_ANGELES else "2026"
    walk = Walk(office, entered(office, name)).filed(f"{year}-06-10", occurred=f"{year}-06-05", topic=topic)
    (route,) = walk.stands(f"{year}-06-10").routes
    assert words in route


def test_a_matter_that_may_end_probation_goes_no_further_than_the_chief(office):
    walk = Walk(office, entered(office, LOS_ANGELES))
    walk.filed("2012-06-05", occurred="2012-06-01", topic="leads_to_probationary_termination")
    walk.says_no("2012-06-14").appealed("2012-07-02").answers("2012-07-16").appealed("2012-08-01").answers("2012-08-15")
    with pytest.raises(LadderEndsHere):
        walk.appealed("2012-08-20")
    with pytest.raises(ArbitrationNotProvided):
        walk.demanded("2012-08-20")
    assert walk.stands("2012-08-20").phase is Phase.FINAL


def test_the_sanitation_district_s_last_answer_is_final(office):
    walk = Walk(office, entered(office, SANITATION))
    sanitation_in_time(walk)
    with pytest.raises(ArbitrationNotProvided, match="This procedure has no arbitration for this matter"):
        walk.demanded("2026-05-12")
    with pytest.raises(LadderEndsHere):
        walk.appealed("2026-05-12")
    standing = walk.stands("2026-05-12")
    assert (standing.phase, standing.next_date) == (Phase.FINAL, None)


def test_an_optional_step_may_be_passed_over(office):
    walk = Walk(office, entered(office, SANITATION)).filed("2026-03-10", occurred="2026-03-02").says_no("2026-03-17")
    walk.appealed("2026-03-25", to_sequence=3)
    assert walk.place() == ("Step 3", "filed")
    assert walk.due(3, "file") == ("2026-03-31", "met")


def test_columbia_may_leave_mediation_out(office):
    walk = Walk(office, entered(office, COLUMBIA)).filed("2026-06-25", occurred="2026-06-18").says_no("2026-07-07")
    walk.appealed("2026-07-15").answers("2026-07-20").appealed("2026-07-30").answers("2026-08-06").demanded(
        "2026-08-20"
    )
    assert walk.place() == ("Step V, arbitration", DOOR)
    assert walk.missed() == []


def test_the_commission_refuses_to_hear_and_arbitration_runs_from_the_refusal(office):
    walk = Walk(office, entered(office, LOS_ANGELES)).filed("2012-06-05", occurred="2012-06-01").says_no("2012-06-14")
    walk.appealed("2012-07-02").answers("2012-07-16").appealed("2012-08-01").answers("2012-08-15").appealed(
        "2012-09-04"
    )
    walk.happened(Happening.HEARING_DECLINED, "2012-09-14")
    assert walk.due(5, "file") == ("2012-10-04", "running")
    walk.demanded("2012-10-04")
    assert (walk.place(), walk.missed()) == (("Step 5, arbitration", DOOR), [])


# ------------------------------------------------------------------------------- calendars and contract versions


def test_a_holiday_declared_later_moves_open_dates_after_it_was_listed(office):
    walk = Walk(office, entered(office, COLUMBIA)).filed("2026-06-25", occurred="2026-06-18")
    calendar = OfficeCalendar.objects.get(pk=walk.now.procedure.calendar_id)
    declared = {"day": day("2026-07-07"), "name": "Day of mourning", "kind": "holiday"}
    with time_machine.travel(at_noon(day("2026-07-01")), tick=False):
        with reading_as(office.senior):
            listed = what_closing_moves(calendar=calendar, by=office.senior, **declared)
        assert [(line.matter, str(line.was_on), str(line.will_be_on)) for line in listed] == [
            (walk.case.number, "2026-07-10", "2026-07-13")
        ]
        assert walk.due(1, "answer") == ("2026-07-10", "running")
        assert act(close_day, office.senior, at=at_noon(day("2026-07-01")), calendar=calendar, **declared) == listed
    with reading_as(office.holder):
        rows = list(walk.case.due_dates.filter(step=1, clock="answer").order_by("id"))
    assert [(str(row.due_on), row.calendar_version, row.superseded_at is None) for row in rows] == [
        ("2026-07-10", 1, False),
        ("2026-07-13", 2, True),
    ]
    assert rows[0].superseded_because == "Day of mourning, Tue 7 Jul 2026, was added to the calendar " + calendar.name
    assert walk.due(1, "file") == ("2026-07-06", "met")


def second_version(agreement, *, n, effective_on):
    """The same ladder with shorter answers, from a day on; cases of before keep theirs."""
    old = GrievanceProcedure.objects.get(agreement=agreement)
    steps = list(ProcedureStep.objects.filter(procedure=old).prefetch_related("clocks"))
    GrievanceProcedure.objects.filter(pk=old.pk).update(ended_on=date.fromordinal(effective_on.toordinal() - 1))
    old.pk, old.version, old.effective_on, old.ended_on = None, 2, effective_on, None
    old.save(force_insert=True)
    for step in steps:
        clocks = list(step.clocks.all())
        step.pk, step.procedure = None, old
        step.save(force_insert=True)
        for clock in clocks:
            clock.pk, clock.step = None, step
            clock.period = clock.period | {"n": n}
        StepClock.objects.bulk_create(clocks)


def test_two_versions_of_one_contract_give_two_dates_for_the_same_facts(office):
    agreement = entered(office, COLUMBIA)
    second_version(agreement, n=5, effective_on=day("2026-07-01"))
    old = Walk(office, agreement).filed("2026-07-02", occurred="2026-06-30")
    new = Walk(office, agreement).filed("2026-07-02", occurred="2026-07-01")
    assert (old.due(1, "answer"), new.due(1, "answer")) == (("2026-07-17", "running"), ("2026-07-10", "running"))
    assert [walk.now.procedure.version for walk in (old, new)] == [1, 2]


def test_two_contracts_give_two_dates_for_the_same_facts(office):
    clerical = Walk(office, entered(office, COLUMBIA)).filed("2026-06-25", occurred="2026-06-18")
    trades = Walk(office, entered(office, DENTISTS, office.trades), by=office.other_unit)
    trades.filed("2026-06-25", occurred="2026-06-18")
    assert (clerical.due(1, "answer"), trades.due(1, "answer")) == (
        ("2026-07-10", "running"),
        ("2026-07-09", "running"),
    )
    assert (clerical.due(1, "file"), trades.due(1, "file")) == (("2026-07-06", "met"), ("2026-07-18", "met"))
