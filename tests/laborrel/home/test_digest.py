"""The daily mail: one's own dates and, for who leads a desk, what is late on it; once a day."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from grievances.operations.closing import withdraw
from grievances.operations.confiding import let_in, restrict
from laborrel.access.scopes import revoke
from laborrel.access.wall import reading_as
from laborrel.home.digest import digest_for, send_digest, text_of
from laborrel.home.models import DigestSent
from laborrel.home.tasks import plan_digests, send_one_digest
from tests.factories.case_acts import act, answered, at_noon, fresh
from tests.factories.grievances import filed
from tests.factories.office import NOW

MARCH_9, MARCH_13, MARCH_16, MARCH_17 = (date(2026, 3, day) for day in (9, 13, 16, 17))


@pytest.fixture
def case(office):
    return fresh(filed(office, title="Harassment by J. Boss", grievants=("Ada Secret",)), office.holder)


def digest(person, today):
    with reading_as(person):
        return digest_for(person, today=today)


def numbers(lines):
    return [line.number for line in lines]


def mailed(person, today, capture):
    with capture(execute=True):
        send_one_digest(user_id=person.pk, day=today.isoformat())
    return [message for message in mail.outbox if person.email in message.to]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 3, 12), []), (MARCH_13, ["2026-0001"]), (MARCH_16, ["2026-0001"]), (MARCH_17, ["2026-0001"])],
)
def test_a_date_of_ours_is_told_from_three_days_before_until_it_is_done(office, case, today, expected):
    assert numbers(digest(office.holder, today).mine) == expected


def test_what_the_union_must_do_is_not_mailed(office, case):
    answered(case, office)
    assert digest(office.holder, date(2026, 3, 23)).is_empty


def test_a_colleague_at_the_desk_is_not_told_of_anothers_case(office, case):
    assert digest(office.same_unit, MARCH_17).is_empty


def test_late_ones_go_up_only_to_who_leads_the_desk(office, case):
    filed(office, by=office.other_unit, unit=office.trades)
    assert numbers(digest(office.senior, MARCH_17).late_elsewhere) == ["2026-0001", "2026-0002"]
    assert digest(office.senior, MARCH_16).is_empty
    for name in ("same_unit", "other_unit", "counsel", "administrator", "supervisor"):
        assert digest(office.people[name], MARCH_17).late_elsewhere == []


def test_a_sealed_case_does_not_go_up(office, case):
    act(restrict, office.holder, grievance=case, is_sealed=True, because="Named in the press")
    assert digest(office.senior, MARCH_17).is_empty
    assert numbers(digest(office.holder, MARCH_17).mine) == ["2026-0001"]


def test_the_mail_says_numbers_acts_dates_and_links(office, case):
    with reading_as(office.holder):
        text = text_of(digest_for(office.holder, today=MARCH_17), today=MARCH_17)
    assert text.splitlines()[:2] == [
        "Your cases",
        "- 2026-0001: answer in writing, Mon 16 Mar 2026 (1 day late) http://localhost:8000/grievances/2026-0001/",
    ]
    assert not any(word in text for word in ("Ada", "Secret", "Harassment", "Boss"))


@pytest.mark.parametrize("is_sealed", [True, False])
def test_of_a_confidential_case_the_mail_says_number_and_link_only(office, case, is_sealed):
    act(restrict, office.holder, grievance=case, is_sealed=is_sealed, because="Named in the press")
    with reading_as(office.holder):
        text = text_of(digest_for(office.holder, today=MARCH_17), today=MARCH_17)
    assert text.splitlines()[:2] == ["Your cases", "- 2026-0001: http://localhost:8000/grievances/2026-0001/"]


def test_nothing_is_sent_twice(office, case, django_capture_on_commit_callbacks):
    for _ in range(3):
        sent = mailed(office.holder, MARCH_17, django_capture_on_commit_callbacks)
    assert [message.subject for message in sent] == ["laborrel: 1 date late, 0 dates due soon"]
    assert len(mailed(office.holder, date(2026, 3, 18), django_capture_on_commit_callbacks)) == 2


def test_who_has_nothing_to_read_gets_no_mail(office, case, django_capture_on_commit_callbacks):
    assert mailed(office.same_unit, MARCH_17, django_capture_on_commit_callbacks) == []
    assert DigestSent.objects.count() == 0


@pytest.mark.parametrize("how", ["revoked", "deactivated", "sealed", "ended"])
def test_the_recipient_is_checked_again_when_it_is_sent(office, case, how, django_capture_on_commit_callbacks):
    assert numbers(digest(office.holder, MARCH_17).mine) == [case.number]
    if how == "revoked":
        with reading_as(office.senior):
            revoke(scope=office.desk, of=office.holder, by=office.senior, at=NOW)
    elif how == "deactivated":
        office.holder.is_active = False
        office.holder.save()
    elif how == "sealed":
        act(restrict, office.senior, grievance=fresh(case, office.senior), is_sealed=True, because="Holder is accused")
    else:
        act(withdraw, office.holder, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=True)
    assert mailed(office.holder, MARCH_17, django_capture_on_commit_callbacks) == []


def test_a_digest_that_is_rolled_back_is_not_mailed(office, case, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        with reading_as(office.holder):
            assert send_digest(to=office.holder, at=at_noon(MARCH_17), today=MARCH_17) is True
        transaction.set_rollback(True)
    assert (mail.outbox, DigestSent.objects.count()) == ([], 0)


def test_a_mail_that_was_refused_goes_with_the_next_try(office, case, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*_, **__):
        raise ConnectionRefusedError("no mail today")

    with monkeypatch.context() as broken:
        broken.setattr("laborrel.home.digest.send_mail", refuse)
        with pytest.raises(ConnectionRefusedError):
            mailed(office.holder, MARCH_17, django_capture_on_commit_callbacks)
    assert DigestSent.objects.count() == 0
    assert len(mailed(office.holder, MARCH_17, django_capture_on_commit_callbacks)) == 1


def test_one_person_with_many_late_cases_still_hears_of_his_own(office, case, monkeypatch):
    """The senior's list of others' cases is cut; her own are not crowded out by theirs."""
    monkeypatch.setattr("grievances.deadlines.MOST_OF_OTHERS", 1)
    filed(office, received_on=date(2026, 2, 2))
    own = filed(office, by=office.senior)
    assert numbers(digest(office.senior, MARCH_17).mine) == [own.number]
    assert len(digest(office.senior, MARCH_17).late_elsewhere) == 1


# ---------------------------------------------------------------------------------------------------- plan


def jobs():
    digests = ProcrastinateJob.objects.filter(task_name__endswith="send_one_digest")
    return list(digests.order_by("id").values_list("args", flat=True))


def test_each_person_who_may_sign_in_gets_one_job_a_day_with_ids_only(office):
    with time_machine.travel(NOW, tick=False):
        plan_digests(timestamp=0)
        plan_digests(timestamp=0)
    planned = jobs()
    expected = {person.pk for name, person in office.people.items() if name not in ("nobody", "clerk", "deactivated")}
    assert sorted(job["user_id"] for job in planned) == sorted(expected)
    assert {tuple(sorted(job)) for job in planned} == {("day", "user_id")}
    assert {job["day"] for job in planned} == {"2026-03-09"}


def test_a_plan_that_was_cut_short_is_completed(office):
    with time_machine.travel(NOW, tick=False):
        send_one_digest.configure(queueing_lock=f"digest {office.holder.pk} 2026-03-09").defer(
            user_id=office.holder.pk, day="2026-03-09"
        )
        plan_digests(timestamp=0)
    assert len(jobs()) == len(office.people) - 3


def test_the_let_in_reader_of_a_case_is_not_mailed_what_another_holds(office, case):
    act(restrict, office.senior, grievance=fresh(case, office.senior), is_sealed=False, because="Named in the press")
    act(
        let_in, office.senior, grievance=fresh(case, office.senior), user=office.counsel, may_work=False,
        with_notes=False,
    )  # fmt: skip
    assert digest(office.counsel, MARCH_17 + timedelta(days=30)).is_empty
