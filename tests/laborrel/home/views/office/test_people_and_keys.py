"""Accounts, keys, the read log and broken glass: each within the reach of the person who asks."""

import re

import pytest
from django.contrib.auth.models import Group

from laborrel.access.models import Denial, Scope
from laborrel.access.reach import reach_of
from laborrel.access.roles import CLERKS, DESK_ROLES, SPECIALISTS, SUPERVISORS
from laborrel.access.scopes import break_glass
from laborrel.access.wall import reading_as
from laborrel.audit.events import record_reading
from laborrel.audit.models import Reading
from laborrel.organization.models import BargainingUnit
from laborrel.people.models import User
from tests.factories.grievances import filed
from tests.factories.office import NOW


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


def test_an_administrator_opens_an_account_and_closes_it(office, client_of):
    browser = client_of(office.administrator)
    typed = {"full_name": "New Person", "email": "New@Example.test", "job_title": "", "roles": [role(SPECIALISTS)]}
    assert browser.post("/office/accounts/new/", typed).status_code == 302
    person = User.objects.get(email="new@example.test")
    assert [each.name for each in person.groups.all()] == [SPECIALISTS]
    twice = browser.post("/office/accounts/new/", typed)
    assert (twice.status_code, "There is an account with this e-mail address" in twice.content.decode()) == (422, True)
    assert browser.post(f"/office/accounts/{person.pk}/close/").status_code == 302
    assert User.objects.get(pk=person.pk).is_active is False
    assert browser.post(f"/office/accounts/{person.pk}/close/").status_code == 302
    assert User.objects.get(pk=person.pk).is_active is True


def test_nobody_changes_his_own_roles_or_gives_the_clerks(office, client_of):
    browser = client_of(office.administrator)
    own = browser.post(f"/office/accounts/{office.administrator.pk}/", {"roles": [role(SPECIALISTS)]})
    clerk = browser.post(f"/office/accounts/{office.nobody.pk}/", {"roles": [role(CLERKS)]})
    assert (own.status_code, clerk.status_code) == (422, 422)
    assert browser.get(f"/office/accounts/{office.clerk.pk}/").status_code == 404


@pytest.mark.parametrize("name", sorted(DESK_ROLES))
def test_a_role_that_opens_desks_is_given_by_a_senior_only(office, client_of, name):
    """Else a second account of the administrator's own would be a glass broken in silence."""
    administrator, senior = client_of(office.administrator), client_of(office.senior)
    said = "This role opens every desk, so only a senior specialist gives it."
    typed = {"full_name": "Second Self", "email": "second@example.test", "job_title": "", "roles": [role(name)]}
    opened = administrator.post("/office/accounts/new/", typed)
    given = administrator.post(f"/office/accounts/{office.nobody.pk}/", {"roles": [role(name)]})
    assert [(one.status_code, said in one.content.decode()) for one in (opened, given)] == [(422, True), (422, True)]
    assert senior.post(f"/office/accounts/{office.nobody.pk}/", {"roles": [role(name)]}).status_code == 302
    kept = [role(name), role(SUPERVISORS)]  # what stands already is no hindrance to the rest
    assert administrator.post(f"/office/accounts/{office.nobody.pk}/", {"roles": kept}).status_code == 302
    assert {each.name for each in office.nobody.groups.all()} == {name, SUPERVISORS}


def test_the_roles_at_every_desk_are_those_a_senior_gives(office):
    held = Group.objects.filter(scopegrouppermission__content_object=office.desk).exclude(name=CLERKS)
    with reading_as(office.senior):
        assert {each.name for each in held} == DESK_ROLES


def test_the_accounts_tell_of_no_desk_and_no_case(office, client_of):
    """Twin worlds: a person let into a sealed case reads the same on every page about accounts."""
    browser = client_of(office.administrator)
    pages = ["/office/accounts/", f"/office/accounts/{office.holder.pk}/"]

    def asked() -> list[str]:
        return [re.sub(r'value="[^"]{30,}"|CSRFToken[^>]*', "", browser.get(page).content.decode()) for page in pages]

    without = asked()
    filed(office, is_sealed=True, title="Whistle in the pump house")
    assert asked() == without


def test_a_specialist_is_seated_and_unseated(office, client_of):
    browser = client_of(office.senior)
    desk = f"/office/desks/{office.desk.reference}/"
    typed = {"person": office.other_unit.pk, "manner": "seat"}
    assert browser.post(f"{desk}let-in/", typed).status_code == 302
    page = browser.get(desk).content.decode()
    assert "Other Unit" in page
    assert "sees, works, lets others in" in page
    with reading_as(office.other_unit):
        beside = Scope.objects.get(accompanies=office.desk)
        assert {office.desk.pk, beside.pk} <= reach_of(office.fresh("other_unit")).scopes["work"]
    assert browser.post(f"{desk}take-out/{office.other_unit.pk}/").status_code == 302
    with reading_as(office.other_unit):
        assert office.desk.pk not in reach_of(office.fresh("other_unit")).scopes["view"]


