"""Full grievances walked through the four real procedures, with lapses on both sides."""

import time

import pytest

from grievances.time_limits.facts import Facts
from grievances.time_limits.rules import Side
from grievances.time_limits.standing import ClockState, Phase
from tests.grievances.time_limits.procedures import (
    ALL,
    COLUMBIA,
    DENTISTS,
    LOS_ANGELES,
    SANITATION,
    day,
    events,
    ladder,
)


def told(standing):
    return standing.phase, standing.step


def dates(standing):
    return {(clock.step, clock.key): clock.due_on and clock.due_on.isoformat() for clock in standing.clocks}


def verbs(standing, side):
    return [move.verb for move in standing.moves if move.side is side]


LA_STEPS = [
    ("filed", 1, "2012-06-05"),
    ("answered", 1, "2012-06-14", "2012-06-14"),
    ("filed", 2, "2012-07-05"),
    ("filed", 3, "2012-08-21"),
    ("answered", 3, "2012-09-03", "2012-09-05"),
    ("filed", 4, "2012-09-20"),
    ("hearing_accepted", 4, "2012-10-05"),
    ("filed", 5, "2012-11-05"),
    ("list_received", 5, "2012-11-20"),
]


@pytest.mark.parametrize(
    ("as_of", "phase", "step", "theirs", "ours"),
    [
        ("2012-06-04", Phase.NOT_FILED, None, "2012-06-21", None),
        ("2012-06-10", Phase.WAITING_FOR_US, 1, None, "2012-06-25"),
        ("2012-06-20", Phase.ANSWERED, 1, "2012-07-05", None),
        ("2012-07-06", Phase.WAITING_FOR_US, 2, None, "2012-07-25"),
        ("2012-08-20", Phase.UNANSWERED, 2, None, "2012-07-25"),
        ("2012-08-25", Phase.WAITING_FOR_US, 3, None, "2012-09-10"),
        ("2012-09-06", Phase.ANSWERED, 3, "2012-09-25", None),
        ("2012-09-21", Phase.WAITING_FOR_US, 4, None, "2012-10-10"),
        ("2012-10-08", Phase.WAITING_FOR_US, 4, None, "2012-10-25"),
        ("2012-10-30", Phase.UNANSWERED, 4, "2012-11-14", "2012-10-25"),
        ("2012-11-15", Phase.AT_ARBITRATION, 5, None, None),
        ("2012-11-22", Phase.AT_ARBITRATION, 5, "2012-11-27", "2012-11-27"),
    ],
)
def test_los_angeles_day_by_day(as_of, phase, step, theirs, ours):
    facts = Facts(occurred_on=day("2012-06-01"), events=events(*LA_STEPS))
    standing = ladder(LOS_ANGELES).stand(facts, day(as_of))
    found = [following and following.due_on.isoformat() for following in (standing.next_theirs, standing.next_ours)]
    assert (*told(standing), *found) == (phase, step, theirs, ours)


def test_our_silence_in_los_angeles_gives_a_right_without_a_time_limit():
    facts = Facts(occurred_on=day("2012-06-01"), events=events(*LA_STEPS[:3]))
    standing = ladder(LOS_ANGELES).stand(facts, day("2012-08-20"))
    assert standing.exposures == (
        (
            "The commanding officer had to meet with the grievant and render a written decision by Wed 25 "
            "Jul 2012; it was not done. The union may take the grievance to Step 3, Chief of Police "
            "review; no time limit runs against it until an answer is given."
        ),
    )
    assert standing.clock(3, "file").state is ClockState.WAITING
    assert (standing.next_ours.is_overdue, verbs(standing, Side.THEIRS)) == (True, ["file", "withdraw"])


