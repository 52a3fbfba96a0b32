"""A case that becomes confidential takes everything along and leaves nothing visible where it lay."""

import uuid
from datetime import date

import pytest
from django.apps import apps

from grievances.deadlines import grievances_due
from grievances.models import Grievance, PrivilegedNote
from grievances.operations.clocks import watch
from grievances.operations.confiding import (
    HolderCannotSee,
    NotRestricted,
    assign,
    edit_note,
    let_in,
    restrict,
    wall_off,
    write_note,
)
from grievances.operations.extending import extend, hold
from grievances.operations.stepping import Meeting, record_meeting
from laborrel.access.guarded import NotPermitted, unrestricted
from laborrel.access.models import Scope
from laborrel.access.wall import read_as, reading_as
from laborrel.audit.models import Event
from laborrel.drafts.editing import SomeoneElseSaved
from tests.factories.case_acts import act, answered, at_noon, everything, fresh, history, paper
from tests.factories.grievances import filed, received
from tests.factories.office import NOW

MARCH_9 = date(2026, 3, 9)
CANARY = f"canary-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def full(office):
    """A case with a row in every table a case can have rows in."""
    case = fresh(filed(office, title=CANARY, grievants=(f"Ada {CANARY}", "Ben Example")), office.holder)
    exchanged = paper(case, office.holder, title=f"Ledger {CANARY}")
    meeting = Meeting(MARCH_9, f"A. Example {CANARY}", papers=(exchanged,))
    act(record_meeting, office.holder, grievance=case, meeting=meeting)
    act(write_note, office.holder, grievance=case, text=f"Counsel on {CANARY}")
    act(
        extend, office.holder, grievance=case, clock="answer", asked_by="union", agreed_with=CANARY,
        agreed_on=MARCH_9, more_days=5, document=exchanged,
    )  # fmt: skip
    answered(case, office)
    case = fresh(case, office.holder)
    act(hold, office.holder, grievance=case, from_on=MARCH_9, reason=CANARY, agreed_with="J. Reyes")
    return fresh(case, office.holder)


def tables_with_the_canary(person):
    rows = everything(person)
    return {label for label, found in rows.items() if any(CANARY in str(row.values()) for row in found)}


def scopes_of(person):
    """The scopes of every row of the one case there is, by table, as that person's session sees them."""
    with reading_as(person), unrestricted(because="the test counts scopes"):
        return {
            model._meta.label: set(model._base_manager.values_list("scope_id", flat=True))
            for model in apps.get_models()
            if any(field.attname == "scope_id" for field in model._meta.concrete_fields)
            and model._meta.app_label in {"grievances", "documents", "correspondence"}
            and model._meta.label != "correspondence.RegisterCounter"
        }


OF_A_CASE = {
    "grievances.Grievance", "grievances.GrievanceEvent", "grievances.Grievant", "grievances.GrievantEvent",
    "grievances.StepMeeting", "grievances.StepMeetingEvent", "grievances.Extension", "grievances.ExtensionEvent",
    "grievances.Hold", "grievances.HoldEvent", "grievances.PrivilegedNote", "grievances.PrivilegedNoteEvent",
    "documents.Document", "documents.DocumentEvent", "correspondence.Letter", "correspondence.LetterEvent",
    "audit.Event",
}  # fmt: skip


@pytest.mark.parametrize("is_sealed", [False, True])
def test_everything_of_the_case_moves_with_it(office, full, is_sealed):
    assert tables_with_the_canary(office.same_unit) >= OF_A_CASE
    act(restrict, office.holder, grievance=full, is_sealed=is_sealed, because="Named in the press")
    with reading_as(office.holder):
        team = fresh(full, office.holder).scope
        beside = Scope.objects.get(accompanies=team)
    assert team.kind == (Scope.Kind.SEALED_CASE if is_sealed else Scope.Kind.CASE_TEAM)
    for label, scopes in scopes_of(office.holder).items():
        assert scopes <= {team.pk, beside.pk}, label
    assert tables_with_the_canary(office.holder) >= OF_A_CASE


def test_a_sealed_case_leaves_nothing_to_those_outside(office, full):
    act(restrict, office.holder, grievance=full, is_sealed=True, because="Named in the press")
    for person in (office.same_unit, office.senior, office.other_unit, office.administrator, office.walled):
        assert tables_with_the_canary(person) == set(), person
        with reading_as(person):
            assert list(Grievance.objects.visible_to(person)) == []
            assert list(Event.objects.visible_to(person).of(full)) == []
            assert list(grievances_due(person, date(2027, 1, 1))) == []
        assert not any(full.number in str(rows) for rows in everything(person).values()), person


def test_a_case_team_keeps_who_was_at_the_desk(office, full):
    act(restrict, office.holder, grievance=full, is_sealed=False, because="Named in the press")
    for person in (office.same_unit, office.senior):
        assert tables_with_the_canary(person) >= OF_A_CASE
    for person in (office.other_unit, office.walled, office.revoked):
        assert tables_with_the_canary(person) == set()
    assert "Holder gave the case a scope of its own (Case team): Named in the press." in history(full, office.holder)


def test_the_move_holds_within_the_same_transaction(office, full):
    """In the middle of the sealing transaction those outside see nothing already: no moment of both."""
    with reading_as(office.holder):
        restrict(grievance=full, by=office.holder, at=NOW, is_sealed=True, because="Named in the press")
        read_as(office.same_unit.pk)
        assert Grievance.objects.unrestricted(because="only the wall stands here").count() == 0
        assert PrivilegedNote.objects.unrestricted(because="only the wall stands here").count() == 0


