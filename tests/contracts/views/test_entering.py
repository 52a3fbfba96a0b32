"""An agreement from a file: looked through, each fault with its place, then entered; a new version keeps the old."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.agreement_format import HAPPENINGS, faults_of
from contracts.models import Agreement, GrievanceProcedure
from contracts.operations.entering import shipped_agreements
from grievances.time_limits.rules import Happening
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from tests.factories.contracts import small_agreement

SHIPPED = shipped_agreements()
COLUMBIA = SHIPPED["columbia-county-afscme-1442-2024"]


def file(data) -> SimpleUploadedFile:
    return SimpleUploadedFile("agreement.json", data if isinstance(data, bytes) else json.dumps(data).encode())


def changed(place: str, value) -> dict:
    data = deepcopy(COLUMBIA)
    *way, last = [int(each) - 1 if each.isdigit() else each for each in place.split(".")]
    row = data
    for each in way:
        row = row[each]
    if value is KeyError:
        del row[last]
    else:
        row[last] = value
    return data


@pytest.mark.parametrize("name", SHIPPED)
def test_the_agreements_that_are_shipped_have_no_fault(name):
    assert faults_of(SHIPPED[name]) == []


def test_the_events_are_those_the_time_limits_know():
    assert set(Happening) == HAPPENINGS


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("agreement.title", KeyError),
        ("agreement.title", ""),
        ("agreement.title", "x" * 201),
        ("agreement.effective_on", "01/07/2024"),
        ("agreement.expires_on", "2020-01-01"),
        ("calendar.weekend", [7]),
        ("clauses.1.text", KeyError),
        ("clauses.1.colour", "red"),
        ("procedure.steps.1.kind", "duel"),
        ("procedure.steps.1.is_final", "yes"),
        ("procedure.steps.2.clocks.1.side", "mine"),
        ("procedure.steps.2.clocks.1.period", {"n": "ten"}),
        ("procedure.steps.2.clocks.1.triggers", []),
        ("procedure.steps.2.clocks.1.triggers.1.kind", "eclipse"),
        ("procedure.steps.2.clocks.1.lapse", {"a": 1}),
        ("procedure.steps.1.clocks.1.key", 5),
        ("procedure.steps", []),
    ],
)
def test_each_fault_is_named_by_its_place(office, client_of, place, value):
    data = changed(place, value)
    assert place in [fault.place for fault in faults_of(data)]
    typed = {"unit": office.clerical.pk, "file": file(data)}
    answer = client_of(office.senior).post("/contracts/enter/", typed)
    assert (answer.status_code, f"<code>{place}</code>" in answer.content.decode()) == (422, True)
    assert Agreement.objects.count() == 0


@pytest.mark.parametrize("part", ["agreement", "calendar", "holidays", "clauses", "procedure"])
@pytest.mark.parametrize("value", [KeyError, None, 5, "text", [], [5], {}, {"x": {}}])
def test_no_part_may_be_anything(part, value):
    is_empty_list = part == "clauses" and value == []
    assert (faults_of(changed(part, value)) == []) is is_empty_list


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "this is no JSON"),
        (b"{", "Line 1, column 2"),
        (b"[1]", "one object"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": "\\u0000"}', "zero character"),
    ],
)
def test_a_file_that_cannot_be_read(office, client_of, content, words):
    answer = client_of(office.senior).post("/contracts/enter/", {"unit": office.clerical.pk, "file": file(content)})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_looked_through_nothing_is_saved_and_then_it_is_entered(office, client_of):
    browser = client_of(office.senior)
    check = browser.post("/contracts/enter/", {"unit": office.clerical.pk, "file": file(COLUMBIA)})
    text = check.content.decode()
    assert (check.status_code, "Mon 1 Jul 2024" in text) == (200, True)
    assert (Agreement.objects.count(), OfficeCalendar.objects.count(), ClosedDay.objects.count()) == (0, 0, 0)
    typed = {"unit": office.clerical.pk, "carried": json.dumps(COLUMBIA), "stage": "do"}
    assert browser.post("/contracts/enter/", typed).status_code == 302
    assert Agreement.objects.get().title == COLUMBIA["agreement"]["title"]
    again = browser.post("/contracts/enter/", typed)
    assert (again.status_code, "already entered" in again.content.decode()) == (422, True)


def test_a_new_version_keeps_the_old_one(office, client_of):
    agreement = small_agreement(office.clerical)
    browser = client_of(office.senior)
    address = f"/contracts/{agreement.pk}/new-version/"
    typed = {"effective_on": "7/1/2026", "file": file({"procedure": COLUMBIA["procedure"]})}
    assert browser.post(address, typed).status_code == 200
    assert GrievanceProcedure.objects.count() == 1
    typed = {"effective_on": "7/1/2026", "carried": json.dumps(COLUMBIA["procedure"]), "stage": "do"}
    assert browser.post(address, typed).status_code == 302
    old, new = GrievanceProcedure.objects.order_by("version")
    assert (old.version, old.ended_on, old.steps.count()) == (1, date(2026, 6, 30), 3)
    assert (new.version, new.effective_on, new.steps.count()) == (
        2,
        date(2026, 7, 1),
        len(COLUMBIA["procedure"]["steps"]),
    )
    early = browser.post(address, typed | {"effective_on": "1/1/2026"})
    assert (early.status_code, "must begin after" in early.content.decode()) == (422, True)


@pytest.mark.parametrize("by", ["supervisor", "counsel", "administrator", "nobody"])
def test_those_who_only_read_contracts_enter_none(office, client_of, by):
    agreement = small_agreement(office.clerical)
    for address in ("/contracts/enter/", f"/contracts/{agreement.pk}/new-version/"):
        assert client_of(office.people[by]).get(address).status_code == 404