def test_a_late_appeal_is_a_defence_and_the_case_goes_on():
    late = [*LA_STEPS[:2], ("filed", 2, "2012-07-09")]
    standing = ladder(LOS_ANGELES).stand(Facts(occurred_on=day("2012-06-01"), events=events(*late)), day("2012-07-10"))
    clock = standing.clock(2, "file")
    assert (clock.state, clock.days_late, standing.phase) == (ClockState.LATE, 4, Phase.WAITING_FOR_US)
    assert standing.defences == (
        (
            "The grievant had to serve written notice of the grievance on the form provided by Thu 5 Jul "
            "2012; it was done 4 days late, on Mon 9 Jul 2012. Failure to serve notice loses the right to "
            "process the grievance. Time limit: 8.4 A.2.a. Raise the objection in the answer and keep it "
            "in every later one; unraised, it may be waived."
        ),
    )
    assert "object" in verbs(standing, Side.OURS)


def test_the_commission_refuses_to_hear_and_arbitration_runs_from_the_refusal():
    rows = [*LA_STEPS[:6], ("hearing_declined", 4, "2012-10-01", "2012-10-03")]
    standing = ladder(LOS_ANGELES).stand(Facts(occurred_on=day("2012-06-01"), events=events(*rows)), day("2012-10-10"))
    assert (*told(standing), dates(standing)[5, "file"]) == (Phase.ANSWERED, 4, "2012-10-22")
    assert (4, "decide") not in dates(standing)
    assert verbs(standing, Side.THEIRS) == ["request_arbitration", "withdraw"]


def test_the_commission_must_first_say_whether_it_will_hear():
    standing = ladder(LOS_ANGELES).stand(
        Facts(occurred_on=day("2012-06-01"), events=events(*LA_STEPS[:6])), day("2012-09-25")
    )
    assert verbs(standing, Side.OURS) == ["accept_hearing", "decline_hearing"]
    assert standing.clock(4, "decide").state is ClockState.WAITING


@pytest.mark.parametrize(
    ("topics", "step", "due"),
    [
        ((), 1, "2012-06-21"),
        (("class_one_division",), 2, "2012-06-30"),
        (("class_several_divisions",), 3, "2012-06-30"),
        (("emergency",), 3, "2012-06-21"),
    ],
)
def test_where_a_los_angeles_grievance_begins(topics, step, due):
    facts = Facts(occurred_on=day("2012-06-01"), known_on=day("2012-06-10"), topics=topics)
    following = ladder(LOS_ANGELES).stand(facts, day("2012-06-12")).next_theirs
    assert (following.step, following.due_on) == (step, day(due))


def test_an_emergency_is_heard_by_the_commission_without_a_first_notice():
    rows = [("filed", 3, "2012-06-04"), ("answered", 3, "2012-06-11"), ("filed", 4, "2012-06-13")]
    facts = Facts(occurred_on=day("2012-06-01"), topics=("emergency",), events=events(*rows))
    standing = ladder(LOS_ANGELES).stand(facts, day("2012-06-14"))
    assert (dates(standing)[4, "hear_emergency"], (4, "hear") in dates(standing)) == ("2012-07-03", False)


def test_a_matter_that_may_end_probation_stops_at_the_chief():
    rows = LA_STEPS[:5]
    facts = Facts(occurred_on=day("2012-06-01"), topics=("leads_to_probationary_termination",), events=events(*rows))
    standing = ladder(LOS_ANGELES).stand(facts, day("2012-09-06"))
    assert (standing.phase, standing.next_theirs) == (Phase.FINAL, None)
    assert standing.routes == (
        (
            "Matters that may lead to a probationary termination: heard no further than Step 3, Chief of "
            "Police review (8.2 B)."
        ),
    )


def test_an_excluded_matter_is_sent_to_its_forum_with_its_form():
    routes = ladder(LOS_ANGELES).stand(Facts(topics=("firearm_fitness", "unfair_practice")), day("2012-06-12")).routes
    assert routes == (
        (
            "Fitness to carry a concealable firearm: not heard under this procedure (8.2 A.4, B.5). It "
            "goes to the Chief of Police, then the Police Commission, Form 1.84."
        ),
        (
            "A matter that is also an unfair employee relations practice: either here or before the "
            "Employee Relations Board, not both (8.2)."
        ),
    )


