"""Many at once, each in a thread with a connection of its own as the application: numbers, forms, edits, letters."""

import os
import random
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connections, transaction
from django.test import Client

from grievances.models import Answer, CaseCounter, Grievance
from grievances.operations.answering import issue_answer
from grievances.operations.closing import withdraw
from grievances.operations.filing import amend, receive
from grievances.operations.moving import advance
from grievances.refusals import CaseMoved
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.correspondence.models import RegisterEntry
from laborrel.correspondence.operations.register import Mail, register_mail
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.lifecycle import IllegalTransition
from laborrel.people.second_factor import SEEN
from tests.committed import committed_db
from tests.factories.case_acts import answer_begun, approved, at_noon, fresh, verbs
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice, small_office

__all__ = ["committed_db"]

FILERS = 16
FILINGS_EACH = int(os.environ.get("LABORREL_RACE_FILINGS", "8"))
PAIRS = int(os.environ.get("LABORREL_RACE_PAIRS", "200"))
MARCH_9, APRIL_20 = date(2026, 3, 9), date(2026, 4, 20)


@pytest.fixture
def office(committed_db: str) -> Iterator[SmallOffice]:
    yield small_office()
    connections.close_all()


def at_once(works: list[Callable[[], Any]], *, threads: int | None = None) -> list[Any]:
    """Do the works at the same moment, each in its own thread and connection; what each gave, or raised."""
    barrier = Barrier(threads or len(works))

    def one(work: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return work()
        except Exception as raised:  # noqa: BLE001 - the test looks at what was raised
            return raised
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(works)) as pool:
        return list(pool.map(one, works))


def person(user: Any) -> Any:
    """The same person as another request would load them."""
    return get_user_model().objects.get(pk=user.pk)


def test_sixteen_filers_with_failures_leave_neither_doubles_nor_gaps(office):
    """15 of 100 filings are rolled back after they had their number."""
    filers = [office.holder, office.same_unit, office.senior, office.other_unit] * 4

    def file_some(number: int) -> list[str]:
        chance = random.Random(number)
        by = person(filers[number])
        unit = office.trades if filers[number] == office.other_unit else office.clerical
        kept = []
        for _ in range(FILINGS_EACH):
            fails = chance.random() < 0.15
            with transaction.atomic():
                with reading_as(by):
                    case = receive(by=by, at=NOW, unit=unit, received_on=MARCH_9)
                transaction.set_rollback(fails)
            kept += [] if fails else [case.number]
        return kept

    results = at_once([lambda number=number: file_some(number) for number in range(FILERS)])
    given = sorted(number for kept in results for number in kept)
    assert given == [f"2026-{number:04d}" for number in range(1, len(given) + 1)]
    assert len(given) < FILERS * FILINGS_EACH, "some were to be rolled back"
    assert CaseCounter.objects.get().last == len(given)


def test_the_register_of_mail_has_neither_doubles_nor_gaps(office):
    mail = Mail("in", MARCH_9, "mail", "Local 1", "Labor Relations", "Request for information")

    def enter_some(number: int) -> None:
        chance, by = random.Random(number), person(office.holder if number % 2 else office.senior)
        for _ in range(4):
            with transaction.atomic():
                with reading_as(by):
                    register_mail(mail=mail, by=by, at=NOW)
                transaction.set_rollback(chance.random() < 0.15)

    assert at_once([lambda number=number: enter_some(number) for number in range(8)]) == [None] * 8
    with reading_as(office.senior):
        numbers = list(
            RegisterEntry.objects.visible_to(office.senior).order_by("number").values_list("number", flat=True)
        )
    assert numbers == [f"L2026-{number:04d}" for number in range(1, len(numbers) + 1)]
    assert len(numbers) > 16


# --------------------------------------------------------------------------------------------- double submits


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[SEEN] = True
    session.save()
    return client


