"""The log the invented office kept before: closed cases of earlier years, taken in as any office takes its log in."""

import csv
import io
import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.timezone import localdate

from grievances.demonstration.caseload import Caseload
from grievances.demonstration.days import working_days
from grievances.demonstration.matters import Matter, article_for
from grievances.log_reading.columns import guessed
from grievances.operations.importing import check_log, take_in_log
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from laborrel.documents.uploaded_rows import read_rows
from laborrel.web.contributions import Demonstration

FILE_NAME = "grievance-log-before.csv"
HEADINGS = (
    "Number;Unit;Union;Department;Grievant(s);Grievant title;Title;Facility;Received;Filed;Occurred;Specialist;Issue;"
    "Articles;Remedy;Step 1 filed;Step 1 due;Step 1 answered;Step 1 finding;Step 1 appealed;"
    "Step 2 filed;Step 2 meeting;Step 2 due;Step 2 answered;Step 2 finding;Step 2 appealed;"
    "Step 3 filed;Step 3 due;Step 3 answered;Step 3 finding;Arbitration invoked;"
    "Settlement terms;Settlement amount;Outcome;Outcome step;Closed"
)
# How an old case ended, and how many in a hundred did.
ENDINGS = (
    ("settled_2", 26),
    ("denied_2", 18),
    ("granted_1", 8),
    ("granted_2", 7),
    ("denied_1", 9),
    ("withdrawn_1", 8),
    ("withdrawn_2", 6),
    ("waived_1", 5),
    ("denied_3", 8),
    ("award", 5),
)
LAST_RECEIVED = (8, 15)  # month and day of last year: from then on there was time enough to close it by New Year


def take_in(office: Demonstration, caseload: Caseload, *, count: int) -> None:
    """Closed cases of the last three years, in the hands of everybody but the one specialist."""
    senior = office.people["senior_specialist"]
    rows = sorted(_rows(caseload, count), key=lambda row: row["Received"])
    upload = read_rows(_as_csv(rows), name=FILE_NAME)
    with reading_as(senior):
        remember_reach(senior)
        checked = check_log(upload=upload, mapping=guessed(upload.headings), by=senior, at=office.now)
        taken_in = take_in_log(checked=checked, file_name=FILE_NAME, by=senior, at=office.now)
    office.say(f"{len(taken_in.new)} closed cases taken in from an older log.")


def _as_csv(rows: list[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS.split(";"), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _rows(caseload: Caseload, count: int) -> Iterator[dict[str, str]]:
    last_year = localdate(caseload.office.now).year - 1
    begins = date(last_year - 2, 1, 5)
    days = (date(last_year, *LAST_RECEIVED) - begins).days
    endings = [ending for ending, weight in ENDINGS for _ in range(weight)]
    for position in range(count):
        chance = random.Random(9_000 + position)  # noqa: S311 - invented, and the same every time
        unit = chance.choice(("CT", "CT", "MT", "MT", "PO", "PO", "SV"))
        received_on = begins + timedelta(days=chance.randrange(days))
        ending = chance.choice(endings)
        if ending == "award" and (unit == "SV" or received_on.year == last_year):
            ending = "denied_3"  # their procedure has no arbitration; or the award would still be to come
        yield OldCase(caseload, unit, received_on, ending, chance, position).row()


class OldCase:
    """One line of the old log, its dates in the order of things."""

    def __init__(
        self, caseload: Caseload, unit: str, received_on: date, ending: str, chance: random.Random, position: int
    ) -> None:
        self.caseload, self.unit, self.ending, self.chance, self.position = caseload, unit, ending, chance, position
        self.calendar = caseload.calendars[unit]
        self.day = self.calendar.next_open_day(received_on)
        self.cells: dict[str, str] = {}
        self.matter: Matter = next(caseload.matters[unit])

    def row(self) -> dict[str, str]:
        self._heading_cells()
        outcome, _, step = self.ending.partition("_")
        last = {"award": 3}.get(outcome) or int(step)
        for number in range(1, last + 1):
            self._step(number, is_last=number == last, outcome=outcome)
        if outcome == "award":
            self._on("Arbitration invoked", 4, 9)
        self._end(outcome, last)
        return self.cells

    def _heading_cells(self) -> None:
        department = self.chance.choice(sorted(d for u, d in self.caseload.employees if u == self.unit))
        person = self.chance.choice(self.caseload.employees[self.unit, department])
        words = {"name": person.full_name, "place": person.facility, "department": person.department.name}
        union = self.caseload.units[self.unit].union
        holder = {"CT": "walled", "MT": "walled"}.get(self.unit, "second_specialist")
        self.cells |= {
            "Number": f"{self.unit}-{self.day.year % 100:02}-{self.position + 1:03}",
            "Unit": self.unit,
            "Union": union.code,
            "Department": department,
            "Grievant(s)": person.full_name,
            "Grievant title": person.job_class.name if person.job_class else "",
            "Title": self.matter.title.format(**words),
            "Facility": person.facility,
            "Received": self.day.isoformat(),
            "Filed": self.day.isoformat(),
            "Occurred": (self.day - timedelta(days=self.chance.randint(2, 7))).isoformat(),
            "Specialist": self.caseload.office.people[holder].full_name,
            "Issue": self.matter.issue,
            "Articles": f"Article {article_for(self.matter, self.unit)}",
            "Remedy": self.matter.remedy.format(**words),
        }

    def _step(self, number: int, *, is_last: bool, outcome: str) -> None:
        self.cells[f"Step {number} filed"] = self.day.isoformat()
        due = working_days(self.calendar, self.day, 10)
        self.cells[f"Step {number} due"] = due.isoformat()
        if number == 2:
            self._on("Step 2 meeting", 1, 5)
        if is_last and outcome in {"withdrawn", "settled"}:
            return
        late = self.chance.random() < 0.18
        self.day = working_days(self.calendar, due, self.chance.randint(1, 6) if late else -self.chance.randint(0, 4))
        self.cells[f"Step {number} answered"] = self.day.isoformat()
        self.cells[f"Step {number} finding"] = "Granted" if is_last and outcome == "granted" else "Denied"
        if not is_last:
            self._on(f"Step {number} appealed", 2, 9)

    def _end(self, outcome: str, last: int) -> None:
        names = {"settled": "SETTLED", "denied": "DENIED", "granted": "GRANTED", "withdrawn": "WITHDRAWN"}
        self._on("Closed", 90, 160) if outcome == "award" else self._on("Closed", 1, 12)
        self.cells["Outcome"] = names.get(outcome) or {"waived": "WAIVED", "award": "AWARD"}[outcome]
        self.cells["Outcome step"] = "Arbitration" if outcome == "award" else str(last)
        if outcome == "settled":
            cents = self.chance.choice((0, 0, 12_500, 48_000, 96_250, 310_000))
            self.cells["Settlement terms"] = "Without precedent; the union takes the grievance back."
            self.cells["Settlement amount"] = f"{cents / 100:,.2f}" if cents else ""

    def _on(self, heading: str, least: int, most: int) -> None:
        self.day = working_days(self.calendar, self.day, self.chance.randint(least, most))
        self.cells[heading] = self.day.isoformat()
