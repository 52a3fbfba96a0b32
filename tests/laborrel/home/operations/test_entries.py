"""A list holds each value once, whatever its spelling; merging moves every row, those out of reach included."""

import pytest

from grievances.models import Grievance, IssueCode, OutcomeCode
from laborrel.access.guarded import NotPermitted
from laborrel.access.models import Scope
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.home.operations.entries import (
    AlreadyMerged,
    CodeTaken,
    DifferentUnits,
    FixedCode,
    MergedWithItself,
    NameTaken,
    NotMergeable,
    add_entry,
    as_seen,
    bring_back_entry,
    change_entry,
    merge_entry,
    retire_entry,
)
from laborrel.organization.models import BargainingUnit, Department, Employee, JobClass
from tests.factories.grievances import code_lists, filed
from tests.factories.office import NOW, SmallOffice


def act(office: SmallOffice, verb, by: str = "senior", **facts):
    person = office.people[by]
    with reading_as(person):
        return verb(by=person, at=NOW, **facts)


def add(office: SmallOffice, code: str, name: str, model=Department):
    return act(office, add_entry, model=model, values={"code": code, "name": name})


def said(office: SmallOffice) -> list[str]:
    with reading_as(office.senior):
        events = Event.objects.visible_to(office.senior).filter(verb__startswith="home.").order_by("pk")
        return [sentence(event) for event in events.select_related("by")]


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [
        ("parks", "Green spaces", CodeTaken),
        ("PARKS ", "Green spaces", CodeTaken),
        ("GR", "PARKS", NameTaken),
        ("GR", "  parks ", NameTaken),
    ],
)
def test_no_second_spelling_can_be_saved(office, code, name, refusal):
    with pytest.raises(refusal):
        add(office, code, name)
    assert Department.objects.count() == 1


def test_letters_composed_in_two_ways_are_one_spelling(office):
    add(office, "CAFE", "Caf\u00e9")
    with pytest.raises(NameTaken):
        add(office, "CAFE2", "Cafe\u0301")


def test_a_change_is_told_and_what_was_not_seen_is_not_overwritten(office):
    names = {"code": "PARKS", "name": "Parks and Recreation"}
    seen = as_seen(office.parks, names)
    act(office, change_entry, entry=office.parks, values=names, seen=seen)
    with pytest.raises(SomeoneElseSaved) as conflict:
        act(office, change_entry, entry=office.parks, values=names | {"name": "Parks dept."}, seen=seen)
    assert conflict.value.theirs["name"] == "Parks and Recreation"
    assert said(office) == ["Senior changed the department “Parks”: name."]


@pytest.mark.parametrize("by", ["holder", "supervisor", "counsel", "nobody"])
def test_only_those_who_keep_the_lists_change_them(office, by):
    with pytest.raises(NotPermitted):
        act(office, add_entry, by, model=Department, values={"code": "X", "name": "X"})
    with pytest.raises(NotPermitted):
        act(office, retire_entry, by, entry=office.parks)


def test_an_administrator_keeps_departments_but_no_issue_codes(office):
    act(office, add_entry, "administrator", model=Department, values={"code": "LIB", "name": "Library"})
    with pytest.raises(NotPermitted):
        act(office, add_entry, "administrator", model=IssueCode, values={"code": "X", "name": "X"})


def test_retired_and_brought_back(office):
    assert act(office, retire_entry, entry=office.parks).is_retired is True
    assert act(office, bring_back_entry, entry=office.parks).is_retired is False
    assert said(office) == ["Senior retired the department “Parks”.", "Senior brought the department “Parks” back."]


def test_merging_moves_every_case_the_sealed_ones_out_of_reach_too(office):
    """The senior specialist sees neither the sealed case nor, kept out of it, that there is one."""
    code_lists()
    twin = add(office, "PKS", "Parks Department")
    open_case = filed(office, department=twin)
    sealed = filed(office, department=twin, is_sealed=True)
    with reading_as(office.senior):
        assert list(Grievance.objects.visible_to(office.senior).values_list("pk", flat=True)) == [open_case.pk]
    Employee.objects.create(number="2", full_name="Ben Example", department=twin, unit=office.clerical)
    act(office, merge_entry, entry=twin, into=office.parks)
    with reading_as(office.holder):
        found = dict(Grievance.objects.visible_to(office.holder).values_list("pk", "department__code"))
    assert found == {open_case.pk: "PARKS", sealed.pk: "PARKS"}
    assert set(Employee.objects.values_list("department__code", flat=True)) == {"PARKS"}
    twin.refresh_from_db()
    assert (twin.is_retired, twin.merged_into) == (True, office.parks)
    assert said(office)[-1] == "Senior merged the department “Parks Department” into “Parks”."