COLUMBIA_STEPS = [
    ("filed", 1, "2026-06-25"),
    ("filed", 2, "2026-07-15"),
    ("answered", 2, "2026-07-20"),
    ("filed", 3, "2026-07-30"),
    ("presentation_requested", 3, "2026-07-30"),
    ("presentation_held", 3, "2026-08-12"),
    ("answered", 3, "2026-08-20"),
    ("filed", 4, "2026-09-02"),
    ("mediator_named", 4, "2026-09-10"),
    ("mediation_ended", 4, "2026-10-05"),
    ("filed", 5, "2026-10-15"),
]


@pytest.mark.parametrize(
    ("as_of", "phase", "step", "theirs", "ours"),
    [
        ("2026-06-19", Phase.NOT_FILED, None, "2026-07-06", None),
        ("2026-07-13", Phase.DENIED_BY_SILENCE, 1, "2026-07-24", "2026-07-10"),
        ("2026-07-16", Phase.WAITING_FOR_US, 2, None, "2026-07-29"),
        ("2026-07-21", Phase.ANSWERED, 2, "2026-08-03", None),
        ("2026-07-31", Phase.WAITING_FOR_US, 3, None, "2026-08-13"),
        ("2026-08-13", Phase.WAITING_FOR_US, 3, None, "2026-08-26"),
        ("2026-08-21", Phase.ANSWERED, 3, "2026-09-03", None),
        ("2026-09-11", Phase.IN_MEDIATION, 4, "2026-10-10", "2026-10-10"),
        ("2026-10-06", Phase.ANSWERED, 4, "2026-10-19", None),
        ("2026-10-16", Phase.AT_ARBITRATION, 5, "2026-10-29", "2026-10-29"),
    ],
)
def test_columbia_day_by_day(as_of, phase, step, theirs, ours):
    facts = Facts(known_on=day("2026-06-18"), events=events(*COLUMBIA_STEPS))
    standing = ladder(COLUMBIA).stand(facts, day(as_of))
    found = [following and following.due_on.isoformat() for following in (standing.next_theirs, standing.next_ours)]
    assert (*told(standing), *found) == (phase, step, theirs, ours)


def test_the_silent_appeal_clock_runs_out_in_columbia():
    facts = Facts(known_on=day("2026-06-18"), events=events(*COLUMBIA_STEPS[:1]))
    standing = ladder(COLUMBIA).stand(facts, day("2026-07-27"))
    assert (standing.phase, standing.next_date) == (Phase.MISSED_BY_THEM, None)
    assert standing.exposures == (
        (
            "The supervisor had to attempt to adjust the matter and respond by Fri 10 Jul 2026; it was not"
            " done. The silence counts as a denial on Fri 10 Jul 2026; the union's time to appeal has run "
            "silently since and ended on Fri 24 Jul 2026."
        ),
    )
    assert standing.defences == (
        (
            "The Union representative or the Union Grievance Committee had to present the grievance in "
            "writing to the department head by Fri 24 Jul 2026; it was not done. Treated as final "
            "disposition of the subject matter of the grievance (13.5). Time limit: 13.1 Step II."
        ),
    )


def test_a_late_answer_does_not_restart_the_clock_that_silence_started():
    rows = [*COLUMBIA_STEPS[:1], ("answered", 1, "2026-07-20")]
    standing = ladder(COLUMBIA).stand(Facts(known_on=day("2026-06-18"), events=events(*rows)), day("2026-07-21"))
    assert dates(standing)[2, "file"] == "2026-07-24"


def test_mediation_may_be_left_out_and_both_ways_stay_open():
    facts = Facts(known_on=day("2026-06-18"), events=events(*COLUMBIA_STEPS[:7]))
    standing = ladder(COLUMBIA).stand(facts, day("2026-08-22"))
    assert verbs(standing, Side.THEIRS) == ["request_mediation", "request_arbitration", "withdraw"]
    assert (dates(standing)[4, "file"], dates(standing)[5, "file"]) == ("2026-09-03", "2026-09-03")


