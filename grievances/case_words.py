"""The facts and rows of a case in the words the page prints: what a template must not work out itself."""

from datetime import date
from typing import Any

from django.urls import reverse

from grievances.case_page import CasePage, letter_door
from grievances.doors import door
from grievances.models import Grievance, Settlement
from grievances.time_limits.rules import Procedure
from laborrel.audit.sentences import shown


def prepare_rows(page: CasePage) -> dict[str, list[Any]]:
    """Every child row with what it points to: papers this person may see, the replacing citation, the clock's act."""
    rows, papers = page.case.rows, {paper.pk: paper for paper in page.documents}
    citations = {row.pk: row for row in rows["citations"]}
    for row in rows["citations"]:
        row.replacement = citations.get(row.replaced_by_id)
    for row in (*rows["extensions"], *rows["holds"], *rows["settlements"]):
        row.paper = papers.get(row.document_id)
    for row in rows["extensions"]:
        row.act = act_words(page.ladder, row.step, row.clock)
    for row in rows["settlements"]:
        row.proof = papers.get(row.payment_proof_id)
        row.is_unsupported = _is_unsupported(row)
    for row in rows["happenings"]:
        row.words = row.kind.replace("_", " ").capitalize()
    for row in rows["meetings"]:
        given = [each.document_id for each in rows["exchanged_papers"] if each.meeting_id == row.pk]
        row.papers_exchanged = [papers[key] for key in given if key in papers]
    for letter in page.letters:
        letter.door = letter_door(letter)
    for note in page.notes:
        note.edit_url = door("grievances:edit_note", page.grievance.number, note.pk)
    return rows


def act_words(ladder: Procedure | None, step: int, key: str) -> str:
    """“answer in writing (Step 2)” from the keys of a clock."""
    for each in ladder.steps if ladder else ():
        for clock in each.clocks:
            if (each.sequence, clock.key) == (step, key):
                return f"{clock.act[:1].upper()}{clock.act[1:]} ({each.name})"
    return key.replace("_", " ").capitalize()


def facts(page: CasePage) -> list[dict[str, Any]]:
    grievance = page.grievance
    how = grievance.get_received_by_method_display().lower()  # a case from a log does not tell how it came
    received = ", ".join(filter(None, (_day(grievance.received_on), how)))
    return [
        _fact("Kind", grievance.get_kind_display()),
        _fact("Issue", grievance.issue),
        _fact("Discipline", grievance.discipline.replace("_", " ").capitalize()),
        _fact("Received", received),
        _fact("It happened", _day(grievance.occurred_on), absent="Not stated"),
        _fact("It was known", _day(grievance.known_on), absent="Not stated"),
        _fact("Number at the department", grievance.agency_number),
        _fact("Representative", grievance.representative, absent="None named"),
        *_contract_facts(grievance),
    ]


def _contract_facts(grievance: Grievance) -> list[dict[str, Any]]:
    agreement, procedure = grievance.agreement, grievance.procedure
    if agreement is None or procedure is None:
        return [_fact("Agreement", "", absent="Not entered yet")]
    clause = procedure.clause
    return [
        _fact("Agreement", agreement, agreement.get_absolute_url()),
        _fact("Procedure", f"Articles {procedure.articles}", reverse("contracts:procedure", args=[procedure.pk])),
        *([_fact("Clause of the procedure", clause, clause.get_absolute_url())] if clause else []),
        _fact("Work calendar", procedure.calendar, reverse("contracts:calendar", args=[procedure.calendar_id])),
    ]


def _day(day: date | None) -> str:
    return shown(day.isoformat()) if day else ""


def _fact(label: str, value: Any, url: Any = "", absent: str = "None") -> dict[str, Any]:
    return {"label": label, "value": str(value) if value else "", "url": url or "", "absent": absent}


def _is_unsupported(settlement: Settlement) -> bool:
    """Money went out, or is due, and no paper proves it."""
    return bool(settlement.amount_cents) and settlement.state == "signed" and settlement.payment_proof_id is None
