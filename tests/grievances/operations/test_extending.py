"""More time needs a signed paper made in time; abeyance stops the clocks and they go on from where they stood."""

from datetime import date

import pytest

from grievances.operations.clocks import watch
from grievances.operations.closing import withdraw
from grievances.operations.extending import extend, hold, prove_extension, release
from grievances.refusals import (
    AlreadyHeld,
    AlreadyProven,
    DateBeforeEvent,
    DateInFuture,
    ExtensionAfterExpiry,
    ExtensionTooShort,
    NoRunningClock,
    NotHeld,
    NotUnderWay,
    OwnLead,
    PaperOfAnotherCase,
)
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from tests.factories.case_acts import act, answered, at_noon, fresh, history, paper
from tests.factories.grievances import filed, received

MARCH_9, MARCH_10, MARCH_16 = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 16)
MARCH_17, MARCH_23, MARCH_30 = date(2026, 3, 17), date(2026, 3, 23), date(2026, 3, 30)
AGREED = {"clock": "answer", "asked_by": "employer", "agreed_with": "J. Reyes", "agreed_on": MARCH_9}
HELD = {"from_on": MARCH_9, "reason": "behind the lead case", "agreed_with": "J. Reyes"}


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def due(case, office, clock="answer", step=1):
    with reading_as(office.holder):
        row = case.due_dates.get(step=step, clock=clock, superseded_at=None)
    return row.due_on, row.state


# ---------------------------------------------------------------------------------------------- extensions


def test_without_the_signed_paper_nothing_moves_until_it_is_attached(office, case):
    extension = act(extend, office.holder, grievance=case, new_due_on=MARCH_30, **AGREED)
    assert (extension.is_proven, due(case, office)) == (False, (MARCH_16, "running"))
    assert history(case, office.holder)[-1] == (
        "Holder recorded an extension of “answer in writing” to Mon 30 Mar 2026, unproven until the signed paper is"
        " attached."
    )
    signed = paper(case, office.holder, title="Extension signed 9 March")
    act(prove_extension, office.holder, extension=extension, document=signed)
    assert due(case, office) == (MARCH_30, "running")
    assert fresh(case, office.holder).next_due_on == MARCH_30
    assert history(case, office.holder)[-1] == "Holder attached the signed extension: Extension signed 9 March."
    with reading_as(office.holder):
        earlier = case.due_dates.get(step=1, clock="answer", superseded_at__isnull=False)
    assert (earlier.due_on, earlier.superseded_because) == (MARCH_16, "the signed extension was attached")
    with pytest.raises(AlreadyProven):
        act(prove_extension, office.holder, extension=extension, document=signed)


def test_an_unproven_extension_does_not_stop_the_lapse(office, case):
    act(extend, office.holder, grievance=case, new_due_on=MARCH_30, **AGREED)
    act(watch, office.clerk, grievance=fresh(case, office.clerk), at=at_noon(MARCH_17))
    assert (due(case, office)[1], fresh(case, office.holder).is_lapsed) == ("lapsed", True)


def test_days_are_added_in_the_clock_s_own_unit(office, case):
    act(extend, office.holder, grievance=case, more_days=5, document=paper(case, office.holder), **AGREED)
    assert due(case, office) == (MARCH_23, "running")
    assert history(case, office.holder)[-1] == "Holder recorded an extension of “answer in writing” by 5 days."


def test_an_agreement_made_in_time_counts_when_it_is_recorded_later(office, case):
    signed = paper(case, office.holder)
    act(extend, office.holder, grievance=case, new_due_on=MARCH_30, document=signed, at=at_noon(MARCH_23), **AGREED)
    assert due(case, office) == (MARCH_30, "running")


@pytest.mark.parametrize("recorded_on", [MARCH_17, MARCH_30])
def test_an_agreement_made_after_the_last_day_is_none(office, case, recorded_on):
    late = AGREED | {"agreed_on": MARCH_17}
    with pytest.raises(ExtensionAfterExpiry, match="An extension agreed after expiry is none"):
        act(extend, office.holder, grievance=case, more_days=5, at=at_noon(recorded_on), **late)
    assert due(case, office) == (MARCH_16, "running")


def test_the_last_day_itself_is_in_time(office, case):
    last = AGREED | {"agreed_on": MARCH_16}
    act(extend, office.holder, grievance=case, more_days=1, at=at_noon(MARCH_16), **last)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"agreed_on": MARCH_10, "more_days": 5}, DateInFuture),
        ({"new_due_on": MARCH_16}, ExtensionTooShort),
        ({"new_due_on": MARCH_9}, ExtensionTooShort),
        ({"more_days": 0}, ExtensionTooShort),
        ({}, ExtensionTooShort),
        ({"clock": "decide", "more_days": 5}, NoRunningClock),
        ({"clock": "file", "more_days": 5}, NoRunningClock),
        ({"step": 2, "more_days": 5}, NoRunningClock),
    ],
)
def test_extensions_that_are_none(office, case, facts, refusal):
    with pytest.raises(refusal):
        act(extend, office.holder, grievance=case, **(AGREED | facts))