def test_without_a_presentation_the_answer_runs_from_receipt():
    rows = COLUMBIA_STEPS[:4]
    standing = ladder(COLUMBIA).stand(Facts(known_on=day("2026-06-18"), events=events(*rows)), day("2026-08-01"))
    assert dates(standing)[3, "answer"] == "2026-08-13"
    assert standing.clock(3, "presentation").state is ClockState.WAITING


def test_columbia_lets_a_suspension_start_at_step_three():
    rows = events(("filed", 3, "2026-07-01"))
    allowed = Facts(known_on=day("2026-06-18"), topics=("suspension",), events=rows)
    other = Facts(known_on=day("2026-06-18"), events=rows)
    stood = [ladder(COLUMBIA).stand(facts, day("2026-07-02")) for facts in (allowed, other)]
    assert [standing.clock(3, "file").due_on for standing in stood] == [day("2026-07-06")] * 2
    assert [standing.defences for standing in stood] == [
        (),
        ("The grievance was filed first at Step III; Step I was left out without an agreement to do so.",),
    ]


def test_dentists_appeal_from_the_day_the_answer_was_due():
    facts = Facts(occurred_on=day("2026-03-02"), events=events(("filed", 1, "2026-04-01")))
    standing = ladder(DENTISTS).stand(facts, day("2026-04-20"))
    assert dates(standing) == {(1, "file"): "2026-04-01", (1, "answer"): "2026-04-15", (2, "file"): "2026-04-29"}
    answered = Facts(
        occurred_on=day("2026-03-02"),
        events=events(("filed", 1, "2026-04-01"), ("answered", 1, "2026-04-07", "2026-04-08")),
    )
    assert dates(ladder(DENTISTS).stand(answered, day("2026-04-20")))[2, "file"] == "2026-04-29"


def test_dentists_count_from_the_later_of_action_and_knowledge():
    facts = Facts(occurred_on=day("2026-03-02"), known_on=day("2026-03-16"))
    clock = ladder(DENTISTS).stand(facts, day("2026-03-20")).clock(1, "file")
    assert (clock.due_on, [part.due_on for part in clock.reckoning.parts]) == (
        day("2026-04-15"),
        [day("2026-04-01"), day("2026-04-15")],
    )


@pytest.mark.parametrize(
    ("received", "expected"), [("2026-06-20", "2026-07-20"), ("2026-07-01", "2026-07-27"), (None, "2026-07-27")]
)
def test_dentists_request_arbitration_from_receipt_or_due_date_whichever_is_earlier(received, expected):
    rows = [("filed", step, on) for step, on in ((1, "2026-04-01"), (2, "2026-04-28"), (3, "2026-05-20"))]
    rows += [("filed", 4, "2026-06-13")]
    rows += [("answered", 4, received, received)] if received else []
    standing = ladder(DENTISTS).stand(Facts(occurred_on=day("2026-03-02"), events=events(*rows)), day("2026-07-02"))
    assert dates(standing)[5, "file"] == expected


@pytest.mark.parametrize(
    ("topic", "step", "due"),
    [("discharge", 5, "2026-04-01"), ("suspension", 3, "2026-03-12"), ("pay_reduction", 3, "2026-03-12")],
)
def test_discipline_of_dentists_starts_higher_with_its_own_clock(topic, step, due):
    facts = Facts(
        occurred_on=day("2026-02-01"),
        topics=(topic,),
        events=events(("discipline_effective", None, "2026-03-02")),
    )
    following = ladder(DENTISTS).stand(facts, day("2026-03-03")).next_theirs
    assert (following.step, following.due_on) == (step, day(due))