def test_dates_of_a_sealed_case_are_still_looked_at_by_night(office, full):
    act(restrict, office.holder, grievance=full, is_sealed=True, because="Named in the press")
    act(watch, office.clerk, grievance=fresh(full, office.clerk), at=at_noon(date(2026, 4, 20)))


def test_the_seal_needs_the_privileged_notes_in_reach(office, full):
    with pytest.raises(NotPermitted):
        act(restrict, office.other_unit, grievance=full, is_sealed=True, because="Mine now")


def test_who_is_shut_out_holds_the_case_no_longer(office, full):
    assert full.holder == office.holder
    act(restrict, office.senior, grievance=fresh(full, office.senior), is_sealed=True, because="Accused is the holder")
    assert fresh(full, office.senior).holder == office.senior
    with reading_as(office.holder):
        assert list(Grievance.objects.visible_to(office.holder)) == []


# ------------------------------------------------------------------------------------------------ wall off


def test_a_walled_person_is_kept_out_of_one_case_and_stays_at_the_desk(office, full):
    other = filed(office)
    act(
        wall_off, office.senior, grievance=fresh(full, office.senior), user=office.same_unit, because="relative",
        note="A cousin",
    )  # fmt: skip
    with reading_as(office.same_unit):
        assert list(Grievance.objects.visible_to(office.same_unit)) == [other]
    assert tables_with_the_canary(office.same_unit) == set()
    assert fresh(full, office.holder).scope.kind == Scope.Kind.CASE_TEAM
    said = history(full, office.senior)
    assert said[-1] == "Senior kept a person with a conflict of interest out of the case."
    assert not any("cousin" in sentence for sentence in said)


def test_even_a_person_let_in_by_name_is_kept_out_by_the_wall(office, full):
    act(restrict, office.senior, grievance=fresh(full, office.senior), is_sealed=False, because="Named in the press")
    case = fresh(full, office.senior)
    act(let_in, office.senior, grievance=case, user=office.counsel, may_work=False, with_notes=True)
    assert OF_A_CASE - {"audit.Event"} <= tables_with_the_canary(office.counsel)
    act(wall_off, office.senior, grievance=case, user=office.counsel, because="party")
    assert tables_with_the_canary(office.counsel) == set()


def test_walling_off_the_holder_passes_the_case_on(office, full):
    act(wall_off, office.senior, grievance=fresh(full, office.senior), user=office.holder, because="party")
    assert fresh(full, office.senior).holder == office.senior


# ----------------------------------------------------------------------------------- let in, assign, notes


def test_nobody_is_let_into_a_whole_desk_for_one_case(office, full):
    with pytest.raises(NotRestricted):
        act(
            let_in, office.senior, grievance=fresh(full, office.senior), user=office.counsel, may_work=False,
            with_notes=False,
        )  # fmt: skip


def test_the_specialist_who_sealed_a_case_lets_a_colleague_in(office, full):
    """Else the one who seals would be alone with the case until an administrator breaks the glass."""
    act(restrict, office.holder, grievance=full, is_sealed=True, because="A witness is protected")
    with reading_as(office.senior):
        assert not Grievance.objects.visible_to(office.senior).filter(title=CANARY).exists()
    case = fresh(full, office.holder)
    act(let_in, office.holder, grievance=case, user=office.senior, may_work=True, with_notes=True)
    assert fresh(full, office.senior).title == CANARY
    with pytest.raises(NotPermitted):  # it was shared, not given on
        act(let_in, office.senior, grievance=fresh(full, office.senior), user=office.same_unit, may_work=False,
            with_notes=False)  # fmt: skip


def test_counsel_let_in_without_the_notes_sees_the_case_and_no_note(office, full):
    act(restrict, office.senior, grievance=fresh(full, office.senior), is_sealed=False, because="Named in the press")
    case = fresh(full, office.senior)
    act(let_in, office.senior, grievance=case, user=office.counsel, may_work=False, with_notes=False)
    seen = tables_with_the_canary(office.counsel)
    assert "grievances.Grievance" in seen
    assert not seen & {"grievances.PrivilegedNote", "grievances.PrivilegedNoteEvent"}
    assert history(case, office.senior)[-1] == "Senior let Counsel into the case."


def test_a_case_is_given_to_a_colleague_who_can_see_it(office, full):
    act(assign, office.holder, grievance=full, holder=office.same_unit)
    assert fresh(full, office.holder).holder == office.same_unit
    assert history(full, office.holder)[-1] == "Holder gave the case to Same Unit."
    for name in ("other_unit", "walled", "revoked", "nobody", "administrator", "deactivated"):
        with pytest.raises(HolderCannotSee):
            act(assign, office.holder, grievance=full, holder=office.people[name])


def test_of_two_who_edit_a_note_one_wins_and_the_other_gets_both_texts(office, full):
    note = act(write_note, office.holder, grievance=full, text="Ask counsel.")
    with reading_as(office.same_unit):
        stale = PrivilegedNote.objects.visible_to(office.same_unit).get(pk=note.pk)
    act(edit_note, office.holder, note=note, text="Counsel agrees.", revision=1)
    with pytest.raises(SomeoneElseSaved) as conflict:
        act(edit_note, office.same_unit, note=stale, text="Counsel objects.", revision=1)
    assert (conflict.value.theirs, conflict.value.yours) == ({"text": "Counsel agrees."}, {"text": "Counsel objects."})


def test_a_note_s_events_lie_with_the_note(office):
    case = fresh(received(office), office.holder)
    act(write_note, office.holder, grievance=case, text="Wait.")
    with reading_as(office.holder):
        event = Event.objects.visible_to(office.holder).get(verb="grievances.write_note")
        assert event.scope.kind == Scope.Kind.PRIVILEGED
