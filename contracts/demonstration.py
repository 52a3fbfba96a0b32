"""The invented agreements of the demonstration city, each on the grievance procedure of a real contract."""

from copy import deepcopy
from typing import Any

from contracts.operations.entering import enter_agreement, shipped_agreements
from laborrel.access.wall import reading_as
from laborrel.organization.demonstration import CITY
from laborrel.organization.models import BargainingUnit
from laborrel.web.contributions import Demonstration, demonstrates

YEARS_BACK = 4  # so that the old cases of the log arose under an agreement
PROCEDURES = {
    "CT": "columbia-county-afscme-1442-2024",
    "MT": "oregon-doc-dentists-2025",
    "PO": "los-angeles-mou24-2011",
    "SV": "oc-sanitation-supervisor-group-2025",
}
# Articles nobody else wrote: what the invented grievances are about. The procedures above them are real.
ARTICLES = (
    (
        "30.1",
        "Overtime",
        (
            "Overtime is offered by seniority within the class and work unit, to those who are qualified. "
            "An employee who is passed over in error is offered the next overtime of like length."
        ),
    ),
    (
        "30.2",
        "Call-back",
        ("An employee called back to work after leaving is paid for at least three hours at the overtime rate."),
    ),
    (
        "31.1",
        "Work schedules",
        (
            "A change of an employee's regular schedule is announced in writing at least fourteen "
            "days before it begins, except in an emergency."
        ),
    ),
    ("31.2", "Shift bids", "Shifts are bid by seniority twice a year. A vacant shift is posted for five days."),
    (
        "32.1",
        "Work out of class",
        (
            "An employee assigned for more than five consecutive days to the duties of a higher "
            "class is paid five percent above the regular rate from the first day."
        ),
    ),
    (
        "32.2",
        "Classification",
        (
            "Duties outside the class description are assigned only for a short time. An employee "
            "may ask for a review of the position once in twelve months."
        ),
    ),
    (
        "33.1",
        "Vacation",
        (
            "Vacation is granted by seniority from requests made before February 1. Later requests are "
            "granted in the order received, as staffing permits, and are answered within five working days."
        ),
    ),
    ("33.2", "Sick leave", "A medical certificate may be asked for after three consecutive days of absence."),
    (
        "34.1",
        "Safety and equipment",
        (
            "The City provides and replaces the protective equipment the work requires. "
            "Nobody is disciplined for refusing work in good faith that is an immediate danger."
        ),
    ),
    (
        "35.1",
        "Vacancies",
        ("A vacancy is posted for ten days. Among qualified candidates of equal merit the senior one is chosen."),
    ),
    (
        "36.1",
        "Premium pay",
        (
            "Bilingual, shift and certification premiums are paid from the first pay period after the "
            "employee qualifies."
        ),
    ),
    (
        "37.1",
        "Release time",
        ("A steward is released without loss of pay to attend grievance meetings after telling the supervisor."),
    ),
    (
        "38.1",
        "Personnel files",
        (
            "A reprimand older than two years without a further one is removed from the file at "
            "the employee's request. Nothing is placed in the file without a copy to the employee."
        ),
    ),
    (
        "39.1",
        "Contracting of work",
        (
            "The City gives the Union thirty days' notice before it contracts out work that "
            "employees of the unit regularly perform."
        ),
    ),
    ("40.1", "Evaluation", "An evaluation is discussed with the employee before it is placed in the file."),
)


@demonstrates("the agreements", order=20)
def build(office: Demonstration) -> None:
    """One agreement per unit, entered the way the office enters any."""
    senior = office.people["senior_specialist"]
    shipped = shipped_agreements()
    for code, name in PROCEDURES.items():
        unit = BargainingUnit.objects.get(code=code)
        data = _invented(shipped[name], unit, year=office.now.year)
        with reading_as(senior):
            enter_agreement(by=senior, at=office.now, unit=unit, data=data)
    office.say(f"{len(PROCEDURES)} invented agreements on the procedures of four real contracts.")


def _invented(real: dict[str, Any], unit: BargainingUnit, *, year: int) -> dict[str, Any]:
    """The real procedure, holidays and clauses under an invented title that says whose procedure it is."""
    data = deepcopy(real)
    lender = real["agreement"]["title"]
    begins, ends = year - YEARS_BACK, year + 2
    data["agreement"] |= {
        "title": f"{CITY}, {unit.name}, {begins}-{ends} (invented)",
        "effective_on": f"{begins}-01-01",
        "expires_on": f"{ends}-12-31",
        "source": (
            f"Invented for the demonstration office. Its grievance procedure, its holidays and the articles around "
            f"them are those of {lender}: {real['agreement']['source']}. Articles {ARTICLES[0][0]} to "
            f"{ARTICLES[-1][0]} are invented."
        ),
    }
    data["calendar"]["name"] = f"{CITY}, {unit.name}"
    data["clauses"] += [
        {"number": number, "title": f"{title} (invented)", "text": text, "is_verbatim": True}
        for number, title, text in ARTICLES
    ]
    return data