def test_the_other_sides_clock_is_extended_too(office, case):
    answered(case, office)
    case = fresh(case, office.holder)
    signed = paper(case, office.holder)
    act(extend, office.holder, grievance=case, more_days=5, document=signed, **(AGREED | {"clock": "file"}))
    assert due(case, office, "file", 2) == (MARCH_30, "running")


def test_a_paper_of_another_case_proves_nothing(office, case):
    foreign = paper(filed(office), office.holder)
    with pytest.raises(PaperOfAnotherCase):
        act(extend, office.holder, grievance=case, more_days=5, document=foreign, **AGREED)
    extension = act(extend, office.holder, grievance=case, more_days=5, **AGREED)
    with pytest.raises(PaperOfAnotherCase):
        act(prove_extension, office.holder, extension=extension, document=foreign)


@pytest.mark.parametrize("is_filed", [False, True])
def test_a_case_that_does_not_run_is_neither_extended_nor_held(office, is_filed):
    case = fresh(filed(office) if is_filed else received(office), office.holder)
    if is_filed:
        act(withdraw, office.holder, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=False)
    case = fresh(case, office.holder)
    with pytest.raises(NotUnderWay):
        act(extend, office.holder, grievance=case, more_days=5, **AGREED)
    with pytest.raises(NotUnderWay):
        act(hold, office.holder, grievance=case, **HELD)
    assert fresh(case, office.holder).is_held is False


# ------------------------------------------------------------------------------------------------ abeyance


def test_abeyance_stops_the_clocks_and_release_goes_on_from_where_they_stood(office, case):
    act(hold, office.holder, grievance=case, **HELD)
    held = fresh(case, office.holder)
    assert (held.is_held, held.next_due_on, due(case, office)) == (True, None, (None, "stopped"))
    assert history(case, office.holder)[-1] == (
        "Holder held the case in abeyance from Mon 9 Mar 2026: behind the lead case."
    )
    # four of the ten business days were counted before Mon 9 Mar; six remain after Mon 23 Mar
    act(release, office.holder, grievance=held, until_on=MARCH_23, at=at_noon(MARCH_23))
    released = fresh(case, office.holder)
    assert (released.is_held, due(case, office)) == (False, (date(2026, 3, 31), "running"))
    assert history(case, office.holder)[-1] == "Holder ended the abeyance on Mon 23 Mar 2026."
    with reading_as(office.holder):
        dates = list(case.due_dates.filter(clock="answer").order_by("id").values_list("due_on", flat=True))
    assert dates == [MARCH_16, None, date(2026, 3, 31)]


def test_a_case_is_held_once_at_a_time_and_released_once(office, case):
    with pytest.raises(NotHeld):
        act(release, office.holder, grievance=case, until_on=MARCH_9)
    act(hold, office.holder, grievance=case, **HELD)
    with pytest.raises(AlreadyHeld):
        act(hold, office.holder, grievance=fresh(case, office.holder), **HELD)


@pytest.mark.parametrize(("from_on", "refusal"), [(MARCH_10, DateInFuture), (date(2026, 3, 1), DateBeforeEvent)])
def test_abeyance_begins_between_the_receipt_and_today(office, case, from_on, refusal):
    with pytest.raises(refusal):
        act(hold, office.holder, grievance=case, **(HELD | {"from_on": from_on}))


@pytest.mark.parametrize(("until_on", "refusal"), [(MARCH_10, DateInFuture), (date(2026, 3, 8), DateBeforeEvent)])
def test_abeyance_ends_between_its_beginning_and_today(office, case, until_on, refusal):
    act(hold, office.holder, grievance=case, **HELD)
    with pytest.raises(refusal):
        act(release, office.holder, grievance=fresh(case, office.holder), until_on=until_on)


def test_a_case_waits_behind_its_lead_case_and_never_in_a_ring(office, case):
    second, third = (fresh(filed(office), office.holder) for _ in range(2))
    act(hold, office.holder, grievance=second, lead=case, **HELD)
    assert fresh(second, office.holder).lead_id == case.pk
    act(hold, office.holder, grievance=third, lead=fresh(second, office.holder), **HELD)
    for lead in (case, second, third):
        with pytest.raises(OwnLead):
            act(hold, office.holder, grievance=fresh(case, office.holder), lead=fresh(lead, office.holder), **HELD)


def test_a_lead_case_out_of_reach_is_refused(office, case):
    lead = fresh(filed(office, by=office.other_unit, unit=office.trades), office.other_unit)
    with pytest.raises(NotPermitted):
        act(hold, office.holder, grievance=case, lead=lead, **HELD)
    assert fresh(case, office.holder).is_held is False


def test_a_held_case_can_end_and_its_abeyance_ends_with_it(office, case):
    act(hold, office.holder, grievance=case, **HELD)
    case = fresh(case, office.holder)
    act(withdraw, office.holder, grievance=case, on=date(2026, 3, 5), withdrawn_by="Local 1", with_prejudice=True)
    ended = fresh(case, office.holder)
    with reading_as(office.holder):
        held = ended.holds.get()
    assert (ended.state, ended.is_held, held.until_on) == ("closed", False, MARCH_9)
