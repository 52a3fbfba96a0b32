"""Every verb on a case is refused to each person who may not, changes nothing when refused, and is done for who may."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from grievances import operations
from grievances.models import Answer, CitedClause, IssueCode, OutcomeCode, SettlementAuthority
from grievances.operations.answering import (
    change_finding,
    draft_answer,
    issue_answer,
    issue_correction,
    preserve_objection,
    record_oral_answer,
    record_receipt,
)
from grievances.operations.clocks import object_untimely, watch
from grievances.operations.closing import close, grant_remedy, withdraw
from grievances.operations.confiding import assign, edit_note, let_in, restrict, wall_off, write_note
from grievances.operations.extending import extend, hold, prove_extension, release
from grievances.operations.filing import Citation, Filing, amend, file, receive
from grievances.operations.moving import advance, appeal, refer, revert, skip
from grievances.operations.settling import (
    approve_settlement,
    propose_settlement,
    record_payment,
    refuse_settlement,
    settle,
)
from grievances.operations.stepping import (
    Meeting,
    Screening,
    cite_provisions,
    record_happening,
    record_meeting,
    replace_citation,
    screen,
)
from grievances.refusals import NoDeskForUnit
from grievances.time_limits.rules import Happening
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.correspondence.models import Letter
from laborrel.correspondence.operations.issuing import correct_letter
from laborrel.correspondence.operations.letters import approve_letter, submit_letter
from tests.factories.case_acts import (
    act,
    answer_begun,
    answered,
    approved,
    at_noon,
    counsel_at,
    everything,
    fresh,
    paper,
    reader_at,
)
from tests.factories.grievances import agreement_of, code_lists, filed, received
from tests.factories.office import NOW, SmallOffice

OUTSIDERS = (
    "nobody", "supervisor", "other_unit", "administrator", "deactivated", "table_a", "revoked", "walled",
)  # fmt: skip
REFUSED = (NotPermitted, NoDeskForUnit, ObjectDoesNotExist)
MARCH_9 = date(2026, 3, 9)
LATER = date(2026, 4, 20)
SCREENING = Screening("yes", "9.1", "yes", "1", "yes", "9.2")

Attempt = Callable[[Any], Any]


def _filed(office: SmallOffice) -> Any:
    return fresh(filed(office), office.holder)


def on_filed(verb: Callable[..., Any], **facts: Any) -> Callable[[SmallOffice], Attempt]:
    """The verb on a case at its first step."""

    def prepare(office: SmallOffice) -> Attempt:
        case = _filed(office)
        return lambda by: act(verb, by, grievance=case, **facts)

    return prepare


def on_answered(verb: Callable[..., Any], **facts: Any) -> Callable[[SmallOffice], Attempt]:
    def prepare(office: SmallOffice) -> Attempt:
        case = filed(office)
        answered(case, office)
        case = fresh(case, office.holder)
        return lambda by: act(verb, by, grievance=case, **facts)

    return prepare


def _receive(office: SmallOffice) -> Attempt:
    return lambda by: act(receive, by, unit=office.clerical, received_on=MARCH_9)


def _file(office: SmallOffice) -> Attempt:
    code_lists()
    case = fresh(received(office), office.holder)
    filing = Filing(
        kind="union", title="Posting", department=office.parks, issue=IssueCode.objects.get(code="OVERTIME"),
        agreement=agreement_of(office.clerical), filed_on=case.received_on, occurred_on=case.received_on,
    )  # fmt: skip
    return lambda by: act(file, by, grievance=case, filing=filing)


def _replace_citation(office: SmallOffice) -> Attempt:
    case = _filed(office)
    with reading_as(office.holder):
        cited = CitedClause.objects.select_related("visit__grievance").get(visit__grievance=case)
    return lambda by: act(replace_citation, by, cited=cited, article="12.4", clause=None, on=MARCH_9)


def _change_finding(office: SmallOffice) -> Attempt:
    answer = answer_begun(_filed(office), office.holder)
    return lambda by: act(change_finding, by, answer=answer, finding="granted")


def _issue(office: SmallOffice) -> Attempt:
    answer = approved(answer_begun(_filed(office), office.holder), by=office.holder, senior=office.senior)
    return lambda by: act(issue_answer, by, answer=answer)


def _correction(office: SmallOffice) -> Attempt:
    answer = answered(_filed(office), office)
    with reading_as(office.holder):
        issued = Letter.objects.visible_to(office.holder).get(pk=answer.letter_id)
        letter = correct_letter(letter=issued, by=office.holder, at=NOW)
        submit_letter(letter=letter, by=office.holder, at=NOW)
    with reading_as(office.senior):
        letter = Letter.objects.visible_to(office.senior).get(pk=letter.pk)
        approve_letter(letter=letter, revision=letter.revision, by=office.senior, at=NOW)
    return lambda by: act(issue_correction, by, letter=letter)


def _preserve(office: SmallOffice) -> Attempt:
    case = _filed(office)
    answer = answer_begun(case, office.holder)
    act(object_untimely, office.holder, grievance=case, objection="Filed on the 40th day.")
    with reading_as(office.holder):
        answer = Answer.objects.select_related("visit__grievance__objection_raised_by").get(pk=answer.pk)
    return lambda by: act(preserve_objection, by, answer=answer)


def _oral(office: SmallOffice) -> Attempt:
    case = _filed(office)
    case.procedure.steps.filter(sequence=1).update(answer_in_writing=False)
    return lambda by: act(record_oral_answer, by, grievance=case, on=MARCH_9, finding="denied", summary="No.")


def _receipt(office: SmallOffice) -> Attempt:
    answer = answered(_filed(office), office)
    return lambda by: act(record_receipt, by, answer=answer, received_on=MARCH_9)


def _with_paper(verb: Callable[..., Any], **facts: Any) -> Callable[[SmallOffice], Attempt]:
    def prepare(office: SmallOffice) -> Attempt:
        case = _filed(office)
        signed = paper(case, office.holder)
        if verb is revert:
            act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=signed)
        return lambda by: act(verb, by, grievance=case, paper=signed, on=MARCH_9, **facts)

    return prepare


def _refer(office: SmallOffice) -> Attempt:
    case = _filed(office)
    signed = paper(case, office.holder)
    act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=signed)
    answered(case, office)
    case = fresh(case, office.holder)
    return lambda by: act(refer, by, grievance=case, demanded_on=MARCH_9, demanded_by="Local 1")


def _prove(office: SmallOffice) -> Attempt:
    case = _filed(office)
    extension = act(extend, office.holder, grievance=case, **EXTENDED)
    signed = paper(case, office.holder)
    return lambda by: act(prove_extension, by, extension=extension, document=signed)


def _release(office: SmallOffice) -> Attempt:
    case = _filed(office)
    act(hold, office.holder, grievance=case, **HELD)
    return lambda by: act(release, by, grievance=case, until_on=MARCH_9)


def _settlement(office: SmallOffice, *, limit: int = 10_000) -> Any:
    SettlementAuthority.objects.create(role="Specialists", limit_cents=limit, effective_on=date(2025, 1, 1))
    SettlementAuthority.objects.create(role="Senior specialists", limit_cents=900_000, effective_on=date(2025, 1, 1))
    case = _filed(office)
    return act(propose_settlement, office.holder, grievance=case, terms="Pay.", amount_cents=5_000)


def _approve(office: SmallOffice) -> Attempt:
    settlement = _settlement(office, limit=0)
    return lambda by: act(approve_settlement, by, settlement=settlement)


def _refuse(office: SmallOffice) -> Attempt:
    settlement = _settlement(office, limit=0)
    return lambda by: act(refuse_settlement, by, settlement=settlement, reason="Too much.")


def _settle(office: SmallOffice) -> Attempt:
    settlement = _settlement(office)
    signed = paper(settlement.grievance, office.holder)
    return lambda by: act(settle, by, settlement=settlement, signed_on=MARCH_9, document=signed)


def _pay(office: SmallOffice) -> Attempt:
    settlement = _settlement(office)
    signed = paper(settlement.grievance, office.holder)
    act(settle, office.holder, settlement=settlement, signed_on=MARCH_9, document=signed)
    return lambda by: act(record_payment, by, settlement=settlement, paid_on=MARCH_9, proof=signed)


def _close(office: SmallOffice) -> Attempt:
    case = _filed(office)
    outcome = OutcomeCode.objects.get(code="DENIED")
    return lambda by: act(close, by, grievance=case, on=MARCH_9, outcome=outcome)


def _remedy(office: SmallOffice) -> Attempt:
    case = _filed(office)
    with reading_as(office.holder):
        grievant = case.grievants.select_related("grievance").get()
    return lambda by: act(grant_remedy, by, grievant=grievant, remedy="Two hours")


def _assign(office: SmallOffice) -> Attempt:
    case = _filed(office)
    return lambda by: act(assign, by, grievance=case, holder=office.same_unit)


def _let_in(office: SmallOffice) -> Attempt:
    case = _filed(office)
    act(restrict, office.senior, grievance=case, is_sealed=False, because="Named in the press")
    return lambda by: act(let_in, by, grievance=case, user=office.counsel, may_work=False, with_notes=False)


def _wall_off(office: SmallOffice) -> Attempt:
    case = _filed(office)
    return lambda by: act(wall_off, by, grievance=case, user=office.same_unit, because="relative")


def _edit_note(office: SmallOffice) -> Attempt:
    note = act(write_note, office.holder, grievance=_filed(office), text="Counsel says wait.")
    return lambda by: act(edit_note, by, note=note, text="Counsel says go.", revision=1)


def _watch(office: SmallOffice) -> Attempt:
    case = _filed(office)
    return lambda by: act(watch, by, grievance=case)


EXTENDED = {
    "clock": "answer", "asked_by": "employer", "agreed_with": "J. Reyes", "agreed_on": MARCH_9, "more_days": 5,
}  # fmt: skip
HELD = {"from_on": MARCH_9, "reason": "behind the lead case", "agreed_with": "J. Reyes"}
SENIOR_ONLY = {"approve_settlement", "refuse_settlement", "wall_off"}

VERBS: dict[str, Callable[[SmallOffice], Attempt]] = {
    "receive": _receive,
    "file": _file,
    "amend": on_filed(amend, revision=2, title="Another title"),
    "screen": on_filed(screen, screening=SCREENING),
    "record_meeting": on_filed(record_meeting, meeting=Meeting(MARCH_9, "A. Example, grievant")),
    "record_happening": on_filed(record_happening, kind=Happening.NOTICE_SERVED, on=MARCH_9),
    "cite_provisions": on_filed(cite_provisions, citations=[Citation("9")], cited_by="employer", on=MARCH_9),
    "replace_citation": _replace_citation,
    "draft_answer": on_filed(draft_answer, finding="denied"),
    "change_finding": _change_finding,
    "issue_answer": _issue,
    "issue_correction": _correction,
    "preserve_objection": _preserve,
    "record_oral_answer": _oral,
    "record_receipt": _receipt,
    "appeal": on_answered(appeal, filed_on=MARCH_9),
    "advance": on_filed(advance, filed_on=LATER, at=at_noon(LATER)),
    "skip": _with_paper(skip, to_sequence=2),
    "revert": _with_paper(revert, to_sequence=1),
    "refer": _refer,
    "extend": on_filed(extend, **EXTENDED),
    "prove_extension": _prove,
    "hold": on_filed(hold, **HELD),
    "release": _release,
    "propose_settlement": on_filed(propose_settlement, terms="Withdrawn for training."),
    "approve_settlement": _approve,
    "refuse_settlement": _refuse,
    "settle": _settle,
    "record_payment": _pay,
    "withdraw": on_filed(withdraw, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=True),
    "close": _close,
    "grant_remedy": _remedy,
    "assign": _assign,
    "restrict": on_filed(restrict, is_sealed=False, because="Named in the press"),
    "let_in": _let_in,
    "wall_off": _wall_off,
    "write_note": on_filed(write_note, text="Counsel says wait."),
    "edit_note": _edit_note,
    "watch": _watch,
    "object_untimely": on_filed(object_untimely, objection="Filed on the 40th day."),
}
OF_NO_CASE = {"saved_views", "authority", "imported_rows", "importing", "log_imports"}  # a person's, or the office's
PARTS_OF_VERBS = {"look_at_clocks", "watch_batch", "end_case", "first_text"}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_refused_to_outsiders_and_then_changes_nothing(office, verb):
    attempt = VERBS[verb](office)
    outsiders = [office.people[name] for name in OUTSIDERS] + [reader_at(office), counsel_at(office)]
    if verb in SENIOR_ONLY:
        outsiders.append(office.same_unit)
    before = everything(office.senior)
    for person in outsiders:
        with pytest.raises(REFUSED):
            attempt(person)
    assert everything(office.senior) == before
    attempt(office.senior if verb in SENIOR_ONLY else office.holder)
    if verb != "watch":
        assert everything(office.senior) != before
    with reading_as(office.holder):
        said = [sentence(event) for event in Event.objects.visible_to(office.holder).select_related("by")]
    assert [words for words in said if re.search(r"\s[.,:;]|\s{2}|\(\)|“”", words)] == [], (
        "a fact is missing in a sentence"
    )


def test_every_verb_on_a_case_stands_in_the_table():
    found = set()
    for module in pkgutil.iter_modules(operations.__path__):
        if module.name in OF_NO_CASE:
            continue
        members = inspect.getmembers(importlib.import_module(f"grievances.operations.{module.name}"))
        found |= {
            name
            for name, member in members
            if inspect.isfunction(member)
            and inspect.unwrap(member).__module__ == f"grievances.operations.{module.name}"
            and not name.startswith("_")
            and "by" in inspect.signature(member).parameters
        }
    assert found - PARTS_OF_VERBS == set(VERBS)


def test_the_clerk_looks_at_clocks_and_does_nothing_else(office):
    case = _filed(office)
    act(watch, office.clerk, grievance=case)
    with pytest.raises(NotPermitted):
        act(object_untimely, office.clerk, grievance=case, objection="Filed late.")
    with pytest.raises(NotPermitted):
        act(withdraw, office.clerk, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=True)


def test_a_verb_needs_the_right_on_this_case_not_on_another(office):
    case = fresh(filed(office, by=office.other_unit, unit=office.trades), office.other_unit)
    with pytest.raises(NotPermitted):
        act(amend, office.holder, grievance=case, revision=2, title="Mine now", at=NOW)