def test_an_administrator_who_sees_no_case_merges_all_of_them_and_is_told_nothing(office):
    twin = add(office, "PKS", "Parks Department")
    case = filed(office, department=twin)
    act(office, merge_entry, "administrator", entry=twin, into=office.parks)
    with reading_as(office.holder):
        assert Grievance.objects.visible_to(office.holder).get(pk=case.pk).department == office.parks
    with reading_as(office.administrator):
        assert Grievance.objects.visible_to(office.administrator).count() == 0


def test_after_merging_the_transaction_reads_as_the_person_again(office):
    twin = add(office, "PKS", "Parks Department")
    sealed = filed(office, department=twin, is_sealed=True)
    with reading_as(office.senior):
        merge_entry(entry=twin, into=office.parks, by=office.senior, at=NOW)
        assert not Scope.objects.filter(pk=sealed.scope_id).exists()


def test_what_was_merged_is_not_brought_back_nor_merged_again(office):
    twin = add(office, "PKS", "Parks Department")
    act(office, merge_entry, entry=twin, into=office.parks)
    with pytest.raises(AlreadyMerged):
        act(office, bring_back_entry, entry=twin)
    with pytest.raises(AlreadyMerged):
        act(office, merge_entry, entry=twin, into=office.parks)


def test_a_chain_of_merges_points_at_the_last(office):
    first, second = add(office, "A", "First"), add(office, "B", "Second")
    act(office, merge_entry, entry=first, into=second)
    act(office, merge_entry, entry=second, into=office.parks)
    first.refresh_from_db()
    assert first.merged_into == office.parks


def test_what_cannot_be_merged(office):
    other = act(office, add_entry, model=Department, values={"code": "OLD", "name": "Old"})
    act(office, retire_entry, entry=other)
    with pytest.raises(MergedWithItself):
        act(office, merge_entry, entry=office.parks, into=office.parks)
    with pytest.raises(MergedWithItself):
        act(office, merge_entry, entry=office.parks, into=other)
    with pytest.raises(NotMergeable):
        act(office, merge_entry, entry=BargainingUnit.objects.get(code="CL"), into=office.trades)
    clerk = JobClass.objects.create(code="CK", name="Clerk", unit=office.clerical)
    painter = JobClass.objects.create(code="PT", name="Painter", unit=office.trades)
    with pytest.raises(DifferentUnits):
        act(office, merge_entry, entry=clerk, into=painter)


def test_outcomes_the_program_gives_itself_are_renamed_and_nothing_else(office):
    code_lists()
    settled, denied = OutcomeCode.objects.get(code="SETTLED"), OutcomeCode.objects.get(code="DENIED")
    for verb, facts in ((retire_entry, {}), (merge_entry, {"into": denied})):
        with pytest.raises(FixedCode):
            act(office, verb, entry=settled, **facts)
    values = {"code": "SETL", "name": "Settled"}
    with pytest.raises(FixedCode):
        act(office, change_entry, entry=settled, values=values, seen=as_seen(settled, values))
    values = {"code": "SETTLED", "name": "Settled by agreement"}
    assert act(office, change_entry, entry=settled, values=values, seen=as_seen(settled, values)).name == values["name"]


def test_an_issue_is_merged_in_the_cases(office):
    code_lists()
    case = filed(office, issue="EXAM")
    exam, overtime = IssueCode.objects.get(code="EXAM"), IssueCode.objects.get(code="OVERTIME")
    act(office, merge_entry, entry=exam, into=overtime)
    with reading_as(office.holder):
        assert Grievance.objects.visible_to(office.holder).get(pk=case.pk).issue == overtime
