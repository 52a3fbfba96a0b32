"""Take the employees in from a workbook or CSV file: checked line by line, whole or not at all, safe to repeat."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record
from laborrel.documents.uploaded_rows import Reading
from laborrel.home.access import KEEP_ORGANIZATION
from laborrel.home.operations.entries import tidied
from laborrel.organization.models import BargainingUnit, Department, Employee, JobClass
from laborrel.web.fields import UnreadableDate, read_date
from laborrel.web.text_fields import printable

# What each column may be called; the first name is the one the page gives.
HEADINGS = {
    "number": ("Employee number", "Number", "Employee no", "Employee ID", "ID"),
    "full_name": ("Name", "Full name", "Employee name", "Employee"),
    "department": ("Department", "Dept"),
    "unit": ("Unit", "Bargaining unit"),
    "job_class": ("Job class", "Class", "Classification", "Job title"),
    "facility": ("Facility", "Location", "Work site"),
    "left_on": ("Left on", "Separation date"),
}
NEEDED = ("number", "full_name", "department")
_LONGEST = {"number": 20, "full_name": 120, "facility": 120}
_LISTS: dict[str, Any] = {"department": Department, "unit": BargainingUnit, "job_class": JobClass}


class LinesFaulty(Exception):
    """Nothing was taken in: correct these lines and send the file again."""

    def __init__(self, faults: "list[Fault]") -> None:
        super().__init__(self.__doc__)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong on one line of the file."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Line:
    """One employee as the file has him."""

    number: int
    values: Mapping[str, Any]


@dataclass(slots=True)
class Findings:
    """What taking the file in would do. Columns that are absent leave what stands as it is."""

    added: list[Line] = field(default_factory=list)
    changed: list[tuple[Line, Employee]] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def look_at(reading: Reading) -> Findings:
    """Compare the file with the list, line by line. Nothing is saved."""
    findings = Findings(notes=list(reading.notes))
    columns = _columns(reading.headings)
    missing = [HEADINGS[name][0] for name in NEEDED if name not in columns]
    if missing:
        findings.faults.append(Fault(1, f"There is no column “{'”, “'.join(missing)}”."))
        return findings
    unknown = [heading for heading in reading.headings if heading not in columns.values()]
    if unknown:
        findings.notes.append(f"These columns were left out: {', '.join(unknown)}.")
    findings.faults += [Fault(problem.line, problem.sentence) for problem in reading.problems]
    lists = {name: _by_word(model.objects.all()) for name, model in _LISTS.items() if name in columns}
    _sort_lines(findings, _lines(reading, columns, lists, findings))
    findings.faults.sort(key=lambda fault: fault.line)
    return findings


@transaction.atomic
def import_employees(*, reading: Reading, by: Any, at: datetime) -> Findings:
    """Take every line in, or none: raises LinesFaulty. A second run of the same file changes nothing."""
    require(by, KEEP_ORGANIZATION)
    findings = look_at(reading)
    if findings.faults:
        raise LinesFaulty(findings.faults)
    Employee.objects.bulk_create(Employee(**line.values) for line in findings.added)
    for line, employee in findings.changed:
        Employee.objects.filter(pk=employee.pk).update(**line.values)
    if findings.added or findings.changed:
        counts = {"added": len(findings.added), "changed": len(findings.changed), "unchanged": findings.unchanged}
        record("home.import_employees", by=by, at=at, scope=office_scope(), label="Employees", **counts)
    return findings


def _columns(headings: Iterable[str]) -> dict[str, str]:
    """Field -> the heading under which the file has it."""
    known = {name.casefold(): field for field, names in HEADINGS.items() for name in names}
    found: dict[str, str] = {}
    for heading in headings:
        name = known.get(heading.strip().casefold().rstrip("."))
        if name and name not in found:
            found[name] = heading
    return found


def _lines(reading: Reading, columns: dict[str, str], lists: dict[str, dict[str, Any]], findings: Findings) -> Any:
    first_on: dict[str, int] = {}
    for row in reading.rows:
        values: dict[str, Any] = {}
        faults = list(_read(row.cells, columns, lists, values))
        number = str(values.get("number", "")).casefold()
        if number and number in first_on:
            faults.append(f"The number {values['number']} stands on line {first_on[number]} already.")
        first_on.setdefault(number, row.line)
        findings.faults += [Fault(row.line, sentence) for sentence in faults]
        if not faults:
            yield Line(row.line, tidied(values))


def _read(
    cells: Mapping[str, Any], columns: dict[str, str], lists: dict[str, dict[str, Any]], values: dict[str, Any]
) -> Iterator[str]:
    """Fill `values` from one line; yields what is wrong with it."""
    for name, heading in columns.items():
        cell = cells[heading]
        text = _text(cell)
        if name in NEEDED and not text:
            yield f"“{heading}” is empty."
        elif name in lists:
            values[name] = lists[name].get(text.casefold()) if text else None
            if text and values[name] is None:
                yield f"{heading} “{text[:60]}” is not in the list. Add it first, or correct the spelling."
        elif name == "left_on":
            try:
                values[name] = _day(cell, text)
            except UnreadableDate as fault:
                yield f"{heading}: {fault}"
        elif len(text) > _LONGEST[name]:
            yield f"{heading} has more than {_LONGEST[name]} characters."
        else:
            values[name] = text


def _sort_lines(findings: Findings, lines: Iterable[Line]) -> None:
    known = {employee.number.casefold(): employee for employee in Employee.objects.all()}
    for line in lines:
        employee = known.get(line.values["number"].casefold())
        if employee is None:
            findings.added.append(line)
        elif any(_differs(employee, name, value) for name, value in line.values.items()):
            findings.changed.append((line, employee))
        else:
            findings.unchanged += 1


def _differs(employee: Employee, name: str, value: Any) -> bool:
    """Lists are compared by number, without a query for each employee."""
    if name in _LISTS:
        return bool(getattr(employee, f"{name}_id") != (value.pk if value else None))
    return bool(getattr(employee, name) != value)


def _by_word(entries: Iterable[Any]) -> dict[str, Any]:
    """Entries by code and by name; one merged into another stands for that one."""
    found: dict[str, Any] = {}
    every = {entry.pk: entry for entry in entries}
    for entry in every.values():
        target = every.get(entry.merged_into_id or 0, entry)
        if not target.is_retired:
            found[entry.name.casefold()] = found[entry.code.casefold()] = target
    return found


def _text(cell: Any) -> str:
    """A cell as words: a number without the point Excel puts behind it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(printable(str(cell)).split()) if cell is not None else ""


def _day(cell: Any, text: str) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return read_date(text) if text else None
