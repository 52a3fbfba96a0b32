"""Sets the invented office up before its first case: desks and seats, code lists, authority, letter templates."""

from datetime import date, timedelta

from grievances.demonstration.matters import ISSUES
from grievances.models import IssueCode, OutcomeCode, SettlementAuthority
from laborrel.access.desks import open_unit_desk, seat_specialist
from laborrel.access.roles import SENIOR_SPECIALISTS, SPECIALISTS
from laborrel.access.wall import reading_as
from laborrel.correspondence.operations.templates import keep_template
from laborrel.organization.models import BargainingUnit
from laborrel.web.contributions import Demonstration

OUTCOMES = {
    "SETTLED": "Settled",
    "GRANTED": "Granted",
    "DENIED": "Denied",
    "WITHDRAWN": "Withdrawn",
    "WAIVED": "Waived: a time limit was missed",
    "AWARD": "Decided by an arbitrator",
}
NOT_RESOLVED = {"WITHDRAWN", "WAIVED"}

# Who sits where. The people at the bargaining tables sit at no desk.
SEATS = {
    "specialist": ("CT", "MT"),
    "walled": ("CT", "MT"),
    "second_specialist": ("PO", "SV"),
}
AUTHORITY = {SPECIALISTS: 250_000, SENIOR_SPECIALISTS: 5_000_000}  # cents

_FIELDS = ("case_number", "grievant", "unit", "department", "union", "article", "received_on", "step")
TEMPLATES = (
    (
        "acknowledgement",
        "Acknowledgement of a grievance",
        "Grievance {{ case_number }} received",
        (
            (
                "",
                (
                    "<p>We have received the grievance of {{ grievant }} on {{ received_on }}. Its number is "
                    "{{ case_number }}; please use it in every letter.</p>"
                ),
            ),
            ("Next step", "<p>We will answer at {{ step }} within the time limit of the agreement.</p>"),
        ),
    ),
    (
        "extension",
        "Agreement to extend a time limit",
        "Grievance {{ case_number }}: extension",
        (
            (
                "",
                (
                    "<p>The Office of Labor Relations and {{ union }} agree to extend the time limit of {{ step }} in "
                    "grievance {{ case_number }}. All other rights are reserved. Please sign and return one copy.</p>"
                ),
            ),
        ),
    ),
    (
        "settlement",
        "Settlement of a grievance",
        "Grievance {{ case_number }}: settlement",
        (
            ("Terms", "<p>The parties settle the grievance of {{ grievant }}, {{ department }}, as follows.</p>"),
            ("No precedent", "<p>This settlement sets no precedent and is not to be cited in another matter.</p>"),
        ),
    ),
)


def set_up(office: Demonstration) -> None:
    """Everything the first case needs."""
    senior = office.people["senior_specialist"]
    with reading_as(senior):
        for unit in BargainingUnit.objects.all():
            desk = open_unit_desk(unit=unit, by=senior, at=office.now)
            for key, units in SEATS.items():
                if unit.code in units:
                    seat_specialist(desk=desk, user=office.people[key], by=senior, at=office.now)
        for kind, title, subject, parts in TEMPLATES:
            keep_template(
                kind=kind, title=title, subject=subject, parts=parts, known_fields=_FIELDS, by=senior, at=office.now
            )
    _code_lists(in_force_on=office.now.date() - timedelta(days=5 * 365))


def _code_lists(*, in_force_on: date) -> None:
    IssueCode.objects.bulk_create(
        IssueCode(code=code, name=name, topic=topic) for code, (name, topic) in ISSUES.items()
    )
    OutcomeCode.objects.bulk_create(
        OutcomeCode(code=code, name=name, is_resolved=code not in NOT_RESOLVED) for code, name in OUTCOMES.items()
    )
    SettlementAuthority.objects.bulk_create(
        SettlementAuthority(role=role, limit_cents=limit, effective_on=in_force_on) for role, limit in AUTHORITY.items()
    )
