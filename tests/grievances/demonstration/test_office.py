"""The demonstration office as a visitor finds it: built once, in every state, with the one specialist's year."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Max

from grievances.models import Extension, Grievance, PrivilegedNote, Settlement
from grievances.queries import caseload
from grievances.queries.figures import Period
from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter
from laborrel.organization.models import BargainingUnit, Department, Employee, Employer, Union
from laborrel.people.models import User

pytestmark = pytest.mark.django_db
EARLY_IN_THE_YEAR = datetime(2027, 1, 5, 19, 0, tzinfo=UTC)  # the day on which “last year” is hardest to keep apart


def test_nowhere_else_is_anybody_invented(settings) -> None:
    settings.LABORREL_DEMONSTRATION = False
    with pytest.raises(CommandError, match="only where LABORREL_DEMONSTRATION is on"):
        call_command("demonstration_office")
    assert User.objects.count() == 0


def test_an_office_that_is_real_is_left_alone(settings) -> None:
    settings.LABORREL_DEMONSTRATION = True
    Employer.objects.create(name="County of Somewhere", office_name="Labor Relations")
    with pytest.raises(CommandError, match="which is not invented"):
        call_command("demonstration_office")


def test_the_sign_ins_are_a_table(settings, capsys) -> None:
    settings.LABORREL_DEMONSTRATION = True
    call_command("demonstration_office", "--sign-ins")
    said = capsys.readouterr().out
    assert "specialist@demo.example" in said
    assert "clerk@demo.example" not in said


def test_the_whole_office(settings, capsys) -> None:
    settings.LABORREL_DEMONSTRATION = True
    with time_machine.travel(EARLY_IN_THE_YEAR, tick=False):
        call_command("demonstration_office")
        _the_city()
        _three_hundred_cases_in_every_state()
        _the_year_of_one_specialist()
        _who_sees_what()
        before = Grievance._base_manager.aggregate(last=Max("pk"))
        capsys.readouterr()
        call_command("demonstration_office")
    assert "nothing was changed" in capsys.readouterr().out
    assert Grievance._base_manager.aggregate(last=Max("pk")) == before


def person(key: str) -> User:
    return User.objects.get(email=f"{key.replace('_', '.')}@demo.example")


def _the_city() -> None:
    employer = Employer.objects.get()
    assert employer.is_invented is True
    counts = [model.objects.count() for model in (Department, Union, BargainingUnit, Employee)]
    assert counts == [5, 2, 4, 400]


def _three_hundred_cases_in_every_state() -> None:
    senior = person("senior_specialist")
    with reading_as(senior):
        cases = list(Grievance.objects.visible_to(senior).select_related("outcome"))
        states = Counter(case.state for case in cases)
        outcomes = {case.outcome.code for case in cases if case.outcome}
        letters = set(Letter.objects.visible_to(senior).values_list("state", flat=True))
        settlements = set(Settlement.objects.values_list("state", flat=True))
        extensions = Counter(extension.is_proven for extension in Extension.objects.all())
        notes = PrivilegedNote.objects.visible_to(senior).count()
        numbers = [case.number for case in sorted(cases, key=lambda case: (case.received_on.year, case.number))]
    assert len(cases) == 300
    assert set(states) == {"received", "filed", "answered", "at_arbitration", "closed"}
    assert outcomes == {"SETTLED", "WITHDRAWN", "GRANTED", "DENIED", "WAIVED", "AWARD"}
    assert letters == {"draft", "in_review", "approved", "issued"}
    assert settlements == {"proposed", "approved", "signed", "paid"}
    assert (extensions[True] > 0, extensions[False] > 0, notes > 0) == (True, True, True)
    assert {case.kind for case in cases} == {"individual", "group", "union", "policy"}
    assert any(case.is_held for case in cases)
    assert any(case.objection for case in cases)
    assert {case.next_due_side for case in cases if case.is_lapsed} >= {"ours", ""}
    assert len(set(numbers)) == 300


def _the_year_of_one_specialist() -> None:
    specialist = person("specialist")
    with reading_as(specialist):
        year = Period(date(2026, 1, 1), date(2026, 12, 31))
        found = caseload.year_of(specialist, specialist, year)
    assert found.sentence == (
        "28 grievances handled in 2026: 23 resolved at Step 2, 4 withdrawn, 1 pending arbitration; "
        "five departments, two units."
    )


def _who_sees_what() -> None:
    def seen_by(key: str) -> int:
        reader = person(key)
        with reading_as(reader):
            return Grievance.objects.visible_to(reader).count()

    assert seen_by("senior_specialist") == 300
    assert seen_by("outside_counsel") == 1
    assert [seen_by(key) for key in ("team_a", "team_b", "supervisor", "administrator")] == [0, 0, 0, 0]
    assert seen_by("specialist") - seen_by("walled") == 1
    assert seen_by("auditor") == 299  # a case team begins with everybody at the desk; a sealed case with those named