def test_a_form_sent_twice_at_the_same_moment_logs_one_grievance(office):
    """Double click, retry of the network, back and send again: the same page for both, one record."""
    browsers = [browser(office.holder) for _ in range(8)]
    form = browsers[0].get("/grievances/new/").content.decode()
    assert re.search(r'name="submission" value="[0-9a-f-]{36}"', form)
    typed = {"unit": office.clerical.pk, "received_on": "3/9/2026", "method": "hand"}
    keys = [str(uuid.uuid4()) for _ in range(PAIRS)]

    def send(number: int) -> list[tuple[str, int, str]]:
        mine = keys[number // 2 :: 4]
        answers = [browsers[number].post("/grievances/new/", typed | {"submission": key}) for key in mine]
        return [
            (key, answer.status_code, answer.headers["Location"]) for key, answer in zip(mine, answers, strict=True)
        ]

    sent = [line for lines in at_once([lambda number=number: send(number) for number in range(8)]) for line in lines]
    assert len(sent) == 2 * PAIRS
    assert {status for _, status, _ in sent} == {302}
    numbers = {key: {re.search(r"2026-\d{4}", place)[0] for each, _, place in sent if each == key} for key in keys}
    assert [len(found) for found in numbers.values()] == [1] * PAIRS
    with reading_as(office.holder):
        assert Grievance.objects.visible_to(office.holder).count() == PAIRS
        events = Event.objects.visible_to(office.holder).filter(verb="grievances.receive")
        assert Counter(str(event.submission) for event in events) == Counter(keys)


# --------------------------------------------------------------------------------------- two hands on one case


@pytest.mark.parametrize("editors", [2, 8])
def test_of_editors_over_one_revision_one_wins_and_each_other_gets_both_texts(office, editors):
    case = filed(office)
    names = ["holder", "same_unit", "senior"]

    def edit(number: int) -> Any:
        by = person(office.people[names[number % 3]])
        mine = fresh(case, by)
        with reading_as(by):
            return amend(grievance=mine, by=by, at=NOW, revision=2, title=f"Title {number}")

    results = at_once([lambda number=number: edit(number) for number in range(editors)])
    winners = [number for number, result in enumerate(results) if isinstance(result, Grievance)]
    losers = [(number, result) for number, result in enumerate(results) if isinstance(result, SomeoneElseSaved)]
    assert (len(winners), len(losers)) == (1, editors - 1)
    won = f"Title {winners[0]}"
    assert fresh(case, office.holder).title == won
    for number, conflict in losers:
        assert (conflict.theirs, conflict.yours) == ({"title": won}, {"title": f"Title {number}"})
    assert verbs(case, office.holder).count("grievances.amend") == 1


def test_two_who_end_the_same_case_end_it_once(office):
    case = filed(office)

    def end(name: str) -> Any:
        by = person(office.people[name])
        mine = fresh(case, by)
        with reading_as(by):
            return withdraw(grievance=mine, by=by, at=NOW, on=MARCH_9, withdrawn_by=name, with_prejudice=False)

    results = at_once([lambda name=name: end(name) for name in ("holder", "same_unit", "senior")])
    assert sum(isinstance(result, Grievance) for result in results) == 1
    assert {type(result) for result in results} <= {Grievance, CaseMoved, IllegalTransition}
    assert verbs(case, office.holder).count("grievances.withdraw") == 1


def test_an_answer_is_issued_once_though_two_press_the_button(office):
    case = filed(office)
    answer = approved(answer_begun(case, office.holder), by=office.holder, senior=office.senior)

    def issue(name: str) -> Any:
        by = person(office.people[name])
        with reading_as(by):
            mine = Answer.objects.select_related("visit__grievance").get(pk=answer.pk)
            return issue_answer(answer=mine, by=by, at=NOW)

    results = at_once([lambda name=name: issue(name) for name in ("holder", "same_unit", "senior")])
    assert sum(isinstance(result, Answer) for result in results) == 1
    assert {type(result) for result in results} <= {Answer, CaseMoved, IllegalTransition}
    assert verbs(case, office.holder).count("grievances.answer") == 1
    with reading_as(office.holder):
        assert RegisterEntry.objects.visible_to(office.holder).count() == 1


def test_the_union_goes_on_while_the_case_is_being_withdrawn(office):
    """Whichever comes first holds; the other is refused, and the case is at one place."""
    case = filed(office)
    at = at_noon(APRIL_20)

    def go_on() -> Any:
        by = person(office.holder)
        mine = fresh(case, by)
        with reading_as(by):
            return advance(grievance=mine, by=by, at=at, filed_on=APRIL_20)

    def end() -> Any:
        by = person(office.senior)
        mine = fresh(case, by)
        with reading_as(by):
            return withdraw(grievance=mine, by=by, at=at, on=APRIL_20, withdrawn_by="L", with_prejudice=False)

    results = at_once([go_on, end])
    refused = [result for result in results if isinstance(result, CaseMoved | IllegalTransition)]
    kept = fresh(case, office.holder)
    with reading_as(office.holder):
        present = kept.visits.filter(left_on=None).count()
    assert len([result for result in results if isinstance(result, Exception)]) == len(refused) <= 1
    assert present == (0 if kept.state == "closed" else 1)