def test_a_silent_last_day_on_sunday_is_strict_for_us_and_lenient_for_them():
    # 30 days from Fri 6 Mar 2026 end on Sun 5 Apr; 14 days from Sun 5 Apr end on Sun 19 Apr
    rows = [("filed", 1, "2026-04-06")]
    facts = Facts(occurred_on=day("2026-03-06"), events=events(*rows))
    theirs = ladder(DENTISTS).stand(facts, day("2026-04-07")).clock(1, "file")
    assert (theirs.state, theirs.due_on, theirs.was_met_on_lenient_day) == (ClockState.MET, day("2026-04-05"), True)
    waiting = ladder(DENTISTS).stand(Facts(occurred_on=day("2026-03-06")), day("2026-04-01")).clock(1, "file")
    assert "by Sun 5 Apr 2026, or Mon 6 Apr 2026 if a closed last day moves. Otherwise: " in waiting.effect
    facts = Facts(occurred_on=day("2026-03-20"), events=events(("filed", 1, "2026-04-05")))
    standing = ladder(DENTISTS).stand(facts, day("2026-04-06"))
    assert (standing.next_ours.on, standing.next_ours.due_on) == (day("2026-04-17"), day("2026-04-19"))
    monday = ladder(DENTISTS).stand(facts, day("2026-04-20"))
    assert monday.clock(1, "answer").state is ClockState.LAPSED


def test_sanitation_leaves_out_step_two_and_ends_at_the_general_manager():
    rows = [
        ("filed", 1, "2026-11-02"),
        ("answered", 1, "2026-11-09", "2026-11-09"),
        ("filed", 3, "2026-11-20"),
        ("answered", 3, "2026-12-21", "2026-12-22"),
        ("filed", 4, "2026-12-30"),
        ("answered", 4, "2027-01-05"),
    ]
    facts = Facts(occurred_on=day("2026-10-30"), events=events(*rows))
    on = {text: ladder(SANITATION).stand(facts, day(text)) for text in ("2026-11-10", "2026-12-22", "2027-01-06")}
    assert dates(on["2026-11-10"])[2, "file"] == dates(on["2026-11-10"])[3, "file"] == "2026-11-24"
    assert (on["2026-12-22"].next_theirs.due_on, on["2026-12-22"].clock(3, "answer").days_late) == (
        day("2026-12-30"),
        13,
    )
    assert (on["2027-01-06"].phase, on["2027-01-06"].next_theirs) == (Phase.FINAL, None)
    assert ladder(SANITATION).procedure.ends_in_arbitration is False


def test_a_missed_appeal_in_sanitation_is_resolved_on_the_last_answer():
    rows = [("filed", 1, "2026-11-02"), ("answered", 1, "2026-11-09", "2026-11-09")]
    standing = ladder(SANITATION).stand(Facts(occurred_on=day("2026-10-30"), events=events(*rows)), day("2026-11-25"))
    assert standing.phase is Phase.MISSED_BY_THEM
    assert "close" in verbs(standing, Side.OURS)
    assert standing.defences[0].endswith(
        "Considered resolved on the basis of the preceding response (11.6). Time limit: 11.4.2."
    )


def test_a_case_that_ended_has_no_dates_and_no_moves():
    rows = [*COLUMBIA_STEPS[:3], ("settled", None, "2026-07-22")]
    standing = ladder(COLUMBIA).stand(Facts(known_on=day("2026-06-18"), events=events(*rows)), day("2026-09-01"))
    assert (standing.phase, standing.next_date, standing.moves) == (Phase.CLOSED, None, ())
    assert standing.headline == "Settled on Wed 22 Jul 2026."


def test_what_happens_later_is_not_known_yet_and_the_answer_is_the_same_every_time():
    facts = Facts(known_on=day("2026-06-18"), events=events(*COLUMBIA_STEPS))
    early = Facts(known_on=day("2026-06-18"), events=events(*COLUMBIA_STEPS[:2]))
    one, two = (ladder(COLUMBIA).stand(known, day("2026-07-16")) for known in (facts, early))
    assert one == two


@pytest.mark.parametrize("agreement", ALL)
def test_one_case_is_quick_enough_for_a_nightly_sweep(agreement):
    facts = Facts(
        occurred_on=day("2026-06-01"),
        known_on=day("2026-06-01"),
        events=events(*[("filed", step, f"2026-0{5 + step}-10") for step in (1, 2, 3, 4)]),
    )
    known = ladder(agreement)
    began = time.perf_counter()
    for _ in range(50):
        known.stand(facts, day("2026-09-20"))
    assert (time.perf_counter() - began) / 50 < 0.01, "ten times the usual cost of one case"
