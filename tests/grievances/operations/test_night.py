"""By night every open case is looked at, in batches; one that cannot be counted does not stop the others."""

import logging
from datetime import date

import pytest
import time_machine

from contracts.models import StepClock
from grievances import tasks
from grievances.case_inputs import ladder_of
from grievances.operations import night
from grievances.operations.clocks import watch
from grievances.operations.closing import withdraw
from grievances.operations.confiding import restrict
from grievances.operations.night import ClerkMissing, open_cases, watch_batch
from grievances.tasks import clerk_of_the_clock, watch_the_clocks
from laborrel.access.guarded import NotPermitted
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from laborrel.people.models import User
from tests.factories.case_acts import act, at_noon, fresh, verbs
from tests.factories.grievances import filed, received

MARCH_9, MARCH_17 = date(2026, 3, 9), date(2026, 3, 17)


def sweep(office, cases, on=MARCH_17):
    with reading_as(office.clerk):
        return watch_batch(ids=[case.pk for case in cases], by=office.clerk, at=at_noon(on))


def test_every_case_whose_clocks_may_run_is_found(office):
    running = [filed(office), filed(office, by=office.other_unit, unit=office.trades), filed(office, is_sealed=True)]
    received(office)
    ended = fresh(filed(office), office.holder)
    act(withdraw, office.holder, grievance=ended, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=False)
    with reading_as(office.clerk):
        assert open_cases(office.clerk) == [case.pk for case in running]


def test_a_batch_says_how_many_were_newly_found_lapsed(office):
    cases = [filed(office) for _ in range(3)] + [filed(office, received_on=MARCH_9)]
    assert [sweep(office, cases), sweep(office, cases)] == [3, 0]
    assert [verbs(case, office.holder).count("grievances.lapse") for case in cases] == [1, 1, 1, 0]


def test_a_sealed_case_is_watched_and_its_lapse_seen_by_its_team_alone(office):
    case = fresh(filed(office), office.holder)
    act(restrict, office.holder, grievance=case, is_sealed=True, because="Named in the press")
    assert sweep(office, [case]) == 1
    assert verbs(case, office.holder)[-1] == "grievances.lapse"
    assert verbs(case, office.senior) == []


def test_one_faulty_procedure_does_not_stop_the_night(office, caplog):
    good = filed(office)
    bad = filed(office, by=office.other_unit, unit=office.trades)
    other = filed(office)
    StepClock.objects.filter(step__procedure=bad.procedure_id).update(period={"n": -1})
    ladder_of.cache_clear()
    with caplog.at_level(logging.CRITICAL):
        assert sweep(office, [good, bad, other]) == 2
    assert fresh(bad, office.other_unit).is_lapsed is False


def test_the_fault_is_logged_by_id_never_by_name(office, caplog):
    bad = filed(office, title="Secret title")
    StepClock.objects.filter(step__procedure=bad.procedure_id).update(period={"n": -1})
    ladder_of.cache_clear()
    sweep(office, [bad])
    assert [record.getMessage() for record in caplog.records] == [f"the clocks of case {bad.pk} could not be looked at"]
    assert "Secret title" not in caplog.text


def test_a_specialist_watches_no_case_out_of_reach(office):
    case = fresh(filed(office, by=office.other_unit, unit=office.trades), office.other_unit)
    with reading_as(office.holder):
        assert watch_batch(ids=[case.pk], by=office.holder, at=at_noon(MARCH_17)) == 0
    with pytest.raises(NotPermitted):
        act(watch, office.holder, grievance=case)


@pytest.mark.django_db
def test_without_a_clerk_the_night_says_so(office):
    User.objects.filter(is_service=True).update(is_active=False)
    with pytest.raises(ClerkMissing, match="There is no service account"):
        clerk_of_the_clock()


@pytest.mark.parametrize("batch", [1, 2, 200])
def test_the_job_goes_through_all_cases_in_batches(office, monkeypatch, batch):
    monkeypatch.setattr(tasks, "BATCH", batch)
    cases = [filed(office) for _ in range(5)]
    with time_machine.travel(at_noon(MARCH_17), tick=False):
        watch_the_clocks(timestamp=0)
        watch_the_clocks(timestamp=0)
    assert night.BATCH == 200
    assert [verbs(case, office.holder).count("grievances.lapse") for case in cases] == [1] * 5


@pytest.mark.parametrize("count", [1, 3])
def test_a_case_without_news_costs_four_queries_a_night(office, count, django_assert_num_queries):
    """Savepoint, its dates, what is next, release; reading the whole batch costs the same however many there are."""
    cases = [filed(office) for _ in range(count)]
    sweep(office, cases)
    with reading_as(office.clerk):
        remember_reach(office.clerk)
    with django_assert_num_queries(12 + 4 * count):
        sweep(office, cases, on=date(2026, 3, 18))