def test_a_person_is_kept_out_with_a_reason_and_let_back_with_one(office, client_of):
    browser = client_of(office.senior)
    desk = f"/office/desks/{office.desk.reference}/"
    typed = {"person": office.same_unit.pk, "because": "relative", "note": "Brother of the grievant"}
    assert browser.post(f"{desk}keep-out/", typed | {"note": ""}).status_code == 422
    assert browser.post(f"{desk}keep-out/", typed).status_code == 302
    assert "Brother of the grievant" in browser.get(desk).content.decode()
    twice = browser.post(f"{desk}keep-out/", typed)
    assert (twice.status_code, "kept out already" in twice.content.decode()) == (422, True)
    assert browser.post(f"{desk}let-back/{office.same_unit.pk}/", {"because": ""}).status_code == 422
    assert browser.post(f"{desk}let-back/{office.same_unit.pk}/", {"because": "The case ended"}).status_code == 302
    with reading_as(office.senior):
        assert Denial.objects.filter(user=office.same_unit, lifted_at__isnull=True).count() == 0


def test_a_desk_one_may_not_grant_on_is_not_there(office, client_of):
    sealed = filed(office, is_sealed=True)
    with reading_as(office.holder):
        scope = Scope.objects.get(pk=sealed.scope_id)
    browser = client_of(office.senior)
    assert browser.get(f"/office/desks/{scope.reference}/").status_code == 404
    assert browser.post(f"/office/desks/{scope.reference}/let-in/", {}).status_code == 404
    assert scope.title not in browser.get("/office/desks/").content.decode()
    assert client_of(office.holder).get(f"/office/desks/{office.desk.reference}/").status_code == 404


def test_a_unit_desk_is_opened_once(office, client_of):
    unit = BargainingUnit.objects.create(code="POL", name="Police", union=office.union)
    browser = client_of(office.senior)
    opened = browser.post("/office/desks/new/", {"unit": unit.pk})
    again = browser.post("/office/desks/new/", {"unit": unit.pk})
    assert (opened.status_code, again.status_code) == (302, 422)
    with reading_as(office.senior):
        assert Scope.objects.filter(unit=unit, kind="unit_desk").count() == 1


def a_reading(office, scope: Scope, by: User, what: str) -> None:
    with reading_as(by):
        record_reading(act=Reading.Act.READ, by=by, at=NOW, scope=scope, what=what)


def test_the_read_log_shows_what_one_leads_and_nothing_of_a_sealed_case(office, client_of):
    with reading_as(office.senior):
        beside = Scope.objects.get(accompanies=office.desk)
    sealed = filed(office, is_sealed=True)
    with reading_as(office.holder):
        hidden = Scope.objects.get(pk=sealed.scope_id)
    a_reading(office, beside, office.same_unit, "Notes on the pump house")
    a_reading(office, hidden, office.holder, "Whistle in the boiler room")
    browser = client_of(office.senior)
    page = browser.get("/office/readings/").content.decode()
    assert ("Notes on the pump house" in page, "Whistle" in page) == (True, False)
    by_name = browser.get(f"/office/readings/?person={office.same_unit.pk}").content.decode()
    nobody = browser.get(f"/office/readings/?person={office.counsel.pk}").content.decode()
    assert ("Notes on the pump house" in by_name, "Notes on the pump house" in nobody) == (True, False)


@pytest.mark.parametrize("question", ["?person=abc", "?from_on=rubbish", "?act=ate", "?person=999999"])
def test_a_question_the_read_log_cannot_understand(office, client_of, question):
    assert client_of(office.senior).get(f"/office/readings/{question}").status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_read_log_asks_as_much_for_three_lines_as_for_one(office, client_of, rows, django_assert_num_queries):
    with reading_as(office.senior):
        beside = Scope.objects.get(accompanies=office.desk)
    for number in range(rows):
        a_reading(office, beside, office.same_unit, f"Paper {number}")
    browser = client_of(office.senior)
    browser.get("/office/readings/")
    with django_assert_num_queries(10):
        browser.get("/office/readings/")


def test_broken_glass_is_seen_by_those_who_lead_the_desk(office, client_of):
    with reading_as(office.administrator):
        break_glass(
            reference=office.desk.reference, reason="Helping with a stuck import", minutes=15, by=office.administrator,
            at=NOW,
        )  # fmt: skip
    assert "Helping with a stuck import" in client_of(office.senior).get("/office/broken-glass/").content.decode()
    assert client_of(office.holder).get("/office/broken-glass/").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_keys_of_a_desk_ask_as_much_for_three_people_as_for_one(
    office, client_of, people, django_assert_num_queries
):
    browser = client_of(office.senior)
    for name in ("other_unit", "counsel", "supervisor")[:people]:
        typed = {"person": office.people[name].pk, "manner": "see"}
        browser.post(f"/office/desks/{office.desk.reference}/let-in/", typed)
    browser.get(f"/office/desks/{office.desk.reference}/")
    with django_assert_num_queries(11):
        browser.get(f"/office/desks/{office.desk.reference}/")
